"""Everything counted for one report: a centre, or all centres of a province at once."""

from dataclasses import dataclass, field

from centres.models import Centre, Province
from reports.figures.books import add_books, load_books
from reports.figures.breakdowns import breakdowns, programme_lines
from reports.figures.coming import load_coming
from reports.figures.localities import Localities, load_divided, with_localities
from reports.figures.past import PastValue, load_past
from reports.figures.people import load_people
from reports.figures.plan import Plan, load_plans, quotas_of
from reports.figures.rows import ClassCount, load_classes
from reports.figures.teaching import load_teaching
from reports.figures.totals import (
    Figures,
    difference,
    maintained_figures,
    opened_figures,
    past_figures,
    people_figures,
    plan_figures,
    ratio,
    result_figures,
)
from reports.figures.window import Window
from reports.value import BreakdownRow, CentreLine, LecturerLine, Period, ProgrammeLine

PAIRS = ("T1", "T2")
EMPTY_PLAN = Plan()


@dataclass(frozen=True)
class Counted:
    """Figures, breakdowns and what stands behind them, before any wording."""

    window: Window
    counts: list[ClassCount]
    figures: Figures
    breakdowns: dict[str, tuple[BreakdownRow, ...]]
    programmes: tuple[ProgrammeLine, ...]
    plans: dict[int, Plan]
    past: dict[int, PastValue]
    lecturers: tuple[LecturerLine, ...] = ()
    centres: tuple[CentreLine, ...] = ()
    coverage: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def plan(self) -> Plan:
        """The plan of the one centre counted."""
        return next(iter(self.plans.values()), EMPTY_PLAN)


def count_centre(centre: Centre, window: Window) -> Counted:
    """Every figure of one centre and period."""
    counts, plans, past, people, books, teaching = _load([centre], window)
    divided = load_divided([centre], counts, window, Localities.of([centre]))
    plan = plans.get(centre.pk, EMPTY_PLAN)
    figures = opened_figures(counts, window) | result_figures(counts) | maintained_figures(counts)
    figures |= books[centre.pk] | teaching.of(centre.pk)
    figures |= plan_figures(plan, figures) | past_figures(past[centre.pk], figures) | people_figures(people, figures)
    return Counted(
        window=window,
        counts=with_localities(counts, divided),
        figures=figures,
        breakdowns=_breakdowns(counts, people, books, locality=divided.rows, coming=load_coming(centre, window)),
        programmes=programme_lines(counts, plan.by_programme(), past[centre.pk].own),
        plans=plans,
        past=past,
        lecturers=teaching.lines_of(centre.pk),
    )


def count_province(province: Province, window: Window) -> Counted:
    """The live figures of all centres in being on the period's last day, added up, each with its coverage."""
    centres = list(
        Centre.objects.filter(province=province).in_being(window.period.last).prefetch_related("former_names")
    )
    counts, plans, past, people, books, teaching = _load(centres, window, across_centres=True)
    localities = Localities.of(centres)
    divided = load_divided(centres, counts, window, localities)
    quotas = quotas_of([plans.get(centre.pk, EMPTY_PLAN) for centre in centres])
    own = {centre.pk: books[centre.pk] | teaching.of(centre.pk) for centre in centres}
    parts = [_part(centre, counts, plans, past, own[centre.pk], window) for centre in centres]
    figures = _added_up(counts, parts, window)
    figures |= people_figures(people, figures) | {"N1": len(centres), "N2": 0}
    return Counted(
        window=window,
        counts=with_localities(counts, divided),
        figures=figures,
        breakdowns=_breakdowns(counts, people, books, locality=divided.rows),
        programmes=programme_lines(counts, quotas, all(value.own for value in past.values())),
        plans=plans,
        past=past,
        centres=tuple(
            centre_line(centre, window.period, part, localities) for centre, part in zip(centres, parts, strict=True)
        ),
        coverage={code: (_known(code, parts), len(centres)) for code in figures if code not in ("N1", "N2")},
    )


def _breakdowns(counts, people, books, **where_any) -> dict[str, tuple[BreakdownRow, ...]]:
    """The breakdowns of every report, then those that only stand in it where they have rows."""
    more = {name: rows for name, rows in where_any.items() if rows}
    return breakdowns(counts) | people.breakdowns | books.breakdowns | more


def centre_line(centre: Centre, period: Period, figures: Figures | None, known: Localities) -> CentreLine:
    """The centre's row in the annex of a province's report, under the name and level it had on the period's last day."""
    named = centre.named_on(period.last)
    return CentreLine(named.name, named.get_level_display(), figures, known.served_on(centre.pk, period.last))


def _load(centres, window, across_centres=False):
    counts = load_classes(centres, window)
    return (
        counts,
        load_plans(centres, window.year, window.period.last),
        load_past(centres, window, counts),
        load_people(centres, window, across_centres),
        load_books(centres, window),
        load_teaching(centres, window),
    )


def _part(centre, counts, plans, past, books, window):
    """What one centre knows: the figures that another centre may know while this one does not."""
    own = [one for one in counts if one.centre == centre.pk]
    figures = opened_figures(own, window) | result_figures(own)
    return (
        figures
        | plan_figures(plans.get(centre.pk, EMPTY_PLAN), figures)
        | past_figures(past[centre.pk], figures)
        | books
    )


def _known(code, parts):
    """How many centres know the figure. One that has no such figure (no class was considered) leaves nothing out."""
    return sum(_is_known(part.get(code, 0)) for part in parts)


def _is_known(value):
    return value is not None and not (isinstance(value, tuple) and value[0] is None)


def _added_up(counts, parts, window):
    figures = opened_figures(counts, window) | result_figures(counts) | maintained_figures(counts)
    summed = ("O1p", "O2p", "L9", "L9c", *(("O4",) if parts else ()))
    figures |= {code: _sum_known(code, parts) for code in summed} | add_books(parts)
    figures |= {code: _sum_all(code, parts) for code in ("P1", "P2", "P1a", "P2a")}
    figures |= ratio("O7", figures["O1c"], figures["P1a"]) | ratio("O8", figures["O2c"], figures["P2a"])
    for code, base, before in (("O9", "O1", "O1p"), ("O10", "O2", "O2p")):
        # A difference to a part of the centres would compare unlike things
        whole = _known(before, parts) == len(parts)
        figures[code] = difference(figures[base], figures[before]) if whole else None
    return figures | {code: _sum_pairs(figures[code], code, parts) for code in PAIRS if code in figures}


def _sum_known(code, parts):
    known = [part[code] for part in parts if part[code] is not None]
    return sum(known) if known else None


def _sum_all(code, parts):
    """Plan totals become unknown through one unknown part."""
    values = [part[code] for part in parts]
    return sum(values) if values and None not in values else None


def _sum_pairs(whole, code, parts):
    known = [part[code] for part in parts if code in part and part[code][0] is not None]
    if not known:
        return None, whole[1]
    return sum(n for n, _ in known), sum(base for _, base in known)
