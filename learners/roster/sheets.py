"""What every kind of file is turned into: sheets of cells, and the refusal of a whole file."""

import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from math import isfinite
from typing import NamedTuple

from .words import DEFAULT, Words

MAX_BYTES = 30 * 2**20
MAX_LINES = 20_000
MAX_CELLS = 500_000  # of a whole file
MAX_MERGES = 20_000
SECONDS = 8  # of computing that opening a file may take
PEEK_LINES = 300  # enough to see whether a hidden sheet holds a list
MAX_TEXT = 32_767  # what one cell of a spreadsheet holds

TOO_MUCH = (
    f"Tệp chứa nhiều dữ liệu hơn một danh sách học viên (tối đa {MAX_LINES:,} dòng). "
    "Hãy tách danh sách thành nhiều tệp hoặc xoá các dòng, các trang tính thừa rồi gửi lại."
).replace(",000", ".000")


class Refusal(Exception):  # noqa: N818 (it is an answer to the sender, not a fault of the program)
    """The whole file cannot be taken; the message is the sentence for its sender."""


class SheetFull(Exception):  # noqa: N818
    """No more of this sheet is read; what was read before stays."""


class Fault(NamedTuple):
    """A cell without a usable value: an error such as #N/A, or a formula whose result was never stored."""

    text: str
    stored: bool = True


Cell = str | int | float | bool | date | Fault
"""Text is str; what the file marks as number, date or truth value keeps that type."""


class Merge(NamedTuple):
    """A merged area: lines counted from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


TOO_SLOW = (
    "Tệp quá phức tạp nên không đọc được trong thời gian cho phép. "
    "Hãy chép riêng danh sách học viên sang một tệp mới (.xlsx) rồi gửi lại."
)


class Clock:
    """The time that opening one file may take, whatever is in it."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._end = time.thread_time() + seconds

    def check(self) -> None:
        if time.thread_time() > self._end:
            raise Refusal(TOO_SLOW)


@dataclass
class Budget:
    """How many cells the sheets of one file may still hold together."""

    cells: int = MAX_CELLS


@dataclass
class Sheet:
    """A sheet as lines of cells; empty cells and lines are left out, line numbers are those of the sheet."""

    name: str = ""
    hidden: bool = False
    typed: bool = True  # False in text files and web pages, where a number is only text
    rows: dict[int, dict[int, Cell]] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    hidden_lines: set[int] = field(default_factory=set)
    epoch: date = date(1899, 12, 30)
    budget: Budget = field(default_factory=Budget)
    words: Words = field(default_factory=lambda: DEFAULT)  # by which its headings and cells are read
    cut: bool = False  # longer than any list: only its beginning was read

    def put(self, line: int, column: int, value: Cell) -> None:
        """Store a cell; raises SheetFull once there are more of them than a list can need."""
        row = self.rows.get(line)
        if row is None:
            if len(self.rows) >= (PEEK_LINES if self.hidden else MAX_LINES):
                self.cut = True
                raise SheetFull
            row = self.rows[line] = {}
        if self.budget.cells <= 0:
            self.cut = True
            raise SheetFull
        self.budget.cells -= 1
        row[column] = value[:MAX_TEXT] if isinstance(value, str) else value

    def merge(self, merge: Merge) -> None:
        if len(self.merges) < MAX_MERGES:
            self.merges.append(merge)

    @cached_property
    def _merges_by_line(self) -> dict[int, list[Merge]]:
        by_line: dict[int, list[Merge]] = {}
        for merge in self.merges:
            by_line.setdefault(merge.top, []).append(merge)
        return by_line

    def merges_from(self, first: int, last: int) -> list[Merge]:
        """The merged areas that begin on these lines of a sheet that is read to its end."""
        return [merge for line in range(first, last + 1) for merge in self._merges_by_line.get(line, ())]

    def hide(self, first: int, last: int) -> None:
        """Note hidden lines; of endless hidden ones only as many as a list can have."""
        room = 2 * MAX_LINES - len(self.hidden_lines)
        self.hidden_lines.update(range(first, min(last + 1, first + room)))

    def date_of(self, serial: float) -> date | None:
        """The day behind a date number, or None when it is none."""
        days = int(serial)
        if not 0 < days < 2_958_466:
            return None
        return self.epoch + timedelta(days=days)

    def serial_of(self, day: date) -> int:
        return (day - self.epoch).days


def shown(cell: Cell | None) -> str:
    """A cell's text as its reader sees it."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, Fault):
        return cell.text
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return f"{cell.day:02}/{cell.month:02}/{cell.year}"
    return str(cell)


def number_cell(written: str) -> Cell:
    """A number as a file writes it; what is no finite number stays text."""
    number = float(written)
    if not isfinite(number):
        return written
    return int(number) if number.is_integer() else number


def column_letter(column: int) -> str:
    """A for column 0, AA for 26, as spreadsheet programs write it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
