"""O1 and O2 divided every way a report divides them, and each programme against its plan. No queries here."""

from reports.figures.plan import ProgrammeQuota
from reports.figures.rows import ClassCount
from reports.value import BreakdownRow, ProgrammeLine

OWN = ("own", "Trung tâm chủ trì")
BLOCKS = ("dang", "mat-tran-doan-the", "chinh-quyen", "quoc-phong-an-ninh", "khac")


def breakdowns(counts: list[ClassCount]) -> dict[str, tuple[BreakdownRow, ...]]:
    """Breakdowns of the opened classes by name; only rows that hold a class."""
    opened = [one for one in counts if one.line.opened]
    by_position = sorted(opened, key=lambda one: (one.position, one.line.programme))
    return {
        "programme": divide(by_position, lambda one: (one.line.programme, one.line.programme_name)),
        "group": divide(sorted(opened, key=lambda one: one.group[0]), lambda one: one.group),
        "line": divide(by_position, lambda one: one.province_line),
        "block": divide(sorted(opened, key=lambda one: BLOCKS.index(one.block[0])), lambda one: one.block),
        "partner": divide(sorted(opened, key=lambda one: one.line.partner != ""), partner_of),
        "month": divide(sorted(opened, key=lambda one: one.line.opened_on), month_of),
    }


def partner_of(one: ClassCount) -> tuple[str, str]:
    """A joint class's partner is one text, key and label alike; all own classes are under one key."""
    return (one.line.partner, one.line.partner) if one.line.ownership == "joint" else OWN


def month_of(one: ClassCount) -> tuple[str, str]:
    """The month whose report counts the class as opened."""
    year, month = map(int, one.line.month.split("-"))
    return one.line.month, f"Tháng {month}/{year}"


def divide(counts, key_of) -> tuple[BreakdownRow, ...]:
    """One row per key, in the order in which the keys come first."""
    found = {}
    for one in counts:
        key, label = key_of(one)
        _, classes, learners = found.get(key, (label, 0, 0))
        found[key] = label, classes + 1, learners + one.line.learners
    return tuple(BreakdownRow(key, label, classes, learners) for key, (label, classes, learners) in found.items())


def programme_lines(
    counts: list[ClassCount], quotas: dict[str, ProgrammeQuota], past_is_own: bool
) -> tuple[ProgrammeLine, ...]:
    """Annex 1: a line per programme and form (own, joint), in the catalogue's order; quotas with the larger form."""
    cells = _cells(counts)
    for code, quota in quotas.items():
        if not any(code == named for named, _ in cells):
            cells[code, False] = _Cell(code, quota.name, quota.position)
    lines = sorted(cells.items(), key=lambda item: (item[1].joint, item[1].position, item[0][0] == "", item[0][0]))
    return tuple(_programme_line(cell, cells, quotas, past_is_own) for _, cell in lines)


class _Cell:
    """The classes of one programme in one form."""

    def __init__(self, code, name, position, joint=False):
        self.code, self.name, self.position, self.joint = code, name, position, joint
        self.now, self.to_date, self.past = [], [], []

    def add(self, one):
        for belongs, place in (
            (one.line.opened, self.now),
            (one.opened_to_date, self.to_date),
            (one.opened_past, self.past),
        ):
            if belongs:
                place.append(one.line)


def _cells(counts):
    cells = {}
    for one in counts:
        if one.line.opened or one.opened_to_date or (one.opened_past and not one.inherited):
            line, joint = one.line, one.line.ownership == "joint"
            cell = cells.setdefault(
                (line.programme, joint), _Cell(line.programme, line.programme_name, one.position, joint)
            )
            cell.add(one)
    return cells


def _programme_line(cell, cells, quotas, past_is_own):
    elsewhere = _quota_is_elsewhere(cell, cells)
    quota = None if elsewhere or cell.code not in quotas else quotas[cell.code].amount
    planned = quota or (None, None)
    partners = dict.fromkeys(line.partner for line in [*cell.now, *cell.to_date] if line.partner)
    return ProgrammeLine(
        code=cell.code,
        name=cell.name,
        joint=cell.joint,
        planned_classes=planned[0],
        planned_learners=planned[1],
        classes=len(cell.now),
        learners=_learners(cell.now),
        classes_to_date=len(cell.to_date),
        learners_to_date=_learners(cell.to_date),
        past_classes=len(cell.past) if past_is_own else None,
        past_learners=_learners(cell.past) if past_is_own else None,
        partners="; ".join(partners),
        planned_elsewhere=elsewhere,
    )


def _quota_is_elsewhere(cell, cells):
    other = cells.get((cell.code, not cell.joint))
    if other is None:
        return False
    here, there = len(cell.to_date), len(other.to_date)
    return here < there or (here == there and cell.joint)


def _learners(lines):
    return sum(line.learners for line in lines)
