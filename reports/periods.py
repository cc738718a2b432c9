"""Periods of reports: codes, their days in a province's calendar, their names.

A half, nine months and a year start the day after the one before ended, also when the province changed its last days
in between, so nothing is counted twice or lost. Months and quarters are the calendar's.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reports.models import PeriodEnd
from reports.models.period import Part
from reports.value import Period

CODE = re.compile(r"(20\d\d|2100)(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
CALENDAR_ENDS = {Part.HALF: (6, 30), Part.NINE_MONTHS: (9, 30), Part.YEAR: (12, 31)}


class PeriodError(ValueError):
    """A code that names no period; the message is for the user."""


@dataclass(frozen=True)
class Parts:
    """A code taken apart: the year, and the month, quarter or half in it ("" for the whole year)."""

    year: int
    part: str


def parse(code: str) -> Parts:
    """Take a code apart; PeriodError with a sentence for the user when it is none."""
    found = CODE.fullmatch(code)
    if found is None:
        raise PeriodError(
            f"Kỳ báo cáo “{code}” không đúng. Viết một trong các dạng: 2022-05 (tháng), 2022-Q2 (quý), 2022-H1 (6 tháng"
            " đầu năm), 2022-H2 (6 tháng cuối năm), 2022-9M (9 tháng), 2022 (cả năm)."
        )
    return Parts(int(found[1]), found[2] or "")


def name_of(code: str) -> str:
    """The period as it stands in a sentence: "6 tháng đầu năm 2022"."""
    parts = parse(code)
    named = {"": "", "H1": "6 tháng đầu ", "H2": "6 tháng cuối ", "9M": "9 tháng đầu "}
    if parts.part in named:
        return f"{named[parts.part]}năm {parts.year}"
    if parts.part.startswith("Q"):
        return f"quý {ROMAN[int(parts.part[1])]} năm {parts.year}"
    return f"tháng {int(parts.part)} năm {parts.year}"


def year_before(code: str) -> str:
    """The same period of the year before."""
    parts = parse(code)
    if parts.year == 2000:
        raise PeriodError("Không có kỳ trước năm 2000.")
    return f"{parts.year - 1}{code[4:]}"


class Calendar:
    """The days of one province's periods, from the last days it has set; without any, the calendar's."""

    def __init__(self, ends=()):
        self._ends = sorted(ends, key=lambda end: end.from_year)

    @classmethod
    def of(cls, province) -> "Calendar":
        return cls(PeriodEnd.objects.filter(province=province))

    def period(self, code: str) -> Period:
        """The period of a code; PeriodError when the code is none."""
        parts = parse(code)
        first, last = self._days(parts)
        return Period(code=code, first=first, last=last, label=name_of(code))

    def year_first(self, code: str) -> date:
        """The first day of the year that the period belongs to: where "year to date" begins."""
        return self._year_first(parse(code).year)

    def year_before(self, code: str) -> Period | None:
        """The same period last year, with the days of that year; None before 2000."""
        return self.period(year_before(code)) if parse(code).year > 2000 else None

    def _days(self, parts):
        year, part = parts.year, parts.part
        if part == "H2":
            return self._last(Part.HALF, year) + timedelta(days=1), self._last(Part.YEAR, year)
        if part in ("", "H1", "9M"):
            return self._year_first(year), self._last(Part(part or "Y"), year)
        if part.startswith("Q"):
            quarter = int(part[1])
            return date(year, quarter * 3 - 2, 1), last_of_month(year, quarter * 3)
        return date(year, int(part), 1), last_of_month(year, int(part))

    def _year_first(self, year):
        return self._last(Part.YEAR, year - 1) + timedelta(days=1)

    def _last(self, part, year):
        month, day = CALENDAR_ENDS[part]
        for end in self._ends:
            if end.part == part and end.from_year <= year:
                month, day = end.month, end.day
        return date(year, month, day)


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
