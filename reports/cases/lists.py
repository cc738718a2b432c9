"""The list of a class as a case file implies it: who sits where, with which mark, reason, reward, graduation."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from classes.models import AssessmentRules
from learners.models.enrolment import NotAssessed, State
from reports.cases.people import Chance
from reports.cases.reading import BANDS


@dataclass(frozen=True)
class Place:
    """One row of the list. `person` is whose learner sits there: (class, place in its list)."""

    person: tuple[str, int]
    state: str
    mark: Decimal | None
    not_assessed: str
    rewarded: bool
    graduated: bool
    ended_on: str | None  # ISO day: of withdrawal, reward or graduation

    @property
    def has_result(self) -> bool:
        return self.mark is not None or self.not_assessed != ""


def list_of(record: dict, rules: AssessmentRules | None) -> list[Place]:
    """The class's list. Those who left before the first session are its last; marks lie in the bands of the rules."""
    present = record["enrolled"] - record["withdrawn"]
    results = _results(record, rules, present)
    best = sorted(range(present), key=lambda place: (-(results[place][0] or 0), place))
    rewarded, ended = set(best[: record["rewarded"]]), record["recognised"] or record["closed"]
    return [
        Place(
            person=_person(record, place),
            state=State.ATTENDING if place < present else State.LEFT_BEFORE,
            mark=results[place][0] if place < present else None,
            not_assessed=results[place][1] if place < present else "",
            rewarded=place in rewarded,
            graduated=place < (record["graduated"] or 0),
            ended_on=ended if place < present else None,
        )
        for place in range(record["enrolled"])
    ]


def _person(record, place):
    shared = record["shared_with"]
    if shared and place < shared["count"]:
        return shared["class"], place + 1
    return record["code"], place + 1


def _results(record, rules, present):
    """(mark, reason) of each one present; spread over the list, the same on every machine."""
    if not record["results"]:
        return [(None, "")] * present
    found = [(mark, "") for band in BANDS for mark in _marks(record, rules, band)]
    found += _reasons(record)
    chance = Chance("thứ tự", record["centre"], record["code"])
    order = sorted(range(len(found)), key=lambda _: chance.below(1 << 60))
    return [found[place] for place in order]


def _reasons(record):
    """Where the centre assesses, each without a mark has a reason; else the class itself is the reason."""
    number = record["results"]["not_assessed"]
    if record["assessed_by"] != "centre":
        return [(None, "")] * number
    return [(None, NotAssessed.ABSENT if place % 3 == 2 else NotAssessed.ATTENDANCE) for place in range(number)]


def _marks(record, rules, band):
    """As many marks as the band has learners, spread over the marks on the step between its bounds."""
    marks, number = marks_of(rules, band) if record["results"][band] else [], record["results"][band]
    return [marks[place * len(marks) // number] for place in range(number)]


def marks_of(rules: AssessmentRules, band: str) -> list[Decimal]:
    """Every mark on the step that falls in the band; empty where the rules have no such band."""
    low, high = _bounds(rules)[band]
    if low is None:
        return []
    step = rules.mark_step
    first = int((low / step).to_integral_value(ROUND_CEILING))
    return [number * step for number in range(first, int(10 / step) + 1) if number * step < high]


def _bounds(rules):
    beyond = Decimal(10) + rules.mark_step
    top = rules.excellent_from if rules.excellent_from is not None else beyond
    return {
        "xuat_sac": (rules.excellent_from, beyond),
        "gioi": (rules.very_good_from, top),
        "kha": (rules.good_from, rules.very_good_from),
        "trung_binh": (rules.average_from, rules.good_from),
        # Nobody hands in a paper worth nothing: failing marks lie in the upper half of what fails
        "khong_dat": (rules.average_from / 2, rules.average_from),
    }
