"""What differs between two states of a report, and which records made it differ: two versions, or a version and today."""

from dataclasses import dataclass, replace

from reports import written
from reports.dictionary import DEFINITIONS, define
from reports.value import FigureValue, Report
from reports.versions.rows import ClassRow, PlaceRow, Rows

# What a figure is made of, where it is not simply the number of its rows
PARTS = {
    "O3": ("O3",),
    "O4": ("O4", "O1"),
    "O5": ("O2", "O4"),
    "O7": ("O1c",),
    "O8": ("O2c",),
    "O9": ("O1", "O1p"),
    "O10": ("O2", "O1p"),
    "O2p": ("O1p",),
    "E2": ("E1",),
    "R10": ("R4", "R5", "R6", "R3"),
    "R11": ("R11", "R2"),
    "R12": ("R12", "R4", "R5", "R6", "R3"),
    "T1": ("T1", "T1b"),
    "T2": ("T2", "T2b"),
    "M3": ("M4",),
} | {code: (code, f"{code}b") for code in ("D1", "D2", "D3", "D4")}


@dataclass(frozen=True)
class Changed:
    """A record that differs: a class, or a learner's place in it."""

    class_key: int
    class_code: str
    class_name: str
    person: str  # empty for a class
    number: str  # roll number, empty for a class
    what: str

    @property
    def is_class(self) -> bool:
        return not self.person


@dataclass(frozen=True)
class FigureChange:
    code: str
    name: str
    old: str
    new: str
    records: tuple[Changed, ...]

    def by_class(self) -> list[tuple[str, str]]:
        """The records without names: each class with how many of its learners, as reviewers see them."""
        found = {}
        for record in self.records:
            line = found.setdefault((record.class_code, record.class_name), {})
            line[record.what] = line.get(record.what, 0) + (not record.is_class)
        return [
            (
                f"{code} – {name}",
                "; ".join(f"{what}{f': {number:02} học viên' if number else ''}" for what, number in line.items()),
            )
            for (code, name), line in found.items()
        ]


@dataclass(frozen=True)
class Differences:
    figures: tuple[FigureChange, ...]
    records: tuple[Changed, ...]  # every record that differs, also where no figure does

    @property
    def is_empty(self) -> bool:
        return not self.figures and not self.records


def differences(old: Report, old_rows: Rows, new: Report, new_rows: Rows) -> Differences:
    """Figures old → new, each with the records that caused it; and every record that changed."""
    old_rows, new_rows = _comparable(old_rows, new_rows), _comparable(new_rows, old_rows)
    classes, places = _changed(old_rows.classes, new_rows.classes), _changed(old_rows.places, new_rows.places)
    names = old_rows.classes | new_rows.classes
    figures = tuple(
        _figure(code, old.figures.get(code, ABSENT), new.figures.get(code, ABSENT), classes, places, names)
        for code in _codes(old, new)
        if _text(code, old) != _text(code, new)
    )
    records = [_class_record(pair) for pair in classes] + [_place_record(pair, names) for pair in places]
    return Differences(figures, tuple(records))


ABSENT = object()
ADDED = ("form:", "locality:")
"""Codes that rows from before they were kept do not bear: against such rows they say nothing."""


def _comparable(rows: Rows, others: Rows) -> Rows:
    """The rows without the added codes that none of the others bears."""
    kept = {code.partition(":")[0] for row in (*others.classes.values(), *others.places.values()) for code in row.codes}
    missing = tuple(prefix for prefix in ADDED if prefix.removesuffix(":") not in kept)
    if not missing or not (others.classes or others.places):
        return rows
    classes, places = (
        {
            key: replace(row, codes=frozenset(c for c in row.codes if not c.startswith(missing)))
            for key, row in some.items()
        }
        for some in (rows.classes, rows.places)
    )
    return Rows(classes, places)


def _codes(old: Report, new: Report):
    known = {*old.figures, *new.figures}
    order = {code: place for place, code in enumerate(DEFINITIONS)}
    return sorted(known, key=lambda code: (order.get(code, order.get(code[:-1], 999)), code))


def _text(code: str, report: Report) -> str:
    return value_text(code, report.figures.get(code, ABSENT))


def value_text(code: str, value: FigureValue) -> str:
    """A figure as its cell prints it; one that makes no sense as the sign for that."""
    if value is ABSENT:
        return written.NOT_APPLICABLE
    return written.change(value) if code in ("O9", "O10") and isinstance(value, tuple) else written.value(value)


def _changed(old: dict, new: dict) -> list[tuple]:
    """Pairs (old row or None, new row or None) that differ, the old ones' order first."""
    keys = dict.fromkeys([*old, *new])
    return [(old.get(key), new.get(key)) for key in keys if old.get(key) != new.get(key)]


def _figure(code, old, new, classes, places, names):
    codes = set(PARTS.get(code, (code,)))
    causes = [_class_record(pair) for pair in classes if _moves(pair, codes)]
    causes += [_place_record(pair, names) for pair in places if _moves(pair, codes)]
    about = define(code)
    return FigureChange(
        code, about.name if about else code, value_text(code, old), value_text(code, new), tuple(causes)
    )


def _moves(pair, codes):
    """Whether the record counts differently in one of the codes; a number called counts by its amount."""
    before, after = (row.codes & codes if row else frozenset() for row in pair)
    if before != after:
        return True
    both = all(pair)
    called = both and isinstance(pair[0], ClassRow) and pair[0].called != pair[1].called
    past = both and "O1p" in before and pair[0].learners != pair[1].learners
    return bool(called and before & {"O4", "E1"}) or past


def _class_record(pair) -> Changed:
    old, new = pair
    row = new or old
    return Changed(row.key, row.code, row.name, "", "", _what(old, new, CLASS_FIELDS, "lớp"))


def _place_record(pair, classes) -> Changed:
    old, new = pair
    row: PlaceRow = new or old
    of = classes.get(row.class_key)
    return Changed(
        row.class_key,
        of.code if of else "",
        of.name if of else "",
        row.name,
        str(row.roll_number),
        _what(old, new, PLACE_FIELDS, "học viên"),
    )


CLASS_FIELDS = {
    "name": "đổi tên lớp",
    "programme": "đổi tên chương trình",
    "code": "đổi mã lớp",
    "opened_on": "đổi ngày khai giảng",
    "closed_on": "đổi ngày bế giảng",
    "called": "đổi số triệu tập",
    "learners": "đổi số lượt học viên",
}
PLACE_FIELDS = {"name": "đổi họ tên", "unit": "đổi đơn vị cử", "roll_number": "đổi số thứ tự"}


PARTS_OF_ROWS = {
    "age": "đổi nhóm tuổi",
    "education": "đổi trình độ học vấn",
    "locality": "đổi địa bàn",
    "form": "đổi hình thức (chủ trì, phối hợp)",
}


def _what(old, new, fields, kind):
    if old is None:
        return f"thêm {kind}"
    if new is None:
        return f"bớt {kind}"
    changes = [words for name, words in fields.items() if getattr(old, name) != getattr(new, name)]
    moved = {code.partition(":")[0] for code in new.codes ^ old.codes}
    changes += [words for part, words in PARTS_OF_ROWS.items() if part in moved]
    gained, lost = sorted(_shown(new.codes - old.codes)), sorted(_shown(old.codes - new.codes))
    changes += [f"nay tính vào {', '.join(gained)}"] if gained else []
    changes += [f"thôi tính vào {', '.join(lost)}"] if lost else []
    return "; ".join(changes) or "đổi lớp"


def _shown(codes):
    """The codes that a reader knows: bases and year to date follow from the others."""
    codes = {code for code in codes if ":" not in code}
    return {code for code in codes if code in DEFINITIONS} or codes
