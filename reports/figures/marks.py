"""Marks sorted into bands inside the database, each class by its own rules.

A class keeps the rules it was judged by (`rules`); one without is judged by those in force on the day it finished.
Marks and bounds have two decimals, and both databases compare them exactly: PostgreSQL as numeric, SQLite as the
nearest binary number of either side, which is the same for the same two decimals.
"""

from django.db.models import Case, CharField, DecimalField, F, Q, Value, When
from django.db.models.functions import Coalesce

from classes.models import AssessmentRules
from learners.bands import BOUNDS, band_conditions

MARK = DecimalField(max_digits=4, decimal_places=2)
FINISHED_ON = Coalesce("training_class__recognised_on", "training_class__closed_on")
UNMARKED, UNJUDGED = "", "?"


def with_band(enrolments):
    """Annotate `band`: R4 to R8, UNMARKED without a final mark, UNJUDGED where no rules hold for the class."""
    rules = list(AssessmentRules.objects.order_by(F("valid_from").desc(nulls_last=True), "-pk"))
    enrolments = enrolments.alias(
        final_mark=Coalesce("result__resit_mark", "result__mark", output_field=MARK), finished_on=FINISHED_ON
    ).alias(**{field: _bound(field, rules) for field in BOUNDS.values()})
    bands = [When(condition, then=Value(f"R{place}")) for place, condition in enumerate(band_conditions().values(), 4)]
    unmarked = When(final_mark__isnull=True, then=Value(UNMARKED))
    return enrolments.annotate(
        band=Case(unmarked, *bands, default=Value(UNJUDGED), output_field=CharField(max_length=2))
    )


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
