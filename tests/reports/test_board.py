"""The province's board: centres by periods, each cell derived from what happened."""

from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from centres.models import Role
from reports.actions import submitting
from reports.models import PeriodReport, ReportDue
from reports.overview import board
from tests import factories
from tests.reports.review import NO_PAPER, PERIOD, TODAY, bring_to, make_books, people

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def province(centre):
    """Five centres, each at another step, and a centre of another province that never shows."""
    province = centre.province
    ReportDue.objects.create(province=province, part="H1", from_year=2020, days=5)
    for place, state in enumerate(("draft", "submitted", "returned", "approved"), 1):
        made = factories.make_centre(f"c{place}", province, name=f"Trung tâm Chính trị xã Số {place}")
        make_books(made)
        bring_to(state, made, people(made))
    factories.make_centre("c5", province, name="Trung tâm Chính trị xã Số 5", valid_from=date(2022, 8, 1))
    factories.make_centre("la", factories.make_province("tinh-b", name="Tỉnh B"), name="Trung tâm xã Lạ")
    return province


def test_each_state_shows_as_it_is(province, reviewer):
    table = board(reviewer, province, 2022)
    found = {name: (cells[0].text, cells[0].days_late) for name, cells in table.named_rows}
    assert found == {
        "Xã An Bình": ("Chưa bắt đầu", 5),
        "Xã Số 1": ("Đang soạn", 5),
        "Xã Số 2": ("Chờ duyệt", 0),
        "Xã Số 3": ("Bị trả lại", table.rows[3][1][0].days_late),
        "Xã Số 4": ("Đã duyệt", 0),
        "Xã Số 5": ("–", 0),
    }
    assert table.sums[0][:2] == (2, 5)


def test_quarters_and_months_stand_under_their_names(province, reviewer):
    assert board(reviewer, province, 2022, "Quý").headings == ["Quý I", "Quý II", "Quý III", "Quý IV"]
    assert board(reviewer, province, 2022, "Tháng").headings[4] == "Tháng 5"


def test_the_page_leads_to_reports_and_totals(province, reviewer, client_of):
    client = client_of(reviewer)
    body = client.get(reverse("reports:board", args=["tinh-a"]) + "?nam=2022").content.decode()
    assert reverse("reports:report", args=["c2", "2022-H1"]) in body
    assert reverse("reports:province", args=["tinh-a", "2022-H1"]) in body
    assert "Trung tâm xã Lạ" not in body
    quarters = client.get(reverse("reports:board", args=["tinh-a"]) + "?nam=2022&ky=quy").content.decode()
    assert "Quý III" in quarters
    assert client.get(reverse("reports:board", args=["tinh-b"])).status_code == 404


def test_a_report_that_came_late_says_by_how_much(province, reviewer, monkeypatch):
    ReportDue.objects.update(days=0, from_year=2019)
    table = board(reviewer, province, 2022)
    cell = table.rows[2][1][0]
    assert cell.submitted_late > 0
    assert cell.submitted_words.endswith(f"trễ {cell.submitted_late:,} ngày".replace(",", "."))


@pytest.mark.parametrize("number", [2, 124])
def test_the_board_costs_ten_queries_at_most(number, centre, client_of, django_assert_max_num_queries):
    made = [
        factories.make_centre(f"n{place}", centre.province, name=f"Trung tâm Chính trị xã {place}")
        for place in range(number - 1)
    ]
    PeriodReport.objects.bulk_create(PeriodReport(centre=one, period="2022-H1") for one in made)
    user = factories.make_user(Role.PROVINCE_REVIEWER, province=centre.province)
    client = client_of(user)
    address = reverse("reports:board", args=["tinh-a"]) + "?nam=2022"
    client.get(address)
    with django_assert_max_num_queries(10):
        answer = client.get(address)
    assert len(answer.context["table"].rows) == number


def test_board_and_page_say_the_same_word(province, reviewer, client_of):
    table = board(reviewer, province, 2022)
    for centre, cells in table.rows[:2]:
        page = client_of(reviewer).get(reverse("reports:report", args=[centre.code, PERIOD])).text
        assert f'<h2 id="tinh-trang"><span class="badge badge-plan">{cells[0].text}</span>' in page
        words = "Trung tâm chưa bắt đầu soạn báo cáo." if cells[0].text == "Chưa bắt đầu" else "Trung tâm đang soạn"
        assert words in page
