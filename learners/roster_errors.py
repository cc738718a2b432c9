"""A list with what is wrong in its last column, to be corrected in Excel and sent again."""

import json
from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from centres.sheets import FRAME, HEAD, NOT_IN_XML
from learners.models import RosterUpload
from learners.roster import ERRORS, ERRORS_SAID, MARK_SHEET, ORIGINAL_LINE
from learners.roster_family import root_of
from learners.roster_plan import WAITING, Outcome, PlannedRow, RosterPlan
from learners.roster_words import OUTCOMES, field_name

WRONG = PatternFill("solid", start_color="F6D5D2")
DOUBTFUL = PatternFill("solid", start_color="FFF2CC")
WIDEST = 45


def error_workbook(plan: RosterPlan, upload: RosterUpload, *, every: bool = False) -> bytes:
    """An .xlsx file of the rows that wait with an error or a doubt (`every`: of all rows), one row each.

    The columns are those of the list, all as text, with the corrections typed so far; the last one says what is wrong,
    the one before it where the row stood. A hidden sheet keeps what the columns mean and which list it is, so that the
    file is read again exactly as the list was, and its rows are known.
    """
    columns = _columns(plan)
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Danh sách"
    headings = [heading for _, heading, _ in columns]
    _write(sheet, 1, [*headings, ORIGINAL_LINE, ERRORS_SAID])
    for cell in sheet[1]:
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEAD, Alignment(wrap_text=True, vertical="center")
    rows = plan.rows if every else plan.waiting
    for place, planned in enumerate(rows, 2):
        texts = plan.reading.whole[planned.line] | {"": plan.reading.group_units.get(planned.line, "")}
        said = [_original_line(plan, upload, planned.line), said_of(planned)]
        _write(sheet, place, [*(texts.get(letter, "") for letter, _, _ in columns), *said])
        _colour(sheet, place, planned, columns)
    _set_widths(sheet, len(columns))
    _mark(workbook, upload, {heading: name for _, heading, name in columns if name})
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def _original_line(plan, upload, line):
    """Where the row stood in the first list; empty for a row that a corrected file has added."""
    return str(plan.reading.origins.get(line, "") if upload.root else line)


def said_of(planned: PlannedRow) -> str:
    """All that is said of a row in one cell; what is no error may stay as it is."""
    said = [_in_words(problem) for problem in planned.problems if problem.severity == "error"]
    if planned.outcome == Outcome.DOUBTFUL:
        said.append(planned.match.doubt or OUTCOMES[Outcome.DOUBTFUL].capitalize())
    said += [f"Lưu ý: {_in_words(problem)}" for problem in planned.problems if problem.severity != "error"]
    return f"Dòng {planned.line}. " + "; ".join(said) if said else ""


def _in_words(problem):
    name = field_name(problem.field)
    return f"{name}: {problem.reason}" if name else problem.reason


def _columns(plan) -> list[tuple[str, str, str]]:
    """(letter, heading, field) of the list's columns, headings made different; "" for the unit that stood over rows."""
    found, used = [], set()
    for seen in plan.reading.outline.columns:
        heading = base = seen.heading or f"Cột {seen.letter}"
        number = 2
        while heading in used:
            heading, number = f"{base} ({number})", number + 1
        used.add(heading)
        found.append((seen.letter, heading, seen.field))
    if plan.reading.group_units:
        found.append(("", "Đơn vị (theo nhóm)", "unit"))
    return found


def _write(sheet, line, texts):
    for place, text in enumerate(texts, 1):
        cell = sheet.cell(line, place)
        cell.number_format, cell.border = "@", FRAME
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if text:
            cell.value = NOT_IN_XML.sub("", text)
            cell.data_type = "s"  # openpyxl would take "=1+1" for a formula


def _colour(sheet, line, planned, columns):
    """The cells that are wrong in red, those with a remark in yellow, and the whole last cell of a row that waits."""
    worst = {}
    for problem in planned.problems:
        worst[problem.field] = "error" if "error" in (worst.get(problem.field), problem.severity) else "warning"
    for place, (_, _, name) in enumerate(columns, 1):
        field = _PART_OF.get(name, name)
        if field in worst:
            sheet.cell(line, place).fill = WRONG if worst[field] == "error" else DOUBTFUL
    if planned.outcome in WAITING:
        sheet.cell(line, len(columns) + 2).fill = WRONG if planned.outcome == Outcome.WRONG else DOUBTFUL


_PART_OF = {
    **dict.fromkeys(("family_name", "middle_name", "given_name"), "full_name"),
    **dict.fromkeys(("male", "female"), "gender"),
    **dict.fromkeys(("birth_male", "birth_female", "birth_day", "birth_month", "birth_year"), "birth"),
    **dict.fromkeys(("party_joined_day", "party_joined_month", "party_joined_year"), "party_joined"),
}


def _set_widths(sheet, columns):
    for place, cells in enumerate(sheet.iter_cols(min_col=1, max_col=columns, values_only=True), 1):
        longest = max((len(text) for text in cells[1:200] if text), default=8)
        sheet.column_dimensions[get_column_letter(place)].width = min(max(longest + 2, 8), WIDEST)
    sheet.column_dimensions[get_column_letter(columns + 1)].width = 10
    sheet.column_dimensions[get_column_letter(columns + 2)].width = 60
    sheet.freeze_panes = "A2"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _mark(workbook, upload, columns):
    training_class = upload.training_class
    add_mark(
        workbook,
        {
            "kind": ERRORS,
            "root": root_of(upload),
            "class": f"{training_class.centre.code}:{training_class.code}",
            "class_name": training_class.name,
            "file": upload.file_name,
            "columns": json.dumps(columns, ensure_ascii=False),
        },
    )


def add_mark(workbook: Workbook, said: dict[str, str]) -> None:
    """What a file says of itself when it comes back, on a sheet that Excel does not offer to show."""
    sheet = workbook.create_sheet(MARK_SHEET)
    for line, (name, text) in enumerate(said.items(), 1):
        for place, value in enumerate((name, NOT_IN_XML.sub("", text)), 1):
            cell = sheet.cell(line, place, value)
            cell.data_type = "s"
    sheet.sheet_state = "veryHidden"
