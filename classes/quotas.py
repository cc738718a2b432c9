"""What a year's decisions add up to: totals, and the rule that no adjustment takes away more than was given."""

from dataclasses import dataclass
from datetime import date

from classes.models.plan import DecisionKind

UNITS = {"classes": "lớp", "learners": "học viên"}


@dataclass(frozen=True)
class Line:
    programme: object | None  # a Programme; None is the year as a whole
    classes: int | None
    learners: int | None


@dataclass(frozen=True)
class Decision:
    """A decision and its lines, stored or only typed so far."""

    label: str
    kind: str
    decided_on: date
    lines: tuple[Line, ...]

    @classmethod
    def stored(cls, decision) -> "Decision":
        lines = [Line(q.programme, q.classes, q.learners) for q in decision.quotas.all()]
        return cls(decision.number, decision.kind, decision.decided_on, tuple(lines))

    @property
    def is_first(self) -> bool:
        return self.kind == DecisionKind.INITIAL


def in_order(decisions):
    """The first decision, then the adjustments by their dates."""
    return sorted(decisions, key=lambda d: (not d.is_first, d.decided_on))


def total(lines, unit: str) -> int | None:
    """The sum of the lines; None (chưa có) when one of them does not say, or there is none."""
    numbers = [getattr(line, unit) for line in lines]
    return None if not numbers or None in numbers else sum(numbers)


def adjusted_total(decisions, unit: str) -> int | None:
    """What the year has after all adjustments; None (chưa có) without a first decision or through one unknown part."""
    decisions = list(decisions)
    return total(by_programme(decisions), unit) if any(d.is_first for d in decisions) else None


def unchanged_where_empty(line: Line, others) -> Line:
    """An adjustment's empty cell means "as before" where the programme has a quota already, else "not known"."""
    if not any(line.programme == given.programme for other in others for given in other.lines):
        return line
    return Line(line.programme, line.classes or 0, line.learners or 0)


def by_programme(decisions) -> list[Line]:
    """One line for each programme: what it has after all adjustments, None through one unknown part."""
    sums = {}
    for decision in in_order(decisions):
        for line in decision.lines:
            sums[line.programme] = added(sums.get(line.programme), line)
    return list(sums.values())


def added(so_far: Line | None, line: Line) -> Line:
    if so_far is None:
        return line
    return Line(line.programme, **{unit: total([so_far, line], unit) for unit in UNITS})


def overdrawn(decisions) -> list[str]:
    """A sentence for each programme of which, after some decision in the order of dates, less than nothing is left."""
    return list(overdrawn_by_programme(decisions).values())


def overdrawn_by_programme(decisions) -> dict[object | None, str]:
    """The sentences of `overdrawn` by their programme; None is the year as a whole."""
    sums, sentences = {}, {}
    for decision in in_order(decisions):
        for line in decision.lines:
            left = sums[line.programme] = added(sums.get(line.programme), line)
            short = [f"{getattr(left, u)} {name}" for u, name in UNITS.items() if (getattr(left, u) or 0) < 0]
            if short:
                sentences.setdefault(line.programme, sentence(decision, line.programme, short))
    return sentences


def sentence(decision, programme, short) -> str:
    what = f"chỉ tiêu “{programme}”" if programme else "chỉ tiêu chung"
    return (
        f"Sau quyết định {decision.label}, ngày {decision.decided_on:%d/%m/%Y}, {what} còn {' và '.join(short)}:"
        " chỉ tiêu sau điều chỉnh không được âm."
    )
