"""Counting marks by band inside the database, each class by its own rules.

A class keeps the rules it was judged by (`rules`); one without is judged by those in force on the day it finished.
Marks and bounds have two decimals, and both databases compare them exactly: PostgreSQL as numeric, SQLite as the
nearest binary number of either side, which is the same for the same two decimals.
"""

from django.db.models import Case, Count, DecimalField, F, Q, Value, When
from django.db.models.functions import Coalesce

from classes.models import AssessmentRules
from learners.models.enrolment import State

BOUNDS = ("excellent_from", "very_good_from", "good_from", "average_from")
FINISHED_ON = Coalesce("training_class__recognised_on", "training_class__closed_on")
MARK = DecimalField(max_digits=4, decimal_places=2)


def with_bounds(enrolments):
    """Alias on each enrolment: `final_mark`, `finished_on` and the four lower bounds of its class's rules."""
    rules = list(AssessmentRules.objects.order_by(F("valid_from").desc(nulls_last=True), "-pk"))
    enrolments = enrolments.alias(
        final_mark=Coalesce("result__resit_mark", "result__mark", output_field=MARK), finished_on=FINISHED_ON
    )
    return enrolments.alias(**{name: _bound(name, rules) for name in BOUNDS})


def _bound(name, rules):
    own = [When(training_class__rules=one.pk, then=_value(one, name)) for one in rules]
    in_force = [When(_in_force(one), then=_value(one, name)) for one in rules]
    return Case(*own, *in_force, default=None, output_field=MARK)


def _value(rules, name):
    return Value(getattr(rules, name), output_field=MARK)


def _in_force(rules):
    condition = Q(training_class__rules__isnull=True, finished_on__isnull=False)
    if rules.valid_from:
        condition &= Q(finished_on__gte=rules.valid_from)
    if rules.valid_to:
        condition &= Q(finished_on__lte=rules.valid_to)
    return condition


def _from(name):
    return Q(final_mark__gte=F(name))


def _below(name):
    """Below a bound, or the rules have no such bound (some have no "xuất sắc")."""
    return Q(**{f"{name}__isnull": True}) | Q(final_mark__lt=F(name))


BANDS = {
    "R4": _from("excellent_from"),
    "R5": _from("very_good_from") & _below("excellent_from"),
    "R6": _from("good_from") & Q(final_mark__lt=F("very_good_from")),
    "R7": _from("average_from") & Q(final_mark__lt=F("good_from")),
    "R8": Q(final_mark__lt=F("average_from")),
}
UNMARKED = Q(final_mark__isnull=True)


def mark_counts() -> dict[str, Count]:
    """Per group: those with a final mark, the bands, and the reasons for having none that stand with the learner."""
    return {
        "assessed": Count("pk", filter=Q(final_mark__isnull=False)),
        **{code: Count("pk", filter=band) for code, band in BANDS.items()},
        "passed": Count("pk", filter=_from("average_from") & Q(state=State.ATTENDING)),
        "attendance": Count("pk", filter=UNMARKED & Q(result__not_assessed="attendance")),
        "absent": Count("pk", filter=UNMARKED & Q(result__not_assessed="absent")),
        "withdrew": Count("pk", filter=UNMARKED & _no_reason() & Q(state=State.WITHDRAWN)),
    }


def _no_reason():
    return Q(result__isnull=True) | Q(result__not_assessed="")
