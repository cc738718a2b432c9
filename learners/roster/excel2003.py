"""Sheets of an .xls workbook of Excel 97-2003.

xlrd tells error cells from empty ones, numbers from dates and gives merged areas; faster readers lose that.
"""

import io
import struct
from datetime import date

import xlrd
from xlrd.compdoc import CompDoc

from .package import DAMAGED, PROTECTED
from .sheets import MAX_CELLS, TOO_MUCH, Budget, Cell, Fault, Merge, Refusal, Sheet, SheetFull
from .workbook import EPOCH_1904

FILEPASS = 0x2F
ONE_CELL = {0x201, 0x203, 0x204, 0x205, 0x006, 0x206, 0x406, 0x27E, 0xFD, 0xD6}
MULTIPLE_NUMBERS, MULTIPLE_BLANKS = 0xBD, 0xBE


def read_excel2003(content: bytes) -> list[Sheet]:
    """All sheets in the order of their tabs."""
    try:
        _refuse_protected_and_huge(content)
        try:
            return _opened(content, formatting=True)
        except Exception:  # formats that other programs wrote askew; without them only merged areas are lost
            return _opened(content, formatting=False)
    except (Refusal, SheetFull):
        raise
    except Exception as fault:  # a broken file makes xlrd stumble in any way
        raise Refusal(DAMAGED) from fault


def _opened(content: bytes, *, formatting: bool) -> list[Sheet]:
    with xlrd.open_workbook(
        file_contents=content, formatting_info=formatting, ragged_rows=True, on_demand=True, logfile=io.StringIO()
    ) as book:
        return _sheets(book)


def _refuse_protected_and_huge(content: bytes) -> None:
    """Walk over the records before anything is built from them."""
    stream, start, length = CompDoc(content, logfile=io.StringIO()).locate_named_stream("Workbook")
    if stream is None:
        stream, start, length = CompDoc(content, logfile=io.StringIO()).locate_named_stream("Book")
    if stream is None:
        raise Refusal(DAMAGED)
    place, end, cells = start, min(start + length, len(stream)) - 4, 0
    while place <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == FILEPASS:
            raise Refusal(PROTECTED)
        if kind in ONE_CELL:
            cells += 1
        elif kind in (MULTIPLE_NUMBERS, MULTIPLE_BLANKS):
            cells += size // (6 if kind == MULTIPLE_NUMBERS else 2)
        if cells > 2 * MAX_CELLS:
            raise Refusal(TOO_MUCH)
        place += 4 + size


def _sheets(book: xlrd.Book) -> list[Sheet]:
    budget = Budget()
    epoch = EPOCH_1904 if book.datemode else date(1899, 12, 30)
    sheets = []
    for index in range(book.nsheets):
        source = book.sheet_by_index(index)
        sheet = Sheet(name=source.name, hidden=bool(source.visibility), epoch=epoch, budget=budget)
        try:
            _fill(sheet, source)
        except SheetFull:
            sheet.cut = True
        sheets.append(sheet)
        book.unload_sheet(index)
    return sheets


def _fill(sheet: Sheet, source: xlrd.sheet.Sheet) -> None:
    for top, bottom, left, right in source.merged_cells:
        sheet.merge(Merge(top + 1, left, bottom, right - 1))
    sheet.hidden_lines = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    for row in range(source.nrows):
        for column, (kind, value) in enumerate(
            zip(source.row_types(row), source.row_values(row), strict=True),
        ):
            cell = _cell(sheet, kind, value)
            if cell is not None and cell != "":
                sheet.put(row + 1, column, cell)


def _cell(sheet: Sheet, kind: int, value: str | float) -> Cell | None:
    if kind in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
        return None
    if kind == xlrd.XL_CELL_TEXT:
        return value
    if kind == xlrd.XL_CELL_ERROR:
        return Fault(xlrd.error_text_from_code.get(value, "#N/A"))
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if kind == xlrd.XL_CELL_DATE and (day := sheet.date_of(value)):
        return day
    return int(value) if value.is_integer() else value
