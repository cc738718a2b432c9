"""A figure opened: the classes behind it, then the learners; what they add up to is the figure."""

from dataclasses import dataclass
from datetime import date

from reports.dictionary import Definition, define
from reports.value import Report
from reports.versions.differences import PARTS, value_text
from reports.versions.records import BLANKS, CODES, PLAN, Record, Records, amount_of, is_made, records_in
from reports.versions.rows import FROM_ROWS, OF_CLASSES, ClassRow, Rows, form_code

BY_CALLED = {"O4": "O4", "E2": "E1"}
BY_LEARNERS = {"O2p": "O1p"}


@dataclass(frozen=True)
class ClassPart:
    """A class behind a figure, and how much of the figure it is."""

    row: ClassRow
    number: int
    has_names: bool  # whether its learners are listed too


@dataclass(frozen=True)
class Listed:
    """Rows of a book behind a figure, or behind one part of it, under the heads of their columns ("" for none)."""

    title: str
    heads: tuple[str, str, str]  # of what the row is, its place, its person
    records: list[Record]
    total: int | None

    @property
    def is_private(self) -> bool:
        """Whether the persons are learners, or notes that may name them: not for reviewers."""
        return self.heads[2] in (LEARNER, NOTE)


LEARNER, NOTE = "Học viên", "Ghi chú"
SESSION_HEADS = ("Nội dung", "Lớp", "Giảng viên")
HEADS = {
    **dict.fromkeys(("C1", "C2", "C3", "used"), ("Dòng sổ gốc", "Lớp", LEARNER)),
    **dict.fromkeys(("received", "spoiled"), ("Dòng sổ theo dõi phôi", "", NOTE)),
    **dict.fromkeys(("L1", "L2", "L3"), ("Lần đếm", "", "")),
    **dict.fromkeys(("L4", "L5", "L6"), ("Hoạt động", "", "Giảng viên")),
    **dict.fromkeys(("L7", "L8", "L9"), SESSION_HEADS),
    **dict.fromkeys(("S1", "S2"), ("Lớp", "Cơ sở mở lớp", "")),
    **dict.fromkeys(PLAN, ("Quyết định", "Chương trình", "")),
}
NOT_KEPT = (
    "Bản này trình trước khi các dòng sổ đứng sau số liệu được lưu cùng bản trình, nên không mở ra danh sách được."
)


@dataclass(frozen=True)
class Opened:
    """A figure with the classes behind it (`parts`), or the rows of a book (`lists`), or the figures it is made of."""

    about: Definition
    value: str
    parts: list[ClassPart]
    total: int | None  # what the parts add up to, as it is printed below them
    unit: str
    made_of: list[tuple[str, str, str]]  # code, name, value
    note: str = ""
    lists: tuple[Listed, ...] = ()


def open_figure(
    code: str, report: Report, rows: Rows, of: set[int] | None = None, records: Records = ()
) -> Opened | None:
    """The figure opened; None where the report has no such figure. `of`: only these classes of it, as one row of a table.

    `records`: the rows behind a figure that is summed from a book, where it is one.
    """
    about = define(code)
    if about is None or code not in report.figures:
        return None
    parts, unit = _parts(code, rows)
    if of is not None:
        parts = [part for part in parts if part.row.key in of]
        total = sum(part.number for part in parts)
        return Opened(about, value_text(code, total), parts, total, unit, [])
    value = value_text(code, report.figures[code])
    total, made_of, note = _total(code, rows, parts), _made_of(code, report), _note(code, report, parts)
    if code in CODES and not is_made(code, report.figures[code], records):
        return Opened(about, value, parts, total, unit, made_of, f"{note} {NOT_KEPT}")
    return Opened(about, value, parts, total, unit, made_of, note, _lists(code, records))


def _lists(code: str, records: Records) -> tuple[Listed, ...]:
    if code not in CODES:
        return ()
    parts = {f"C4:{part}": title for part, title in BLANKS.items()} if code == "C4" else {code: ""}
    lists = []
    for part, title in parts.items():
        found = records_in(part, records)
        heads = HEADS[part.removeprefix("C4:").removesuffix("c")]
        lists.append(Listed(title, heads, found, amount_of(found)))
    return tuple(one for one in lists if one.records or code != "C4")


NARROWED = {
    "programme": lambda line, key: line.programme == key,
    "partner": lambda line, key: (line.partner if line.ownership == "joint" else "own") == key,
    "month": lambda line, key: _month_of(line) == key,
    "group": lambda line, key: line.group == key,
    "line": lambda line, key: line.reporting_line == key,
    "block": lambda line, key: line.block == key,
    "dia-ban": lambda line, key: line.locality == key,
    "lop": lambda line, key: str(line.pk) == key,
    "form": lambda line, key: line.ownership == key,
    "own": lambda line, key: (line.ownership, line.programme) == ("own", key),
    "joint": lambda line, key: (line.ownership, line.programme) == ("joint", key),
}


FORMS = {"chu-tri": form_code("own"), "phoi-hop": form_code("joint")}
"""The classes of one form, of the programme named or (no name) of all."""
CHARTED = {
    "den-thang": lambda row, line, key: (_month_of(line) if line else f"{row.opened_on or date.max:%Y-%m}") <= key,
    "ten-chuong-trinh": lambda row, line, key: row.programme == key,
} | {
    way: lambda row, line, key, form=form: form in row.codes and key in ("", row.programme)
    for way, form in FORMS.items()
}
"""What a bar of a chart or a cell of other days counts: also classes that no table of the report lists."""


def _month_of(line):
    """A version from before months had last days of their own kept the opening day alone."""
    return line.month or (f"{line.opened_on:%Y-%m}" if line.opened_on else "")


def classes_of(report: Report, rows: Rows, by: str, key: str) -> set[int] | None:
    """The classes of one row of a table (?theo=month&khoa=2022-03) or of one bar. None where nothing is narrowed."""
    if belongs := NARROWED.get(by):
        return {line.pk for line in report.classes if belongs(line, key)}
    if belongs := CHARTED.get(by):
        lines = {line.pk: line for line in report.classes}
        return {row.key for row in rows.classes.values() if belongs(row, lines.get(row.key), key)}
    return None


def _parts(code, rows: Rows):
    if code in OF_CLASSES or code in ("T1", "R12"):
        return [ClassPart(row, 1, False) for row in rows.classes_in(code)], "lớp"
    if code in BY_CALLED:
        listed = rows.classes_in(BY_CALLED[code])
        return [ClassPart(row, row.called, False) for row in listed if row.called is not None], "người"
    if code in BY_LEARNERS:
        return [ClassPart(row, row.learners, False) for row in rows.classes_in(BY_LEARNERS[code])], "lượt"
    if code == "O1p":
        return [ClassPart(row, 1, False) for row in rows.classes_in(code)], "lớp"
    if code not in FROM_ROWS:
        return [], ""
    counted = {}
    for place in rows.places_in(code):
        counted[place.class_key] = counted.get(place.class_key, 0) + 1
    unit = "lượt" if code == "O3" else define(code).unit
    return [ClassPart(rows.classes[key], number, True) for key, number in counted.items()], unit


def _total(code, rows, parts):
    return sum(part.number for part in parts) if parts or code in FROM_ROWS else None


def _made_of(code, report: Report):
    parts = [part for part in SHOWN_PARTS.get(code, ()) if part in report.figures]
    return [(part, define(part).name, value_text(part, report.figures[part])) for part in parts]


SHOWN_PARTS = {
    "O5": ("O2", "O4"),
    "O7": ("O1c", "P1a"),
    "O8": ("O2c", "P2a"),
    "O9": ("O1", "O1p"),
    "O10": ("O2", "O2p"),
    "R10": ("R4", "R5", "R6", "R3"),
    "R11": ("R2",),
    "R12": ("R10",),
    "T1": ("R1",),
    "T2": ("R2",),
    "D1": ("O2",),
    "D2": ("O2",),
    "D3": ("O2",),
    "D4": ("O2",),
}


ACTIVITIES = "Đếm từ các hoạt động ghi ở trang của từng giảng viên, theo ngày nằm trong kỳ."
BOOKS = {
    **dict.fromkeys(("C1", "C2", "C3"), "Đếm từ sổ gốc giấy chứng nhận, theo ngày ghi sổ nằm trong kỳ."),
    "C4": "Cộng từ sổ theo dõi phôi và sổ gốc giấy chứng nhận, đến hết ngày cuối kỳ.",
    **dict.fromkeys(("L4", "L5", "L6"), ACTIVITIES),
    **dict.fromkeys(("L7", "L8", "L9"), "Đếm từ thời khóa biểu của các lớp, các buổi không hủy có ngày nằm trong kỳ."),
    **dict.fromkeys(("S1", "S2"), "Cộng từ trang Cử đi học ở cơ sở khác, lớp có ngày bắt đầu nằm trong kỳ."),
}


def _note(code, report, parts):
    if code == "O3":
        return "Một người học nhiều lớp được tính một lần; danh sách dưới đây là các lượt."
    if code in PLAN:
        return "Cộng từ các quyết định giao chỉ tiêu của năm."
    if code in ("L1", "L2", "L3"):
        return "Số đếm cán bộ, giảng viên mới nhất đến hết ngày cuối kỳ."
    if book := BOOKS.get(code.removesuffix("c")):
        return book
    if code in ("O1p", "O2p") and not parts and report.figures[code] is not None:
        return "Lấy từ báo cáo cũ hoặc từ trung tâm tiền thân; xem ghi chú của báo cáo."
    value = report.figures[code]
    if isinstance(value, tuple) and code in (*PARTS, "T1", "T2") and code not in ("O9", "O10"):
        return "Danh sách là những người, lớp được tính ở số thứ nhất."
    return ""
