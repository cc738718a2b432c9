"""Reading a report back from its page, sheet and Word file, each by what that file itself says."""

import re
from datetime import datetime
from html import unescape
from io import BytesIO

from docx import Document
from openpyxl import load_workbook

SPACES = re.compile(r"\s+")


def flat(text: str) -> str:
    return SPACES.sub(" ", text).strip()


def page_rows(html: str, key: str) -> list[list[str]]:
    """The body rows of the table under the heading with that id, as their cells' texts."""
    table = html.partition(f'<h2 id="{key}"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = (re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in re.findall(r"<tr.*?</tr>", table, re.S))
    return [[_words(cell) for cell in row] for row in rows]


def _words(cell: str) -> str:
    shown = re.sub(r'<span class="meaning">.*?</span>', "", cell)
    return flat(unescape(re.sub(r"<[^>]+>", "", shown)))


def sheet_rows(workbook: bytes) -> dict[str, list[list[str]]]:
    """Of each sheet the rows below its frozen head, as Excel shows them."""
    book = load_workbook(BytesIO(workbook))
    return {
        sheet.title: [[as_shown(cell) for cell in row] for row in sheet.iter_rows(min_row=int(sheet.freeze_panes[1:]))]
        for sheet in book
    }


def as_shown(cell) -> str:
    """The cell's value in its number format, with Vietnamese marks."""
    value, form = cell.value, cell.number_format
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}"
    if not isinstance(value, int | float):
        return flat(value or "")
    decimals = len(form.partition(".")[2].partition(";")[0].rstrip("%"))
    text = f"{value:,.{decimals}%}" if form.endswith("%") else f"{value:,.{decimals}f}"
    sign = "+" if form.startswith("+") and value > 0 else ""
    return sign + text.translate(str.maketrans(",.", ".,"))


def docx_tables(file: bytes) -> list[list[list[str]]]:
    """Every table with lines as rows of texts, its head's lines among them."""
    tables = [table for table in Document(BytesIO(file)).tables if table.style.name == "Table Grid"]
    return [[[flat(cell.text) for cell in row.cells] for row in table.rows] for table in tables]


def docx_paragraphs(file: bytes) -> list[str]:
    return [flat(paragraph.text) for paragraph in Document(BytesIO(file)).paragraphs]
