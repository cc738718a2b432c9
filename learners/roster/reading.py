"""A learner list from its bytes: people, every doubt about them, and where each value stood."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date

from learners.names import match_key

from .containers import SEND_A_SHEET, open_sheets
from .fields import contradictions
from .headings import CORE_FIELDS, NAME_HEADINGS
from .layout import Layout, find_layout
from .legacy import convert_sheet
from .people import CellText, Person, collect_people, holds_people
from .sheets import TOO_MUCH, Refusal, Sheet, column_letter

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
    party_card: str | None = None
    party_official: str | None = None
    email: str | None = None
    note: str | None = None


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
) -> RosterReading:
    """Read a learner list, whatever spreadsheet it is; the file's name is not trusted, only its content.

    today decides ages and what lies in the future. corrections, {(line, field): text}, stand in for the text of
    those cells before any rule is applied; columns, {letter: field or ""}, stand before what the headings say.
    A file that cannot be taken gives a reading with a file_error alone.
    """
    try:
        sheets, notes = open_sheets(data)
        converted = {id(sheet): convert_sheet(sheet) for sheet in sheets}
        layout, further = _choose_sheet(sheets, dict(columns or {}))
        people = collect_people(layout, today, dict(corrections or {}))
    except Refusal as refusal:
        return RosterReading(file_error=str(refusal))
    reading = _report(layout, people.people, people.said)
    file_notes = [*notes, *_old_font_notes(converted[id(layout.sheet)], reading), *further, *_doubled(layout)]
    reading.problems[:0] = [Problem(None, None, note) for note in file_notes]
    return reading


def _choose_sheet(sheets: list[Sheet], columns: dict[str, str]) -> tuple[Layout, list[str]]:
    """The first visible list, and what is to be said of the others; raises Refusal when there is none."""
    layouts = [layout for sheet in sheets if (layout := find_layout(sheet))]
    for layout in layouts:
        layout.choose(columns)
    lists = [layout for layout in layouts if layout.has_name and holds_people(layout)]
    visible = [layout for layout in lists if not layout.sheet.hidden]
    if not visible:
        raise Refusal(_why_no_list(layouts, lists))
    chosen = visible[0]
    if chosen.sheet.cut:
        raise Refusal(TOO_MUCH)
    return chosen, [_not_read(layout.sheet) for layout in lists if layout is not chosen]


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
