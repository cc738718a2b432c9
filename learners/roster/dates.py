"""Dates as they are typed in lists: day first, or a year alone, or a number that was meant as a date."""

import re
from dataclasses import dataclass, field
from datetime import date

from learners.names import search_key

from .sheets import Cell, Fault, Sheet, shown

YOUNGEST, OLDEST = 16, 100
FIRST_YEAR = 1900

_DAY_FIRST = re.compile(r"(\d{1,2})\s*([/.\-])\s*(\d{1,2})\s*[/.\-]\s*(\d{4}|\d{2})$")
_ISO = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})$")
_MONTH = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{4})$|(?P<year>\d{4})-(?P<month>\d{1,2})$")
_CLOCK = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
_WORDS = re.compile(r"(?:(?:mung |mong )?(\d{1,2}) )?thang (\d{1,2}|[a-z ]+?)[ /\-]+(?:nam )?(\d{4}|\d{2})$")
_LETTER_MONTH = re.compile(r"(\d{1,2})[\s\-/.]+([a-z]{3,9})[\s\-/.,]+(\d{4}|\d{2})$")
MONTH_LETTERS = "jan feb mar apr may jun jul aug sep oct nov dec"
MONTH_WORDS = "gieng hai ba tu nam sau bay tam chin muoi muoi_mot chap"
_MONTH_NAMES = {name: number for number, name in enumerate(MONTH_LETTERS.split(), 1)}
_MONTH_WORDS = {name.replace("_", " "): number for number, name in enumerate(MONTH_WORDS.split(), 1)}
_MONTH_WORDS |= {"mot": 1, "bon": 4, "muoi hai": 12}


@dataclass
class Reading:
    """A date that was read: the day, or its year alone; or the error; and what is to be said besides."""

    day: date | None = None
    year: int | None = None
    error: str = ""
    notes: list[str] = field(default_factory=list)
    month_only: bool = False
    as_text: bool = False  # typed day first, as text: shows which dates a program cannot have turned round
    as_date: bool = False

    @property
    def value(self) -> str | None:
        if self.error:
            return None
        return self.day.isoformat() if self.day else str(self.year) if self.year else None


def read_date(cell: Cell, sheet: Sheet, today: date, *, youngest: int = 0) -> Reading:
    """The date in a cell that is not empty.

    youngest is the age that the person must have today, which decides the century of a two-digit year.
    """
    if isinstance(cell, Fault | bool):
        return Reading(error=_unreadable(cell))
    if isinstance(cell, date):
        return _check(_from_date_cell(cell, sheet, today), today)
    if isinstance(cell, int | float) and not cell:
        return Reading(error=_unreadable(cell))  # 0 in a cell of dates shows 00/01/1900
    if isinstance(cell, int | float):
        return _check(_from_number(cell, sheet, today, youngest), today)
    reading = _from_text(cell.strip(" .,;'’`"), sheet, today, youngest)
    return _check(reading, today) if reading else Reading(error=_unreadable(cell))


def _unreadable(cell: Cell) -> str:
    return f"Không đọc được ngày: “{shown(cell)}”"


def _check(reading: Reading, today: date) -> Reading:
    if reading.day:
        reading.year = reading.day.year
    if (reading.day and reading.day > today) or (reading.year and reading.year > today.year):
        when = f"{reading.day:%d/%m/%Y}" if reading.day else f"Năm {reading.year}"
        return Reading(error=f"{when} ở tương lai")
    return reading


def _from_date_cell(day: date, sheet: Sheet, today: date) -> Reading:
    """A year typed into a cell formatted as a date shows a day of 1905; taken for what was typed."""
    typed = sheet.serial_of(day)
    if FIRST_YEAR <= typed <= today.year:
        note = f"Ô hiện ngày {shown(day)}, do gõ năm {typed} vào ô định dạng ngày; lấy năm {typed}"
        return Reading(year=typed, notes=[note])
    return Reading(day=day, as_date=True)


def _from_number(number: float, sheet: Sheet, today: date, youngest: int) -> Reading:
    whole = int(number)
    if whole == number and 1_000 <= whole <= 9_999:
        return Reading(year=whole)
    if whole == number and 0 <= whole <= 99:
        return _short_year(f"{whole:02}", today, youngest)
    if 10_000 <= number <= 99_999 and (day := sheet.date_of(number)):
        return Reading(day=day, notes=[f"Số {whole} được hiểu là ngày {shown(day)}"])
    return Reading(error=_unreadable(number))


def _from_text(text: str, sheet: Sheet, today: date, youngest: int) -> Reading | None:
    text = _CLOCK.sub("", text)
    if text.isdecimal() and len(text) in (2, 4, 5):
        return _from_number(int(text), sheet, today, youngest)
    if match := _DAY_FIRST.match(text):
        reading = _build(match[1], match[3], match[4], today, youngest)
        reading.as_text = bool(reading.day)
        return reading
    if match := _ISO.match(text):
        return _build(match[3], match[2], match[1], today, youngest)
    if match := _MONTH.match(text):
        return _month(match["month"] or match[1], match["year"] or match[2])
    return _from_words(text, today, youngest)


def _from_words(text: str, today: date, youngest: int) -> Reading | None:
    """Ngày 5 tháng 3 năm 1980, tháng 3 năm 1980, năm 1980, ngày 5/3/1980, 5-Mar-1980."""
    words = re.sub(r"[,.\s]+", " ", search_key(text)).strip()
    words = re.sub(r"[ \-]*\bthg ?(\d)", r" thang \1", words)  # 13-thg5-1980, as Excel shows it in Vietnamese
    words = re.sub(r"^(sinh )?(ngay |nam sinh |sinh )?(?=\S)", "", words)
    if match := _WORDS.match(words):
        month = match[2] if match[2].isdecimal() else str(_MONTH_WORDS.get(match[2], ""))
        if month and match[1]:
            return _build(match[1], month, match[3], today, youngest)
        if month and len(match[3]) == 4:
            return _month(month, match[3])
    if match := re.match(r"nam (\d{4})$", words):
        return Reading(year=int(match[1]))
    if (match := _LETTER_MONTH.match(words)) and match[2][:3] in _MONTH_NAMES:
        return _build(match[1], str(_MONTH_NAMES[match[2][:3]]), match[3], today, youngest)
    rest = re.sub(r"^(sinh\s+)?(ngày|sinh)\s*:?\s*", "", text, flags=re.I)
    if rest != text and (match := _DAY_FIRST.match(rest)):
        return _build(match[1], match[3], match[4], today, youngest)
    return None


def _month(month: str, year: str) -> Reading:
    if not 1 <= int(month) <= 12:
        return Reading(error=f"Không có tháng {int(month)}")
    note = f"Chỉ có tháng và năm ({int(month)}/{year}); lấy năm {year}"
    return Reading(year=int(year), notes=[note], month_only=True)


def _short_year(digits: str, today: date, youngest: int) -> Reading:
    year = full_year(int(digits), today, youngest, None)
    return Reading(year=year, notes=[f"Năm chỉ có hai chữ số ({digits}), được hiểu là {year}"])


def _build(day: str, month: str, year: str, today: date, youngest: int) -> Reading:
    days, months, years, notes = int(day), int(month), int(year), []
    if len(year) == 2:
        years = full_year(years, today, youngest, (months, days))
        notes = [f"Năm chỉ có hai chữ số ({year}), được hiểu là {years}"]
    if not 1 <= months <= 12:
        return Reading(error=f"Không có tháng {months}")
    try:
        return Reading(day=date(years, months, days), notes=notes)
    except ValueError:
        return Reading(error=f"Không có ngày {day.zfill(2)}/{month.zfill(2)}/{years}")


def full_year(short: int, today: date, youngest: int, month_day: tuple[int, int] | None) -> int:
    """The latest year with these two digits in which someone born then has the age asked for today."""
    year = today.year - today.year % 100 + short
    latest = today.year - youngest
    if year > latest or (year == latest and month_day and month_day > (today.month, today.day)):
        year -= 100
    return year


def age_on(day: date, born: date | None, year: int | None) -> int | None:
    """Full years on a day; of a year of birth alone the most that it can be."""
    if born:
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return day.year - year if year else None
