"""Sheets of web pages that were saved under the ending .xls: every table is a sheet."""

import re
from html.parser import HTMLParser

from .package import DAMAGED
from .sheets import Clock, Merge, Refusal, Sheet, SheetFull

MAX_SPAN = 1_000
MAX_COLUMNS = 1_000
MAX_TABLES = 200
MAX_TAG = 2**20
_TABLE = re.compile(r"<table[\s>]", re.I)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
UNSEEN = {"script", "style", "template", "noscript"}


def looks_like_webpage(text: str) -> bool:
    return text.lstrip("\ufeff \t\r\n").startswith("<") and bool(_TABLE.search(text))


def read_webpage(text: str) -> list[Sheet]:
    """All tables, in the order in which they begin."""
    reader = _TableReader()
    clock = Clock()
    try:
        for start in range(0, len(text), 2**16):
            clock.check()
            reader.feed(text[start : start + 2**16])
            if len(reader.rawdata) > MAX_TAG:  # a tag or comment without an end
                raise Refusal(DAMAGED)
        reader.close()
    except SheetFull:
        pass
    reader.finish()
    return reader.sheets


class _Table:
    """A table being read: which places spans from above already cover, and the cell that is open."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.line = 0
        self.column = 0
        self.covered: dict[int, int] = {}  # column: last line that a cell from above covers
        self.cell: list[str] | None = None
        self.spans = (1, 1)

    def begin_row(self, hidden: bool) -> None:
        self.end_cell()
        self.line += 1
        self.column = 0
        if hidden:
            self.sheet.hide(self.line, self.line)

    def begin_cell(self, lines: int, columns: int) -> None:
        self.end_cell()
        if not self.line:
            self.begin_row(False)
        while self.covered.get(self.column, 0) >= self.line:
            self.column += 1
        self.cell = [] if self.column < MAX_COLUMNS else None
        self.spans = (lines, min(columns, MAX_COLUMNS))

    def end_cell(self) -> None:
        if self.cell is None:
            return
        lines, columns = self.spans
        text = "".join(self.cell)
        if text.strip():
            self.sheet.put(self.line, self.column, text)
        if lines > 1 or columns > 1:
            self.sheet.merge(Merge(self.line, self.column, self.line + lines - 1, self.column + columns - 1))
        if lines > 1:
            for column in range(self.column, self.column + columns):
                self.covered[column] = self.line + lines - 1
        self.column += columns
        self.cell = None


class _TableReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.sheets: list[Sheet] = []
        self.open: list[_Table] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in UNSEEN:
            self.unseen += 1
        elif tag == "table" and len(self.sheets) < MAX_TABLES:
            self._begin_table(_is_hidden(attrs))
        elif not self.open:
            return
        elif tag == "tr":
            self.open[-1].begin_row(_is_hidden(attrs))
        elif tag in ("td", "th"):
            given = dict(attrs)
            self.open[-1].begin_cell(_span(given.get("rowspan")), _span(given.get("colspan")))
        elif tag in ("br", "p", "div") and self.open[-1].cell:
            self.open[-1].cell.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in UNSEEN:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif self.open and tag in ("td", "th", "tr"):
            self.open[-1].end_cell()
        elif self.open and tag == "table":
            self.open.pop().end_cell()

    def handle_data(self, data: str) -> None:
        if self.open and not self.unseen and self.open[-1].cell is not None:
            self.open[-1].cell.append(data)

    def _begin_table(self, hidden: bool) -> None:
        sheet = Sheet(name=f"Bảng {len(self.sheets) + 1}", hidden=hidden, typed=False)
        if self.sheets:
            sheet.budget = self.sheets[0].budget
        self.sheets.append(sheet)
        self.open.append(_Table(sheet))

    def finish(self) -> None:
        for table in self.open:
            try:
                table.end_cell()
            except SheetFull:
                continue


def _span(value: str | None) -> int:
    return min(max(int(value), 1), MAX_SPAN) if value and value.strip().isdecimal() else 1


def _is_hidden(attrs: list[tuple[str, str | None]]) -> bool:
    given = dict(attrs)
    return "hidden" in given or bool(_HIDDEN.search(given.get("style") or ""))
