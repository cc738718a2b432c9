"""What a file made by this program says of itself, on a hidden sheet: which it is, and what its columns mean."""

import json

from learners.names import tidy

from .headings import HEADINGS
from .layout import Layout
from .sheets import Sheet, column_letter, shown

MARK_SHEET = "_so_lop"
ERRORS_SAID = "Lỗi cần sửa"
"""The heading of the column of errors, which is not read when the file comes back."""


FIELDS = {*HEADINGS, "male", "female", "birth_male", "birth_female"}


def read_mark(sheets: list[Sheet]) -> dict[str, str]:
    """The pairs on the hidden sheet; empty for a file that is none of ours."""
    sheet = next((sheet for sheet in sheets if sheet.hidden and sheet.name == MARK_SHEET), None)
    rows = sheet.rows.values() if sheet else ()
    return {tidy(shown(row.get(0))): shown(row.get(1)) for row in rows if row.get(0)}


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
