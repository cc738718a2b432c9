"""The year's plan: what its decisions give to do. A total with an unknown part is unknown, never 0."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from classes.models import PlanDecision
from classes.models.plan import DecisionKind

Amount = tuple[int | None, int | None]  # classes, learners


@dataclass(frozen=True)
class Decision:
    number: str
    decided_on: date
    issuer: str
    initial: bool
    lines: tuple[tuple[str, str, str, int, Amount], ...]  # programme's code, name, phrase, position; amounts

    @property
    def total(self) -> Amount:
        return add(amount for *_, amount in self.lines)


@dataclass(frozen=True)
class Plan:
    """One centre's plan of one year, adjusted up to a day."""

    first: Decision | None = None
    adjustments: tuple[Decision, ...] = ()

    @property
    def given(self) -> Amount:
        """P1, P2: the first decision whatever its date."""
        return self.first.total if self.first else (None, None)

    @property
    def adjusted(self) -> Amount:
        """P1a, P2a"""
        return add([self.given, *(decision.total for decision in self.adjustments)])

    def by_programme(self) -> dict[str, "ProgrammeQuota"]:
        """Adjusted quotas by programme code ("" for lines that name none); empty without a first decision."""
        return quotas_of([self])


@dataclass
class ProgrammeQuota:
    code: str
    name: str
    phrase: str
    position: int
    parts: list[Amount] = field(default_factory=list)

    @property
    def amount(self) -> Amount:
        return add(self.parts)


def quotas_of(plans: list[Plan]) -> dict[str, ProgrammeQuota]:
    """Adjusted quotas of all the plans together, by programme code; empty as soon as one has no first decision."""
    found = {}
    if any(plan.first is None for plan in plans):
        return found
    for decision in (one for plan in plans for one in (plan.first, *plan.adjustments)):
        for code, name, phrase, position, amount in decision.lines:
            found.setdefault(code, ProgrammeQuota(code, name, phrase, position)).parts.append(amount)
    return found


def add(amounts) -> Amount:
    """Sums of classes and of learners; None through one unknown part, and for no part at all."""
    amounts = list(amounts)
    return (_sum([classes for classes, _ in amounts]), _sum([learners for _, learners in amounts]))


def _sum(parts):
    return sum(parts) if parts and None not in parts else None


def load_plans(centres, year: int, last_day: date) -> dict[int, Plan]:
    """Each centre's plan of the year, by the centre's key, with the adjustments dated up to the day. One query."""
    rows = (
        PlanDecision.objects.filter(plan__centre__in=centres, plan__year=year)
        .order_by("decided_on", "pk", "quotas__programme__position", "quotas__pk")
        .values_list(
            *("plan__centre", "pk", "number", "decided_on", "issuer", "kind"),
            *("quotas__pk", "quotas__classes", "quotas__learners"),
            *("quotas__programme__code", "quotas__programme__name"),
            *("quotas__programme__short_name", "quotas__programme__position"),
        )
    )
    decisions = defaultdict(dict)
    for centre, pk, *row in rows:
        decisions[centre].setdefault(pk, []).append(row)
    return {
        centre: _plan([_decision(lines) for lines in found.values()], last_day) for centre, found in decisions.items()
    }


def _decision(rows):
    number, decided_on, issuer, kind = rows[0][:4]
    lines = tuple(
        (code or "", name or "Chỉ tiêu chung, không nêu chương trình", phrase or "", position or 0, (classes, learners))
        for *_, quota, classes, learners, code, name, phrase, position in rows
        if quota is not None
    )
    return Decision(number, decided_on, issuer, kind == DecisionKind.INITIAL, lines)


def _plan(decisions, last_day):
    first = next((decision for decision in decisions if decision.initial), None)
    later = tuple(one for one in decisions if not one.initial and one.decided_on <= last_day)
    return Plan(first, later)
