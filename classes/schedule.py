"""When which classes are to open: planned and opened classes by month, and what the draft plan still has without a day."""

from collections import defaultdict
from dataclasses import dataclass, replace

from classes.draft import QUARTERS
from classes.models import PlanLine, Programme, TrainingClass
from classes.models.draft import Quarter
from classes.models.training_class import Kind, Status

LATER = QUARTERS + 1  # where lines without a quarter stand
SCHEDULED = (Status.PLANNED, Status.OPEN, Status.CLOSED)


@dataclass(frozen=True)
class Undated:
    """Classes of a draft line for which no class was entered yet."""

    programme: Programme
    quarter: int | None
    classes: int
    learners: int | None
    partner: str


@dataclass(frozen=True)
class Month:
    number: int
    classes: list[TrainingClass]

    @property
    def label(self) -> str:
        return f"Tháng {self.number}"


@dataclass(frozen=True)
class Part:
    """A quarter, or (no number) what has no quarter."""

    number: int | None
    months: list[Month]
    undated: list[Undated]

    @property
    def label(self) -> str:
        return str(Quarter(self.number).label) if self.number else "Chưa định quý"

    @property
    def classes(self) -> list[TrainingClass]:
        return [one for month in self.months for one in month.classes]

    @property
    def number_of_classes(self) -> int:
        return len(self.classes) + sum(one.classes for one in self.undated)


def schedule(classes: list[TrainingClass], lines: list[PlanLine], year: int) -> list[Part]:
    """The year's quarters, each with its months, and what has no quarter; parts and months without a class are left out.

    `classes` are one centre's of any year and state: those called off and those only looked after are passed over.
    """
    own = [one for one in classes if one.kind == Kind.NORMAL and one.status in SCHEDULED]
    dated = [one for one in own if one.opened_on and one.opened_on.year == year]
    waiting = undated(lines, own, year)
    parts = []
    for number in range(1, QUARTERS + 1):
        months = [_month(month, dated) for month in range(number * 3 - 2, number * 3 + 1)]
        left = [one for one in waiting if one.quarter == number]
        parts.append(Part(number, [month for month in months if month.classes], left))
    parts.append(Part(None, [], [one for one in waiting if one.quarter is None]))
    return [part for part in parts if part.months or part.undated]


def _month(number, dated):
    return Month(number, [one for one in dated if one.opened_on.month == number])


def undated(lines: list[PlanLine], classes, year: int) -> list[Undated]:
    """What of the draft no class was entered for. The classes of a programme, in whichever quarter they opened, take
    its earliest lines first: what remains is the latest."""
    entered = defaultdict(int)
    for one in classes:
        if one.opened_on and one.opened_on.year == year:
            entered[one.programme_id] += 1
    found = []
    for line in sorted(lines, key=lambda one: (one.quarter or LATER, one.position)):
        taken = min(line.classes, entered[line.programme_id])
        entered[line.programme_id] -= taken
        if left := line.classes - taken:
            found.append(Undated(line.programme, line.quarter, left, _share(line, left), line.partner))
    return found


def _share(line, left):
    return None if line.learners is None else line.learners * left // line.classes


def only(parts: list[Part], *, quarter: int | None = None, month: int | None = None) -> list[Part]:
    """The parts of one quarter, or of one month with what its quarter has without a day."""
    if month:
        quarter = (month + 2) // 3
    kept = [part for part in parts if quarter in (None, part.number)]
    if not month:
        return kept
    return [replace(part, months=[one for one in part.months if one.number == month]) for part in kept]
