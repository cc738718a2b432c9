"""The centre's own form of the survey: what is filled in comes back without a question."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from centres.models import Centre
from centres.sheets import FRAME, HEAD, NOT_IN_XML
from classes.models.draft import MOST_LEARNERS
from learners.survey import Grid

HEAD_LINE, LINES = 5, 60
HOW_TO = (
    "Mỗi đơn vị một dòng; ghi số người dự kiến cử đi học vào cột của chương trình. Không có nhu cầu thì để trống."
    " Không đổi dòng tiêu đề."
)


def survey_template(centre: Centre, year: int, grid: Grid, units: list[str]) -> bytes:
    """An .xlsx form with the units known, what they registered so far, and a column for each programme."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = f"Nhu cầu {year}"
    _text(sheet, 1, 1, centre.name, font=Font(bold=True))
    _text(sheet, 2, 1, f"KHẢO SÁT NHU CẦU ĐÀO TẠO, BỒI DƯỠNG NĂM {year}", font=Font(bold=True, size=14))
    _text(sheet, 3, 1, HOW_TO)
    _head(sheet, ["STT", "Đơn vị", *(one.name for one in grid.programmes)])
    given = {row.unit: row for row in grid.filled}
    for place, name in enumerate([*given, *(unit for unit in units if unit not in given)], 1):
        _line(sheet, place, name, given.get(name), grid.programmes)
    for place in range(len({*given, *units}) + 1, LINES + 1):
        _line(sheet, place, "", None, grid.programmes)
    _only_numbers(sheet, len(grid.programmes), max(LINES, len({*given, *units})))
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _head(sheet, names):
    middle = Alignment(wrap_text=True, vertical="center", horizontal="center")
    for place, name in enumerate(names, 1):
        _text(sheet, HEAD_LINE, place, name, font=Font(bold=True), fill=HEAD, border=FRAME, alignment=middle)
        sheet.column_dimensions[get_column_letter(place)].width = {1: 6, 2: 40}.get(place, 15)
    sheet.row_dimensions[HEAD_LINE].height = 75
    sheet.freeze_panes = f"C{HEAD_LINE + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{HEAD_LINE}:{HEAD_LINE}"


def _line(sheet, place, name, row, programmes):
    line = HEAD_LINE + place
    sheet.cell(line, 1, place).border = FRAME
    _text(sheet, line, 2, name or None, border=FRAME)
    numbers = row.numbers if row else {}
    for column, one in enumerate(programmes, 3):
        sheet.cell(line, column, numbers.get(one.code)).border = FRAME


def _only_numbers(sheet, columns, lines):
    rule = DataValidation(type="whole", operator="between", formula1="0", formula2=str(MOST_LEARNERS), allow_blank=True)
    rule.showErrorMessage, rule.errorTitle, rule.error = True, "Số học viên", "Hãy ghi số người, ví dụ 25."
    rule.add(f"C{HEAD_LINE + 1}:{get_column_letter(columns + 2)}{HEAD_LINE + lines}")
    sheet.add_data_validation(rule)


def _text(sheet, line, place, text, **style):
    cell = sheet.cell(line, place, text and NOT_IN_XML.sub("", text))
    if text:
        cell.data_type = "s"
    for name, value in style.items():
        setattr(cell, name, value)
