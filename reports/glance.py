"""A centre's year at a glance: the figures of its year's report, and the charts made of them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from centres.models import Centre
from classes.progress import Pace, elapsed_percent
from reports import written
from reports.figures.breakdowns import programme_lines
from reports.figures.plan import Plan, load_plans
from reports.figures.rows import load_classes
from reports.figures.totals import Figures, opened_figures, plan_figures, result_figures
from reports.figures.window import Window
from reports.periods import Calendar, last_of_month
from reports.value import ClassLine, ProgrammeLine


@dataclass(frozen=True)
class Amounts:
    """Classes and lượt, planned (None: chưa có) and done."""

    classes: int
    learners: int
    planned_classes: int | None
    planned_learners: int | None


@dataclass(frozen=True)
class Programme:
    code: str
    name: str
    amounts: Amounts


@dataclass(frozen=True)
class Glance:
    """The year as its report counts it today: figures O1c, O2c, P1a, P2a, R1 to R9 and the classes behind them."""

    year: int
    window: Window
    figures: Figures
    programmes: list[Programme]
    opened: list[ClassLine]

    @property
    def total(self) -> Amounts:
        return Amounts(*(self.figures[code] for code in ("O1c", "O2c", "P1a", "P2a")))

    @property
    def pace(self) -> Pace | None:
        done = self.figures.get("O7")
        return None if done is None else Pace(elapsed_percent(self.year), done)

    @property
    def summary(self) -> str:
        """Đã mở 12/15 lớp được giao, với 560/700 lượt học viên được giao."""
        return f"Đã mở {self.classes_opened}, với {self.learners_opened}."

    @property
    def classes_opened(self) -> str:
        return _of_given(self.total.classes, self.total.planned_classes, "lớp")

    @property
    def learners_opened(self) -> str:
        return _of_given(self.total.learners, self.total.planned_learners, "lượt học viên")

    @property
    def is_empty(self) -> bool:
        return not self.programmes and not self.figures["R1"]

    def month_ends(self) -> list[date]:
        """The last day of each month of the year, of the twelfth the year's own last day; the first of them begins
        with the year, which may be in the December before."""
        ends = [last_of_month(self.year, month) for month in range(1, 12)]
        return [*ends, self.window.period.last]

    def opened_by(self, day: date) -> list[ClassLine]:
        """The classes opened from the year's first day on."""
        return [line for line in self.opened if line.opened_on <= day]


def glance(centre: Centre, year: int) -> Glance:
    """Count the year. The classes' queries, one for the plan, one for the province's last days."""
    window = Window.of(Calendar.of(centre.province), str(year))
    counts = load_classes([centre], window)
    plan = load_plans([centre], year, window.period.last).get(centre.pk, Plan())
    figures = opened_figures(counts, window) | result_figures(counts)
    lines = programme_lines(counts, plan.by_programme(), past_is_own=False)
    return Glance(
        year=year,
        window=window,
        figures=figures | plan_figures(plan, figures),
        programmes=programmes_of(lines),
        opened=[one.line for one in counts if one.opened_to_date],
    )


def _of_given(done, planned, unit):
    if planned is None:
        return f"{written.count(done)} {unit}"
    return f"{written.count(done)}/{written.count(planned)} {unit} được giao"


def programmes_of(lines: Iterable[ProgrammeLine]) -> list[Programme]:
    """Own and joint classes of a programme together: its quota does not tell them apart."""
    found = defaultdict(list)
    for line in lines:
        found[line.code].append(line)
    return [Programme(code, parts[0].name, _added(parts)) for code, parts in found.items()]


def _added(parts):
    return Amounts(
        sum(part.classes_to_date for part in parts),
        sum(part.learners_to_date for part in parts),
        _planned([part.planned_classes for part in parts if not part.planned_elsewhere]),
        _planned([part.planned_learners for part in parts if not part.planned_elsewhere]),
    )


def _planned(given):
    """A province's programme may have quotas on both of its lines; one unknown part makes the plan unknown."""
    return None if None in given else sum(given)
