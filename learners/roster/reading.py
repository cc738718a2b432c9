"""A learner list from its bytes: people, every doubt about them, and where each value stood."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from learners.names import match_key

from .containers import SEND_A_SHEET, open_sheets
from .fields import contradictions
from .headings import CORE_FIELDS, NAME_HEADINGS
from .layout import Layout, find_layout, layout_at
from .legacy import convert_sheet
from .marks import ERRORS, MARK_SHEET, choice_of_mark, read_mark, take_back
from .outline import Outline, guess_columns, guess_header, is_table, outline_of
from .people import CellText, Person, collect_people, holds_people
from .sheets import TOO_MUCH, Refusal, Sheet, column_letter
from .words import DEFAULT, Words

ERROR, WARNING = "error", "warning"
MOST_NAMED = 20  # other lines in one sentence
NO_NAMES = (
    "Không tìm thấy cột họ tên của học viên. Các tiêu đề đã tìm: "
    + ", ".join(f"“{heading}”" for heading in NAME_HEADINGS)
    + ". Hãy đặt tiêu đề cho cột họ tên rồi gửi lại."
)
NO_PEOPLE = "Danh sách không có học viên nào dưới dòng tiêu đề. Hãy kiểm tra xem đã gửi đúng tệp chưa."
ONLY_HIDDEN = "Danh sách học viên nằm trên trang tính bị ẩn. Hãy bỏ ẩn trang tính đó rồi gửi lại."
"""Sentences for the sender; see also containers.py and package.py."""


@dataclass(frozen=True)
class Problem:
    """An error or a warning; line and field are None where it concerns the whole file or column."""

    line: int | None
    field: str | None
    reason: str
    severity: str = WARNING


@dataclass
class RosterRow:
    """A person as the list gives them; what it does not say is None."""

    line: int
    full_name: str
    birth: str | None = None
    gender: str | None = None
    national_id: str | None = None
    unit: str | None = None
    position: str | None = None
    phone: str | None = None
    party_joined: str | None = None
    ethnicity: str | None = None
    religion: str | None = None
    hometown: str | None = None
    address: str | None = None
    education: str | None = None
    expertise: str | None = None
    theory: str | None = None
    party_status: str | None = None
    party_card: str | None = None
    party_official: str | None = None
    email: str | None = None
    note: str | None = None


@dataclass(frozen=True)
class Choice:
    """How somebody says that a file is to be read; what is None or not named is found by the reader.

    header is the first line of the headings, 0 where there are none; columns are {letter: field, or "" for not read}.
    """

    sheet: str | None = None
    header: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict:
        return {"sheet": self.sheet, "header": self.header, "columns": dict(self.columns)}


@dataclass
class RosterReading:
    """Everything that is known of a list after reading it."""

    rows: list[RosterRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    file_error: str | None = None
    columns: dict[str, dict[str, str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    header_line: int | None = None
    cells: dict[int, dict[str, CellText]] = field(default_factory=dict)
    outline: Outline | None = None  # None where nothing is left to choose
    guess: Choice | None = None  # for a table in which no headings were found
    mark: dict[str, str] = field(default_factory=dict)  # what a file made by this program says of itself
    origins: dict[int, int] = field(default_factory=dict)  # by line the line of the list that the file corrects
    whole: dict[int, dict[str, str]] = field(default_factory=dict)  # by line the texts of all columns
    group_units: dict[int, str] = field(default_factory=dict)  # by line a unit that stands in no column

    @property
    def corrects(self) -> str:
        """The SHA-256 of the list that a file of errors corrects; empty for any other file."""
        return self.mark.get("root", "")[:64] if self.mark.get("kind") == ERRORS else ""

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == ERROR]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == WARNING]

    def as_json(self) -> dict:
        """rows, errors, warnings and file_error as every reader of rosters prints them."""

        def plain(problems: list[Problem]) -> list[dict]:
            return [{"line": p.line, "field": p.field, "reason": p.reason} for p in problems]

        return {
            "rows": [asdict(row) for row in self.rows],
            "errors": plain(self.errors),
            "warnings": plain(self.warnings),
            "file_error": self.file_error,
            "columns": self.columns,
            "sheet": self.sheet,
            "header_line": self.header_line,
        }


def read_roster(
    data: bytes,
    file_name: str,
    today: date,
    corrections: Mapping[tuple[int, str], str] | None = None,
    columns: Mapping[str, str] | None = None,
    *,
    choice: Choice | None = None,
    words: Words = DEFAULT,
) -> RosterReading:
    """Read a learner list, whatever spreadsheet it is; the file's name is not trusted, only its content.

    today decides ages and what lies in the future. corrections, {(line, field): text}, stand in for the text of
    those cells before any rule is applied; columns, {letter: field or ""}, or a whole choice stand before what is
    found. words are those of headings and cells. A file that cannot be taken gives a reading with a file_error; it
    has an outline where another choice may help.
    """
    choice = choice or Choice(columns=columns or {})
    sheets: list[Sheet] = []
    try:
        sheets, notes = open_sheets(data)
        mark = read_mark(sheets)
        sheets = [sheet for sheet in sheets if sheet.name != MARK_SHEET]
        for sheet in sheets:
            sheet.words = words
        converted = {id(sheet): convert_sheet(sheet) for sheet in sheets}
        layout, further = _choose_sheet(sheets, choice, mark)
        outline = outline_of(sheets, layout)
        people = collect_people(layout, today, dict(corrections or {}))
    except Refusal as refusal:
        return _refused(str(refusal), sheets, choice)
    reading = _report(layout, people.people, people.said)
    reading.mark, reading.outline, reading.origins = mark, outline, layout.origins
    file_notes = [*notes, *_old_font_notes(converted[id(layout.sheet)], reading), *further, *_doubled(layout)]
    reading.problems[:0] = [Problem(None, None, note) for note in file_notes]
    return reading


def _refused(reason: str, sheets: list[Sheet], choice: Choice) -> RosterReading:
    """A reading without a list; where one stands there all the same, with what may be chosen and a guess."""
    reading = RosterReading(file_error=reason)
    visible = [sheet for sheet in sheets if not sheet.hidden and not sheet.cut]
    tables = [sheet for sheet in visible if is_table(sheet) or len(guess_columns(sheet)) > 1]
    if not tables:
        return reading
    sheet = next((sheet for sheet in visible if sheet.name == choice.sheet), tables[0])
    found = find_layout(sheet) if choice.header is None else None
    layout = found or layout_at(sheet, choice.header or 0)
    layout.choose(dict(choice.columns))
    reading.outline = outline_of(sheets, layout)
    if not found and choice == Choice() and (guessed := guess_columns(sheet)):
        reading.guess = Choice(sheet.name, guess_header(sheet, guessed), guessed)
    return reading


def _choose_sheet(sheets: list[Sheet], choice: Choice, mark: dict[str, str]) -> tuple[Layout, list[str]]:
    """The first visible list, and what is to be said of the others; raises Refusal when there is none."""
    layouts = [layout for sheet in sheets if (layout := _layout_of(sheet, choice))]
    for layout in layouts:
        take_back(layout, mark)
        layout.choose(dict(choice.columns) or choice_of_mark(layout, mark))
    lists = [layout for layout in layouts if layout.has_name and holds_people(layout)]
    visible = [layout for layout in lists if not layout.sheet.hidden]
    if choice.sheet is not None:
        visible = [layout for layout in visible if layout.sheet.name == choice.sheet]
    if not visible:
        raise Refusal(_why_no_list(layouts, lists))
    chosen = visible[0]
    if chosen.sheet.cut:
        raise Refusal(TOO_MUCH)
    return chosen, [_not_read(layout.sheet) for layout in lists if layout is not chosen]


def _layout_of(sheet: Sheet, choice: Choice) -> Layout | None:
    if choice.header is not None and choice.sheet in (None, sheet.name) and not sheet.hidden:
        layout = layout_at(sheet, choice.header)
        outline_of([], layout)  # columns without a heading are there to be chosen
        return layout
    return find_layout(sheet)


def _why_no_list(layouts: list[Layout], lists: list[Layout]) -> str:
    if lists:
        return ONLY_HIDDEN
    if any(layout.has_name for layout in layouts):
        return NO_PEOPLE
    return NO_NAMES if layouts else f"{NO_NAMES} {SEND_A_SHEET}"


def _not_read(sheet: Sheet) -> str:
    kind = "Trang tính ẩn" if sheet.hidden else "Trang tính"
    return f"{kind} “{sheet.name}” cũng có một danh sách nhưng không được đọc"


def _doubled(layout: Layout) -> list[str]:
    core = [column for column in layout.doubled if column.field in CORE_FIELDS]
    return [
        f"Cột {column.letter} “{column.heading}” trùng nghĩa với một cột khác nên không được đọc" for column in core
    ]


def _old_font_notes(converted: tuple[str, list[int]], reading: RosterReading) -> list[str]:
    encoding, lines = converted
    if not encoding:
        return []
    if not lines:
        return [f"Chữ trong tệp theo bảng mã cũ {encoding}, đã chuyển sang Unicode"]
    said = f"Chữ trên dòng theo bảng mã cũ {encoding}, đã chuyển sang Unicode"
    inside = [line for line in lines if line in reading.cells]
    reading.problems += [Problem(line, None, said) for line in inside]
    return [] if inside else [said.replace("trên dòng", "ngoài danh sách")]


def _report(layout: Layout, people: list[Person], said: list[tuple]) -> RosterReading:
    reading = RosterReading(sheet=layout.sheet.name, header_line=layout.last)
    reading.columns = {
        name: {"heading": " / ".join(c.heading for c in found), "column": " / ".join(c.letter for c in found)}
        for name, found in layout.columns.items()
    }
    reading.headings = {column_letter(column): text for column, text in layout.headings.items()}
    reading.problems = [Problem(*problem) for problem in said]
    for person in people:
        reading.cells[person.line] = person.typed
        reading.whole[person.line] = person.whole
        if person.grouped:
            reading.group_units[person.line] = person.values["unit"] or ""
        reading.problems += [Problem(person.line, *problem) for problem in person.said]
    reading.problems += _contradicting_ids(people) + _same_ids(people) + _same_people(people)
    reading.problems.sort(key=lambda problem: problem.line or 0)
    wrong = {problem.line for problem in reading.errors}
    reading.rows = [RosterRow(person.line, **person.values) for person in people if person.line not in wrong]
    return reading


def _contradicting_ids(people: list[Person]) -> list[Problem]:
    found = []
    for person in people:
        if number := person.values.get("national_id"):
            year = person.birth.year if person.birth else None
            if reason := contradictions(number, person.values.get("gender"), year):
                found.append(Problem(person.line, "national_id", reason))
    return found


def _same_ids(people: list[Person]) -> list[Problem]:
    lines: dict[str, list[int]] = defaultdict(list)
    for person in people:
        if number := person.values.get("national_id"):
            lines[number].append(person.line)
    return [
        Problem(line, "national_id", f"Trùng số định danh với dòng {_others(same, line)}", ERROR)
        for same in lines.values()
        if len(same) > 1
        for line in same
    ]


def _others(lines: list[int], line: int) -> str:
    others = [str(other) for other in lines[: MOST_NAMED + 1] if other != line][:MOST_NAMED]
    left = len(lines) - 1 - len(others)
    return ", ".join(others) + (f" và {left} dòng khác" if left else "")


def _same_people(people: list[Person]) -> list[Problem]:
    first: dict[tuple, Person] = {}
    found = []
    for person in people:
        name = person.values.get("full_name")
        if not name or (person.birth and person.birth.error):
            continue
        key = (match_key(name), person.values.get("birth"))
        earlier = first.setdefault(key, person)
        if earlier is not person:
            found.append(Problem(person.line, "full_name", f"Trùng họ tên và ngày sinh với dòng {earlier.line}"))
    return found
