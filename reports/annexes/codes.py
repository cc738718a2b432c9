"""The code of each printed line: B2.3 is the third line of table B2. A table's number is its own for ever, whichever
others a report has, so that a code on paper opens the same line of the version later on.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from reports.annexes.table import Annex, Row

NUMBERS = {
    "mo-lop": 1,
    "xep-loai": 2,
    "co-cau": 3,
    "gio-giang": 4,
    "phan-loai": 5,
    "danh-muc-lop": 6,
    "theo-dia-ban": 7,
}
LINE = re.compile(r"B(\d+)\.(\d+)")


def coded(annex: Annex) -> Annex:
    """The annex with the code of each line; a line of the summary is known by its figure's code."""
    rows = (
        replace(row, code=_code(annex.key, place, row), links=_of_numbers(row))
        for place, row in enumerate(annex.rows, 1)
    )
    return replace(annex, rows=tuple(rows))


def _of_numbers(row):
    """A part of a figure that is not known or makes no sense opens nothing."""
    return {place: link for place, link in row.links.items() if "?" not in link or isinstance(row.cells[place], int)}


def _code(key, place, row):
    if key == "tong-hop":
        return row.cells[0] if row.kind == "line" else ""
    return f"B{NUMBERS[key]}.{place}" if key in NUMBERS else ""


def tidy_code(typed: str) -> str:
    """A code as somebody types it from paper: b2.3, B2,3 and B 2.3 are B2.3."""
    plain = re.sub(r"\s+", "", typed).replace(",", ".")
    return plain[:1].upper() + plain[1:]


def find_line(annexes: Iterable[Annex], code: str) -> tuple[Annex, Row] | None:
    """The line that bears the code, with its table."""
    return next(((annex, row) for annex in annexes for row in annex.rows if code and row.code == code), None)
