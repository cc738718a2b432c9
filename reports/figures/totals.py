"""The figures of FIGURES: plain sums over the counted classes. No queries here."""

from collections.abc import Iterable
from decimal import Decimal

from centres.numbers import percent_of
from reports.figures.past import PastValue
from reports.figures.plan import Plan
from reports.figures.rows import ClassCount
from reports.figures.window import Window
from reports.value import ClassLine, FigureValue

Figures = dict[str, FigureValue]


def ratio(code: str, part: int | None, whole: int | None) -> Figures:
    """A percentage: None while either side is unknown; no figure at all over 0."""
    if part is None or whole is None:
        return {code: None}
    return {code: percent_of(part, whole)} if whole else {}


def opened_figures(counts: list[ClassCount], window: Window) -> Figures:
    """O1, O2, O4, O5, O1c, O2c, and E1, E2 where the period is not over."""
    opened = [one.line for one in counts if one.line.opened]
    to_date = [one.line for one in counts if one.opened_to_date]
    known = [line for line in opened if line.called is not None]
    called = sum(line.called for line in known) if known or not opened else None
    figures = {"O1": len(opened), "O2": learners_of(opened), "O4": called}
    figures |= ratio("O5", learners_of(known), called)
    figures |= {"O1c": len(to_date), "O2c": learners_of(to_date)}
    return figures | (_expected_figures(counts) if window.is_partial else {})


def _expected_figures(counts):
    expected = [one.line for one in counts if one.line.expected]
    known = [line.called for line in expected if line.called is not None]
    return {"E1": len(expected), "E2": sum(known) if known or not expected else None}


def plan_figures(plan: Plan, figures: Figures) -> Figures:
    """P1, P2, P1a, P2a, and O7, O8 from the year to date."""
    (classes, learners), (classes_now, learners_now) = plan.given, plan.adjusted
    return (
        {"P1": classes, "P2": learners, "P1a": classes_now, "P2a": learners_now}
        | ratio("O7", figures["O1c"], classes_now)
        | ratio("O8", figures["O2c"], learners_now)
    )


def past_figures(past: PastValue, figures: Figures) -> Figures:
    """O1p, O2p, and O9, O10: the difference and its percentage of last year's value (None over 0)."""
    return {
        "O1p": past.classes,
        "O2p": past.learners,
        "O9": difference(figures["O1"], past.classes),
        "O10": difference(figures["O2"], past.learners),
    }


def difference(now: int, before: int | None) -> tuple[int, Decimal | None] | None:
    """The difference and its percentage of the value before, None over 0; None where that value is chưa có."""
    if before is None:
        return None
    return now - before, percent_of(now - before, before) if before else None


def result_figures(counts: list[ClassCount]) -> Figures:
    """R1-R12, T1-T3, and R1c-R9c, T3c over the year to date."""
    finished = [one.line for one in counts if one.line.finished]
    figures = counted_results(finished) | {"T3": sum(one.line.rewarded for one in counts)}
    assessed = [line for line in finished if line.assessed]
    figures |= ratio("R10", sum(line.good_or_better for line in finished), figures["R3"])
    figures |= ratio("R11", sum(line.completed for line in finished), figures["R2"])
    if assessed:
        figures["R12"] = min(percent_of(line.good_or_better, line.assessed) for line in assessed)
    return figures | title_figures(finished) | _results_to_date(counts)


def counted_results(lines: list[ClassLine]) -> Figures:
    """R1-R9 of the classes given, all of them finished."""
    bands = [sum(line.bands[place] for line in lines) for place in range(5)]
    return {
        "R1": len(lines),
        "R2": learners_of(lines),
        "R3": sum(line.assessed for line in lines),
        **{f"R{place + 4}": number for place, number in enumerate(bands)},
        "R9": sum(line.not_assessed for line in lines),
    }


def _results_to_date(counts):
    results = counted_results([one.line for one in counts if one.finished_to_date])
    rewarded = sum(one.rewarded_to_date for one in counts)
    return {f"{code}c": value for code, value in (results | {"T3": rewarded}).items()}


def title_figures(finished: list[ClassLine]) -> Figures:
    """T1, T2 over the finished classes considered for titles; absent where none was."""
    considered = [line for line in finished if line.considered_for_titles]
    if not considered:
        return {}
    titled = [line.titled for line in considered]
    excellent = [line.excellent for line in considered]
    learners = learners_of(considered)
    figures = {"T1": (None if None in titled else sum(titled), len(considered))}
    if learners:
        figures["T2"] = (None if None in excellent else sum(excellent), learners)
    return figures


def maintained_figures(counts: list[ClassCount]) -> Figures:
    """M1-M4"""
    maintained = [one.line for one in counts if one.line.maintained]
    graduated = [one.line.graduated for one in counts if one.line.graduated]
    return {
        "M1": len(maintained),
        "M2": learners_of(maintained),
        "M3": len(graduated),
        "M4": sum(graduated),
    }


def people_figures(people, figures: Figures) -> Figures:
    """O3 and D1-D4: D is chưa có where nothing is known of any learner, and absent where there is no learner."""
    known = {code: pair if pair[1] else None for code, pair in people.composition.items()}
    return {"O3": people.persons} | (known if figures["O2"] else {})


def learners_of(lines: Iterable[ClassLine]) -> int:
    """Lượt of the classes (O2, R2, M2), never persons."""
    return sum(line.learners for line in lines)
