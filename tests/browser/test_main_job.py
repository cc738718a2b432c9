"""The main job, from the quota decision to the printed six-month report, with no case loaded.

A clerk does it; the director confirms the marks.
"""

import re
import shutil
import subprocess
from datetime import date

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from centres import dates
from learners.models import Enrolment

pytestmark = pytest.mark.long

PEOPLE = [
    (1, "Vũ Thị Ánh", "05/02/1990", "Nữ", "Chi bộ thôn Đông", 9),
    (2, "Lê Văn Đạt", "31/02/1991", "Nam", "Chi bộ thôn Đông", 8),
    (3, "Hồ Ngọc Bích", "17/11/1988", "Nữ", "Chi bộ thôn Tây", 7.5),
    (4, "Ngô Quang Ưng", "1985", "Nam", "Chi bộ thôn Tây", 4.75),
]


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 7, 3))


@pytest.fixture
def roster(tmp_path):
    workbook = Workbook()
    sheet = workbook.active
    sheet.append(["DANH SÁCH HỌC VIÊN"])
    sheet.append(["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ"])
    for person in PEOPLE:
        sheet.append(person[:5])
    path = tmp_path / "danh-sach.xlsx"
    workbook.save(path)
    return path


def enter_decision(page):
    page.goto("/")
    page.get_by_role("link", name="Chưa nhập quyết định giao chỉ tiêu năm 2026").click()
    page.get_by_label("Số, ký hiệu").fill("05-QĐ/ĐU")
    page.get_by_label("Ngày quyết định").fill("10/1/26")
    page.wait_for_load_state()  # scripts turn the long lists into searched ones
    page.get_by_label("Chương trình, dòng 1").fill("nhan thuc")
    page.keyboard.press("Tab")
    page.get_by_label("Số lớp, dòng 1").fill("2")
    page.get_by_label("Số học viên, dòng 1").fill("10")
    page.get_by_role("button", name="Lưu quyết định").click()
    expect(page.get_by_text("05-QĐ/ĐU").first).to_be_visible()


def enter_class(page, called="5"):
    page.goto("/lop/moi/")
    page.get_by_label("Chương trình").fill("nhan thuc")
    page.keyboard.press("Enter")
    page.get_by_label("Khóa", exact=True).fill("1")
    page.get_by_label("Số triệu tập").fill(called)
    page.get_by_label("Quyết định mở lớp số").fill("07-QĐ/TTCT")
    page.get_by_label("Ngày quyết định").fill("25/2/26")
    page.get_by_label("Ngày khai giảng").fill("2/3/26")
    page.get_by_label("Trạng thái").select_option(label="Đang học")
    page.get_by_role("button", name="Lưu lớp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lớp bồi dưỡng nhận thức về Đảng khóa 1 năm 2026")


def bring_in_roster(page, roster):
    page.get_by_role("link", name="Nhập danh sách").first.click()
    page.get_by_label("Tệp danh sách").set_input_files(roster)
    page.get_by_role("button", name="Tải lên và xem trước").click()
    wrong = page.get_by_role("row").filter(has_text="31/02/1991").or_(page.locator("tr:has(input.is-invalid)"))
    expect(wrong.first).to_be_visible()
    expect(page.get_by_role("button", name="Lưu 3 học viên vào lớp")).to_be_visible()
    page.locator("input.is-invalid").fill("28/02/1991")
    page.get_by_role("button", name="Ghi phần đã sửa, đã chọn").last.click()
    page.get_by_role("button", name="Lưu 4 học viên vào lớp").click()
    expect(page.get_by_role("link", name="Ngô Quang Ưng")).to_be_visible()


def close_and_mark(page):
    page.get_by_role("link", name="Kết thúc lớp").first.click()
    page.get_by_label("Ngày bế giảng").fill("6/3/26")
    page.get_by_role("button", name="Ghi kết thúc lớp").click()
    expect(page.get_by_text("Đã ghi kết thúc lớp")).to_be_visible()
    page.get_by_role("link", name="Nhập kết quả").first.click()
    for _, name, *_, mark in PEOPLE:
        page.get_by_label(f"Điểm của {name}").fill(str(mark).replace(".", ","))
    page.get_by_role("button", name="Lưu kết quả cả lớp").click()
    expect(page.get_by_text("Đã lưu kết quả của 4 học viên.")).to_be_visible()


def recognise(page):
    page.goto("/")
    page.get_by_role("link", name="Chờ công nhận kết quả").click()
    page.get_by_label(re.compile("Quyết định công nhận|số", re.I)).first.fill("09-QĐ/TTCT")
    page.get_by_label(re.compile("Ngày")).first.fill("10/3/26")
    page.get_by_role("button", name="Công nhận kết quả").click()
    expect(page.get_by_text("Đã công nhận kết quả.")).to_be_visible()


def confirm(page, results):
    page.goto("/")
    page.get_by_role("link", name="Chờ xác nhận kết quả").click()
    expect(page.get_by_text(f"{results} kết quả chờ xác nhận")).to_be_visible()
    page.get_by_role("button", name=f"Xác nhận {results} kết quả").click()
    expect(page.get_by_text(f"Đã xác nhận kết quả của {results:02} học viên.")).to_be_visible()


def test_from_the_quota_decision_to_the_printed_report(page_of, clerk, director, other_centre, roster, tmp_path):
    page = page_of(clerk)
    enter_decision(page)
    enter_class(page)
    bring_in_roster(page, roster)
    close_and_mark(page)
    confirm(page_of(director), 4)
    recognise(page_of(clerk))
    assert sorted(Enrolment.objects.filter(training_class__centre__code="xa-an-binh").values_list("result__mark")) == [
        (4.75,),
        (7.5,),
        (8,),
        (9,),
    ]

    page.goto("/bao-cao/")
    page.get_by_role("link", name="6 tháng đầu năm 2026").click()
    sentence = (
        "đã mở được 01 lớp với 04 lượt học viên, đạt 50% kế hoạch năm về số lớp và 40% kế hoạch năm về số học viên"
    )
    expect(page.get_by_text(sentence)).to_be_visible()
    address = page.get_by_role("link", name="Bản in (PDF)").get_attribute("href")
    paper = tmp_path / "bao-cao.pdf"
    paper.write_bytes(page.request.get(address).body())
    if not shutil.which("pdftotext"):
        pytest.fail("pdftotext is missing: apt-get install poppler-utils")
    text = " ".join(
        subprocess.run(["pdftotext", paper, "-"], capture_output=True, text=True, check=True).stdout.split()
    )
    assert sentence in text
    assert "1 học viên xuất sắc" in text.replace("01", "1")
    assert "Tỷ lệ học viên đạt loại khá, giỏi trở lên là 75%" in text
