"""Lists in a real browser: the columns chosen are those of the Excel file; many classes changed, and undone, by keyboard."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.factories import enrol, make_class, make_closed_class

pytestmark = pytest.mark.once


def test_columns_chosen_are_in_the_sheet_and_a_bulk_change_is_undone_by_keyboard(page_of, clerk, centre):
    first = make_class(centre, "L-01", place="Nhà văn hóa")
    make_class(centre, "L-02")
    page = page_of(clerk)
    page.goto("/lop/?nam=2022")
    page.get_by_text("Cột hiển thị").press("Enter")
    page.get_by_label("Địa điểm").press("Space")
    page.get_by_role("button", name="Hiện các cột này").press("Enter")
    heads = [
        "Mã lớp",
        "Tên lớp",
        "Chủ trì, phối hợp",
        "Địa điểm",
        "Khai giảng",
        "Bế giảng",
        "Triệu tập",
        "Lượt học viên",
    ]
    heads.append("Trạng thái")
    expect(page.locator("thead th")).to_have_text([re.compile(head) for head in heads])
    page.wait_for_load_state()
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải Excel").press("Enter")
    sheet = load_workbook(BytesIO(download.value.path().read_bytes())).active
    assert [cell.value for cell in sheet[7]] == heads

    page.get_by_text("Thay đổi nhiều lớp một lúc").press("Enter")
    page.get_by_label("Lớp L-01").press("Space")
    expect(page.get_by_role("button", name="Áp dụng cho 1 lớp đã đánh dấu")).to_be_visible()
    page.get_by_role("button", name="Áp dụng cho cả 2 lớp").press("Enter")
    page.get_by_label("Địa điểm").fill("Hội trường xã")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Sẽ thay đổi 2 lớp")).to_be_visible()
    page.get_by_role("button", name="Áp dụng cho 2 lớp").press("Enter")
    expect(page.get_by_role("cell", name="Hội trường xã")).to_have_count(2)
    page.get_by_role("link", name="Xem lại hoặc hoàn tác").press("Enter")
    page.get_by_role("button", name="Hoàn tác: 2 lớp").press("Enter")
    expect(page.get_by_role("cell", name="Nhà văn hóa")).to_be_visible()
    first.refresh_from_db()
    assert first.place == "Nhà văn hóa"


def paste(page, text):
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text", text);
            document.activeElement.dispatchEvent(
                new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
        }""",
        text,
    )


def test_a_column_pasted_into_the_grid_stays_beside_its_names_and_can_be_taken_back(page_of, clerk, centre):
    closed = make_closed_class(centre, recognised_on=None)
    enrol(closed), enrol(closed, state="no_show"), enrol(closed)
    page = page_of(clerk)
    page.goto(f"/lop/{closed.pk}/ket-qua/")
    marks = page.locator('[data-column="mark"]')
    marks.first.focus()
    paste(page, "7,5\n6\n8.25\n")
    assert [marks.nth(place).input_value() for place in (0, 1)] == ["7,5", "8.25"]
    expect(page.locator("[data-grid-status]")).to_contain_text("Đã dán 2 ô. 1 giá trị không ghi được")
    page.keyboard.press("Control+z")
    assert [marks.nth(place).input_value() for place in (0, 1)] == ["", ""]
    paste(page, "7\n\n8\n9\n10\n")
    expect(page.locator("[data-grid-status]")).to_contain_text(
        "Đã dán 2 ô. Bảng thiếu 2 dòng nên 2 dòng cuối chưa dán."
    )
    page.keyboard.press("Control+z")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    page.keyboard.type("4,75")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Lưu kết quả cả lớp")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Đã lưu kết quả của 2 học viên.")).to_be_visible()
