"""From the survey of needs to the year's quotas: through the clerk's own pages."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook
from pypdf import PdfReader

from classes.models import PlanDecision, PlanLine, TrainingNeed
from learners.models import Paper, Term
from tests.factories import make_class, make_unit, programme

pytestmark = pytest.mark.django_db
YEAR = "?nam=2026"
SURVEY, GRID, FILE = (f"/ke-hoach/khao-sat/{page}{YEAR}" for page in ("", "nhap/", "tep/"))
DRAFT, WRITE = f"/ke-hoach/du-thao/{YEAR}", f"/ke-hoach/du-thao/soan/{YEAR}"
AWARENESS, MEMBERS = "nhan-thuc-ve-dang", "dang-vien-moi"


@pytest.fixture
def work(centre, other_centre, clerk, client_of):
    return client_of(clerk)


def typed(*rows, seen):
    """What the grid sends: rows of (unit, {programme: text})."""
    data = {"so-dong": len(rows), "da-xem": seen}
    for place, (unit, texts) in enumerate(rows):
        data[f"don-vi-{place}"] = unit
        data |= {f"o-{place}-{code}": text for code, text in texts.items()}
    return data


def seen_by(client):
    return client.get(GRID).context["grid"].stored


def enter(client, *rows):
    return client.post(GRID, typed(*rows, seen=seen_by(client)), follow=True)


def stored(centre):
    needs = TrainingNeed.objects.filter(plan__centre=centre, plan__year=2026)
    return {(need.unit.name, need.programme.code): need.learners for need in needs.select_related("unit", "programme")}


def sheet(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    return as_file(book)


def as_file(book):
    target = BytesIO()
    book.save(target)
    return SimpleUploadedFile("khao-sat.xlsx", target.getvalue())


def test_the_grid_is_stored_whole_and_a_unit_known_by_another_spelling_is_the_same(work, centre):
    unit = make_unit(centre, "Đảng bộ xã Hòa Bình")
    page = enter(work, ("Đảng bộ xã Hoà Bình", {AWARENESS: "1.250", MEMBERS: "30"}), ("Hội Phụ nữ", {AWARENESS: "45"}))
    assert stored(centre) == {
        (unit.name, AWARENESS): 1250, (unit.name, MEMBERS): 30, ("Hội Phụ nữ", AWARENESS): 45,
    }  # fmt: skip
    text = page.content.decode()
    assert "2 đơn vị đăng ký 1.325 lượt học viên" in text
    enter(work, (unit.name, {AWARENESS: "1250", MEMBERS: ""}), ("Hội Phụ nữ", {}))
    assert stored(centre) == {(unit.name, AWARENESS): 1250}


def test_every_fault_is_shown_beside_its_cell_and_nothing_is_stored(work, centre):
    page = enter(work, ("Xã A", {AWARENESS: "ba mươi"}), ("xã a", {MEMBERS: "5"}), ("", {MEMBERS: "-4"}))
    assert stored(centre) == {}
    found = {(one.address, one.sentence) for one in page.context["problems"]}
    assert found == {
        ("o-0-nhan-thuc-ve-dang", "“ba mươi” không phải là số: ghi số học viên, ví dụ 45."),
        ("don-vi-1", "Đơn vị này đã có ở dòng trên; mỗi đơn vị ghi một dòng."),
        ("don-vi-2", "Thiếu tên đơn vị."),
        ("o-2-dang-vien-moi", "Số học viên phải từ 0 đến 100.000."),
    }
    assert 'value="ba mươi"' in page.content.decode()


def test_rows_are_added_as_many_again_and_what_is_typed_stays(work, centre):
    rows = [(f"Chi bộ {number}", {AWARENESS: "mười"}) for number in range(13)]
    for sent, shown in ((rows[:2], 12), (rows, 26)):
        grid = work.post(GRID, typed(*sent, seen=seen_by(work)) | {"them-dong": "1"}).context["grid"]
        assert [row.unit for row in grid.rows] == [unit for unit, _ in sent] + [""] * (shown - len(sent))
    assert grid.rows[12].texts[AWARENESS] == "mười"
    assert stored(centre) == {}


def test_two_clerks_do_not_overwrite_each_other_unseen(work, centre):
    before = seen_by(work)
    enter(work, ("Xã A", {AWARENESS: "10"}))
    page = work.post(GRID, typed(("Xã B", {AWARENESS: "20"}), seen=before))
    assert "Khảo sát đã có người khác sửa" in page.content.decode()
    assert stored(centre) == {("Xã A", AWARENESS): 10}
    work.post(GRID, typed(("Xã B", {AWARENESS: "20"}), seen=page.context["grid"].stored))
    assert stored(centre) == {("Xã B", AWARENESS): 20}


def test_the_form_of_ours_comes_back_without_a_question(work, centre):
    make_unit(centre, "Đảng bộ xã An Lạc")
    enter(work, ("Hội Nông dân", {MEMBERS: "12"}))
    book = load_workbook(BytesIO(work.get(f"/ke-hoach/khao-sat/mau/{YEAR}").content))
    lines = book.active
    heads = [cell.value for cell in lines[5]]
    assert [lines.cell(line, 2).value for line in (6, 7, 8)] == ["Hội Nông dân", "Đảng bộ xã An Lạc", None]
    lines.cell(7, heads.index(programme(AWARENESS).name) + 1, 55)
    page = work.post(FILE, {"tep": as_file(book)}, follow=True)
    assert [str(one) for one in page.context["messages"]] == ["Đã lưu nhu cầu của 02 đơn vị, 67 lượt học viên."]
    assert stored(centre) == {("Hội Nông dân", MEMBERS): 12, ("Đảng bộ xã An Lạc", AWARENESS): 55}


def test_a_sheet_of_a_units_own_is_read_in_both_shapes(work, centre):
    enter(work, ("Xã A", {AWARENESS: "10", MEMBERS: "3"}), ("Xã B", {MEMBERS: "4"}))
    wide = [
        ["ĐẢNG ỦY XÃ"], ["STT", "Cơ quan, đơn vị", "Lớp bồi dưỡng nhận thức về Đảng", "Lớp nấu ăn", "Ghi chú"],
        [1, "Xã A", 25, 9, ""], [2, "Xã C", None, None, "không có nhu cầu"], ["Tổng cộng", None, 25, 9],
        [None, None, "Người lập biểu"],
    ]  # fmt: skip
    named = programme(AWARENESS)
    wide[1][2] = f"Lớp {named.short_name}"
    page = work.post(FILE, {"tep": sheet(wide)}, follow=True)
    told = [str(one) for one in page.context["messages"]]
    assert "Cột D “Lớp nấu ăn” không phải tên một chương trình nên không đọc." in told
    assert stored(centre) == {("Xã A", AWARENESS): 25, ("Xã A", MEMBERS): 3, ("Xã B", MEMBERS): 4}
    long = [["Đơn vị", "Chương trình", "Số học viên"], ["Xã B", named.name, 7], [None, programme(MEMBERS).name, 5]]
    work.post(FILE, {"tep": sheet(long)})
    assert stored(centre)[("Xã B", AWARENESS)] == 7
    assert stored(centre)[("Xã B", MEMBERS)] == 5


def test_survey_emptied_is_told_in_words(work):
    enter(work, ("Xã A", {MEMBERS: "3"}))
    page = enter(work, ("Xã A", {MEMBERS: ""}))
    assert [str(one) for one in page.context["messages"]] == ["Khảo sát không còn nhu cầu nào."]


def test_what_is_doubtful_in_a_file_is_shown_in_the_grid(work, centre):
    lines = [["Đơn vị", "Chương trình", "Số học viên"], ["Xã A", programme(AWARENESS).name, "khoảng 20"]]
    lines += [["Xã B", "Khiêu vũ", 5]]
    page = work.post(FILE, {"tep": sheet(lines)})
    assert {one.sentence for one in page.context["problems"]} == {
        "“khoảng 20” không phải là số: ghi số học viên, ví dụ 45.",
        "Dòng 3: không có chương trình “Khiêu vũ” trong danh mục.",
    }
    assert stored(centre) == {}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", b"%PDF-1.7", "Đây là tệp PDF, không phải bảng tính."),
        ("a.csv", "STT,Tên\n1,2\n".encode(), "Không tìm thấy bảng nhu cầu trong tệp"),
    ],
)
def test_a_file_that_is_no_survey_is_refused_with_what_to_do(work, centre, name, content, told):
    page = work.post(FILE, {"tep": SimpleUploadedFile(name, content)}, follow=True)
    assert told in page.content.decode()


def lines_typed(*lines):
    data = {"dong-TOTAL_FORMS": len(lines), "dong-INITIAL_FORMS": 0}
    for place, (code, classes, learners, quarter, partner) in enumerate(lines):
        data |= {
            f"dong-{place}-programme": programme(code).pk, f"dong-{place}-classes": classes,
            f"dong-{place}-learners": learners, f"dong-{place}-quarter": quarter, f"dong-{place}-partner": partner,
        }  # fmt: skip
    return data | {"guidance": "Hướng dẫn số 41-HD/BTGTU ngày 16/12/2025", "purpose": "", "execution": ""}


def write(client, *lines):
    seen = client.get(WRITE).context["texts"]["seen"].value()
    return client.post(WRITE, lines_typed(*lines) | {"seen": seen})


def test_the_draft_is_proposed_in_classes_of_the_usual_size(work, centre):
    make_class(
        centre, opened_on=date(2025, 5, 6), ownership="joint", partner="Hội Nông dân", programme_code="chuyen-de"
    )
    enter(work, ("Xã A", {AWARENESS: "70", "chuyen-de": "40"}), ("Xã B", {AWARENESS: "65"}))
    page = work.get(f"{WRITE}&tu-khao-sat=1")
    initial = [form.initial for form in page.context["lines"].forms if form.initial]
    assert [(one["classes"], one["learners"], one["quarter"], one["partner"]) for one in initial] == [
        (1, 68, 1, ""), (1, 67, 3, ""), (1, 40, 2, "Hội Nông dân"),
    ]  # fmt: skip
    assert not PlanLine.objects.filter(plan__centre=centre).exists()


def test_a_draft_changed_meanwhile_is_not_overwritten_unseen(work, centre):
    write(work, (AWARENESS, 2, 120, 1, ""))
    before = work.get(WRITE).context["texts"]["seen"].value()
    write(work, (AWARENESS, 3, 120, 1, ""))
    page = work.post(WRITE, lines_typed((AWARENESS, 5, 120, 1, "")) | {"seen": before})
    assert "trong lúc bạn mở trang" in page.content.decode()
    assert [line.classes for line in PlanLine.objects.filter(plan__centre=centre)] == [3]


def test_from_the_draft_to_the_quotas_of_a_decision(work, centre):
    assert "Thiếu số lớp." in write(work, (AWARENESS, "", "70", "1", "")).content.decode()
    write(work, (AWARENESS, 2, 120, 1, ""), (AWARENESS, 1, 60, 3, "Đoàn xã"), (MEMBERS, 1, "", "", ""))
    page = work.get(DRAFT)
    assert page.context["total"].classes == 4
    form = work.get(page.context["decide"])
    initial = [line.initial for line in form.context["lines"].forms if line.initial]
    assert [(one["classes"], one["learners"]) for one in initial] == [(3, 180), (1, None)]
    data = {
        "number": "12-QĐ/ĐU", "decided_on": "10/1/2026", "issuer": "Ban Thường vụ", "kind": "initial", "year": "2026",
        "dong-TOTAL_FORMS": 2, "dong-INITIAL_FORMS": 2,
        **{f"dong-{place}-{name}": one[name] or "" for place, one in enumerate(initial) for name in one},
    }  # fmt: skip
    work.post(page.context["decide"], data | {"dong-1-learners": "40"})
    decision = PlanDecision.objects.get(plan__centre=centre, plan__year=2026)
    given = {quota.programme.code: (quota.classes, quota.learners) for quota in decision.quotas.all()}
    assert given == {AWARENESS: (3, 180), MEMBERS: (1, 40)}
    assert PlanLine.objects.filter(plan=decision.plan).count() == 3


def test_the_plan_is_printed_with_its_number(work, centre):
    enter(work, ("Xã A", {AWARENESS: "70"}))
    write(work, (AWARENESS, 2, 120, 1, "Đoàn xã"))
    term = Term.objects.create(centre=centre, name="2025-2030", valid_from=date(2025, 7, 1))
    subject = work.get(DRAFT).context["subject"]
    Paper.objects.create(centre=centre, term=term, series="KH", number=7, dated_on=date(2026, 1, 5), subject=subject)
    text = words(work.get(f"/ke-hoach/du-thao/van-ban.pdf{YEAR}").content)
    for part in (
        "KẾ HOẠCH", f"Số 07-KH/{centre.symbol}", "ngày 05 tháng 01 năm 2026", "Căn cứ Hướng dẫn số 41-HD/BTGTU",
        "Qua khảo sát, 01 đơn vị đăng ký 70 lượt học viên", "dự kiến mở 02 lớp cho 120 học viên", "Đoàn xã",
    ):  # fmt: skip
        assert part in text
    word = work.get(f"/ke-hoach/du-thao/van-ban.docx{YEAR}")
    assert word.content[:2] == b"PK"


def test_the_schedule_shows_classes_by_month_and_what_has_no_day(work, centre):
    write(work, (AWARENESS, 2, 120, 3, ""), (MEMBERS, 1, 30, 3, "Đoàn xã"), ("chuyen-de", 1, "", "", ""))
    make_class(centre, "L-7", status="planned", opened_on=date(2026, 7, 6), called=60)
    make_class(centre, "L-X", status="cancelled", cancel_reason="mưa", opened_on=date(2026, 7, 7))
    parts = work.get(f"/ke-hoach/lich-mo-lop/{YEAR}").context["parts"]
    assert [(part.label, part.number_of_classes) for part in parts] == [("Quý III", 3), ("Chưa định quý", 1)]
    assert [one.code for one in parts[0].classes] == ["L-7"]
    assert [(one.classes, one.learners, one.partner) for one in parts[0].undated] == [(1, 60, ""), (1, 30, "Đoàn xã")]
    quarter = work.get(f"/ke-hoach/lich-mo-lop/{YEAR}&quy=3").context["parts"]
    assert [part.label for part in quarter] == ["Quý III"]
    text = words(work.get(f"/ke-hoach/lich-mo-lop/van-ban.pdf{YEAR}&quy=3").content)
    assert "lịch mở lớp quý III năm 2026, gồm 03 lớp" in text
    assert "06/7/2026" in text or "06/07/2026" in text


def words(pdf):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())
