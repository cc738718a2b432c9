"""The report as an Excel file: a sheet for each annex, with the rows and columns that page and paper print."""

from datetime import date
from decimal import Decimal
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from centres.sheets import FRAME, HEAD, NOT_IN_XML, PAPER_A4
from reports import written
from reports.annexes import Annex, Column, Row, annexes, headings
from reports.checklist import checklist
from reports.marks import as_of, mark, whose
from reports.value import Report

FACE = "Times New Roman"
COUNT, SIGNED, DAY = "#,##0", "+#,##0;-#,##0;0", "dd/mm/yyyy"
CHECK_COLUMNS = (
    Column("TT", 6),
    Column("Mức", 14, kind="text"),
    Column("Mã", 14, kind="text"),
    Column("Nội dung", 80, kind="text"),
    Column("Ở đâu", 30, kind="text"),
)


def report_xlsx(report: Report, comparisons: tuple[Annex, ...] = ()) -> bytes:
    """The workbook's bytes: every table of the paper, `comparisons` as its pack has them. Text is written as text,
    numbers as numbers, percentages as Excel's fractions."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    workbook.properties.title = f"{whose(report)}, {report.period.label}"
    workbook.properties.creator = report.name
    for annex in [*annexes(report), *comparisons, _check(report)]:
        _write(workbook.create_sheet(annex.title[:31]), annex, report)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _check(report: Report) -> Annex:
    """The gate as one more table: what it found, then the rules that found nothing."""
    found = [("Lỗi", entry) for entry in report.errors] + [("Cần xem lại", entry) for entry in report.warnings]
    lines = [(kind, entry.code, entry.message, entry.where) for kind, entry in found]
    lines += [("Đạt", rule.code, rule.text, "") for rule in checklist(report) if rule.passed]
    rows = tuple(Row((place, *line)) for place, line in enumerate(lines, 1))
    return Annex("kiem-tra", "Kiểm tra số liệu", CHECK_COLUMNS, rows, wide=True)


def _write(sheet: Worksheet, annex: Annex, report: Report) -> None:
    top = _write_title(sheet, annex, report)
    heads = headings(annex)
    for line, row in enumerate(heads, top):
        _write_heads(sheet, line, row)
    first = top + len(heads)
    for line, row in enumerate(annex.rows, first):
        _write_row(sheet, line, annex.columns, row)
    for line, note in enumerate(annex.notes, first + len(annex.rows) + 1):
        _text(sheet, line, 1, f"- {note}", italic=True)
    _set_up_page(sheet, annex, top, first)


def _write_title(sheet: Worksheet, annex: Annex, report: Report) -> int:
    """Whose figures of which period, and what is not to be relied on yet; the line where the table begins."""
    lines = [whose(report), annex.title, report.period.label, as_of(report), mark(report)]
    shown = [line for line in lines if line]
    for place, line in enumerate(shown, 1):
        _text(sheet, place, 1, line, bold=True, size=14 if line == annex.title else 12)
    return len(shown) + 2


def _write_heads(sheet: Worksheet, line: int, row: list) -> None:
    for heading in row:
        left, bottom, right = heading.column + 1, line + heading.down - 1, heading.column + heading.across
        for y in range(line, bottom + 1):
            for x in range(left, right + 1):
                sheet.cell(y, x).border = FRAME
        cell = _text(sheet, line, left, heading.label, bold=True)
        cell.fill, cell.alignment = HEAD, Alignment(wrap_text=True, vertical="center", horizontal="center")
        if (heading.across, heading.down) != (1, 1):
            sheet.merge_cells(start_row=line, end_row=bottom, start_column=left, end_column=right)


def _write_row(sheet: Worksheet, line: int, columns: tuple[Column, ...], row: Row) -> None:
    for place, (column, content) in enumerate(zip(columns, row.cells, strict=True), 1):
        cell = _content(sheet, line, place, column, content, bold=row.kind != "line")
        cell.border = FRAME
        across = "left" if column.is_text else "center" if isinstance(content, str | None) else "right"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=across)


def _content(sheet, line, place, column, content, *, bold):
    if isinstance(content, written.Hours):
        return _number(sheet, line, place, Decimal(content), _hours_format(content), bold=bold)
    if isinstance(content, Decimal):
        return _number(sheet, line, place, content / 100, _percent_format(content), bold=bold)
    if isinstance(content, date):
        return _number(sheet, line, place, content, DAY, bold=bold)
    if isinstance(content, int):
        return _number(sheet, line, place, content, SIGNED if column.kind == "signed" else COUNT, bold=bold)
    return _text(sheet, line, place, written.value(content), bold=bold, italic=content is None)


def _number(sheet, line, place, content, number_format, *, bold):
    cell = sheet.cell(line, place, content)
    cell.number_format, cell.font = number_format, Font(FACE, bold=bold)
    return cell


def _hours_format(content: Decimal) -> str:
    """As many decimals as the hours have: 270, 18,33."""
    decimals = written.hours(content).partition(",")[2]
    return f"{COUNT}.{'0' * len(decimals)}" if decimals else COUNT


def _percent_format(content: Decimal) -> str:
    """As many decimals as the percentage has: 50%, 91,4%, 41,48%."""
    decimals = written.percent(content).partition(",")[2].rstrip("%")
    return f"0.{'0' * len(decimals)}%" if decimals else "0%"


def _text(sheet, line, place, content, *, bold=False, italic=False, size=11):
    cell = sheet.cell(line, place, NOT_IN_XML.sub("", content))
    cell.data_type = "s"  # openpyxl would take a name that begins with "=" for a formula
    cell.font = Font(FACE, size=size, bold=bold, italic=italic)
    return cell


def _set_up_page(sheet: Worksheet, annex: Annex, top: int, first: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = PAPER_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{first - 1}"
    sheet.freeze_panes = f"A{first}"
    sheet.oddFooter.center.text = "Trang &P/&N"
    for place, column in enumerate(annex.columns, 1):
        sheet.column_dimensions[get_column_letter(place)].width = column.width + 2
