"""Cơ cấu học viên: women, minorities, religion, Party members, age, education, sending unit."""

from dataclasses import replace

from reports.annexes.table import Annex, Column, Row, narrowed
from reports.dictionary import COMPOSITION, define
from reports.value import Report
from reports.written import share

BREAKDOWNS = {"age": "Độ tuổi", "education": "Trình độ học vấn", "unit": "Đơn vị cử"}
COLUMNS = (
    Column("TT", 6, kind="text"),
    Column("Cơ cấu", 56, kind="text"),
    Column("Số lượt", 14),
    Column("Trên số đã rõ", 14),
    Column("Tỷ lệ", 14),
)


def composition(report: Report) -> Annex:
    """The table: lượt of each kind over the lượt where it is known (D1-D4), breakdowns over all lượt (O2)."""
    known = [(define(code), report.figures[code]) for code in COMPOSITION if code in report.figures]
    rows = [
        replace(_composed(str(place), about.name, *_part(pair)), links=narrowed({2: about.code}))
        for place, (about, pair) in enumerate(known, 1)
    ]
    for name, title in BREAKDOWNS.items():
        lines = report.breakdowns.get(name, ())
        if lines:
            rows.append(Row(("", title, "", "", ""), "group"))
            whole = report.figures.get("O2")
            rows += [
                replace(_composed(str(place), line.label, line.learners, whole), links=_places(name, line.key))
                for place, line in enumerate(lines, 1)
            ]
    return Annex("co-cau", "Cơ cấu học viên", COLUMNS, tuple(rows))


def _places(name: str, key: str) -> dict[int, str]:
    return narrowed({2: "O2"}, theo=name, khoa=key)


def _composed(place: str, label: str, part, base) -> Row:
    return Row((place, label, part, base, share(part, base)))


def _part(pair) -> tuple:
    return pair if isinstance(pair, tuple) else (None, None)
