"""Forms of a province as an administrator would draw them in Excel."""

import io

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName

STYLED = Font(name="Times New Roman", size=13, bold=True)


def own_form_file(change=None, **names) -> bytes:
    """A workbook with one sheet "Biểu"; names as SL_O1="C5", areas as "A7:D9". `change(sheet)` draws what else is wanted."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Biểu"
    for name, place in names.items():
        first, _, last = place.partition(":")
        absolute = ":".join(_absolute(one) for one in (first, last) if one)
        workbook.defined_names[name] = DefinedName(name, attr_text=f"'Biểu'!{absolute}")
        sheet[first].font = STYLED
    if change:
        change(sheet)
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def _absolute(cell):
    letters = cell.rstrip("0123456789")
    return f"${letters}${cell[len(letters) :]}"
