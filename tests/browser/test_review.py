"""A report from the clerk's desk to the approval on a phone, with one return on the way."""

import pytest
from playwright.sync_api import expect

from centres import dates
from centres.models import Role
from reports.actions import submitting
from reports.models import ReportVersion
from reports.states import State, state_of
from tests.reports.review import NO_PAPER, PERIOD, TODAY, make_books, people

pytestmark = pytest.mark.long

PHONE = {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    # Its paper is printed in test_main_job.py; here it would be half of the time
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


def test_a_report_is_returned_answered_and_approved_on_a_phone(centre, page_of, page):
    make_books(centre)
    of = people(centre)
    report = f"/bao-cao/{centre.code}/{PERIOD}/"
    prepare(page_of(of[Role.CLERK]), report)
    submit(page_of(of[Role.DIRECTOR]), report)
    page.set_viewport_size(PHONE)
    return_with_remark(page_of(of[Role.PROVINCE_REVIEWER]), report)
    answer(page_of(of[Role.CLERK]), report)
    submit(page_of(of[Role.DIRECTOR]), report)
    approve(page_of(of[Role.PROVINCE_REVIEWER]), report)
    assert state_of(centre, PERIOD, TODAY).state == State.APPROVED
    assert [bytes(version.pdf)[:5] for version in ReportVersion.objects.all()] == [b"%PDF-", b"%PDF-"]


def prepare(page, report):
    page.goto(report)
    page.get_by_role("link", name="Kiểm tra và trình").click()
    page.get_by_role("button", name="Đã soạn xong, đề nghị trình").click()
    expect(page.get_by_text("chờ giám đốc trình").first).to_be_visible()


def submit(page, report):
    page.goto(report + "kiem-tra/")
    page.get_by_role("button", name="Trình báo cáo").click()
    expect(page.get_by_text("Đã trình báo cáo")).to_be_visible()


def return_with_remark(page, report):
    page.goto(report)
    page.get_by_role("link", name="Đọc và duyệt bản trình lần 1").click()
    fits(page)
    page.get_by_role("link", name="Nhận xét về Số lượt học viên", exact=True).first.click()
    expect(page.get_by_text("O2 – Số lượt học viên: 4")).to_be_visible()
    page.get_by_label("Nhận xét").fill("Đề nghị rà lại lớp phối hợp.")
    page.get_by_role("button", name="Ghi nhận xét").click()
    expect(page.get_by_text("Đã ghi nhận xét")).to_be_visible()
    page.wait_for_load_state()  # until then it may yet scroll to the remark, under the finger
    page.get_by_role("link", name="Duyệt hoặc trả lại").first.click()
    fits(page)
    page.get_by_role("button", name="Trả lại").click()
    expect(page.get_by_text("Đã trả lại bản trình lần 1")).to_be_visible()


def answer(page, report):
    page.goto(report)
    page.get_by_role("link", name="Trả lời nhận xét (1)").click()
    page.get_by_label("Trả lời").fill("Đã rà, số đúng.")
    page.get_by_role("button", name="Lưu trả lời").click()
    expect(page.get_by_text("Đã lưu trả lời")).to_be_visible()


def approve(page, report):
    page.goto(report + "phien-ban/2/")
    page.get_by_role("link", name="So với bản trước").first.click()  # beside the answers, too
    expect(page.get_by_text("Đã rà, số đúng.")).to_be_visible()
    page.goto(report + "phien-ban/2/ket-luan/")
    page.get_by_role("button", name="Duyệt báo cáo").click()
    expect(page.get_by_text("Đã duyệt bản trình lần 2. Số liệu bản này")).to_be_visible()


def fits(page):
    """Nothing makes the page itself wider than the phone; tables move in their own frames."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
