"""A list as an Excel file. Text is written as text, so that no cell becomes a formula."""

import re
from datetime import date
from io import BytesIO

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from centres import dates
from centres.downloads import SHEET, plain_name, to_save
from centres.listing import Listing

PAPER_A4 = "9"
NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
LINE = Side(style="thin", color="B0B0B0")
FRAME = Border(left=LINE, right=LINE, top=LINE, bottom=LINE)
HEAD = PatternFill("solid", start_color="EBE8DF")


def heading_of(listing: Listing, *, centre, chosen: list[str], noun: str) -> list[str]:
    """What stands under a sheet's title: the centre, the filter in words, how many rows in which order, and the day."""
    return [
        centre.name,
        f"Lọc: {'; '.join(chosen)}" if chosen else "Không lọc",
        f"{listing.count_shown} {noun}, xếp theo {listing.order_in_words}",
        f"Lập ngày {dates.today():%d/%m/%Y}",
    ]


def list_response(listing: Listing, *, title: str, heading: list[str]) -> HttpResponse:
    """Every row of the list, not only the page, as a file to save. `heading` says what the rows were filtered by."""
    return to_save(list_workbook(listing, title=title, heading=heading), f"{plain_name(title)}.xlsx", SHEET)


def list_workbook(listing: Listing, *, title: str, heading: list[str]) -> bytes:
    """The list as an .xlsx file: title, heading lines, column heads, then a row for each row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Danh sách")
    columns = listing.in_sheet
    set_up_page(sheet, columns, head_row=len(heading) + 3)
    sheet.append([text_cell(sheet, title, font=Font(bold=True, size=14))])
    for line in heading:
        sheet.append([text_cell(sheet, line)])
    sheet.append([])
    sheet.append([head_cell(sheet, column) for column in columns])
    for row in listing.rows.iterator(chunk_size=500):
        sheet.append([value_cell(sheet, column, row) for column in columns])
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def set_up_page(sheet, columns, *, head_row):
    """Print on A4 across, as wide as the page, the head on each; the column that names the rows stays in sight."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{head_row}:{head_row}"
    named = next((place for place, column in enumerate(columns, 1) if column.heads_row), 0)
    sheet.freeze_panes = f"{get_column_letter(named + 1)}{head_row + 1}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    for place, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width


def text_cell(sheet, text, **style):
    """A cell of text, without the signs that the format does not allow."""
    cell = WriteOnlyCell(sheet, NOT_IN_XML.sub("", str(text)))
    cell.data_type = "s"  # openpyxl would take "=1+1" for a formula
    for name, value in style.items():
        setattr(cell, name, value)
    return cell


def head_cell(sheet, column):
    """The head of a column."""
    wrapped = Alignment(wrap_text=True, vertical="center", horizontal="center")
    return text_cell(sheet, column.label, font=Font(bold=True), border=FRAME, fill=HEAD, alignment=wrapped)


def value_cell(sheet, column, row):
    """What the column says of the row: days and numbers as such, all else as text."""
    value = column.value(row)
    top = Alignment(vertical="top", wrap_text=True)
    if value is None or isinstance(value, str):
        return text_cell(sheet, column.empty if value is None else value, border=FRAME, alignment=top)
    cell = WriteOnlyCell(sheet, value)
    cell.border, cell.alignment = FRAME, Alignment(vertical="top")
    cell.number_format = "dd/mm/yyyy" if isinstance(value, date) else "General"
    return cell
