"""The days that one report counts over."""

from dataclasses import dataclass
from datetime import date

from centres import dates
from reports.periods import Calendar
from reports.value import Period


@dataclass(frozen=True)
class Window:
    """A period, the day up to which it is counted, the year it is part of, the same period last year, whose calendar."""

    period: Period
    as_of: date
    year: int
    year_first: date
    year_last: date
    past: Period | None
    calendar: Calendar

    @classmethod
    def of(cls, calendar: Calendar, code: str, as_of: date | None = None) -> "Window":
        """PeriodError when the code is none. Before the period's last day it counts up to today, or up to `as_of`."""
        period = calendar.period(code)
        as_of = min(period.last, as_of or dates.today())
        year = calendar.year_of(code), calendar.year_first(code), calendar.year_last(code)
        return cls(period, as_of, *year, calendar.year_before(code), calendar)

    @property
    def is_partial(self) -> bool:
        return self.as_of < self.period.last

    @property
    def has_begun(self) -> bool:
        return self.as_of >= self.period.first

    @property
    def is_year_to_date(self) -> bool:
        """Whether the period itself begins with the year, so that year to date says nothing more."""
        return self.period.first == self.year_first

    @property
    def ends_the_year(self) -> bool:
        """Whether nothing of the year comes after the period."""
        return self.period.last >= self.year_last

    @property
    def in_period(self) -> tuple[date, date]:
        return self.period.first, self.as_of

    @property
    def to_date(self) -> tuple[date, date]:
        return self.year_first, self.as_of

    @property
    def in_past(self) -> tuple[date, date] | None:
        return (self.past.first, self.past.last) if self.past else None


def within(day: date | None, days: tuple[date, date] | None) -> bool:
    """Whether the day lies in a span, both ends included; an unknown day and an unknown span do not."""
    return day is not None and days is not None and days[0] <= day <= days[1]
