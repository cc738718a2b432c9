"""The year's plan against what was done, as the plan page shows it. Counted as O1 and O2 of the reports are."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from centres import dates
from centres.listing import shown
from centres.numbers import percent_of
from classes import quotas
from classes.models import TrainingClass
from classes.models.training_class import Kind, Status

UNKNOWN, NOT_APPLICABLE = "chưa có", "–"
MARGIN = 5
"""Percentage points between plan and calendar within which a year is on pace."""


@dataclass(frozen=True)
class Measure:
    """Classes or learners of one row. A quota of None is not known, `unknown` how that is written for the initial and
    the adjusted one ("–" where none was given); `done` is None in the row of a quota for the year as a whole, which no
    class belongs to."""

    initial: int | None
    adjusted: int | None
    done: int | None
    unknown: tuple[str, str]

    @property
    def percent(self) -> Decimal | None:
        """Done in percent of the adjusted quota, half-up to two decimals; None over nothing."""
        if not self.adjusted or self.done is None:
            return None
        return percent_of(self.done, self.adjusted)

    @property
    def cells(self) -> dict[str, str]:
        """The row's cells as they are written."""
        return {
            "initial": self.unknown[0] if self.initial is None else shown(self.initial),
            "adjusted": self.unknown[1] if self.adjusted is None else shown(self.adjusted),
            "done": NOT_APPLICABLE if self.done is None else shown(self.done),
            "percent": self._percent_cell,
            "left": self._left_cell,
        }

    @property
    def _percent_cell(self):
        if self.adjusted == 0 or self.done is None:
            return NOT_APPLICABLE
        return self.unknown[1] if self.percent is None else as_percent(self.percent)

    @property
    def _left_cell(self):
        if self.done is None:
            return NOT_APPLICABLE
        if self.adjusted is None:
            return self.unknown[1]
        left = self.adjusted - self.done
        return shown(left) if left >= 0 else f"vượt {shown(-left)}"


def as_percent(value: Decimal) -> str:
    """Decimal("41.50") -> 41,5%"""
    whole, _, decimals = f"{value:f}".partition(".")
    decimals = decimals.rstrip("0")
    return shown(int(whole)) + (f",{decimals}" if decimals else "") + "%"


@dataclass(frozen=True)
class ProgressRow:
    name: str
    programme: object | None
    classes: Measure
    learners: Measure

    def pace(self, elapsed: int) -> str:
        """How the classes of one programme keep up with the year, in a word; a class not due yet is not late."""
        given, done = self.classes.adjusted, self.classes.done
        if not given or done is None:
            return NOT_APPLICABLE
        if done >= given:
            return "đủ" if done == given else "vượt"
        if elapsed == 100:
            return "chưa đủ"
        due = Decimal(given * elapsed) / 100
        return "chậm" if done + 1 <= due else "nhanh" if done >= due + 1 else "kịp"

    def cells(self, columns) -> list[tuple[str, bool]]:
        """The row's texts in these columns, first of classes, then of learners, and whether a cell begins its group."""
        found = []
        for measure in (self.classes, self.learners):
            found += [(measure.cells[name], name == columns[0]) for name in columns]
        return found


@dataclass(frozen=True)
class Pace:
    """How far the year and its plan have gone, both in percent."""

    elapsed: int
    done: Decimal
    classes: tuple[int, int] | None = None  # opened, given

    @property
    def sentence(self) -> str:
        """Đạt 30% kế hoạch năm về số lớp khi đã qua 50% thời gian của năm: chậm so với thời gian"""
        return f"{self.reached}{self.beside_time}"

    @property
    def in_full(self) -> str:
        """6/20 lớp, đạt 30% kế hoạch năm khi đã qua 50% thời gian của năm: chậm so với thời gian; còn 14 lớp"""
        opened, given = self.classes
        left = given - opened
        rest = f"; còn {shown(left)} lớp" if left > 0 else f"; vượt {shown(-left)} lớp" if left < 0 else ""
        return f"{shown(opened)}/{shown(given)} lớp, đạt {as_percent(self.done)} kế hoạch năm{self.beside_time}{rest}"

    @property
    def reached(self) -> str:
        return f"Đạt {as_percent(self.done)} kế hoạch năm về số lớp"

    @property
    def beside_time(self) -> str:
        when = f" khi đã qua {self.elapsed}% thời gian của năm" if self.elapsed < 100 else ""
        return f"{when}: {self.verdict}"

    @property
    def verdict(self) -> str:
        if self.elapsed == 100:
            return "hoàn thành kế hoạch" if self.done >= 100 else "chưa hoàn thành kế hoạch"
        if self.done < self.elapsed - MARGIN:
            return "chậm so với thời gian"
        return "nhanh hơn thời gian" if self.done > self.elapsed + MARGIN else "kịp tiến độ"


@dataclass(frozen=True)
class Progress:
    rows: list[ProgressRow]
    total: ProgressRow
    outside_plan: list[TrainingClass]
    maintained: list[TrainingClass]
    planned: list[TrainingClass]
    pace: Pace | None
    is_adjusted: bool
    elapsed: int = 100

    @property
    def columns(self) -> list[str]:
        return ["initial", *(["adjusted"] if self.is_adjusted else []), "done", "percent", "left"]

    @property
    def table(self) -> list[tuple[ProgressRow, list[tuple[str, bool]], str]]:
        """Each row with its cells and its pace in a word."""
        return [(row, row.cells(self.columns), row.pace(self.elapsed)) for row in self.rows]

    @property
    def total_cells(self) -> list[tuple[str, bool]]:
        return self.total.cells(self.columns)


def year_progress(classes, decisions, year: int) -> Progress:
    """Plan against actual of a year. `classes` is a queryset of one centre's classes, `decisions` its stored decisions."""
    of_year = list(classes.in_year(year).select_related("programme").with_learner_count().order_by("opened_on", "code"))
    dated = [c for c in of_year if c.opened_on]
    opened = [c for c in dated if c.kind == Kind.NORMAL and c.status in (Status.OPEN, Status.CLOSED)]
    given = [quotas.Decision.stored(decision) for decision in decisions]
    total = _total_row(given, opened)
    elapsed = elapsed_percent(year)
    return Progress(
        rows=_programme_rows(given, opened),
        total=total,
        outside_plan=[c for c in opened if c.outside_plan],
        maintained=[c for c in dated if c.kind == Kind.MAINTAINED and c.status in (Status.OPEN, Status.CLOSED)],
        planned=[c for c in of_year if c.status == Status.PLANNED],
        pace=_pace(total.classes, elapsed),
        is_adjusted=any(not decision.is_first for decision in given),
        elapsed=elapsed,
    )


def _pace(classes, elapsed):
    return None if classes.percent is None else Pace(elapsed, classes.percent, (classes.done, classes.adjusted))


def _programme_rows(given, opened):
    initial = {line.programme: line for line in quotas.by_programme([d for d in given if d.is_first])}
    adjusted = {line.programme: line for line in quotas.by_programme(given)}
    programmes = set(adjusted) | {c.programme for c in opened}
    # The year as a whole (None) last: it is no programme
    in_order = sorted(programmes, key=lambda p: (p is None, p.position if p else 0, p.code if p else ""))
    return [_row(p, initial.get(p), adjusted.get(p), _of(p, opened)) for p in in_order]


def _of(programme, opened):
    return [c for c in opened if c.programme == programme] if programme else None


def _row(programme, initial, adjusted, opened):
    none = quotas.Line(programme, None, None)
    unknown = tuple(UNKNOWN if line else NOT_APPLICABLE for line in (initial, adjusted))
    initial, adjusted = initial or none, adjusted or none
    classes, learners = (None, None) if opened is None else (len(opened), sum(c.learner_count for c in opened))
    return ProgressRow(
        name=programme.name if programme else "Chỉ tiêu chung, không nêu chương trình",
        programme=programme,
        classes=Measure(initial.classes, adjusted.classes, classes, unknown),
        learners=Measure(initial.learners, adjusted.learners, learners, unknown),
    )


def _total_row(given, opened):
    first, adjusted = quotas.by_programme([d for d in given if d.is_first]), quotas.by_programme(given)
    sums = [
        quotas.Line(None, quotas.total(lines, "classes"), quotas.total(lines, "learners"))
        for lines in (first, adjusted)
    ]
    return _row(None, *sums, opened)


def elapsed_percent(year: int) -> int:
    """How much of the year has passed today, in whole percent."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    passed = (min(max(dates.today(), first), last) - first).days + (dates.today() >= first)
    return passed * 100 // ((last - first).days + 1)
