"""The people of a list, line by line: their cells brought together and judged field by field."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from learners.names import tidy

from . import fields
from .dates import Reading
from .fields import BOTH_TICKED, EMPTY, fault_reason, is_empty
from .headings import CORE_FIELDS
from .layout import SEARCH_LINES, SPLIT_DATES, Layout, is_list_header
from .lines import Kind, Line, LineReader
from .sheets import Cell, Fault, column_letter, shown
from .words import Words

EXTRA_FIELDS = (
    *("ethnicity", "religion", "hometown", "address", "education", "expertise", "theory"),
    *("party_status", "party_card", "party_official", "email", "note"),
)
KNOWN_FIELDS = (*CORE_FIELDS, *EXTRA_FIELDS)
PLAIN_FIELDS = ("unit", "position")
ERROR, WARNING = "error", "warning"
FAULT_MARK = "#"  # stands for a cell without any text that is not empty all the same

_DITTO = re.compile(r"[-–\s\"“”.]*(?:n[./]?t|như trên|nhu tren)[-–\s\"“”.]*$|[-–\s]*(?:[\"“”〃]|''){1,2}[-–\s]*$", re.I)
LONGEST_DITTO = 14
_NO_MARK = EMPTY | {"FALSE", "0"}


class CellText(NamedTuple):
    """What stands in the list for a field of a line, and in which column."""

    text: str
    column: str | None = None


@dataclass
class Person:
    """One line of the list: values by field, what the cells hold, and what is said of them (field, reason, severity)."""

    line: int
    values: dict[str, str | None] = field(default_factory=dict)
    typed: dict[str, CellText] = field(default_factory=dict)
    said: list[tuple[str | None, str, str]] = field(default_factory=list)
    whole: dict[str, str] = field(default_factory=dict)  # the texts of all columns by letter, as a new list shows them
    grouped: bool = False  # the unit is that of the group above, which stands in no column
    birth: Reading | None = None
    party: Reading | None = None

    def warn(self, name: str | None) -> Callable[[str], None]:
        return lambda reason: self.said.append((name, reason, WARNING))

    def fail(self, name: str | None) -> Callable[[str], None]:
        return lambda reason: self.said.append((name, reason, ERROR))


@dataclass
class Collected:
    """The people and what is said of other lines, of columns and of the file: (line, field, reason, severity)."""

    people: list[Person] = field(default_factory=list)
    said: list[tuple[int | None, str | None, str, str]] = field(default_factory=list)


def collect_people(layout: Layout, today: date, corrections: dict[tuple[int, str], str] | None = None) -> Collected:
    """Read the people under the header; `corrections` are texts by (line, field) that count instead of those of the list."""
    return _Collector(layout, today, corrections or {}).collect()


def holds_people(layout: Layout) -> bool:
    """Whether anybody stands under a header."""
    collector = _Collector(layout, date.min, {})
    lines = sorted(line for line in layout.sheet.rows if line > layout.last)
    kinds = (collector.kind_of(line) for line in lines)
    before_signatures = itertools.takewhile(lambda kind: kind is not Kind.SIGNATURES, kinds)
    return any(kind in (Kind.PERSON, Kind.NAMELESS) for kind in before_signatures)


class _Collector:
    def __init__(self, layout: Layout, today: date, corrections: dict[tuple[int, str], str]) -> None:
        self.layout, self.sheet, self.today = layout, layout.sheet, today
        self.corrections = corrections
        self.corrected_lines = {line for line, _ in corrections}
        self.reader = LineReader(layout)
        self.letters = {name: columns[0].letter for name, columns in layout.columns.items()}
        self.merges = self._merges()
        self.held: dict[int, tuple[int, Cell | None]] = {}  # column: last line of a merged cell, and what it says
        self.above: dict[int, Cell | None] = {}
        self.named = layout.column_numbers("full_name")
        self.renamed: dict[str, str] = {}  # ethnic groups as typed and as listed
        self.group = ""
        self.group_count: tuple[int, int] | None = None
        self.counted = {"group": 0, "part": 0}
        self.done = Collected()

    def collect(self) -> Collected:
        lines = sorted(line for line in self.sheet.rows if line > self.layout.last)
        end = next((line for line in lines if not self._take(line)), None)
        self._look_behind([line for line in lines if end and line > end])
        self._close_group()
        self._check_titles()
        self._tell_renamed()
        self._check_turned_dates("birth", "Cột ngày sinh")
        self._check_turned_dates("party_joined", "Cột ngày vào Đảng")
        return self.done

    def _merges(self) -> dict[int, dict[int, int]]:
        """Of the list's columns the merged cells: {column: {first line: last line}}; and all that reach sideways."""
        downwards: dict[int, dict[int, int]] = {}
        self.sideways = {merge.top for merge in self.sheet.merges if merge.right > merge.left}
        for merge in self.sheet.merges:
            if merge.bottom > merge.top and merge.bottom > self.layout.last:
                downwards.setdefault(merge.left, {})[merge.top] = merge.bottom
        return downwards

    def _take(self, line: int) -> bool:
        """Read one line; False at the signatures, where the list ends."""
        texts = self._tidied(line)
        found = self.reader.read(texts, line in self.sideways)
        if line in self.corrected_lines and found.kind not in (Kind.PERSON, Kind.NAMELESS):
            found = Line(Kind.PERSON)
        if found.kind is Kind.SIGNATURES:
            return False
        if found.kind is Kind.GROUP:
            self._begin_group(line, found)
        elif found.kind is Kind.TOTAL:
            self._check_total(line, found)
        elif found.kind is Kind.UNCLEAR:
            text = next(iter(texts.values()))[:60]
            self.done.said.append((line, None, f"Không hiểu dòng “{text}”, đã bỏ qua", WARNING))
        elif found.kind in (Kind.PERSON, Kind.NAMELESS):
            self._add_person(line)
        return True

    def kind_of(self, line: int) -> Kind:
        return self.reader.read(self._tidied(line), line in self.sideways).kind

    def _tidied(self, line: int) -> dict[int, str]:
        """The texts of a line by column, with its text cells tidied for all that comes after."""
        row, texts = self.sheet.rows[line], {}
        for column in sorted(row):
            cell = row[column]
            if isinstance(cell, str):
                row[column] = text = tidy(cell)
            else:
                text = shown(cell) or FAULT_MARK
            if text not in EMPTY:
                texts[column] = text
        return texts

    def _begin_group(self, line: int, found: Line) -> None:
        self._close_group()
        self.group = found.text
        self.group_count = (line, found.count) if found.count is not None else None
        self.counted["group"] = self.counted["part"] = len(self.done.people)
        for column in self.reader.units:  # "nt" under the group's name means the group
            self.above.pop(column, None)

    def _close_group(self) -> None:
        people = len(self.done.people) - self.counted["group"]
        if self.group_count and people and self.group_count[1] != people:
            line, count = self.group_count
            reason = f"Dòng ghi {count} người nhưng bên dưới có {people} người"
            self.done.said.append((line, None, reason, WARNING))
        self.group_count = None

    def _check_total(self, line: int, found: Line) -> None:
        people = len(self.done.people)
        possible = [people - self.counted["group"], people - self.counted["part"], people]
        self.counted["part"] = people
        if found.count is not None and found.count not in possible:
            whole = f"danh sách có {people} người"
            counted = f"nhóm ở trên có {possible[0]} người, {whole}" if possible[0] != people else whole
            reason = f"Dòng ghi {found.count} người nhưng {counted}"
            self.done.said.append((line, None, reason, WARNING))

    def _look_behind(self, lines: list[int]) -> None:
        """Behind the signatures another list may begin, or the list go on: not read, but said."""
        for line in lines[:SEARCH_LINES]:
            if is_list_header(self.sheet, line):
                reason = f"Sau phần ký tên còn một danh sách nữa (dòng {line}) không được đọc"
                self.done.said.append((None, None, reason, WARNING))
                return
            if self.reader.is_surely_person(self._tidied(line)):
                reason = "Dòng đứng sau phần ký tên nên không được đọc"
                self.done.said.append((line, None, reason, WARNING))

    def _tell_renamed(self) -> None:
        """Other names of ethnic groups, said once for the column."""
        if self.renamed:
            pairs = ", ".join(f"“{typed}” là “{listed}”" for typed, listed in list(self.renamed.items())[:10])
            self.done.said.append((None, "ethnicity", f"Dân tộc được ghi theo danh mục: {pairs}", WARNING))

    def _check_titles(self) -> None:
        for line in [line for line in self.sheet.rows if line < self.layout.first]:
            count = self.reader.count_above(self._tidied(line))
            people = len(self.done.people)
            if count is not None and count != people:
                reason = f"Dòng ghi {count} người nhưng danh sách có {people} người"
                self.done.said.append((line, None, reason, WARNING))

    def _cell(self, line: int, column: int) -> Cell | None:
        """A cell's value, or that of the merged cell over it, or of the one above where it says the same (nt)."""
        held = self.held.get(column)
        cell = held[1] if held and line <= held[0] else self.sheet.rows[line].get(column)
        if isinstance(cell, str) and len(cell) <= LONGEST_DITTO and _DITTO.match(cell):
            cell = self.above.get(column)
        if bottom := self.merges.get(column, {}).get(line):
            self.held[column] = (bottom, cell)
        self.above[column] = cell
        return cell

    def _add_person(self, line: int) -> None:
        person = Person(line)
        cells = self._cells(line)
        for (at, name), text in self.corrections.items() if line in self.corrected_lines else ():
            if at == line:
                cells[name] = tidy(text)
        for name, cell in cells.items():
            person.typed[name] = CellText(shown(cell), self.letters.get(name))
        _judge(person, cells, self)
        if not person.values.get("unit") and self.group and "unit" not in _failed(person):
            person.values["unit"], person.grouped = self.group, True
        person.whole = self._whole(line, person, cells)
        if line in self.sheet.hidden_lines:
            person.warn(None)("Dòng này bị ẩn trong tệp nhưng vẫn được đọc")
        self.done.people.append(person)

    def _cells(self, line: int) -> dict[str, Cell]:
        """The cells of a line by field; a name in two columns joined, ticks under Nam and Nữ turned into a word."""
        found: dict[str, list[Cell]] = {}
        for name, columns in self.layout.columns.items():
            values = [self._cell(line, column.column) for column in columns]
            found[name] = [value for value in values if not is_empty(value)]
        cells = {name: values[0] for name, values in found.items() if values}
        if len(found.get("full_name", ())) > 1:
            cells["full_name"] = _joined(found["full_name"])
        _use_ticks(cells, found, self.sheet.words)
        _join_dates(cells)
        return {name: cell for name, cell in cells.items() if name in KNOWN_FIELDS}

    def _whole(self, line: int, person: Person, cells: dict[str, Cell]) -> dict[str, str]:
        """Every column's text: merged cells and nt filled in, corrections in their place, numbers as they are read."""
        row = self.sheet.rows[line]
        own = {column.column for columns in self.layout.columns.values() for column in columns}
        texts = {c: shown(self.above.get(c) if c in own else row.get(c)) for c in self.layout.headings}
        failed = _failed(person)
        for name, columns in self.layout.columns.items():
            corrected = (line, name) in self.corrections
            number = isinstance(cells.get(name), int | float) and name not in failed
            if name in KNOWN_FIELDS and len(columns) == 1 and (corrected or (number and person.values.get(name))):
                texts[columns[0].column] = shown(cells.get(name)) if corrected else _written(person.values[name])
        self._whole_corrected(line, texts)
        if (line, "full_name") in self.corrections and len(self.named) > 1:
            *family, given = self.named
            first, _, last = shown(cells.get("full_name")).rpartition(" ")
            texts |= dict.fromkeys(family, "") | {family[0]: first, given: last}
        return {column_letter(column): text for column, text in texts.items()}

    def _whole_corrected(self, line: int, texts: dict[int, str]) -> None:
        """Corrections of what stands in several columns, put into these: a day in three, a sex to be ticked."""
        for name in SPLIT_DATES:
            parts = [self.layout.column_numbers(f"{name}_{part}") for part in ("day", "month", "year")]
            if (line, name) in self.corrections and all(parts):
                typed = re.split(r"[/.\-]", self.corrections[line, name])
                typed = typed if len(typed) == 3 else ["", "", self.corrections[line, name]]
                texts |= {columns[0]: text for columns, text in zip(parts, typed, strict=True)}
        if (line, "gender") in self.corrections and self.reader.ticks and "gender" not in self.layout:
            sex = self.sheet.words.gender_of(tidy(self.corrections[line, "gender"]))
            for name, said in (("male", "nam"), ("female", "nu")):
                texts |= dict.fromkeys(self.layout.column_numbers(name), "x" if sex == said else "")

    def _check_turned_dates(self, name: str, column: str) -> None:
        """Days up to 12 as true dates beside texts above 12: a program read day and month the wrong way round."""
        if not self.sheet.typed:
            return
        readings = [person.birth if name == "birth" else person.party for person in self.done.people]
        days = [reading for reading in readings if reading and reading.day and not reading.error]
        true = [reading.day.day for reading in days if reading.as_date]
        texts = [reading.day.day for reading in days if reading.as_text]
        if true and texts and max(true) <= 12 < min(texts):
            reason = (
                f"{column}: mọi ngày thật đều từ 12 trở xuống, mọi ngày gõ chữ đều trên 12; có thể đã đảo ngày và tháng"
            )
            self.done.said.append((None, name, reason, WARNING))


def _written(value: str) -> str:
    """A value as lists write it: 1990-02-05 as 05/02/1990."""
    return "/".join(reversed(value.split("-"))) if re.fullmatch(r"\d{4}-\d\d-\d\d", value) else value


def _joined(parts: list[Cell]) -> Cell:
    fault = next((part for part in parts if isinstance(part, Fault)), None)
    return fault or " ".join(shown(part) for part in parts)


def _join_dates(cells: dict[str, Cell]) -> None:
    """A day in three columns is typed as one: 13/5/1980, or what there is of it."""
    for name in SPLIT_DATES:
        parts = [cells.get(f"{name}_{part}") for part in ("day", "month", "year")]
        if name in cells or all(is_empty(part) for part in parts):
            continue
        fault = next((part for part in parts if isinstance(part, Fault)), None)
        cells[name] = fault or "/".join(shown(part) for part in parts if not is_empty(part))
        if not fault and is_empty(parts[2]):
            cells[name] = f"{cells[name]}/?"  # a day without its year is none


def _use_ticks(cells: dict[str, Cell], found: dict[str, list[Cell]], vocabulary: Words) -> None:
    for sex, word in (("male", "Nam"), ("female", "Nữ")):
        if date_under := cells.get(f"birth_{sex}"):
            cells["gender"] = BOTH_TICKED if "birth" in cells else word
            cells.setdefault("birth", date_under)
    if "gender" in cells or not ("male" in found or "female" in found):
        return
    marks = {sex: cells[sex] for sex in ("male", "female") if sex in cells and shown(cells[sex]) not in _NO_MARK}
    if fault := next((mark for mark in marks.values() if isinstance(mark, Fault)), None):
        cells["gender"] = fault
        return
    words = {_ticked_word(sex, mark, vocabulary) for sex, mark in marks.items()}
    if "male" not in found and not words:
        words = {"Nam"}  # only Nữ can be ticked
    if words:
        cells["gender"] = BOTH_TICKED if len(words) > 1 else words.pop()


def _ticked_word(sex: str, mark: Cell, words: Words) -> str:
    """What a mark under Nam or Nữ says; the other sex written there contradicts its column."""
    word = words.gender_of(shown(mark))
    own = "nam" if sex == "male" else "nu"
    if word and word != own and len(shown(mark)) > 1:
        return BOTH_TICKED
    return "Nam" if sex == "male" else "Nữ"


def _failed(person: Person) -> set[str | None]:
    return {name for name, _, severity in person.said if severity == ERROR}


def _judge(person: Person, cells: dict[str, Cell], collector: _Collector) -> None:
    """Every field of a line by its rule; an unusable cell is an error, in a field that only describes a warning."""
    usable = {}
    for name, cell in cells.items():
        if reason := fault_reason(cell):
            (person.fail if name in CORE_FIELDS else person.warn)(name)(reason)
        elif not is_empty(cell):
            usable[name] = cell
    if "full_name" not in usable and "full_name" not in _failed(person):
        person.fail("full_name")("Thiếu họ tên")
    _judge_person(person, usable, collector)
    words = collector.sheet.words
    if "ethnicity" in usable:
        say, renamed = person.warn("ethnicity"), collector.renamed
        person.values["ethnicity"] = fields.read_ethnic_group(usable["ethnicity"], words, say, renamed)
    if "party_status" in usable:
        status = fields.read_party_status(usable["party_status"], words, person.warn("party_status"))
        person.values["party_status"] = status
    for name in (*PLAIN_FIELDS, *EXTRA_FIELDS):
        if name in usable and name not in ("ethnicity", "party_status"):
            person.values[name] = fields.read_text(usable[name])


def _judge_person(person: Person, cells: dict[str, Cell], collector: _Collector) -> None:
    sheet, today, values = collector.sheet, collector.today, person.values
    if (cell := cells.get("full_name")) is not None:
        values["full_name"] = fields.read_name(cell, person.warn("full_name"), person.fail("full_name"))
    if (cell := cells.get("birth")) is not None:
        person.birth = fields.read_birth(cell, sheet, today, person.warn("birth"), person.fail("birth"))
        values["birth"] = person.birth.value
    if (cell := cells.get("party_joined")) is not None:
        say = person.warn("party_joined"), person.fail("party_joined")
        person.party = fields.read_party_date(cell, sheet, today, person.birth, *say)
        values["party_joined"] = person.party.value
    if (cell := cells.get("gender")) is not None:
        values["gender"] = fields.read_gender(cell, sheet.words, person.fail("gender"))
    if (cell := cells.get("national_id")) is not None:
        say = {"warn": person.warn("national_id"), "fail": person.fail("national_id")}
        values["national_id"] = fields.read_national_id(cell, typed=sheet.typed, **say)
    if (cell := cells.get("phone")) is not None:
        values["phone"] = fields.read_phone(cell, typed=sheet.typed, warn=person.warn("phone"))
