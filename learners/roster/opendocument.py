"""Sheets of an .ods spreadsheet, from its content.xml in one pass."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

from .package import DAMAGED, PROTECTED, Package
from .sheets import Budget, Cell, Fault, Merge, Refusal, Sheet, SheetFull, number_cell

_ERROR = re.compile(r"(#[A-Z/0]+[!?]?|Err:\d+)$")
_DAY = re.compile(r"(-?\d+)-(\d\d)-(\d\d)")
MAX_COLUMNS = 1_000


def read_opendocument(package: Package) -> list[Sheet]:
    """All sheets in the order of their tabs."""
    if "META-INF/manifest.xml" in package.names and b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise Refusal(PROTECTED)
    reader = _ContentReader()
    with suppress(SheetFull):
        package.parse("content.xml", start=reader.start, end=reader.end, text=reader.text, prefixes=True)
    if not reader.spreadsheet:
        raise Refusal("Đây là văn bản hoặc tệp LibreOffice khác, không phải bảng tính. Hãy gửi tệp .ods hoặc .xlsx.")
    return reader.sheets


class _ContentReader:
    """Handlers over content.xml; repeated cells and lines are written out only where they hold something."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.sheet: Sheet | None = None
        self.budget = Budget()
        self.spreadsheet = False
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.line = self.column = 0
        self.repeat_line = self.repeat_cell = 1
        self.covered = False
        self.row: dict[int, Cell] = {}
        self.spans: list[tuple[int, int, int]] = []
        self.attributes: dict[str, str] = {}
        self.paragraphs: list[str] | None = None
        self.skip = 0  # depth inside notes, drawings and whatever is not the cell's own text
        self.starts: dict[str, Callable] = {
            "office:spreadsheet": self._begin_body,
            "style:style": self._begin_style,
            "style:table-properties": self._style_properties,
            "table:table": self._begin_sheet,
            "table:table-row": self._begin_line,
            "table:table-cell": self._begin_cell,
            "table:covered-table-cell": self._begin_covered,
        }
        self.ends: dict[str, Callable] = {
            "table:table": self._end_sheet,
            "table:table-row": self._end_line,
            "table:table-cell": self._end_cell,
            "table:covered-table-cell": self._end_cell,
        }

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if self.skip or name in ("office:annotation", "draw:frame", "draw:custom-shape", "table:shapes"):
            self.skip += 1
        elif handler := self.starts.get(name):
            handler(attributes)
        elif self.paragraphs is not None:
            if name == "text:p":
                self.paragraphs.append("")
            elif name == "text:s":
                self.text(" " * min(int(attributes.get("text:c", 1)), 100))
            elif name in ("text:tab", "text:line-break"):
                self.text("\n" if name == "text:line-break" else "\t")

    def end(self, name: str) -> None:
        if self.skip:
            self.skip -= 1
        elif handler := self.ends.get(name):
            handler()

    def text(self, piece: str) -> None:
        if self.paragraphs and not self.skip:
            self.paragraphs[-1] += piece

    def _begin_body(self, _attributes: dict[str, str]) -> None:
        self.spreadsheet = True

    def _begin_style(self, attributes: dict[str, str]) -> None:
        self.style = attributes.get("style:name", "") if attributes.get("style:family") == "table" else ""

    def _style_properties(self, attributes: dict[str, str]) -> None:
        if self.style and attributes.get("table:display") == "false":
            self.hidden_styles.add(self.style)

    def _begin_sheet(self, attributes: dict[str, str]) -> None:
        hidden = attributes.get("table:style-name") in self.hidden_styles
        self.sheet = Sheet(name=attributes.get("table:name", ""), hidden=hidden, budget=self.budget)
        self.sheets.append(self.sheet)
        self.line = 1

    def _end_sheet(self) -> None:
        self.sheet = None

    def _begin_line(self, attributes: dict[str, str]) -> None:
        self.repeat_line = _count(attributes.get("table:number-rows-repeated"))
        self.row, self.spans, self.column = {}, [], 0
        if self.sheet and attributes.get("table:visibility") in ("collapse", "filter"):
            self.sheet.hide(self.line, self.line + self.repeat_line - 1)

    def _end_line(self) -> None:
        if self.sheet is None:
            raise Refusal(DAMAGED)
        if self.row:
            self._write_out(self.sheet)
        for column, lines, columns in self.spans:
            self.sheet.merge(Merge(self.line, column, self.line + lines - 1, column + columns - 1))
        self.line += self.repeat_line

    def _write_out(self, sheet: Sheet) -> None:
        try:
            for line in range(self.line, self.line + self.repeat_line):
                for column, cell in self.row.items():
                    sheet.put(line, column, cell)
        except SheetFull:
            if not sheet.hidden:  # the tables stand in one file: what follows cannot be read either
                raise

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self.attributes = attributes
        self.repeat_cell = _count(attributes.get("table:number-columns-repeated"))
        self.paragraphs = []
        self.covered = False

    def _begin_covered(self, attributes: dict[str, str]) -> None:
        self._begin_cell(attributes)
        self.covered = True  # nobody sees what stands under a merged cell

    def _end_cell(self) -> None:
        cell = None if self.covered else self._cell()
        if cell is not None and cell != "":
            for column in range(self.column, min(self.column + self.repeat_cell, MAX_COLUMNS)):
                self.row[column] = cell
        lines = _count(self.attributes.get("table:number-rows-spanned"))
        columns = _count(self.attributes.get("table:number-columns-spanned"))
        if lines > 1 or columns > 1:
            self.spans.append((self.column, lines, columns))
        self.column += self.repeat_cell
        self.paragraphs = None

    def _cell(self) -> Cell | None:
        get = self.attributes.get
        text = "\n".join(self.paragraphs or [])
        kind = get("office:value-type")
        if get("calcext:value-type") == "error" or (get("table:formula") and _ERROR.match(text)):
            return Fault(text or "#N/A")
        if kind is None and get("table:formula") and not text:
            return Fault("", stored=False)
        if kind == "date" and (day := _DAY.match(get("office:date-value", ""))):
            return _day(*map(int, day.groups())) or text
        if kind in ("float", "percentage", "currency"):
            return number_cell(get("office:value") or text or "0")
        if kind == "boolean":
            return get("office:boolean-value") == "true"
        return text or get("office:string-value") or None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _count(value: str | None) -> int:
    return max(1, int(value)) if value else 1
