"""The first page: what waits, each line leading to the very place."""

from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from reports.home import tasks_of
from reports.models import PeriodReport
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 20))


@pytest.fixture
def planned_year(centre):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 3, None)])
    return centre


def tasks(user, centre):
    return [(task.text, task.address, task.detail, task.late) for task in tasks_of(user, centre, centre.classes.all())]


def test_new_centre_is_asked_for_its_plan(centre, other_centre, clerk):
    address = reverse("classes:plan") + "?nam=2022"
    assert tasks(clerk, centre) == [("Chưa nhập quyết định giao chỉ tiêu năm 2022", address, "", False)]


def test_class_opening_soon_without_roster_is_named_twice(planned_year, other_centre, clerk):
    soon = factories.make_class(planned_year, status="planned", opened_on=date(2022, 3, 28))
    factories.make_class(planned_year, "L-02", status="planned", opened_on=date(2022, 6, 1))
    page = reverse("learners:class", args=[soon.pk])
    assert tasks(clerk, planned_year) == [
        ("Sắp khai giảng: Lớp L-01", page, "khai giảng 28/03/2022", False),
        ("Chưa có danh sách học viên: Lớp L-01", reverse("learners:roster", args=[soon.pk]), "", False),
    ]


def test_missing_marks_come_first_and_lead_to_the_results(planned_year, other_centre, clerk):
    recognised = factories.make_closed_class(planned_year, "L-03")
    factories.enrol(recognised, mark=8)
    closed = factories.make_closed_class(planned_year, recognised_on=None)
    factories.enrol(closed, mark=7)
    factories.enrol(closed)
    address = reverse("learners:results", args=[closed.pk])
    assert tasks(clerk, planned_year) == [("Chưa nhập đủ kết quả: Lớp L-01", address, "thiếu 01 học viên", True)]


def test_marked_class_waits_for_recognition(planned_year, other_centre, clerk):
    closed = factories.make_closed_class(planned_year, recognised_on=None)
    factories.enrol(closed, mark=7)
    page = reverse("learners:class", args=[closed.pk])
    assert tasks(clerk, planned_year) == [("Chưa công nhận kết quả: Lớp L-01", page, "bế giảng 11/03/2022", False)]


def test_report_is_due_until_it_is_dated(planned_year, other_centre, clerk, monkeypatch):
    factories.enrol(factories.make_closed_class(planned_year), mark=7)
    monkeypatch.setattr(dates, "today", lambda: date(2022, 7, 5))
    address = reverse("reports:report", args=[planned_year.code, "2022-H1"])
    due = ("Đến kỳ báo cáo 6 tháng đầu năm 2022", address, "số liệu đến hết 30/06/2022", True)
    assert tasks(clerk, planned_year) == [due]
    PeriodReport.objects.create(centre=planned_year, period="2022-H1", dated_on=date(2022, 7, 4))
    assert tasks(clerk, planned_year) == []


@pytest.mark.parametrize("number", [1, 3])
def test_page_costs_the_same_for_any_number_of_classes(
    number, planned_year, other_centre, client_of, clerk, django_assert_num_queries
):
    for place in range(number):
        factories.make_class(planned_year, f"L-{place}", status="planned", opened_on=date(2022, 3, 28))
    client = client_of(clerk)
    with django_assert_num_queries(15):
        client.get("/")


def test_reviewer_gets_no_tasks_of_the_centre(planned_year, other_centre, client_of, host_reviewer):
    factories.make_class(planned_year, status="planned", opened_on=date(2022, 3, 28))
    answer = client_of(host_reviewer).get("/")
    assert answer.context["tasks"] == []


def test_administrator_is_led_to_the_administration(client_of, administrator, centre):
    assert 'href="/quan-tri/"' in client_of(administrator).get("/").content.decode()


def test_reviewer_starts_from_the_province_and_its_centres_in_the_latest_year(
    centre, other_centre, client_of, reviewer
):
    factories.make_centre("huyen-cu", name="Trung tâm Chính trị huyện Cũ", valid_to=date(2021, 12, 31))
    answer = client_of(reviewer).get("/")
    [overview] = answer.context["overviews"]
    assert [one.name for one, _ in overview.centres] == [centre.name, other_centre.name]
    assert [link.address for link in overview.links] == [
        "/bao-cao/tinh/tinh-a/2022-H1/",
        "/bao-cao/tinh/tinh-a/2022-9M/",
        "/bao-cao/tinh/tinh-a/2022-H2/",
        "/bao-cao/tinh/tinh-a/2022/",
    ]
