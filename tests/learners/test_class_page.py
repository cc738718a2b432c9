"""The page of one class, its Excel file, closing and recognising."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from centres import dates
from classes.models import AssessmentRules
from learners.actions.closing import close_class, recognise_class, reopen_class
from learners.bands import Band
from learners.counts import ClassCounts
from learners.models import Result
from tests import factories

TODAY = date(2022, 3, 20)


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre, called=60, opening_number="02-QĐ/TTCT")


@pytest.fixture
def full_class(training_class):
    """Two attend with marks, one without, one never came, one left before, one in the middle."""
    centre = training_class.centre
    for name, mark, fields in (
        ("Lê Văn An", 9, {"unit_name": "Chi bộ thôn Đông", "position": "Bí thư"}),
        ("Trần Thị Bưởi", 4, {}),
        ("Đỗ Văn Cam", None, {}),
        ("Ngô Thị Dừa", None, {"state": "no_show"}),
        ("Phan Văn Ổi", None, {"state": "left_before"}),
        ("Vũ Thị Mận", None, {"state": "withdrawn", "withdrawn_on": date(2022, 3, 9)}),
    ):
        learner = factories.make_learner(centre, name, national_id="001090000011" if name == "Lê Văn An" else "")
        factories.enrol(training_class, learner, mark=mark, **fields)
    return training_class


def page_of(training_class, name="class"):
    return reverse(f"learners:{name}", args=[training_class.pk])


def test_class_page_counts_and_bands(client_of, clerk, full_class):
    counts = client_of(clerk).get(page_of(full_class)).context["counts"]
    assert (counts.enrolled, counts.learners, counts.assessed, counts.unmarked, counts.not_assessed) == (6, 4, 2, 1, 1)
    assert counts.states == {"attending": 3, "no_show": 1, "left_before": 1, "withdrawn": 1}
    assert {band.label: number for band, number in counts.bands.items() if number} == {"Xuất sắc": 1, "Không đạt": 1}
    assert [counts.share(number) for number in (0, 1, 2)] == ["0%", "50%", "100%"]


def test_shares_are_rounded_as_in_the_report():
    counts = ClassCounts({}, {Band.EXCELLENT: 1, Band.GOOD: 799})
    assert (counts.share(1), counts.share(799), ClassCounts({}).share(0)) == ("0,13%", "99,88%", "")


def test_class_page_shows_the_roster_in_order(client_of, clerk, full_class):
    roll = client_of(clerk).get(page_of(full_class)).context["roll"]
    assert [[cell.text for cell in cells] for _, cells in roll.cells()][:2] == [
        ["1", "Lê Văn An", "", "", "•••• •••• 0011", "Chi bộ thôn Đông", "Bí thư", "Dự học", "9,00", "Xuất sắc", "Sửa"],
        ["2", "Trần Thị Bưởi", "", "", "", "", "", "Dự học", "4,00", "Không đạt", "Sửa"],
    ]


def test_class_page_never_shows_a_whole_citizen_number(client_of, clerk, full_class):
    assert "001090000011" not in client_of(clerk).get(page_of(full_class)).text


@pytest.mark.parametrize("who", ["reviewer", "host_reviewer"])
def test_reviewers_see_counts_and_no_names(request, client_of, full_class, who):
    response = client_of(request.getfixturevalue(who)).get(page_of(full_class))
    assert (response.context["roll"], response.context["counts"].learners) == (None, 4)
    assert not [name for name in ("Lê Văn An", "Bưởi", "Cam", "Dừa", "Ổi", "Mận") if name in response.text]
    assert response.context["next"] is None


def test_lecturer_sees_names_and_no_buttons(client_of, lecturer, full_class):
    response = client_of(lecturer).get(page_of(full_class))
    assert "Lê Văn An" in response.text
    found = {name for name in ("may_add", "may_mark", "may_close", "may_reopen") if response.context[name]}
    assert (found, page_of(full_class, "roster") in response.text) == (set(), False)


def test_class_page_says_what_is_missing(client_of, clerk, centre):
    training_class = factories.make_class(centre, closes_on=date(2022, 3, 11))
    factories.enrol(training_class)
    assert client_of(clerk).get(page_of(training_class)).context["gaps"] == [
        "Chưa có số quyết định mở lớp.",
        "Chưa ghi số triệu tập: báo cáo chưa tính được tỷ lệ chiêu sinh.",
        "Lớp có 01 học viên, ít hơn mức tối thiểu 25 học viên (Điều 5 Quy chế theo Quyết định 1147-QĐ/BTGDVTW).",
        "Đã qua ngày bế giảng dự kiến 11/03/2022.",
        "Chưa ghi đủ Ban quản lý lớp (chủ nhiệm, giáo vụ).",
        "Chưa ghi đủ Ban cán sự lớp (lớp trưởng, lớp phó).",
    ]


@pytest.mark.parametrize(
    ("fields", "marks", "label"),
    [
        ({"status": "planned"}, [], "Nhập danh sách"),
        ({"status": "planned"}, [None], "Ghi khai giảng"),
        ({}, [], "Nhập danh sách"),
        ({"closes_on": date(2022, 3, 25)}, [None], None),
        ({"closes_on": date(2022, 3, 18)}, [None], "Nhập kết quả"),
        ({"closes_on": date(2022, 3, 18)}, [8], "Kết thúc lớp"),
        ({"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"}, [None], "Nhập kết quả"),
        ({"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"}, [8], "Công nhận kết quả"),
        ({"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "nobody"}, [None], "Công nhận kết quả"),
        ({"status": "cancelled", "cancel_reason": "ít người"}, [], None),
    ],
)
def test_next_step(client_of, clerk, centre, fields, marks, label):
    training_class = factories.make_class(centre, **fields)
    for mark in marks:
        factories.enrol(training_class, mark=mark)
    step = client_of(clerk).get(page_of(training_class)).context["next"]
    assert (step.label if step else None) == label


def test_class_sheet_is_the_roster_on_the_page(client_of, clerk, full_class):
    response = client_of(clerk).get(page_of(full_class, "class_sheet"))
    sheet = openpyxl.load_workbook(BytesIO(response.content)).active
    rows = [row for row in sheet.iter_rows(values_only=True) if row[0] is not None]
    assert rows[0][0] == "Danh sách lớp L-01"
    assert rows[-7][:2] == ("STT", "Họ và tên")
    assert [(row[0], row[1], row[7]) for row in rows[-6:]] == [
        (1, "Lê Văn An", "Dự học"),
        (2, "Trần Thị Bưởi", "Dự học"),
        (3, "Đỗ Văn Cam", "Dự học"),
        (4, "Ngô Thị Dừa", "Không đến"),
        (5, "Phan Văn Ổi", "Rút trước buổi đầu"),
        (6, "Vũ Thị Mận", "Thôi học giữa chừng 09/03/2022"),
    ]
    assert float(rows[-6][8]) == 9


@pytest.mark.parametrize(
    ("who", "statuses"),
    [
        ("outsider", (404, 404, 404, 404, 404)),
        ("reviewer", (200, 403, 403, 403, 403)),
        ("lecturer", (200, 200, 403, 403, 403)),
        ("director", (200, 200, 200, 200, 302)),
    ],
)
def test_who_may(request, client_of, full_class, who, statuses):
    client = client_of(request.getfixturevalue(who))
    found = [
        client.get(page_of(full_class, name)).status_code for name in ("class", "class_sheet", "close", "recognise")
    ]
    assert (*found, client.post(page_of(full_class, "reopen")).status_code) == statuses


def test_class_that_is_none(client_of, clerk):
    assert client_of(clerk).get("/lop/999999/").status_code == 404


def test_wrong_methods(client_of, clerk, training_class):
    client = client_of(clerk)
    assert client.post(page_of(training_class)).status_code == 405
    assert client.get(page_of(training_class, "reopen")).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_class_page_queries_do_not_grow(client_of, clerk, training_class, rows, django_assert_num_queries):
    for _ in range(rows):
        factories.enrol(training_class, mark=8)
    client = client_of(clerk)
    client.get(page_of(training_class))
    with django_assert_num_queries(CLASS_PAGE_QUERIES):
        client.get(page_of(training_class))


CLASS_PAGE_QUERIES = 18


def test_closing_lists_who_has_no_mark_and_fixes_the_rules(client_of, clerk, full_class):
    client = client_of(clerk)
    page = client.get(page_of(full_class, "close"))
    assert [enrolment.learner.full_name for enrolment in page.context["unmarked"]] == ["Đỗ Văn Cam"]
    assert page.context["form"]["assessed_by"].initial == "centre"
    client.post(page_of(full_class, "close"), {"closed_on": "11/3/2022", "assessed_by": "centre"})
    full_class.refresh_from_db()
    assert (full_class.status, full_class.closed_on, full_class.assessed_by, full_class.rules) == (
        "closed",
        date(2022, 3, 11),
        "centre",
        AssessmentRules.objects.get(valid_from=None),
    )


@pytest.mark.parametrize(
    ("sent", "field", "error"),
    [
        ({"closed_on": "", "assessed_by": "centre"}, "closed_on", "Chưa nhập ô này."),
        ({"closed_on": "31/2/2022", "assessed_by": "centre"}, "closed_on", None),
        (
            {"closed_on": "6/3/2022", "assessed_by": "centre"},
            "closed_on",
            "Ngày bế giảng không được trước ngày khai giảng 07/03/2022.",
        ),
        ({"closed_on": "21/3/2022", "assessed_by": "centre"}, "closed_on", "Ngày này chưa tới."),
        (
            {"closed_on": "11/3/2022", "assessed_by": "nobody"},
            "assessed_by",
            "Lớp đã có điểm của 02 học viên do trung tâm đánh giá.",
        ),
        ({"closed_on": "11/3/2022", "assessed_by": "ai đó"}, "assessed_by", None),
    ],
)
def test_closing_refused_beside_the_field(client_of, clerk, full_class, sent, field, error):
    response = client_of(clerk).post(page_of(full_class, "close"), sent)
    errors = response.context["form"].errors
    assert list(errors) == [field]
    if error:
        assert errors[field] == [error]
    full_class.refresh_from_db()
    assert (full_class.status, full_class.closed_on) == ("open", None)


@pytest.mark.parametrize("fields", [{"status": "planned"}, {"status": "cancelled", "cancel_reason": "ít người"}])
def test_only_a_running_class_is_closed(client_of, clerk, centre, fields):
    training_class = factories.make_class(centre, **fields)
    assert client_of(clerk).get(page_of(training_class, "close")).context["refusal"]
    with pytest.raises(ValidationError):
        close_class(training_class=training_class, closed_on=date(2022, 3, 11), assessed_by="centre")


def test_reopening_takes_the_closing_back(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre, recognised_on=None)
    client_of(clerk).post(page_of(training_class, "reopen"))
    training_class.refresh_from_db()
    assert (training_class.status, training_class.closed_on, training_class.assessed_by) == ("open", None, "")


def test_recognised_class_is_not_reopened(centre):
    training_class = factories.make_closed_class(centre)
    with pytest.raises(ValidationError) as refused:
        reopen_class(training_class=training_class)
    assert refused.value.messages == ["Kết quả của lớp đã được công nhận ngày 11/03/2022 nên không sửa được nữa."]


def test_recognising_needs_every_mark(client_of, clerk, full_class):
    close_class(training_class=full_class, closed_on=date(2022, 3, 11), assessed_by="centre")
    client, sent = client_of(clerk), {"number": "15-QĐ/TTCT", "recognised_on": "15/3/2022"}
    page = client.get(page_of(full_class, "recognise"))
    assert page.context["refusal"] == "Còn 01 học viên chưa có điểm hoặc lý do không đánh giá."
    refused = client.post(page_of(full_class, "recognise"), sent)
    assert refused.context["form"].non_field_errors() == [page.context["refusal"]]
    Result.objects.create(enrolment=full_class.enrolments.get(roll_number=3), not_assessed="absent")
    client.post(page_of(full_class, "recognise"), sent)
    full_class.refresh_from_db()
    assert (full_class.recognition_number, full_class.recognised_on) == ("15-QĐ/TTCT", date(2022, 3, 15))


@pytest.mark.parametrize(
    ("day", "error"),
    [
        ("10/3/2022", "Ngày công nhận không được trước ngày bế giảng 11/03/2022."),
        ("21/3/2022", "Ngày này chưa tới."),
    ],
)
def test_recognising_refused_beside_the_day(client_of, clerk, centre, day, error):
    training_class = factories.make_closed_class(centre, recognised_on=None)
    factories.enrol(training_class, mark=8)
    response = client_of(clerk).post(page_of(training_class, "recognise"), {"recognised_on": day})
    assert response.context["form"].errors == {"recognised_on": [error]}
    training_class.refresh_from_db()
    assert training_class.recognised_on is None


def test_recognising_without_a_number_leaves_a_gap(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre, recognised_on=None)
    factories.enrol(training_class, mark=8)
    recognise_class(training_class=training_class, number="", recognised_on=date(2022, 3, 12))
    gaps = client_of(clerk).get(page_of(training_class)).context["gaps"]
    assert "Chưa có số quyết định công nhận kết quả." in gaps


def test_a_recognised_class_offers_no_changes_of_places(client_of, clerk, centre, other_centre):
    training_class = factories.make_closed_class(centre)
    place = factories.enrol(training_class, mark=8)
    address = reverse("learners:place", args=[place.pk])
    page = reverse("learners:class", args=[training_class.pk])
    assert address not in client_of(clerk).get(page).text
    type(training_class).objects.filter(pk=training_class.pk).update(recognised_on=None)
    assert address in client_of(clerk).get(page).text


def test_a_class_that_nobody_assesses_lists_no_missing_marks(client_of, clerk, centre, other_centre):
    training_class = factories.make_closed_class(centre, assessed_by="nobody")
    factories.enrol(training_class)
    text = client_of(clerk).get(reverse("learners:class", args=[training_class.pk])).text
    assert "Lớp không kiểm tra, đánh giá." in text
    assert "Chưa có kết quả</th>" not in text
