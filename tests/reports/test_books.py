"""C, L and S: what a centre's books of certificates, activities, sessions and courses elsewhere say."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from centres.models import StaffCount
from classes.models import LecturerActivity, TeachingNorm
from learners.models import BlankMovement, Certificate, RegisterEntry
from reports.annexes import annexes
from reports.canonical import report_json
from reports.report import build_province_report, build_report
from reports.value import LecturerLine
from reports.versions.content import Content, content_bytes, read_content
from reports.versions.differences import value_text
from reports.xlsx import report_xlsx
from tests.classes.lecturers import BY_ENGAGEMENT, make_lecturers, named_in
from tests.factories import (
    enrol,
    make_clerk,
    make_closed_class,
    make_lecturer,
    make_outside_course,
    make_session,
)

pytestmark = pytest.mark.django_db
MARCH, LAST_OF_H1, JULY = date(2022, 3, 7), date(2022, 6, 30), date(2022, 7, 1)


def picked(centre, *codes, period="2022-H1"):
    found = build_report(centre, period).figures
    return {code: found[code] for code in codes}


def enter(enrolment, kind, day, by):
    centre = enrolment.training_class.centre
    number = RegisterEntry.objects.filter(centre=centre).count() + 1
    certificate = enrolment.certificates.first()
    if kind != "withdrawn":
        certificate = Certificate.objects.create(
            centre=centre, enrolment=enrolment, number=str(number), issued_on=day, printed={}, issued_by=by,
            replaces=certificate,
        )  # fmt: skip
    RegisterEntry.objects.create(
        centre=centre, number=number, kind=kind, certificate=certificate, entered_on=day, by=by, reason="ghi nhầm"
    )


def move(centre, kind, day, quantity, by):
    BlankMovement.objects.create(centre=centre, kind=kind, moved_on=day, quantity=quantity, note="thử", by=by)


def act(lecturer, kind, day, quantity=1):
    LecturerActivity.objects.create(lecturer=lecturer, kind=kind, held_on=day, quantity=quantity)


@pytest.fixture
def books(centre):
    """A centre with every book begun; each has a row on the last day of the first half and one on the day after."""
    clerk = make_clerk(centre)
    training_class = make_closed_class(centre)
    first, second, third = (enrol(training_class, mark=Decimal(8)) for _ in range(3))
    for enrolment, kind, day in (
        (first, "issued", MARCH), (second, "issued", LAST_OF_H1), (third, "issued", JULY),
        (first, "reissued", LAST_OF_H1), (second, "withdrawn", JULY),
    ):  # fmt: skip
        enter(enrolment, kind, day, clerk)
    for kind, day, quantity in (
        ("received", date(2021, 5, 4), 10), ("received", JULY, 100), ("spoiled", LAST_OF_H1, 2), ("spoiled", JULY, 1),
    ):  # fmt: skip
        move(centre, kind, day, quantity, clerk)
    lecturer = make_lecturer(centre)
    for kind, day in (
        ("observation", date(2021, 5, 4)), ("observation", LAST_OF_H1), ("training", JULY), ("training", MARCH),
    ):  # fmt: skip
        act(lecturer, kind, day)
    for day, part, kind, topic in (
        (MARCH, "1", "lesson", "Bài 1"), (MARCH, "2", "local", "Xòe Thái"), (LAST_OF_H1, "1", "visit", "Nhà máy"),
        (JULY, "1", "visit", "Nhà máy"), (JULY, "2", "local", "Chè"),
    ):  # fmt: skip
        make_session(training_class, day, part, kind=kind, topic=topic, lecturer=lecturer)
    make_session(training_class, LAST_OF_H1, "2", kind="local", topic="Hủy", lecturer=lecturer, cancel_reason="mưa")
    make_outside_course(centre, "Cao cấp", LAST_OF_H1, 3)
    make_outside_course(centre, "Trung cấp", JULY, 15)
    return centre


ADDITIVE = ("C1", "C2", "C3", "L4", "L5", "L6", "L7", "L8", "L9", "S1", "S2")
COUNTED = {
    "2022-H1": (2, 1, 0, 1, 1, 0, 1, 1, 15, 1, 3),
    "2022-H2": (1, 0, 1, 0, 1, 0, 0, 1, 10, 1, 15),
    "2022": (3, 1, 1, 1, 2, 0, 1, 2, 25, 2, 18),
}


@pytest.mark.parametrize("period", COUNTED)
def test_each_book_is_counted_by_its_day(books, other_centre, period):
    assert picked(books, *ADDITIVE, period=period) == dict(zip(ADDITIVE, COUNTED[period], strict=True))


def test_year_to_date_of_the_second_half_is_the_year(books, other_centre):
    found = picked(books, *(f"{code}c" for code in ADDITIVE), period="2022-H2")
    assert tuple(found.values()) == COUNTED["2022"]


def test_blanks_are_counted_up_to_the_last_day(books, other_centre):
    c4 = {period: build_report(books, period).figures["C4"] for period in ("2021", "2022-H1", "2022")}
    assert c4 == {
        "2021": {"received": 10, "used": 0, "spoiled": 0, "left": 10},
        "2022-H1": {"received": 10, "used": 3, "spoiled": 2, "left": 5},
        "2022": {"received": 110, "used": 4, "spoiled": 3, "left": 103},
    }


def test_a_book_not_begun_is_unknown_and_one_without_a_row_of_the_period_is_nought(books, other_centre):
    unknown = picked(other_centre, *ADDITIVE, "C4")
    assert set(unknown.values()) == {None}
    assert picked(books, "C1", "L4", "L5", "L7", "L9", "S1", period="2021-H1") == {
        "C1": None, "L4": 1, "L5": 0, "L7": None, "L9": None, "S1": None,
    }  # fmt: skip
    assert picked(books, "C1", "L4", "L7", "L9", "S2", period="2023-H1") == dict.fromkeys(
        ("C1", "L4", "L7", "L9", "S2"), 0
    )


def test_staff_is_the_latest_count_by_the_day(books, other_centre):
    for centre, day, staff in ((books, None, 9), (books, MARCH, 5), (books, JULY, 7), (other_centre, MARCH, 99)):
        StaffCount.objects.create(centre=centre, counted_on=day, staff=staff)
    found = [picked(books, "L1", period=period)["L1"] for period in ("2021", "2022-H1", "2022")]
    assert found == [9, 5, 7]


def test_classes_and_lecturers_stand_behind_the_annexes(books, other_centre):
    TeachingNorm.objects.create(name="Định mức thử", source="thử", valid_from=MARCH)
    act(books.lecturers.get(), "marking", MARCH, quantity=20)
    make_lecturer(other_centre, "Người Nơi Khác")
    report = build_report(books, "2022-H1")
    assert [line.certificates for line in report.classes] == [2]
    assert report.lecturers == (
        LecturerLine("Lò Thị Giảng", "Chuyên trách", 3, 15, 20, 0, Decimal("18.33"), Decimal("18.33"), Decimal(270)),
    )
    assert [line.certificates for line in build_report(other_centre, "2022-H1").classes] == [None]


def test_hours_stand_by_engagement_then_by_given_name_on_paper_and_in_excel(centre, other_centre):
    training_class, alien = make_closed_class(centre), make_closed_class(other_centre, "BM-02")
    for day, lecturer in enumerate(make_lecturers(centre, other_centre), 1):
        make_session(training_class, date(2022, 3, day), lecturer=lecturer)
    make_session(alien, MARCH, lecturer=other_centre.lecturers.get())
    report = build_report(centre, "2022-H1")
    annex = next(annex for annex in annexes(report) if annex.key == "gio-giang")
    assert [row.cells[1] for row in annex.rows] == [*BY_ENGAGEMENT, "Tổng cộng"]
    sheet = load_workbook(BytesIO(report_xlsx(report)))["Giờ giảng"]
    assert named_in(" ".join(str(cell.value) for cell in sheet["B"])) == BY_ENGAGEMENT


def test_a_province_sums_what_is_known_and_says_of_how_many(books, other_centre):
    report = build_province_report(books.province, "2022-H1", live=True)
    alone = build_report(books, "2022-H1")
    number = report.figures["N1"]
    for code in (*ADDITIVE, "C4"):
        assert report.figures[code] == alone.figures[code]
        assert report.coverage[code] == (1, number)
    assert report_json(report)["figures"]["C4"] == {"received": 10, "used": 3, "spoiled": 2, "left": 5}


def test_sentences_tell_what_the_books_know_and_nothing_else(books, other_centre):
    told = {section.key: section.generated for section in build_report(books, "2022-H1").sections}
    assert told["II.2"][-1] == "Ngoài các lớp tự mở, Trung tâm đã cử 03 lượt người đi học 01 lớp ở cơ sở khác."
    assert told["II.4"][-1] == "Trung tâm đã cấp 02 và cấp lại 01 giấy chứng nhận."
    assert told["II.5"] == (
        "Trung tâm đã dự giờ 01 lượt và cử 01 lượt giảng viên đi bồi dưỡng, tập huấn.",
        "Trung tâm đã tổ chức 01 lượt nghiên cứu thực tế cho các lớp và giảng dạy 01 lượt chuyên đề địa phương.",
        "Giảng viên đã lên lớp 15 tiết.",
    )
    assert build_report(books, "2022-H1").errors == ()
    unknown = {section.key: section.generated for section in build_report(other_centre, "2022-H1").sections}
    assert unknown["II.5"] == ()


def test_a_version_keeps_the_books_and_the_lecturers(books, other_centre):
    report = build_report(books, "2022-H1")
    kept = read_content(content_bytes(Content(report, 1, (), ()))).report
    assert (kept.figures, kept.lecturers) == (report.figures, report.lecturers)
    assert [line.certificates for line in kept.classes] == [2]
    assert value_text("C4", kept.figures["C4"]) == "nhận 10; dùng 3; hỏng 2; còn 5"
    assert [annex.key for annex in annexes(kept)].index("gio-giang") == 3
