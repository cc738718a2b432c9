"""One class of fifty from the quota to the last certificate and the letters to the units: the clerk's and the director's work."""

import re
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from centres import dates
from classes.models import TrainingClass
from learners.actions import certificates
from learners.certificate_paper import certificate_pdf
from learners.models import Certificate
from tests.browser.test_lists import paste
from tests.browser.test_main_job import confirm, enter_class, enter_decision
from tests.test_tenancy import blank_page

pytestmark = pytest.mark.long

UNITS = ["Chi bộ thôn Đông", "Chi bộ thôn Tây", "Chi bộ Trường Tiểu học", "Chi bộ Trạm Y tế", "Đảng bộ Công an xã"]
NAMES = [f"{family} {given}" for family in ("Vũ Thị", "Lê Văn", "Hồ Ngọc", "Ngô Quang", "Đỗ Thu")
         for given in ("Ánh", "Bình", "Chi", "Đạt", "Giang", "Hà", "Khánh", "Lan", "Nga", "Ưng")]  # fmt: skip
MARKS = ["4,75" if number == 3 else f"{5 + number % 5},5" for number in range(1, 51)]
SLOW = 60_000  # typesetting, in ms
ABSENT = ["50 7p", "50 7m 15:2", "50", *[""] * 7]  # the last of the list misses three of ten sessions


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 3, 20))


@pytest.fixture(autouse=True)
def _only_the_last_paper_is_typeset(monkeypatch):
    """The others are blank pages: typesetting all would take longer than the rest of this test."""
    empty = blank_page()
    monkeypatch.setattr(
        certificates, "certificate_pdf", lambda one: certificate_pdf(one) if one.number.startswith("049") else empty
    )


@pytest.fixture
def roster(tmp_path):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị"])
    for place, name in enumerate(NAMES):
        sheet.append([place + 1, name, f"{place % 28 + 1:02}/02/1990", "Nữ", UNITS[place % 5]])
    path = tmp_path / "danh-sach.xlsx"
    workbook.save(path)
    return path


def text_of(page, address, tmp_path):
    """The PDF's pages as text, each on one line."""
    if not shutil.which("pdftotext"):
        pytest.fail("pdftotext is missing: apt-get install poppler-utils")
    paper = tmp_path / "van-ban.pdf"
    paper.write_bytes(page.request.get(address, timeout=SLOW).body())
    text = subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout
    return [" ".join(one.split()) for one in text.split("\f")[:-1]]


def enter_term(page):
    page.goto("/van-ban/nhiem-ky/")
    page.get_by_label("Nhiệm kỳ").fill("2025-2030")
    page.get_by_label("Từ ngày").fill("1/8/25")
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("heading", name="Sổ văn bản")).to_be_visible()


def bring_in(page, roster):
    page.get_by_role("link", name="Nhập danh sách").first.click()
    page.get_by_label("Tệp danh sách").set_input_files(roster)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    page.get_by_role("button", name="Lưu 50 học viên vào lớp").click()
    expect(page.get_by_role("link", name=NAMES[0])).to_be_visible()


def make_timetable(page, address):
    page.goto(f"{address}thoi-khoa-bieu/")
    page.get_by_role("link", name="Lập thời khóa biểu").click()
    page.get_by_role("button", name="Xem trước").click()
    page.get_by_role("button", name="Lưu thời khóa biểu 10 buổi").click()
    expect(page.get_by_text("Đã lưu thời khóa biểu")).to_be_visible()


def take_attendance(page, address):
    page.goto(f"{address}diem-danh/")
    sessions, status = page.get_by_label("Buổi"), page.locator("[data-status]")
    for place, absent in enumerate(ABSENT):
        sessions.select_option(index=place)
        page.get_by_label("Số thứ tự người vắng").fill(absent)
        page.keyboard.press("Enter")
        expect(page.locator("thead [data-taken]").nth(place)).to_have_text("xong")
        expect(status).to_contain_text("Đã lưu")


def close(page, address):
    page.goto(f"{address}ket-thuc/")
    page.get_by_label("Ngày bế giảng").fill("6/3/26")
    page.get_by_role("button", name="Ghi kết thúc lớp").click()
    expect(page.get_by_text("Đã ghi kết thúc lớp")).to_be_visible()


def key_marks(page, address):
    page.goto(f"{address}ket-qua/")
    page.locator('[data-column="mark"]').first.focus()
    paste(page, "\n".join(MARKS))
    page.get_by_label(f"Điểm làm lại của {NAMES[2]}").fill("5")
    save = page.get_by_role("button", name="Lưu kết quả cả lớp")
    save.click()
    expect(page.get_by_text("Không đủ điều kiện kiểm tra: dự học 35/50 tiết").first).to_be_visible()
    page.get_by_label(f"Điểm của {NAMES[-1]}").fill("")
    page.get_by_label(f"Lý do không đánh giá {NAMES[-1]}").select_option("attendance")
    save.click()
    expect(page.get_by_text("Đã lưu kết quả của 50 học viên.")).to_be_visible()
    expect(page.get_by_role("row").filter(has_text=NAMES[2])).to_contain_text("Trung bình")


def recognise_by_number(page, address):
    page.goto(f"{address}ho-so/cong-nhan/")
    page.get_by_role("link", name="Lấy số").click()
    page.get_by_label("Ngày văn bản").fill("10/3/26")
    page.get_by_role("button", name="Lấy số").click()
    expect(page.get_by_text("Đã lấy số 08-QĐ/TTCT: quyết định công nhận kết quả.")).to_be_visible()


def issue(page, address):
    page.goto(f"{address}giay-chung-nhan/")
    expect(page.get_by_text("Hạn cấp: 25/03/2026, còn 5 ngày.")).to_be_visible()
    page.get_by_role("link", name="Cấp 49 giấy chứng nhận").click()
    page.get_by_role("button", name="Cấp 49 giấy chứng nhận").click()
    issued = page.get_by_text("Đã cấp 49 giấy chứng nhận, từ số 001/2026-NTVD đến số 049/2026-NTVD")
    expect(issued).to_be_visible(timeout=SLOW)  # a test does at once what a worker does


def check_the_last(page, address, tmp_path):
    """The last paper of the class names the last who passed, and its public page says the same."""
    pages = text_of(page, f"{address}giay-chung-nhan/pdf/", tmp_path)
    assert len(pages) == 49
    for part in (NAMES[48], "Quyết định công nhận số 08-QĐ/TTCT, ngày 10/03/2026", "Số vào sổ: 49", "Xuất sắc"):
        assert part in pages[-1]
    page.goto(re.sub(r"^https?://[^/]+", "", Certificate.objects.order_by("pk").last().printed["address"]))
    expect(page.get_by_text("Còn giá trị.")).to_be_visible()
    expect(page.get_by_text("049/2026-NTVD").first).to_be_visible()


def send_letters(page, address, tmp_path):
    """A letter to each unit, with its own learners and nobody else's."""
    page.goto(f"{address}ho-so/gui-ket-qua/")
    page.get_by_role("link", name="Lấy số").click()
    page.get_by_role("button", name="Lấy số").click()
    expect(page.get_by_text("Đã lấy số từ 01-CV/TTCT đến 05-CV/TTCT")).to_be_visible()
    letters = text_of(page, f"{address}ho-so/gui-ket-qua/van-ban.pdf", tmp_path)
    assert len(letters) == 5
    for number, (letter, unit) in enumerate(zip(letters, UNITS, strict=True)):
        assert f"Số {number + 1:02}-CV/TTCT" in letter
        assert f"Kính gửi: {unit}" in letter
        assert [name for name in NAMES if name in letter] == sorted(NAMES[number::5], key=NAMES.index)


def test_class_of_fifty_from_the_quota_to_the_letters(page_of, clerk, director, other_centre, roster, tmp_path):
    page = page_of(clerk)
    enter_decision(page)
    enter_term(page)
    enter_class(page, called="50")
    address = f"/lop/{TrainingClass.objects.get(centre__code='xa-an-binh').pk}/"
    bring_in(page, roster)
    make_timetable(page, address)
    take_attendance(page, address)
    close(page, address)
    key_marks(page, address)
    confirm(page_of(director), 50)
    page = page_of(clerk)
    recognise_by_number(page, address)
    issue(page, address)
    check_the_last(page, address, tmp_path)
    send_letters(page, address, tmp_path)
