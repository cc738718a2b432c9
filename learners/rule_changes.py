"""Whose classification a change of rules would move, before it is applied.

A recognised class never moves: its own rules may not be edited, and where it rests on the rules of its day a change that
would move anybody in it is refused.
"""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from classes.models import AssessmentRules, TrainingClass
from classes.models.training_class import Status
from learners.bands import Band, RuleBook, band_of
from learners.models import Enrolment


@dataclass(frozen=True)
class Move:
    """One learner who would get another band."""

    training_class: TrainingClass
    enrolment: Enrolment
    before: Band | None
    after: Band | None

    def __str__(self):
        words = [band.label if band else "chưa xếp loại" for band in (self.before, self.after)]
        return f"{self.training_class.code}: {self.enrolment.learner}, {words[0]} → {words[1]}"


def moves(changed: AssessmentRules) -> list[Move]:
    """Who moves when these rules are stored as they stand here, new or edited. Three queries, whatever the number."""
    before, after = RuleBook(), RuleBook()
    after.rules = _with(after.rules, changed)
    classes = TrainingClass.objects.filter(status__in=[Status.OPEN, Status.CLOSED])
    differing = {
        one.pk: (one, before.of(one), after.of(one))
        for one in classes.order_by("code")
        if _bounds(before.of(one)) != _bounds(after.of(one))
    }
    return list(_moved(differing))


def moves_by_closing(training_class: TrainingClass, closed_on: date) -> list[Move]:
    """Who of a class is judged otherwise once this closing day fixes its rules."""
    rules = AssessmentRules.objects.in_force(closed_on)
    return list(_moved({training_class.pk: (training_class, RuleBook().of(training_class), rules)}))


def _moved(differing):
    rows = Enrolment.objects.with_final_mark().filter(training_class__in=differing, final_mark__isnull=False)
    for row in rows.select_related("learner").order_by("training_class__code", "roll_number"):
        one, old, new = differing[row.training_class_id]
        bands = band_of(row.final_mark, old), band_of(row.final_mark, new)
        if bands[0] != bands[1]:
            yield Move(one, row, *bands)


def digest(found: list[Move]) -> str:
    """The moves as one short text: what was looked at must be what is applied."""
    return sha256("\n".join(map(str, found)).encode()).hexdigest()[:20]


def _with(rules, changed):
    """The book with the changed set in its place: the latest beginning first, as RuleBook reads it."""
    others = [one for one in rules if one.pk != changed.pk]
    return sorted([*others, changed], key=_place, reverse=True)


def _place(rules):
    return rules.valid_from or date.min, rules.pk or float("inf")


def _bounds(rules):
    return rules and (rules.excellent_from, rules.very_good_from, rules.good_from, rules.average_from)
