"""Rows that hold from `valid_from` to `valid_to`, both days inclusive; an open end is None."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from centres import dates


def valid_on(day: date) -> Q:
    """The rows that hold on the day."""
    return Q(Q(valid_from__isnull=True) | Q(valid_from__lte=day), Q(valid_to__isnull=True) | Q(valid_to__gte=day))


def holds_on(row, day: date) -> bool:
    """Whether a row that was read holds on the day."""
    return (row.valid_from is None or row.valid_from <= day) and (row.valid_to is None or day <= row.valid_to)


class DatedQuerySet(models.QuerySet):
    def active(self, at: date | None = None):
        """Rows that hold on the day, today if none is named."""
        return self.filter(valid_on(at or dates.today()))


class RuleBookQuerySet(models.QuerySet):
    """Sets of rules: in force on a day is, of those that hold, the one that began last."""

    def newest_first(self):
        return self.order_by(F("valid_from").desc(nulls_last=True), "-pk")

    def in_force(self, day: date):
        """The set in force on the day; None when there is none."""
        return self.filter(valid_on(day)).newest_first().first()
