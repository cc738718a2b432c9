from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook

from reports import written
from reports.annexes import annexes
from reports.value import GateEntry
from reports.xlsx import report_xlsx
from tests.reports import sample


def read(report=sample.REPORT):
    return load_workbook(BytesIO(report_xlsx(report)))


@pytest.fixture(scope="module")
def book():
    return read()


def body(sheet, annex):
    """The table's rows as they are stored, below its head."""
    first = int(sheet.freeze_panes[1:])
    rows = sheet.iter_rows(min_row=first, max_row=first + len(annex.rows) - 1)
    return [list(row) for row in rows]


def expected(cell):
    """What a cell of an annex must be when the sheet is read back."""
    if isinstance(cell, Decimal):
        return float(cell / 100)
    if isinstance(cell, date):
        return datetime(cell.year, cell.month, cell.day)
    if isinstance(cell, int):
        return cell
    return written.value(cell) or None


@pytest.mark.parametrize("place", range(6))
def test_sheet_holds_the_rows_of_its_annex(book, place):
    annex = annexes(sample.REPORT)[place]
    sheet = book[book.sheetnames[place]]
    assert sheet.title == annex.title
    stored = [[cell.value for cell in row] for row in body(sheet, annex)]
    assert stored == [[expected(cell) for cell in row.cells] for row in annex.rows]


def test_sheet_is_headed_by_centre_table_and_period(book):
    sheet = book["Kết quả mở lớp"]
    assert [sheet.cell(n, 1).value for n in (1, 2, 3, 4)] == [
        "Trung tâm Chính trị thành phố Yên Bái",
        "Kết quả mở lớp",
        "6 tháng đầu năm 2022",
        None,
    ]


def test_columns_stand_under_their_common_heading(book):
    sheet = book["Kết quả mở lớp"]
    assert [sheet.cell(5, n).value for n in (1, 2, 3, 5, 7)] == [
        "TT",
        "Tên chương trình",
        "Kế hoạch năm",
        "Thực hiện trong kỳ",
        "Lũy kế từ đầu năm",
    ]
    assert [sheet.cell(6, n).value for n in (3, 4, 5, 6)] == ["Lớp", "Học viên", "Lớp", "Lượt học viên"]
    assert {"A5:A6", "C5:D5", "E5:F5"} <= {str(merged) for merged in sheet.merged_cells.ranges}


def test_numbers_are_numbers_with_their_formats(book):
    sheet = book["Tổng hợp số liệu"]
    cells = {row[0].value: row[3] for row in sheet.iter_rows(min_row=6) if row[0].value}
    assert (cells["O2"].value, cells["O2"].number_format) == (564, "#,##0")
    assert (cells["O7"].value, cells["O7"].number_format) == (0.5, "0%")
    assert (cells["R10"].value, cells["R10"].number_format) == (0.747, "0.0%")
    assert (cells["R12"].value, cells["R12"].number_format) == (0.7069, "0.00%")
    assert (cells["R8"].value, cells["P2"].value, cells["T2"].value) == (0, "chưa có", "35/419")
    assert cells["P2"].font.italic


def test_differences_carry_their_sign():
    line = replace(sample.PROGRAMMES[0], past_classes=3, past_learners=70)
    sheet = read(replace(sample.REPORT, programmes=(line,)))["Kết quả mở lớp"]
    row = next(row for row in sheet.iter_rows() if row[1].value == line.name)
    assert [cell.value for cell in row[12:14]] == [-2, 10]
    assert [cell.number_format for cell in row[12:14]] == ["+#,##0;-#,##0;0"] * 2


@pytest.mark.parametrize("name", ["=1+1", '=HYPERLINK("http://x.vn")', "+84", "-5", "@SUM(A1)"])
def test_names_never_become_formulas(name):
    line = replace(sample.CLASSES[0], name=name)
    sheet = read(replace(sample.REPORT, classes=(line,)))["Danh mục lớp"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == name)
    assert cell.data_type == "s"


def test_control_characters_are_left_out():
    line = replace(sample.CLASSES[0], name="Lớp\x0b A\x00")
    sheet = read(replace(sample.REPORT, classes=(line,)))["Danh mục lớp"]
    assert any(cell.value == "Lớp A" for row in sheet.iter_rows() for cell in row)


def test_sheets_print_on_landscape_a4_with_repeated_heads(book):
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert book["Kết quả mở lớp"].print_title_rows == "$5:$6"
    assert book["Tổng hợp số liệu"].print_title_rows == "$5:$5"
    assert book["Kết quả mở lớp"].column_dimensions["B"].width == 36


def test_draft_is_marked_on_every_sheet_and_lists_what_the_gate_found():
    warning = GateEntry("O2", "Lượt học viên nhiều hơn số triệu tập.", where="YB-03")
    book = read(replace(sample.with_errors(), warnings=(warning,), as_of=date(2022, 5, 15)))
    marks = [(sheet["A4"].value, sheet["A5"].value) for sheet in book]
    assert marks == [("tính đến ngày 15/05/2022", "BẢN NHÁP – số liệu chưa đạt kiểm tra")] * 7
    rows = [[cell.value for cell in row] for row in book["Kiểm tra số liệu"].iter_rows(min_row=8)]
    assert [row[:3] for row in rows[2:]] == [[place, "Đạt", f"G{place - 2}"] for place in range(3, 9)]
    assert rows[:2] == [
        [1, "Lỗi", "R9", "Lớp YB-02 đã kết thúc nhưng chưa có điểm của 27 học viên.", "YB-02"],
        [2, "Cần xem lại", "O2", "Lượt học viên nhiều hơn số triệu tập.", "YB-03"],
    ]


def test_live_figures_of_a_province_are_marked_on_every_sheet():
    book = read(replace(sample.REPORT, scope="province", live=True))
    assert [sheet["A4"].value for sheet in book] == ["số liệu chưa duyệt"] * 7
