"""What a file made by this program says of itself, on a hidden sheet: which it is, and what its columns mean."""

import json

from learners.names import tidy

from .headings import HEADINGS
from .layout import SPLIT_DATES, Layout
from .sheets import Sheet, column_letter, shown

MARK_SHEET = "_so_lop"
ERRORS_SAID = "Lỗi cần sửa"
ORIGINAL_LINE = "Dòng trong tệp gốc"
"""The last two headings of a file of errors, which belong to no list when the file comes back."""
ERRORS = "errors"


SPLIT = {f"{name}_{part}" for name in SPLIT_DATES for part in ("day", "month", "year")}
FIELDS = {*HEADINGS, *SPLIT, "male", "female", "birth_male", "birth_female"}


def read_mark(sheets: list[Sheet]) -> dict[str, str]:
    """The pairs on the hidden sheet; empty for a file that is none of ours."""
    sheet = next((sheet for sheet in sheets if sheet.hidden and sheet.name == MARK_SHEET), None)
    rows = sheet.rows.values() if sheet else ()
    return {tidy(shown(row.get(0))): shown(row.get(1)) for row in rows if row.get(0)}


def take_back(layout: Layout, mark: dict[str, str]) -> None:
    """Read as if a file of errors had not what we wrote into it, but keep which line of its first list each row was.

    A line that stands twice was copied: only the first row is that line.
    """
    for column, heading in list(layout.headings.items()):
        if heading not in (ERRORS_SAID, ORIGINAL_LINE):
            continue
        if heading == ORIGINAL_LINE and mark.get("kind") == ERRORS:
            layout.origins = _origins(layout, column)
        layout.forget(column)


def _origins(layout: Layout, column: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for line in sorted(layout.sheet.rows):
        text = tidy(shown(layout.sheet.rows[line].get(column)))
        if line > layout.last and text.isascii() and text.isdigit() and len(text) < 8:
            found.setdefault(int(text), line)
    return {line: origin for origin, line in found.items()}


def choice_of_mark(layout: Layout, mark: dict[str, str]) -> dict[str, str]:
    """{letter: field} by the headings that the file was made with, wherever their columns stand now."""
    try:
        meant = json.loads(mark.get("columns", "{}"))
    except ValueError:
        return {}
    if not isinstance(meant, dict):
        return {}
    meant = {heading: name for heading, name in meant.items() if isinstance(name, str)}
    return {
        column_letter(column): meant[heading]
        for column, heading in layout.headings.items()
        if meant.get(heading) in FIELDS
    }
