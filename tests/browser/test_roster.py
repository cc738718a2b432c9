"""A list as bad as they come: explained, corrected, saved, taken back and brought in again, at a desk and on a phone."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import expect

from learners.models import RosterLayout
from tests import factories

ROWS = [
    ["ĐẢNG ỦY XÃ AN BÌNH"],
    ["DANH SÁCH CỬ ĐI HỌC"],
    [],
    ["STT", "Người được cử", "Ngày sinh", "Giới tính", None, "Số CCCD", "Nơi sinh hoạt Đảng"],
    [None, None, None, "Nam", "Nữ"],
    ["I", "Đảng bộ xã"],
    [1, "LÊ VĂN AN", "31/02/1990", "x", None, 1090000011, "Chi bộ Đông"],
    [2, "Đ/c Vũ Thị Ba", 31657, None, "x", "001185000012", "nt"],
    [3, "Hồ Ngọc Bích", "17.11.88", "x", "x", None, "Chi bộ Tây"],
    [4, "ĐỖ HỮU DŨNG", "29/2/1991", "x", None, "068178O68359", "nt"],
    [5, "Hoàng Minh Bình", "12/05/2062", "x", None, "0520697257664", "Chi bộ Tây"],
    [6, "Lý Thanh Tuấn", "không rõ", "x", None, "07219696007", "Chi bộ Tây"],
    ["II", "Đảng bộ phường (03 đồng chí)"],
    [7, "Đinh Thanh Hạnh", 1974, None, "x", "012191184294"],
    [8, "Phạm Hữu Tuấn", "1982", "x", None, "012 191184294"],
    [9, "Vũ Thị Nga", "31/6/1984", None, "x", "183 456 721"],
    ["Tổng cộng: 10 đồng chí"],
    [None, None, None, None, "NGƯỜI LẬP"],
    [None, None, None, None, "Trần Văn Ký"],
]
CORRECTED = {
    "Ngày sinh, dòng 7": "28/02/1990",
    "Giới tính, dòng 9": "Nữ",
    "Ngày sinh, dòng 10": "28/02/1991",
    "Số định danh, dòng 10": "068091068359",
    "Ngày sinh, dòng 11": "12/05/1962",
    "Số định danh, dòng 11": "052062725766",
    "Ngày sinh, dòng 12": "1971",
    "Số định danh, dòng 12": "072071960071",
    "Số định danh, dòng 15": "012082184295",
    "Ngày sinh, dòng 16": "30/06/1984",
}
UNITS = ["Chi bộ Đông", "Chi bộ Đông", *["Chi bộ Tây"] * 4, *["Đảng bộ phường"] * 3]
ERRORS = len(CORRECTED) + 1  # one number stands on two lines, and is wrong on one of them

DATES = Path(__file__).parent.parent / "learners/rosters/ngay_sinh.xlsx"
DATES_CORRECTED = {
    "Ngày sinh, dòng 16": "28/02/1990",
    "Ngày sinh, dòng 17": "28/2/1991",
    "Ngày sinh, dòng 18": "15.12.1988",
    "Ngày sinh, dòng 19": "12/05/1962",
    "Ngày sinh, dòng 20": "30/4/58",
    "Ngày sinh, dòng 21": "1971",
    "Ngày vào Đảng, dòng 26": "28/02/2005",
    "Ngày vào Đảng, dòng 27": "19/5/2017",
    "Ngày sinh, dòng 30": "30/6/1984",
    "Ngày vào Đảng, dòng 30": "05/05/2009",
}


@pytest.fixture
def bad_list(tmp_path):
    workbook = Workbook()
    sheet = workbook.active
    for row in ROWS:
        sheet.append(row)
    sheet.merge_cells("D4:E4")
    path = tmp_path / "cu-di-hoc.xlsx"
    workbook.save(path)
    return path


def bring_in(page, training_class, bad_list):
    page.goto(f"/lop/{training_class.pk}/danh-sach/")
    page.get_by_label("Tệp danh sách").set_input_files(bad_list)
    page.get_by_role("button", name="Tải lên và xem trước").click()


def correct_and_save(page, corrected, errors, saved, first):
    expect(page.locator("#bang .is-invalid")).to_have_count(errors)
    for cell, text in corrected.items():
        page.get_by_label(cell, exact=True).fill(text)
    page.get_by_role("button", name="Ghi phần đã sửa, đã chọn").last.click()
    page.get_by_role("button", name=f"Lưu {saved} học viên vào lớp").click()
    expect(page.get_by_role("link", name=first)).to_be_visible()


def undo(page, training_class):
    page.goto(f"/lop/{training_class.pk}/danh-sach/")
    page.get_by_role("link", name="Hoàn tác…").click()
    page.get_by_role("button", name="Hoàn tác").click()


def holds_in_a_phone(page):
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.get_by_label("Ngày sinh, dòng 7").bounding_box()["width"] > 150
    page.set_viewport_size({"width": 1366, "height": 768})


def test_a_list_of_every_trouble_is_explained_and_its_columns_are_remembered(
    page_of, clerk, centre, other_centre, bad_list
):
    training_class = factories.make_class(centre)
    page = page_of(clerk)
    bring_in(page, training_class, bad_list)
    expect(page.get_by_text("Không tìm thấy cột họ tên của học viên")).to_be_visible()
    page.get_by_label("Cột B là").select_option(label="Họ và tên")
    page.get_by_role("button", name="Đọc lại theo cách này").click()
    expect(page.get_by_text("Đã đọc lại tệp theo cách bạn chọn.")).to_be_visible()
    expect(page.get_by_role("link", name="2 dòng").or_(page.get_by_role("link", name="1 dòng")).first).to_be_visible()
    holds_in_a_phone(page)
    correct_and_save(page, CORRECTED, ERRORS, 9, "Lê Văn An")
    places = training_class.enrolments.order_by("roll_number").values_list
    assert list(places("unit_name", flat=True)) == UNITS
    assert places("learner__full_name", "learner__birth_date", "learner__national_id")[3] == (
        "Đỗ Hữu Dũng",
        date(1991, 2, 28),
        "068091068359",
    )

    assert RosterLayout.objects.count() == 1
    bring_in(page, training_class, bad_list)
    expect(page.get_by_text("Đọc theo cách đã nhớ cho dòng tiêu đề này")).to_be_visible()


def test_a_list_of_wrong_dates_goes_in_is_undone_and_goes_in_again(page_of, clerk, centre, other_centre):
    training_class = factories.make_class(centre)
    page = page_of(clerk)
    bring_in(page, training_class, DATES)
    correct_and_save(page, DATES_CORRECTED, len(DATES_CORRECTED), 28, "Đinh Ngọc Mai")
    undo(page, training_class)
    expect(page.get_by_text("28 học viên của tệp “ngay_sinh.xlsx” ra khỏi lớp")).to_be_visible()
    assert training_class.enrolments.count() == 0

    bring_in(page, training_class, DATES)
    correct_and_save(page, DATES_CORRECTED, len(DATES_CORRECTED), 28, "Đinh Ngọc Mai")
    births = dict(training_class.enrolments.values_list("learner__full_name", "learner__birth_date"))
    assert (len(births), births["Hồ Ngọc Hùng"], births["Hoàng Minh Bình"]) == (28, date(1986, 9, 2), date(1958, 4, 30))


def test_suggestions_while_somebody_is_added_by_hand(page_of, clerk, centre, other_centre):
    before = factories.make_class(centre, "CU-01")
    known = factories.make_learner(centre, "Hồ Ngọc Bích", birth_year=1988, national_id="001188000011")
    factories.enrol(before, known, unit_name="Chi bộ thôn Tây")
    factories.make_learner(other_centre, "Hồ Ngọc Bích Khác")
    training_class = factories.make_class(centre)
    page = page_of(clerk)
    page.goto(f"/lop/{training_class.pk}/them-hoc-vien/")
    page.get_by_label("Họ và tên").press_sequentially("ho ngoc")
    suggestions = page.locator("#nguoi-da-co")
    expect(suggestions).to_contain_text("Hồ Ngọc Bích")
    expect(suggestions).to_contain_text("Chi bộ thôn Tây")
    expect(suggestions).not_to_contain_text("Khác")
    suggestions.get_by_label("Hồ Ngọc Bích").check()
    page.get_by_label("Đơn vị cử").fill("Chi bộ thôn Tây")
    page.get_by_role("button", name="Thêm vào lớp").click()
    expect(page.get_by_role("link", name="Hồ Ngọc Bích")).to_be_visible()
    assert [place.learner for place in training_class.enrolments.all()] == [known]
