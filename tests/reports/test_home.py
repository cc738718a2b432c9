"""The first page of each role: what waits, the year, what one was doing, a new centre's first steps."""

import re
from datetime import UTC, date, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from centres import dates
from centres.models import Role
from reports.models import PeriodReport, Recent, ReportDue, ReportVersion, ReviewStep
from reports.models.review import StepKind
from tests import factories

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25  # five of any page, the rest in a season when a report is asked for


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 16))


@pytest.fixture
def planned_year(centre):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 3, None)])
    return centre


def groups(answer):
    return [(group.title, [task.text for task in group.tasks]) for group in answer.context["groups"]]


def steps(answer):
    return [(step.done, bool(step.address)) for step in answer.context["steps"]]


def marked_class(centre, code):
    closed = factories.make_closed_class(centre, code, recognised_on=None)
    factories.enrol(closed, mark=7)
    return closed


def test_recognition_heads_the_director_s_page_and_stands_among_the_clerk_s(
    planned_year, other_centre, client_of, clerk, director
):
    marked_class(planned_year, "L-01")
    factories.make_class(planned_year, "L-02", closes_on=date(2022, 3, 12))
    wait, late = "Chờ công nhận kết quả: Lớp L-01", "Đã qua ngày bế giảng dự kiến: Lớp L-02"
    unlisted = "Chưa có danh sách học viên: Lớp L-02"
    assert groups(client_of(director).get("/"))[0] == ("Chờ xem xét, quyết định", [wait])
    assert groups(client_of(clerk).get("/")) == [("Quá hạn", [unlisted, late]), ("Hôm nay và tuần này", [wait])]


def test_long_group_shows_six_and_the_rest_behind_one_click(planned_year, other_centre, client_of, clerk):
    for place in range(8):
        marked_class(planned_year, f"L-{place}")
    page = client_of(clerk).get("/").content.decode()
    assert page.count("Chờ công nhận kết quả: Lớp") == 8
    assert page.index("Lớp L-5") < page.index("Xem tất cả 8 việc") < page.index("Lớp L-6")


def test_page_costs_the_same_for_any_number_of_classes(
    planned_year, other_centre, client_of, clerk, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(clerk)
    add_classes(planned_year, range(1))
    client.get("/")
    with django_assert_max_num_queries(MOST_QUERIES) as few:
        client.get("/")
    add_classes(planned_year, range(1, 4))
    with django_assert_num_queries(len(few)):
        client.get("/")


def add_classes(centre, places):
    for place in places:
        factories.make_class(centre, f"L-{place}", status="planned", opened_on=date(2022, 3, 28))
        factories.enrol(factories.make_closed_class(centre, f"M-{place}"), mark=6)


def test_lecturer_sees_classes_and_year_and_no_tasks(planned_year, other_centre, client_of, lecturer):
    running = factories.make_class(planned_year)
    answer = client_of(lecturer).get("/")
    assert (answer.context["groups"], answer.context["steps"]) == ([], None)
    assert (list(answer.context["running"]), len(answer.context["charts"])) == ([running], 3)


def test_no_column_of_the_first_page_is_left_empty(planned_year, other_centre, client_of, lecturer, clerk):
    def panels(user):
        _, left, right = re.split(r"\n  <div>\n", client_of(user).get("/").text.partition("home-columns")[2])
        return re.findall(r'id="(viec-can-lam|lop-dang-hoc)"', left), re.findall(r'id="(lop-dang-hoc)"', right)

    assert panels(lecturer) == (["lop-dang-hoc"], [])
    assert panels(clerk) == (["viec-can-lam"], ["lop-dang-hoc"])


def test_lecturer_with_an_account_goes_to_the_own_timetable_at_once(planned_year, client_of, lecturer, clerk):
    def ways(user):
        head = client_of(user).get("/").text.partition("page-head-actions")[2].partition("</div>")[0]
        return re.findall(r'href="([^"?]+)[^"]*">', head)

    assert ways(lecturer) == []
    own = factories.make_lecturer(planned_year, account=lecturer)
    factories.make_lecturer(planned_year, "Cà Văn Khác")
    assert ways(lecturer) == [reverse("classes:week"), reverse("classes:lecturer", args=[own.pk])]
    assert reverse("classes:lecturer", args=[own.pk]) not in ways(clerk)


def test_opened_classes_and_reports_are_remembered_across_logins(
    planned_year, other_centre, client_of, clerk, director, outsider
):
    first, second = factories.make_class(planned_year), factories.make_class(planned_year, "L-02")
    PeriodReport.objects.create(centre=planned_year, period="2022-H1")
    Recent.objects.create(user=clerk, training_class=first, opened_at=datetime(2022, 3, 1, tzinfo=UTC))
    client = client_of(clerk)
    foreign = other_centre.classes.get()
    for address in (f"/lop/{second.pk}/", f"/lop/{foreign.pk}/", f"/bao-cao/{planned_year.code}/2022-H1/"):
        client.get(address)
    client.get(f"/bao-cao/{planned_year.code}/2022/")  # nothing is written of it
    client.logout()
    answer = client_of(clerk).get("/")
    assert [(place.text, place.address) for place in answer.context["recent"]] == [
        ("Báo cáo 6 tháng đầu năm 2022", f"/bao-cao/{planned_year.code}/2022-H1/"),
        ("Lớp L-02", f"/lop/{second.pk}/"),
        ("Lớp L-01", f"/lop/{first.pk}/"),
    ]
    assert client_of(director).get("/").context["recent"] == []
    assert Recent.objects.count() == 3


def test_class_is_remembered_once_an_hour(planned_year, client_of, clerk, monkeypatch):
    page = f"/lop/{factories.make_class(planned_year).pk}/"
    client = client_of(clerk)
    client.get(page)
    Recent.objects.update(opened_at=datetime(2022, 3, 1, tzinfo=UTC))
    client.get(page)
    assert Recent.objects.get().opened_at.year == 2022
    monkeypatch.setattr("reports.recents.HOUR", 0)
    client.get(page)
    assert Recent.objects.get().opened_at.year > 2022


def test_what_was_opened_in_a_centre_one_left_is_not_shown(planned_year, other_centre, client_of, clerk):
    Recent.objects.create(user=clerk, training_class=other_centre.classes.get(), opened_at=timezone.now())
    assert client_of(clerk).get("/").context["recent"] == []


def test_first_steps_fill_themselves_in_and_disappear(centre, other_centre, client_of, clerk, director):
    client = client_of(clerk)
    assert steps(client.get("/")) == [(False, False), (True, False), *[(False, True)] * 6]
    centre.signer_name = "Ngô Văn Giám Đốc"
    centre.save()
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 3, None)])
    factories.make_unit(centre)
    factories.enrol(factories.make_class(centre), mark=8)
    assert [done for done, _ in steps(client.get("/"))] == [True] * 7 + [False]
    PeriodReport.objects.create(centre=centre, period="2022-H1")
    assert client.get("/").context["steps"] is None


def test_first_steps_are_hidden_for_the_one_who_hides_them(centre, other_centre, client_of, clerk, director):
    client = client_of(clerk)
    assert client.post(f"/buoc-dau/{centre.code}/an/").status_code == 302
    assert client.post(f"/buoc-dau/{other_centre.code}/an/").status_code == 404
    assert client.get("/").context["steps"] is None
    assert len(client_of(director).get("/").context["steps"]) == 8


def cells(table):
    return {one.name: [(cell.text, cell.days_late) for cell in row] for one, row in table.rows}


def test_province_reviewer_sees_who_has_begun_and_who_is_late(
    centre, other_centre, client_of, reviewer, monkeypatch, django_assert_num_queries
):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 7, 8))
    ReportDue.objects.create(province=centre.province, part="H1", from_year=2020, days=5)
    factories.make_centre("huyen-cu", name="Trung tâm Chính trị huyện Cũ", valid_to=date(2021, 12, 31))
    factories.make_centre("huyen-het", name="Trung tâm hết hạn", valid_to=date(2022, 8, 31))
    PeriodReport.objects.create(centre=centre, period="2022-H1")
    client = client_of(reviewer)
    answer = client.get("/")
    [overview] = answer.context["overviews"]
    none = ("Chưa bắt đầu", 0)
    assert cells(overview.table) == {
        centre.name: [("Đang soạn", 3), none, none, none],
        other_centre.name: [("Chưa bắt đầu", 3), none, none, none],
        "Trung tâm hết hạn": [("Chưa bắt đầu", 3), ("–", 0), ("–", 0), ("–", 0)],
    }
    assert overview.table.sums == [(0, 3, 3), (0, 2, 0), (0, 2, 0), (0, 2, 0)]
    assert [link.address for link in overview.links] == [
        f"/bao-cao/tinh/tinh-a/{code}/" for code in ("2022-H1", "2022-9M", "2022-H2", "2022")
    ]
    with django_assert_num_queries(13):
        client.get("/")
    for number in range(4):
        factories.make_centre(f"them-{number}", name=f"Trung tâm {number}")
    with django_assert_num_queries(13):
        assert len(client.get("/").context["overviews"][0].table.rows) == 7


def submit(report, user, at):
    version = ReportVersion.objects.create(
        report=report, number=1, content=b"", pdf=b"", sha256="0", pdf_sha256="0", submitted_by=user, submitted_at=at
    )
    ReviewStep.objects.create(report=report, kind=StepKind.SUBMITTED, version=version, by=user, at=at)


def test_host_reviewer_is_told_of_what_the_own_centre_submitted(
    planned_year, other_centre, client_of, host_reviewer, director, monkeypatch
):
    factories.make_class(planned_year, status="planned", opened_on=date(2022, 3, 28))
    client = client_of(host_reviewer)
    answer = client.get("/")
    assert (answer.context["groups"], list(cells(answer.context["table"]))) == ([], [planned_year.name])
    for one in (planned_year, other_centre):
        report = PeriodReport.objects.create(centre=one, period="2022-H1")
        submit(report, director, datetime(2022, 7, 4, tzinfo=UTC))
    monkeypatch.setattr(dates, "today", lambda: date(2022, 7, 8))
    answer = client.get("/")
    assert cells(answer.context["table"])[planned_year.name][0] == ("Chờ duyệt", 0)
    assert groups(answer) == [("Báo cáo chờ duyệt", ["Báo cáo 6 tháng đầu năm 2022: Trung tâm Chính trị xã An Bình"])]


def test_administrator_is_told_what_is_not_set_up(centre, other_centre, client_of, administrator, clerk):
    factories.make_user(Role.DIRECTOR, other_centre)
    factories.make_province("tinh-b", name="Tỉnh B")
    answer = client_of(administrator).get("/")
    [(_, texts)] = groups(answer)
    assert texts == [
        "Tỉnh A: chưa có tài khoản duyệt báo cáo của tỉnh",
        "Tỉnh B: chưa có trung tâm nào đang hoạt động",
        "Trung tâm Chính trị xã An Bình: chưa có tài khoản giám đốc",
        "Trung tâm Chính trị xã An Bình: chưa ghi họ tên giám đốc ký văn bản",
        "Trung tâm Chính trị xã Bình Minh: chưa có tài khoản giáo vụ",
        "Trung tâm Chính trị xã Bình Minh: chưa ghi họ tên giám đốc ký văn bản",
    ]
    assert 'href="/quan-tri/"' in answer.content.decode()
    assert f'<a href="{reverse("centres:list")}">chọn trung tâm</a>' in answer.text
