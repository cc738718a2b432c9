"""Filling a form from a report's value: styles and formulas stay, texts are texts, numbers are numbers."""

import copy
import io
from datetime import date
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from centres import dates
from centres.sheets import NOT_IN_XML
from reports import written
from reports.dictionary import define
from reports.marks import as_of, mark
from reports.own_forms.names import (
    CENTRE_ROWS,
    CLASSES,
    FIGURE,
    NOTE,
    OF_CENTRE,
    OF_PROGRAMME,
    PARTS,
    SENT_CLASSES,
    SENT_LEARNERS,
    Known,
    key_of,
)
from reports.own_forms.reading import Area, FormError, areas_of, opened
from reports.value import CentreLine, Report


def filled_form(content: bytes, report: Report) -> bytes:
    """The form's bytes with every cell that bears a name of ours filled; FormError where it has too few rows."""
    workbook = opened(content)
    names, _ = areas_of(workbook)
    known = Known.now()
    for name, area in names.items():
        if known.meaning(name) and not name.startswith(OF_CENTRE) and name != CENTRE_ROWS:
            write(_cell(workbook, area), *value_of(name, report))
    if CENTRE_ROWS in names:
        _fill_centres(workbook, names, report)
    workbook.calculation.fullCalcOnLoad = True  # what formulas gave before is no longer right
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def value_of(name: str, report: Report) -> tuple:
    """(value, whether it is a percentage) of a name."""
    if name.startswith(FIGURE):
        return _figure(name.removeprefix(FIGURE), report.figures)
    if name.startswith(tuple(PARTS)):
        return _part(name, report), False
    return _text(name, report), False


def _figure(code, figures) -> tuple:
    value = figures.get(code, written.NOT_APPLICABLE)
    if code in ("O9", "O10") and isinstance(value, tuple):
        return written.change(value), False
    return value, isinstance(value, Decimal) and define(code).unit == "%"


def _part(name: str, report: Report) -> int | None:
    """Classes or lượt of one line or programme: 0 where the report has none of it, None where nobody knows."""
    prefix = next(one for one in PARTS if name.startswith(one))
    attribute = "classes" if prefix in (CLASSES, SENT_CLASSES) else "learners"
    key, sent = name.removeprefix(prefix), prefix in (SENT_CLASSES, SENT_LEARNERS)
    of_programme = key.startswith(OF_PROGRAMME)
    breakdown = BREAKDOWNS[sent, of_programme]
    rows = report.breakdowns.get(breakdown, ())
    if sent and not _is_whole(rows, report):
        return None
    key = key.removeprefix(OF_PROGRAMME)
    return sum(getattr(row, attribute) or 0 for row in rows if key_of(row.key) == key)


BREAKDOWNS = {
    (False, False): "line",
    (False, True): "programme",
    (True, False): "sent_line",
    (True, True): "sent",
}
"""By whether people are sent elsewhere, and whether the part is a programme's."""


def _is_whole(rows, report: Report) -> bool:
    """Whether the rows are all of S1: a version from before courses were divided by line holds none."""
    return sum(row.classes for row in rows) == report.figures.get("S1")


def _text(name: str, report: Report) -> str | date:
    head = report.letterhead
    return {
        "DON_VI": lambda: report.name,
        "CAP_UY": lambda: head.host,
        "KY": lambda: report.period.label,
        "TU_NGAY": lambda: report.period.first,
        "DEN_NGAY": lambda: report.period.last,
        "NGAY_LAP": dates.today,
        "NGUOI_KY": lambda: head.signer_name,
        NOTE: lambda: note_of(report),
    }[name]()


def note_of(report: Report) -> str:
    """What a reader must know of the figures: not sound, not approved, of how many centres, up to which day."""
    figures = report.figures
    known = f"{figures['N2']}/{figures['N1']} trung tâm" if report.scope == "province" and not report.live else ""
    return "; ".join(part for part in (mark(report), known, as_of(report)) if part)


def _fill_centres(workbook: Workbook, names: dict[str, Area], report: Report) -> None:
    """A centre a row, in the order of the report's annex; each row in the style of the first."""
    rows = names[CENTRE_ROWS]
    room = rows.bottom - rows.top + 1
    if len(report.centres) > room:
        raise FormError([f"Mẫu có {room} dòng cho từng trung tâm nhưng kỳ này có {len(report.centres)} trung tâm."])
    sheet = workbook[rows.sheet]
    columns = {name: area.left for name, area in names.items() if name.startswith(OF_CENTRE)}
    for place, line in enumerate(report.centres):
        for name, column in columns.items():
            cell = sheet.cell(rows.top + place, column)
            _dress(cell, sheet.cell(rows.top, column))
            write(cell, *_of_centre(name, place, line))


def _of_centre(name: str, place: int, line: CentreLine) -> tuple:
    if name == "TT_STT":
        return place + 1, False
    if name == "TT_TEN":
        return line.name, False
    if name == "TT_TRANG_THAI":
        return "" if line.figures is not None else "chưa có báo cáo được duyệt", False
    return _figure(name.removeprefix(OF_CENTRE), line.figures) if line.figures is not None else (None, False)


def _dress(cell: Cell, model: Cell) -> None:
    if cell is not model and model.has_style:
        cell._style = copy.copy(model._style)


def write(cell: Cell, value, percent: bool) -> None:
    """A number as a number (a percentage as the cell's format wants it), everything else as text, never as a formula."""
    if isinstance(value, Decimal):
        cell.value = value / 100 if percent and "%" in cell.number_format else value
    elif isinstance(value, date) or (isinstance(value, int) and not isinstance(value, bool)):
        _keep_format(cell, value)
    else:
        cell.value = NOT_IN_XML.sub("", written.value(value))
        cell.data_type = "s"


def _keep_format(cell, value):
    """openpyxl gives a day a format of its own where the cell has none."""
    own = cell.number_format
    cell.value = value
    if isinstance(value, date):
        cell.number_format = own if own != "General" else "dd/mm/yyyy"


def _cell(workbook: Workbook, area: Area) -> Cell:
    """The cell a name means: of merged cells the first, which alone holds a value."""
    sheet: Worksheet = workbook[area.sheet]
    cell = sheet.cell(area.top, area.left)
    if not isinstance(cell, MergedCell):
        return cell
    merged = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    return sheet.cell(merged.min_row, merged.min_col)
