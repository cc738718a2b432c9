"""The draft of a year's plan: proposed from the survey of needs, and summed up as the lines of a decision."""

from collections import defaultdict
from dataclasses import dataclass

from classes.models import PlanLine, Programme, TrainingClass, TrainingNeed
from classes.models.training_class import Kind, Ownership
from classes.quotas import Line

QUARTERS = 4


@dataclass(frozen=True)
class Totals:
    """What a draft comes to. `learners` is None while a line does not say."""

    classes: int
    learners: int | None


def plan_subject(year: int) -> str:
    """What stands under "KẾ HOẠCH", and in the register: by it the plan's number is found again."""
    return f"đào tạo, bồi dưỡng lý luận chính trị, nghiệp vụ năm {year}"


def propose(needs: list[TrainingNeed], history: list[TrainingClass]) -> list[PlanLine]:
    """Lines for what the units registered, not stored: each programme's learners in classes of its usual size.

    Classes are spread over the quarters in which the programme was taught before (`history`, the latest first), else over
    the year; the partner is the last one. All of it is for the clerk to change.
    """
    wanted = defaultdict(int)
    for need in needs:
        wanted[need.programme] += need.learners
    lines = []
    for programme in sorted(wanted, key=lambda one: (one.position, one.code)):
        before = [one for one in history if one.programme_id == programme.pk and one.kind == Kind.NORMAL]
        lines += _lines(programme, wanted[programme], before)
    return lines


def classes_for(programme: Programme, learners: int) -> int:
    """How many classes of about the usual size: 130 learners in classes of 60 are two, none over half as large again."""
    return max(1, (learners + programme.usual_size // 2) // programme.usual_size)


def _lines(programme, learners, before):
    number = classes_for(programme, learners)
    partner = next((one.partner for one in before if one.ownership == Ownership.JOINT), "")
    by_quarter = defaultdict(list)
    for place in range(number):
        share = learners // number + (place < learners % number)
        by_quarter[_quarter(place, number, before)].append(share)
    return [
        PlanLine(
            programme=programme, quarter=quarter, classes=len(shares), learners=sum(shares) or None, partner=partner
        )
        for quarter, shares in sorted(by_quarter.items(), key=lambda item: item[0] or QUARTERS + 1)
    ]


def _quarter(place, number, before):
    """The quarter of the class at that place; None where nothing tells."""
    known = sorted({(one.opened_on.month + 2) // 3 for one in before if one.opened_on})
    if known and number <= len(known):
        return known[place * len(known) // number]
    return place * QUARTERS // number + 1 if number > 1 else None


def totals(lines) -> Totals:
    """Classes and learners of the lines together."""
    learners = [line.learners for line in lines]
    return Totals(sum(line.classes for line in lines), None if None in learners else sum(learners))


def as_quotas(lines: list[PlanLine]) -> list[Line]:
    """A quota line for each programme of the draft, in the draft's order: what its decision would give."""
    found = defaultdict(list)
    for line in lines:
        found[line.programme].append(line)
    return [
        Line(programme, total.classes, total.learners)
        for programme, parts in found.items()
        for total in [totals(parts)]
    ]
