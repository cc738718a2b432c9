"""What waits in a centre: each source by itself, and how the home page groups it."""

from datetime import date

import pytest
from django.urls import reverse

from centres.access import STAFF
from centres.models import Role
from reports.models import ReportDue
from reports.tasks import Kind, Task, grouped, tasks_of
from tests import factories

pytestmark = pytest.mark.django_db
TODAY = date(2022, 3, 16)  # a Wednesday


@pytest.fixture
def planned_year(centre):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 3, None)])
    return centre


def tasks(user, centre, today=TODAY, role=Role.CLERK):
    return [(one.text, one.address, one.detail, one.due, one.late) for one in tasks_of(centre, user, today, {role})]


def test_new_centre_is_asked_for_its_plan(centre, other_centre, clerk):
    address = reverse("classes:new_decision") + "?nam=2022"
    assert tasks(clerk, centre) == [("Chưa nhập quyết định giao chỉ tiêu năm 2022", address, "", None, False)]


def test_class_opening_soon_without_roster_is_named_twice(planned_year, other_centre, clerk):
    day = date(2022, 3, 28)
    soon = factories.make_class(planned_year, status="planned", opened_on=day)
    factories.make_class(planned_year, "L-02", status="planned", opened_on=date(2022, 6, 1))
    opens = "khai giảng 28/03/2022"
    assert tasks(clerk, planned_year) == [
        ("Sắp khai giảng: Lớp L-01", reverse("learners:class", args=[soon.pk]), opens, day, False),
        ("Chưa có danh sách học viên: Lớp L-01", reverse("learners:roster", args=[soon.pk]), opens, day, False),
    ]


def test_passed_days_lead_to_where_the_class_is_opened_and_closed(planned_year, other_centre, clerk):
    forgotten = factories.make_class(planned_year, status="planned", opened_on=date(2022, 3, 10))
    running = factories.make_class(planned_year, "L-02", closes_on=date(2022, 3, 12))
    for one in (forgotten, running):
        factories.enrol(one)
    assert [(text, address, due) for text, address, _, due, _ in tasks(clerk, planned_year)] == [
        ("Đã qua ngày bế giảng dự kiến: Lớp L-02", reverse("learners:close", args=[running.pk]), date(2022, 3, 12)),
        (
            "Đã qua ngày khai giảng mà chưa ghi mở lớp: Lớp L-01",
            reverse("learners:open", args=[forgotten.pk]),
            date(2022, 3, 10),
        ),
    ]


def test_missing_marks_lead_to_the_results_and_whole_ones_wait_for_recognition(planned_year, other_centre, clerk):
    factories.enrol(factories.make_closed_class(planned_year, "L-03"), mark=8)
    marked = factories.make_closed_class(planned_year, "L-02", recognised_on=None)
    factories.enrol(marked, mark=7)
    closed = factories.make_closed_class(planned_year, recognised_on=None)
    factories.enrol(closed, mark=7)
    factories.enrol(closed)
    day = "bế giảng 11/03/2022"
    missing = f"thiếu 01 học viên; {day}"
    results, recognise = (
        reverse(name, args=[one.pk]) for name, one in (("learners:results", closed), ("learners:recognise", marked))
    )
    assert tasks(clerk, planned_year) == [
        ("Chưa nhập đủ kết quả: Lớp L-01", results, missing, date(2022, 3, 11), True),
        ("Chờ công nhận kết quả: Lớp L-02", recognise, f"đã đủ kết quả; {day}", None, False),
    ]


def test_report_is_asked_for_from_its_period_s_end_where_no_day_is_set(planned_year, other_centre, clerk):
    factories.enrol(factories.make_closed_class(planned_year), mark=7)
    address = reverse("reports:report", args=[planned_year.code, "2022-H1"])
    due = ("Đến kỳ báo cáo 6 tháng đầu năm 2022", address, "số liệu đến hết 30/06/2022", None, False)
    assert tasks(clerk, planned_year, date(2022, 6, 30)) == []
    assert tasks(clerk, planned_year, date(2022, 7, 5)) == [due]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2022, 6, 25), "còn 10 ngày"),
        (date(2022, 7, 5), "hôm nay là hạn cuối"),
        (date(2022, 7, 8), "trễ 3 ngày"),
        (date(2022, 12, 31), "trễ 179 ngày"),
    ],
)
def test_report_with_a_day_says_how_many_days_are_left(planned_year, other_centre, clerk, today, words):
    factories.enrol(factories.make_closed_class(planned_year), mark=7)
    ReportDue.objects.create(province=planned_year.province, part="H1", from_year=2020, days=5)
    [(text, _, detail, due, _)] = tasks(clerk, planned_year, today)
    assert (text, detail, due) == (
        "Báo cáo 6 tháng đầu năm 2022",
        f"hạn nộp 05/07/2022, {words}",
        date(2022, 7, 5),
    )


def test_who_enters_nothing_is_told_of_nothing(centre, other_centre, host_reviewer, lecturer):
    assert tasks(host_reviewer, centre, role=Role.HOST_REVIEWER) == []
    assert tasks(lecturer, centre, role=Role.LECTURER) == []


def test_groups_go_by_urgency_and_decisions_head_the_page_of_who_takes_them():
    decide = Task("d", "/", kind=Kind.DECISION)
    now, sunday = Task("n", "/"), Task("s", "/", due=date(2022, 3, 20))
    monday, passed, late = (
        Task("m", "/", due=date(2022, 3, 21)),
        Task("p", "/", due=date(2022, 3, 15)),
        Task("l", "/", late=True),
    )
    given = [now, monday, late, decide, sunday, passed]
    assert [(one.title, one.tasks) for one in grouped(given, TODAY, STAFF)] == [
        ("Chờ xem xét, quyết định", [decide]),
        ("Quá hạn", [passed, late]),
        ("Hôm nay và tuần này", [sunday, now]),
        ("Sắp tới", [monday]),
    ]
    of_clerk = grouped(given, TODAY, {Role.CLERK})
    assert [one.tasks for one in of_clerk] == [[passed, late], [sunday, decide, now], [monday]]
