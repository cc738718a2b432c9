"""Marks sorted into bands inside the database, each class by its own rules (learners/bands.py says which are they).

Marks and bounds have two decimals, and both databases compare them exactly: PostgreSQL as numeric, SQLite as the
nearest binary number of either side, which is the same for the same two decimals.
"""

from types import SimpleNamespace

from django.db.models import Case, CharField, DecimalField, Value, When
from django.db.models.functions import Coalesce

from learners.bands import BOUNDS, RuleBook, band_conditions

MARK = DecimalField(max_digits=4, decimal_places=2)
UNMARKED, UNJUDGED = "", "?"
RULE_FIELDS = ("rules_id", "recognised_on", "closed_on", "closes_on", "opened_on")
Bounds = tuple  # the lower bounds in the order of BOUNDS; empty where no rules hold


def by_bounds(rows: list[dict]) -> dict[Bounds, list[int]]:
    """Keys of classes by the bounds they are judged by. Rule books differ far more often than bounds, so there is
    nearly always one group. Each row has `pk` and RULE_FIELDS."""
    book, found = RuleBook(), {}
    for row in rows:
        rules = book.of(SimpleNamespace(**{name: row[name] for name in RULE_FIELDS}))
        bounds = tuple(getattr(rules, field) for field in BOUNDS.values()) if rules else ()
        found.setdefault(bounds, []).append(row["pk"])
    return found


def with_band(enrolments, bounds: Bounds):
    """Annotate `band`: R4 to R8, UNMARKED without a final mark, UNJUDGED where no rules hold for the classes."""
    enrolments = enrolments.alias(final_mark=Coalesce("result__resit_mark", "result__mark", output_field=MARK))
    conditions = band_conditions().values() if bounds else ()
    if bounds:
        fields = zip(BOUNDS.values(), bounds, strict=True)
        enrolments = enrolments.alias(**{field: Value(bound, output_field=MARK) for field, bound in fields})
    bands = [When(condition, then=Value(f"R{place}")) for place, condition in enumerate(conditions, 4)]
    unmarked = When(final_mark__isnull=True, then=Value(UNMARKED))
    return enrolments.annotate(
        band=Case(unmarked, *bands, default=Value(UNJUDGED), output_field=CharField(max_length=2))
    )
