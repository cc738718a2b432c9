"""What finds a learner: words of the name and of the units, the birth, the phone, the citizen number."""

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from centres.search import begins, spellings, those_matching, unaccented
from learners.learner_columns import with_last_class
from learners.models import Enrolment
from learners.names import search_key

_SIGNS = re.compile(r"[\s.\-]+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})(?:[/.\-](\d{4}))?", re.ASCII)
_NO_LETTER = re.compile(r"[^0-9a-z]+")
MOST_UNITS = 5000
FEW = 20_000  # places up to which a database reads them all rather than asking of each learner
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


class UnitNames:
    """The names under which learners came from some units, each read once: by an index, however many learners there are.

    What is found is (unit, name as stored); a place without a name of its own goes by its unit's.
    """

    def __init__(self, units: QuerySet):
        sent = Enrolment.objects.order_by().filter(unit__in=units.order_by())
        found = list(sent.values_list("unit", "unit_name").distinct()[:MOST_UNITS])
        nameless = [unit for unit, stored in found if not stored]
        own = dict(units.filter(pk__in=nameless).values_list("pk", "name")) if nameless else {}
        self.names = [(unit, stored, stored or own[unit]) for unit, stored in found]
        self._plain = [(unit, stored, _plain(name)) for unit, stored, name in self.names]

    def beginning(self, word: str) -> list[tuple[int, str]]:
        """The names in which a word begins so."""
        return self._with([f" {spelling}" for spelling in spellings(word)])

    def having(self, word: str) -> list[tuple[int, str]]:
        """The names in which this is a word."""
        return self._with([f" {word} "])

    def matching(self, text: str) -> list[tuple[int, str]]:
        """The names in which every word of a text occurs."""
        names = set(those_matching({name for _, _, name in self.names}, text))
        return [(unit, stored) for unit, stored, name in self.names if name in names]

    def _with(self, parts):
        return [(unit, stored) for unit, stored, plain in self._plain if any(part in plain for part in parts)]

    def places(self, found: list[tuple[int, str]], places: QuerySet | None = None) -> QuerySet:
        """The places of those who came under these names."""
        places = Enrolment.objects.order_by() if places is None else places
        whole, single = self._whole(found)
        condition = Q(unit__in=whole)
        for unit, name in single:
            condition |= Q(unit=unit, unit_name=name)
        return places.filter(condition)

    def _whole(self, found):
        """The units all of whose names are among those found, and the other names."""
        named, all_names = Counter(unit for unit, _ in found), Counter(unit for unit, _, _ in self.names)
        whole = [unit for unit, number in named.items() if number == all_names[unit]]
        return whole, [(unit, name) for unit, name in found if unit not in set(whole)]

    def learners(self, found: list[tuple[int, str]]) -> Q:
        """Those who came under these names."""
        if not found:
            return Q(pk__in=[])
        return who_has(self.places(found))


def who_has(places: QuerySet, *, few: bool = True) -> Q:
    """The learners of these places. Of many, or where they are no few, each learner is asked until there are enough."""
    if few and places.order_by()[: FEW + 1].count() <= FEW:
        return Q(pk__in=places.order_by().values("learner"))
    return Q(Exists(places.filter(learner=OuterRef("pk"))))


def _plain(name):
    """The name without accents, a space before and after each of its words: as written, and with signs left out."""
    written = unaccented(name)
    return f" {written} {_NO_LETTER.sub(' ', written)} "


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
