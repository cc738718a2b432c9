"""The figures of a centre's books and of its plan open to the very rows that they are summed from, now and as submitted."""

from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from centres.models import StaffCount
from classes.models import LecturerActivity, OutsideCourse, Quota, Session
from learners.models import BlankMovement, Certificate, Learner, RegisterEntry
from reports.actions import submitting
from reports.figures import count_centre
from reports.figures.window import Window
from reports.models import FrozenRecord, PeriodEnd
from reports.periods import Calendar
from reports.report import build_report
from reports.versions.drill import NOT_KEPT, open_figure
from reports.versions.records import CODES, freeze_records, frozen_records, is_made, live_records, unmade
from reports.versions.rows import Rows
from tests.factories import make_decision, make_lecturer, make_outside_course, make_session, make_user
from tests.reports.review import NO_PAPER, PERIOD, TODAY, make_books, submit
from tests.reports.test_random_reports import random_centre

pytestmark = pytest.mark.django_db
PERIODS = ("2021", "2022-H1", "2022-H2", "2022-07", "2022-03-10_2022-09-20", "2022", "2023")
DAY = date(2022, 3, 7)
SUMMED = ("C1", "L4", "L8", "L9", "S1", "S2", "P1", "P2", "P1a", "P2a", "L1")


def add_books(centre):
    """One row in each book, and last year's blanks; two certificates of the closed class, one of them before the year."""
    closed = make_books(centre)
    by, lecturer = make_user(), make_lecturer(centre)
    for number, (enrolment, day) in enumerate(
        zip(closed.enrolments.order_by("roll_number"), (date(2021, 12, 1), DAY), strict=False), 1
    ):
        paper = Certificate.objects.create(
            centre=centre, enrolment=enrolment, number=f"00{number}/2022", issued_on=day, printed={}, issued_by=by
        )
        entry = {"number": number, "kind": "issued", "entered_on": day}
        RegisterEntry.objects.create(centre=centre, certificate=paper, by=by, **entry)
    BlankMovement.objects.create(centre=centre, kind="received", moved_on=date(2021, 5, 4), quantity=40, by=by)
    BlankMovement.objects.create(
        centre=centre, kind="spoiled", moved_on=DAY, quantity=2, note="In sai tên Lò Thị Sai", by=by
    )
    LecturerActivity.objects.create(lecturer=lecturer, kind="observation", title="Bài 3", held_on=DAY)
    make_session(closed, DAY, kind="local", topic="Xòe Thái", lecturer=lecturer, periods=4)
    make_outside_course(centre)
    make_decision(centre, lines=[("khac", 5, 300), (None, 2, 90)])
    make_decision(centre, number="09-QĐ/ĐU", kind="adjustment", decided_on=DAY, lines=[("khac", -1, 60)])
    StaffCount.objects.create(centre=centre, staff=7)
    return closed


@pytest.fixture
def version(centre, other_centre, director, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)
    add_books(centre)
    return submit(centre, director)


def page(client, centre, figure, number=None):
    name, at = ("version_figure", [number]) if number else ("figure", [])
    answer = client.get(reverse(f"reports:{name}", args=[centre.code, PERIOD, *at, figure]))
    assert answer.status_code == 200
    return answer


def listed(answer):
    return [
        (one.title, one.total, [(row.what, row.place, row.person, row.day, row.amount) for row in one.records])
        for one in answer.context["opened"].lists
    ]


@pytest.mark.parametrize("seed", [60, 5021])  # of the second, certificates were issued after the day counted up to
def test_the_rows_of_random_books_make_every_figure(tmp_path, other_centre, seed):
    centre = random_centre(tmp_path, seed)
    for calendar in (Calendar([]), Calendar([PeriodEnd(part="H1", from_year=2000, month=6, day=14)])):
        for period in PERIODS:
            window = Window.of(calendar, period, date(2022, 11, 30))
            figures, records = count_centre(centre, window).figures, live_records(centre, window)
            assert (period, unmade(figures, records)) == (period, [])


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(5000, 5040))
def test_the_rows_of_many_more_books_make_every_figure(tmp_path, other_centre, seed):
    test_the_rows_of_random_books_make_every_figure(tmp_path, other_centre, seed)


def test_each_figure_opens_to_its_own_rows(version, centre, clerk, client_of):
    client = client_of(clerk)
    paper = Certificate.objects.get(centre=centre, number="002/2022")
    learner = paper.enrolment.learner.full_name
    at = f"AB-01 – {paper.enrolment.training_class.name}"
    register = ("Số vào sổ 2: cấp giấy số 002/2022", at, learner, DAY, 1)
    assert listed(page(client, centre, "C1")) == [("", 1, [register])]
    assert listed(page(client, centre, "C4")) == [
        ("Phôi đã nhận", 40, [("Nhận phôi", "", "", date(2021, 5, 4), 40)]),
        ("Phôi đã dùng", 2, [register, ("Cấp, cấp lại, số vào sổ 1", "", "", date(2021, 12, 1), 1)]),
        ("Phôi hỏng", 2, [("Phôi hỏng", "", "In sai tên Lò Thị Sai", DAY, 2)]),
    ]
    assert listed(page(client, centre, "L4")) == [("", 1, [("Được dự giờ: Bài 3", "", "Lò Thị Giảng", DAY, 1)])]
    assert listed(page(client, centre, "L9")) == [("", 4, [("Xòe Thái", at, "Lò Thị Giảng", DAY, 4)])]
    assert listed(page(client, centre, "L8")) == [
        ("", 1, [("Chuyên đề địa phương: Xòe Thái", at, "Lò Thị Giảng", DAY, 1)])
    ]
    course = ("Cao cấp lý luận chính trị", "Trường Chính trị tỉnh", "", DAY)
    assert listed(page(client, centre, "S2")) == [("", 3, [(*course, 3)])]
    assert listed(page(client, centre, "S1")) == [("", 1, [(*course, 1)])]
    [(_, total, lines)] = listed(page(client, centre, "P2a"))
    assert (total, sorted(line[4] for line in lines)) == (
        450,
        [60, 90, 300],
    )  # databases put no programme first or last
    assert lines[2][0] == "Quyết định số 09-QĐ/ĐU của Ban Thường vụ Đảng ủy"


def test_a_version_opens_to_its_rows_also_after_every_edit(version, centre, clerk, client_of):
    client, codes = client_of(clerk), ("C1", "C4", "L4", "L9", "S2", "P1", "L1")
    before = [listed(page(client, centre, code, 1)) for code in codes]
    assert all(total for one in before for _, total, _ in one)
    Learner.objects.update(full_name="Tên Đã Sửa")
    centre.classes.update(name="Lớp đã sửa tên")
    BlankMovement.objects.update(quantity=9)
    Session.objects.all().delete()
    OutsideCourse.objects.update(people=99)
    Quota.objects.update(classes=77, learners=77)
    LecturerActivity.objects.all().delete()
    StaffCount.objects.update(staff=70)
    assert [listed(page(client, centre, code, 1)) for code in codes] == before
    assert [listed(page(client, centre, code))[0][1] for code in ("C1", "S2", "P1", "L1")] == [1, 99, 154, 70]


def test_what_is_frozen_is_what_was_live(version, centre):
    window = Window.of(Calendar([]), PERIOD, TODAY)
    records, figures = live_records(centre, window), build_report(centre, PERIOD).figures
    for code in CODES & set(figures):
        stored = frozen_records(version, code)
        assert is_made(code, figures[code], stored)
        assert [one for one in records if code in one.codes] == [one for one in stored if code in one.codes]


def test_reviewers_see_the_rows_without_the_learners(version, centre, reviewer, clerk, client_of):
    names = set(centre.learners.values_list("full_name", flat=True)) | {"Lò Thị Sai"}
    for number in (None, 1):
        for code in ("C1", "C4"):
            html = page(client_of(reviewer), centre, code, number).text
            assert "002/2022" in html
            assert [name for name in names if name in html] == []
            assert [name for name in names if name in page(client_of(clerk), centre, code, number).text]
        assert "Lò Thị Giảng" in page(client_of(reviewer), centre, "L4", number).text


def test_a_version_from_before_says_that_its_rows_were_not_kept(version, centre, clerk, client_of):
    FrozenRecord.objects.all()._raw_delete("default")
    for code in (*SUMMED, "C4"):
        answer = page(client_of(clerk), centre, code, 1)
        assert NOT_KEPT in answer.text
        assert listed(answer) == []
    assert NOT_KEPT not in page(client_of(clerk), centre, "C2", 1).text
    assert NOT_KEPT not in page(client_of(clerk), centre, "R1", 1).text


def test_rows_that_do_not_make_the_figure_are_told_before_submitting(version, centre):
    report = build_report(centre, PERIOD)
    records = live_records(centre, Window.of(Calendar([]), PERIOD, TODAY))
    without = tuple(one for one in records if "C4:spoiled" not in one.codes and "P1" not in one.codes)
    assert unmade(report.figures, records) == []
    assert unmade(report.figures, without) == ["C4", "P1", "P1a"]
    assert open_figure("P1", report, Rows(), records=without).lists == ()


def test_the_rows_cost_the_same_queries_however_many(version, centre, django_assert_num_queries):
    window = Window.of(Calendar([]), PERIOD, TODAY)
    with django_assert_num_queries(9):
        live_records(centre, window)
    for day in range(1, 9):
        make_outside_course(centre, first_day=date(2022, 2, day))
    with django_assert_num_queries(9):
        records = live_records(centre, window)
    with django_assert_num_queries(1):
        freeze_records(version, records)
