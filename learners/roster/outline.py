"""What somebody needs to see of a file in order to say how it is to be read: its sheets, first lines and columns."""

import re
from dataclasses import dataclass, field

from learners.names import tidy

from .layout import Layout
from .sheets import Sheet, column_letter, shown

FIRST_LINES = 20
SAMPLES = 3
LONGEST_LINE = 90
MOST_COLUMNS = 60
TABLE = 3  # columns that two lines at least must have to be a table


@dataclass(frozen=True)
class SeenColumn:
    """A column with its heading, what it is read as ("" when it is not read) and its first values."""

    letter: str
    heading: str
    field: str
    samples: tuple[str, ...]


@dataclass
class Outline:
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    header: int | None = None  # the first line of the headings; 0: there are none
    lines: list[tuple[int, str]] = field(default_factory=list)
    columns: list[SeenColumn] = field(default_factory=list)

    @property
    def fields(self) -> dict[str, str]:
        """{letter: field or ""} of all columns."""
        return {column.letter: column.field for column in self.columns}


def outline_of(sheets: list[Sheet], layout: Layout) -> Outline:
    return Outline(
        sheets=[sheet.name for sheet in sheets if not sheet.hidden],
        sheet=layout.sheet.name,
        header=layout.first,
        lines=_first_lines(layout.sheet, layout.first),
        columns=_columns(layout),
    )


def is_table(sheet: Sheet) -> bool:
    """Whether a sheet holds at least something like a list, though its headings say nothing."""
    return sum(len(row) >= TABLE for row in list(sheet.rows.values())[:200]) >= 2


def _first_lines(sheet: Sheet, header: int) -> list[tuple[int, str]]:
    lines = [line for place, line in enumerate(sorted(sheet.rows)) if place < FIRST_LINES or line == header]
    return [(line, _in_short(sheet, line)) for line in lines]


def _in_short(sheet: Sheet, line: int) -> str:
    row = sheet.rows[line]
    text = " | ".join(filter(None, (tidy(shown(row[column])) for column in sorted(row))))
    return text if len(text) <= LONGEST_LINE else text[: LONGEST_LINE - 1] + "…"


def _columns(layout: Layout) -> list[SeenColumn]:
    meanings = layout.meanings
    samples: dict[int, list[str]] = {}
    below = [line for line in sorted(layout.sheet.rows) if line > layout.last][:40]
    for line in below:
        for column, cell in layout.sheet.rows[line].items():
            kept = samples.setdefault(column, [])
            if len(kept) < SAMPLES and (text := tidy(shown(cell))) and text not in kept:
                kept.append(text[:40])
    columns = sorted({*layout.headings, *samples})[:MOST_COLUMNS]
    for column in columns:
        layout.headings.setdefault(column, "")  # a column without a heading may be chosen too
    return [
        SeenColumn(letter, layout.headings[column], meanings.get(letter, ""), tuple(samples.get(column, ())))
        for column in columns
        for letter in [column_letter(column)]
    ]


_KINDS = {
    "birth": re.compile(r"\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}$|(19|20)\d\d$"),
    "gender": re.compile(r"(nam|nữ|nu)$", re.I),
    "national_id": re.compile(r"\d{12}$|[1-9]\d{9,10}$"),
    "phone": re.compile(r"\+?[\d .\-]{9,14}$"),
    "number": re.compile(r"\d{1,4}$"),
    "full_name": re.compile(r"[^\W\d]+( [^\W\d]+){1,5}$"),
}
_CERTAIN = {"birth", "gender", "national_id", "phone", "number"}
_UNIT = re.compile(r"(chi bộ|đảng bộ|đảng ủy|trường|công an|ubnd|hội|đoàn|xã|thôn|công ty|cơ quan)\b", re.I)
_OFFICE = re.compile(r"(bí thư|phó bí thư|chi ủy|đảng viên|cán bộ|trưởng|phó|công chức|giáo viên|chủ tịch)\b", re.I)


def guess_columns(sheet: Sheet) -> dict[str, str]:
    """What the columns of a table without headings seem to hold, {letter: field}; empty when no name is seen."""
    values: dict[int, list[str]] = {}
    for row in list(sheet.rows.values())[:200]:
        for column, cell in row.items():
            if text := tidy(shown(cell)):
                values.setdefault(column, []).append(text)
    found: dict[str, str] = {}
    for column in sorted(values):
        kind = _kind_of(values[column])
        if kind and kind not in found.values():
            found[column_letter(column)] = kind
    return found if "full_name" in found.values() else {}


def guess_header(sheet: Sheet, columns: dict[str, str]) -> int:
    """The line above the first with a number, a day or a sex under such a column, if words stand in it; else 0."""
    marked = [(column, _KINDS[name]) for column, name in _placed(sheet, columns) if name in _CERTAIN]
    above = 0
    for line in sorted(sheet.rows):
        row = sheet.rows[line]
        if any(pattern.match(tidy(shown(row.get(column)))) for column, pattern in marked):
            return above if above and len(sheet.rows[above]) >= 2 else 0
        above = line
    return 0


def _placed(sheet: Sheet, columns: dict[str, str]) -> list[tuple[int, str]]:
    numbers = {column for row in sheet.rows.values() for column in row}
    return [(column, columns[letter]) for column in numbers if (letter := column_letter(column)) in columns]


def _kind_of(values: list[str]) -> str:
    def mostly(pattern: re.Pattern) -> bool:
        return sum(bool(pattern.match(value)) for value in values) * 3 >= len(values) * 2

    if mostly(_UNIT):
        return "unit"
    if mostly(_OFFICE):
        return "position"
    return next((kind for kind, pattern in _KINDS.items() if mostly(pattern)), "")
