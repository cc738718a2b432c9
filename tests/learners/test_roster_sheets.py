"""Sheets that go out and come back: the list with its errors, and the class's own form."""

from io import BytesIO
from random import Random

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from centres import dates
from learners.models import RosterUpload
from learners.roster import ERRORS_SAID, read_roster
from learners.roster.words import ETHNIC_GROUPS
from learners.roster_errors import error_workbook
from learners.roster_plan import digest, plan_roster
from learners.roster_template import COLUMNS, HEAD_LINE, made_for_another, template_of
from tests import factories
from tests.learners.rosters import saved, xlsx

GROUPED = [
    ["STT", "Họ và tên", "Ngày sinh", "Nam", "Nữ", "Số định danh", "Lớp cũ"],
    ["I", "Chi bộ thôn Đông", None, None, None, None, None],
    [1, "Lê Văn An", "05/02/1990", "x", None, 1090000011, "=A1"],
    [2, "Ngô Văn Sai", "31/02/1990", "x", None, 1090000012, "10A"],
    [3, "Vũ Thị Kép", "1985", "x", "x", None, None],
    ["II", "Chi bộ thôn Tây", None, None, None, None, None],
    [4, "Hà Thị Ca", None, None, "x", "12", None],
]


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


def stored(training_class, content, **fields):
    return RosterUpload.objects.create(
        training_class=training_class, file_name="ds.xlsx", content=content, sha256=digest(content), **fields
    )


def sheet_of(content):
    return load_workbook(BytesIO(content)).worksheets[0]


def values(content):
    head, *rows = sheet_of(content).iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_rows_out_are_the_rows_that_failed_each_with_its_reasons(training_class):
    one = stored(training_class, xlsx(*GROUPED))
    plan = plan_roster(one)
    rows = values(error_workbook(plan, one))
    assert [row["Họ và tên"] for row in rows] == ["Ngô Văn Sai", "Vũ Thị Kép", "Hà Thị Ca"]
    assert [row[ERRORS_SAID].split(". ")[0] for row in rows] == ["Dòng 4", "Dòng 5", "Dòng 7"]
    assert "Ngày sinh: Không có ngày 31/02/1990" in rows[0][ERRORS_SAID]
    assert "Giới tính: Đánh dấu cả Nam và Nữ" in rows[1][ERRORS_SAID]
    assert rows[2][ERRORS_SAID] == "Dòng 7. Số định danh: Số định danh có 2 chữ số, phải có 12"
    assert (rows[0]["Số định danh"], rows[0]["Lớp cũ"], rows[2]["Đơn vị (theo nhóm)"]) == (
        "001090000012",
        "10A",
        "Chi bộ thôn Tây",
    )
    assert len(values(error_workbook(plan, one, every=True))) == len(plan.rows) == 4


def test_wrong_cells_are_coloured_and_no_cell_is_a_formula(training_class):
    one = stored(training_class, xlsx(*GROUPED))
    sheet = sheet_of(error_workbook(plan_roster(one), one, every=True))
    red = {(cell.row, cell.column_letter) for row in sheet for cell in row if cell.fill.start_color.rgb == "00F6D5D2"}
    assert red == {(3, "C"), (3, "J"), (4, "D"), (4, "E"), (4, "J"), (5, "F"), (5, "J")}
    assert {cell.data_type for row in sheet for cell in row if cell.value is not None} == {"s"}


def test_the_error_file_comes_back_without_its_error_column(training_class):
    one = stored(training_class, xlsx(*GROUPED))
    workbook = load_workbook(BytesIO(error_workbook(plan_roster(one), one, every=True)))
    sheet = workbook.worksheets[0]
    sheet["C3"], sheet["E4"], sheet["F5"] = "28/02/1990", None, None
    reading = read_roster(saved(workbook), "", dates.today())
    assert [(r.line, r.full_name, r.birth, r.gender, r.national_id, r.unit) for r in reading.rows] == [
        (2, "Lê Văn An", "1990-02-05", "nam", "001090000011", "Chi bộ thôn Đông"),
        (3, "Ngô Văn Sai", "1990-02-28", "nam", "001090000012", "Chi bộ thôn Đông"),
        (4, "Vũ Thị Kép", "1985", "nam", None, "Chi bộ thôn Đông"),
        (5, "Hà Thị Ca", None, "nu", None, "Chi bộ thôn Tây"),
    ]
    assert reading.problems == []


def test_the_error_file_holds_what_was_corrected_so_far(training_class):
    one = stored(training_class, xlsx(*GROUPED), corrections=[[4, "full_name", "Ngô Văn Đúng"]])
    assert values(error_workbook(plan_roster(one), one))[0]["Họ và tên"] == "Ngô Văn Đúng"


def people(chance, units):
    """Fifty invented learners as they are written into the form, by field."""
    family, middle = ["Lê", "Vũ", "Hà", "Lò", "Ngô"], ["Văn", "Thị", "Ngọc", "Quang"]
    given = ["An", "Bình", "Cúc", "Dũng", "Đào", "Hạnh", "Khoa", "Lan", "Minh", "Nga"]
    for number in range(50):
        male, year = chance.random() < 0.5, chance.randint(1960, 1999)
        day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{year}"
        yield {
            "number": str(number + 1),
            "full_name": f"{chance.choice(family)} {chance.choice(middle)} {chance.choice(given)}",
            "birth": chance.choice([day, str(year)]),
            "gender": "Nam" if male else "Nữ",
            "national_id": f"001{0 if male else 1}{year % 100:02}{number:06}",
            "ethnicity": chance.choice(list(ETHNIC_GROUPS)),
            "religion": chance.choice(["Không", None]),
            "hometown": f"Xã {chance.choice(given)}",
            "unit": chance.choice(units),
            "position": chance.choice(["Bí thư chi bộ", None]),
            "phone": f"09{number:08}",
            "party_status": chance.choice(["Đảng viên chính thức", "Đảng viên dự bị", "Quần chúng"]),
            "party_joined": f"0{chance.randint(1, 9)}/05/2024",
            "party_card": f"{number:08}",
            "education": "12/12",
            "note": None,
        }


STATUS = {"Đảng viên chính thức": "full", "Đảng viên dự bị": "probationary", "Quần chúng": "none"}


def as_read(person):
    turned = {"gender": {"Nam": "nam", "Nữ": "nu"}[person["gender"]], "party_status": STATUS[person["party_status"]]}
    for name in ("birth", "party_joined"):
        turned[name] = "-".join(reversed(person[name].split("/")))
    return {name: value for name, value in (person | turned).items() if name != "number"}


def test_the_form_filled_in_comes_back_without_a_question(centre, training_class):
    units = [factories.make_unit(centre, f"Chi bộ thôn {name}").name for name in ("Đông", "Tây", "Nam")]
    workbook, filled = load_workbook(BytesIO(template_of(training_class))), list(people(Random(7), units))  # noqa: S311
    sheet = workbook.worksheets[0]
    for line, person in enumerate(filled, HEAD_LINE + 1):
        for place, (name, _) in enumerate(COLUMNS, 1):
            sheet.cell(line, place, person[name])
    reading = read_roster(saved(workbook), "", dates.today())
    assert (reading.file_error, reading.problems) == (None, [])
    read = [{name: getattr(row, name) for name, _ in COLUMNS if name != "number"} for row in reading.rows]
    assert read == [as_read(person) for person in filled]
    assert made_for_another(reading, training_class) == ""


def test_the_form_offers_what_is_chosen_and_keeps_numbers_as_text(centre, training_class, other_centre):
    factories.make_unit(centre, "Chi bộ thôn Đông")
    factories.make_unit(other_centre, "Chi bộ không được thấy")
    workbook = load_workbook(BytesIO(template_of(training_class)))
    sheet, lists = workbook.worksheets[0], workbook["_danh_muc"]
    assert [s.sheet_state for s in workbook.worksheets] == ["visible", "visible", "hidden", "veryHidden"]
    assert [cell.value for cell in lists["A"] if cell.value] == ["Chi bộ thôn Đông"]
    assert len([cell for cell in lists["C"] if cell.value]) == 54
    assert sorted(str(rule.sqref) for rule in sheet.data_validations.dataValidation) == [
        "D6:D305",
        "F6:F305",
        "I6:I305",
        "L6:L305",
    ]
    assert {sheet.cell(HEAD_LINE + 1, place).number_format for place in range(1, len(COLUMNS) + 1)} == {"@"}


def test_the_form_of_another_class_is_said_on_the_preview(client_of, clerk, centre, training_class):
    other = factories.make_class(centre, "L-02", name="Lớp kia")
    client = client_of(clerk)
    content = client.get(reverse("learners:class_template", args=[other.pk])).content
    workbook = load_workbook(BytesIO(content))
    workbook.worksheets[0].cell(HEAD_LINE + 1, 2, "Lê Văn An")
    one = stored(training_class, saved(workbook))
    page = client.get(reverse("learners:roster_preview", args=[training_class.pk, one.pk]))
    assert "Tệp này lập cho lớp khác: Lớp kia." in page.text


def test_the_error_file_is_downloaded(client_of, clerk, training_class):
    one = stored(training_class, xlsx(*GROUPED))
    address = reverse("learners:roster_errors", args=[training_class.pk, one.pk])
    response = client_of(clerk).get(address)
    assert response["Content-Disposition"] == 'attachment; filename="loi-can-sua-l-01.xlsx"'
    assert len(values(response.content)) == 3
    assert len(values(client_of(clerk).get(address + "?tat-ca").content)) == 4


def test_no_error_file_of_a_list_that_cannot_be_read(client_of, clerk, training_class):
    one = stored(training_class, b"STT;Ng\xc3\xa0y;X\n1;2;3\n2;3;4\n")
    args = [training_class.pk, one.pk]
    response = client_of(clerk).get(reverse("learners:roster_errors", args=args))
    assert response.url == reverse("learners:roster_preview", args=args)
