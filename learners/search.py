"""What finds a learner: words of the name and of the units, the birth, the phone, the citizen number."""

import re
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from centres.search import begins
from learners.learner_columns import with_last_class
from learners.names import search_key
from learners.unit_names import UnitNames

_SIGNS = re.compile(r"[\s.\-]+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?", re.ASCII)
MOST_NAMED = 8


@dataclass(frozen=True)
class Words:
    """A text typed to find a learner, taken apart."""

    names: tuple[str, ...]
    days: tuple[tuple[int, int, int | None], ...]  # day, month, year or None
    numbers: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Words":
        whole = _SIGNS.sub("", text)
        if whole.isascii() and whole.isdigit() and len(whole) >= 9 and not _DAY.fullmatch(text.strip()):
            return cls((), (), (whole,))  # a number typed in groups: 001 090 000 011
        parts = search_key(text).replace(",", " ").split()
        days = [part for part in parts if _DAY.fullmatch(part)]
        numbers = [part for part in parts if part.isascii() and part.isdigit()]
        names = [part.strip("\"'") for part in parts if part not in days and part not in numbers]
        return cls(tuple(filter(None, names)), tuple(map(_day, days)), tuple(numbers))


def _day(text):
    day, month, year = _DAY.fullmatch(text).groups()
    return int(day), int(month), int(year) if year else None


def matching_learners(learners, units, text: str):
    """The learners whom every word finds, in any order and without accents.

    `units` are the sending units whose names count, as lists wrote them. Numbers are a year of birth, the end of a
    citizen number or of a phone number, from four digits on; any number is also one in a unit's name (thôn 5).
    """
    words = Words.of(text)
    known = UnitNames(units) if words.names or words.numbers else None
    for word in words.names:
        learners = learners.filter(begins("search_key", word) | known.learners(known.beginning(word)))
    for number in words.numbers:
        learners = learners.filter(_of_number(number) | known.learners(known.having(number)))
    for day in words.days:
        learners = learners.filter(_of_day(*day))
    return learners


def _of_number(number):
    if len(number) < 4:
        return Q(pk__in=[])
    if len(number) == 12:
        return Q(national_id=number)
    condition = Q(national_id__endswith=number) | Q(phone__endswith=number)
    return condition | Q(birth_year=number) if len(number) == 4 else condition


def _of_day(day, month, year):
    if year is None:
        return Q(birth_date__day=day, birth_date__month=month)
    try:
        return Q(birth_date=date(year, month, day))
    except ValueError:
        return Q(pk__in=[])


def named_like(learners, text: str) -> list:
    """Some learners whose names have every word, each with `last_unit` and `last_class`; none for a single word."""
    words = search_key(text).split()
    if len(words) < 2:
        return []
    for word in words:
        learners = learners.filter(begins("search_key", word))
    return list(with_last_class(learners.with_classes()).in_name_order()[:MOST_NAMED])
