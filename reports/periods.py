"""Periods of reports: codes, their days in a province's calendar, their names.

Every period starts the day after the one of its kind before it ended, also when the province changed its last days in
between, so nothing is counted twice or lost. Where it has set none, they are the calendar's. A free period has the two
days that its code holds: 2022-01-05_2022-06-14.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from reports.models import PeriodEnd
from reports.models.period import Part
from reports.value import Period
from reports.written import day as short_date

CODE = re.compile(r"(20\d\d|2100)(?:-(0[1-9]|1[0-2]|Q[1-4]|H[12]|9M))?")
FREE_CODE = re.compile(r"(\d{4}-\d\d-\d\d)_(\d{4}-\d\d-\d\d)")
FREE = "free"
ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
CALENDAR_ENDS = {Part.HALF: (6, 30), Part.NINE_MONTHS: (9, 30), Part.YEAR: (12, 31)}


class PeriodError(ValueError):
    """A code that names no period; the message is for the user."""


@dataclass(frozen=True)
class Parts:
    """A code taken apart: the year, and the month, quarter or half in it ("" for the whole year, FREE for two days)."""

    year: int
    part: str


def parse(code: str) -> Parts:
    """Take a code apart; PeriodError with a sentence for the user when it is none."""
    found = CODE.fullmatch(code)
    if found:
        return Parts(int(found[1]), found[2] or "")
    return Parts(free_days(code)[1].year, FREE)


def free_code(first: date, last: date) -> str:
    """The code of a free period; PeriodError where the two days are none."""
    if last < first:
        raise PeriodError("Ngày cuối kỳ không được trước ngày đầu kỳ.")
    if not (first.year >= 2000 and last.year <= 2100):
        raise PeriodError("Kỳ báo cáo phải ở trong các năm từ 2000 đến 2100.")
    if last >= years_on(first, 1):
        raise PeriodError("Kỳ tự chọn dài nhất là một năm.")
    return f"{first.isoformat()}_{last.isoformat()}"


def free_days(code: str) -> tuple[date, date]:
    """The two days of a free period's code; PeriodError when it is none."""
    found = FREE_CODE.fullmatch(code)
    try:
        days = date.fromisoformat(found[1]), date.fromisoformat(found[2])
    except (TypeError, ValueError):
        raise PeriodError(
            f"Kỳ báo cáo “{code}” không đúng. Viết một trong các dạng: 2022-05 (tháng), 2022-Q2 (quý), 2022-H1 (6 tháng"
            " đầu năm), 2022-H2 (6 tháng cuối năm), 2022-9M (9 tháng), 2022 (cả năm), 2022-01-05_2022-06-14 (từ ngày đến"
            " ngày)."
        ) from None
    free_code(*days)
    return days


def years_on(day: date, years: int) -> date:
    """The same day some years later or earlier; 29/02 becomes 28/02 where the year has none."""
    leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year + years, day=28) if leap_day else day.replace(year=day.year + years)


def name_of(code: str) -> str:
    """The period as it stands in a sentence: "6 tháng đầu năm 2022"."""
    parts = parse(code)
    if parts.part == FREE:
        return "kỳ từ ngày {} đến hết ngày {}".format(*map(short_date, free_days(code)))
    named = {"": "", "H1": "6 tháng đầu ", "H2": "6 tháng cuối ", "9M": "9 tháng đầu "}
    if parts.part in named:
        return f"{named[parts.part]}năm {parts.year}"
    if parts.part.startswith("Q"):
        return f"quý {ROMAN[int(parts.part[1])]} năm {parts.year}"
    return f"tháng {int(parts.part)} năm {parts.year}"


def year_before(code: str) -> str:
    """The same period of the year before."""
    parts = parse(code)
    days = free_days(code) if parts.part == FREE else (date(parts.year, 1, 1),)
    if days[0].year == 2000:
        raise PeriodError("Không có kỳ trước năm 2000.")
    if parts.part == FREE:
        return free_code(*(years_on(day, -1) for day in days))
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
        first, last = free_days(code) if parts.part == FREE else self._days(parts)
        return Period(code=code, first=first, last=last, label=name_of(code))

    def year_of(self, code: str) -> int:
        """The year whose plan and norms a period is held to: of a free period, the one in which its last day lies."""
        parts = parse(code)
        if parts.part != FREE:
            return parts.year
        last = free_days(code)[1]
        return last.year + (last > self._last(Part.YEAR, last.year))

    def year_first(self, code: str) -> date:
        """The first day of the year that the period belongs to: where "year to date" begins."""
        return self._year_first(self.year_of(code))

    def year_last(self, code: str) -> date:
        """The last day of the year that the period belongs to."""
        return self._last(Part.YEAR, self.year_of(code))

    def year_before(self, code: str) -> Period | None:
        """The same period last year, with the days of that year; None before 2000."""
        try:
            return self.period(year_before(code))
        except PeriodError:
            return None

    def month_of(self, day: date) -> tuple[int, int]:
        """The year and number of the month whose report counts the day."""
        # A month's last day lies in that month of the calendar, so a day is its own month's or the next one's
        if day <= self._month_last(day.year, day.month):
            return day.year, day.month
        return (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)

    def _days(self, parts):
        year, part = parts.year, parts.part
        if part == "H2":
            return self._last(Part.HALF, year) + timedelta(days=1), self._last(Part.YEAR, year)
        if part in ("", "H1", "9M"):
            return self._year_first(year), self._last(Part(part or "Y"), year)
        if part.startswith("Q"):
            quarter = int(part[1])
            before = (year, quarter - 1) if quarter > 1 else (year - 1, 4)
            return self._quarter_last(*before) + timedelta(days=1), self._quarter_last(year, quarter)
        month = int(part)
        before = (year, month - 1) if month > 1 else (year - 1, 12)
        return self._month_last(*before) + timedelta(days=1), self._month_last(year, month)

    def _year_first(self, year):
        return self._last(Part.YEAR, year - 1) + timedelta(days=1)

    def _last(self, part, year):
        found = self._set(year, part)
        return date(year, found.month, found.day) if found else date(year, *CALENDAR_ENDS[part])

    def _month_last(self, year, month):
        return _day_in(year, month, self._set(year, Part.EVERY_MONTH, f"{month:02}"))

    def _quarter_last(self, year, quarter):
        return _day_in(year, quarter * 3, self._set(year, Part.EVERY_QUARTER, f"Q{quarter}"))

    def _set(self, year, *parts):
        """What the province has set last by that year; of the same year, for this part rather than for every such one."""
        found = [end for end in self._ends if end.part in parts and end.from_year <= year]
        return max(found, key=lambda end: (end.from_year, parts.index(end.part)), default=None)


def _day_in(year, month, end):
    """The day set in a month that may be too short for it (31 is always its last); without one, its last."""
    last = last_of_month(year, month)
    return last.replace(day=min(end.day, last.day)) if end else last


def last_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
