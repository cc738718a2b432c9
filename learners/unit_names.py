"""The units from which a centre's learners came, found by words of their names and read by an index."""

import re
from collections import Counter
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from centres.models import Centre, SendingUnit
from centres.search import spellings, those_matching, unaccented
from learners.models import Enrolment
from learners.names import match_key

MOST_UNITS = 5000
FEW = 20_000  # places up to which a database reads them all rather than asking of each learner
_NO_LETTER = re.compile(r"[^0-9a-z]+")


class UnitNames:
    """The names under which learners came from some units, each read once: by an index, however many learners there are.

    What is found is (unit, name as stored); a place without a name of its own goes by its unit's.
    """

    def __init__(self, units: QuerySet):
        self.names = [(unit, stored, stored or own) for unit, stored, own in _names_in_use(units)]
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


def unit_gone_by(centre: Centre, keys: Iterable[str]) -> dict[str, SendingUnit]:
    """The units under which learners came by names of these keys (match_key): how a list wrote one renamed or merged since."""
    keys, units = set(keys), SendingUnit.objects.filter(centre=centre)
    if not keys:
        return {}
    found = {match_key(stored): unit for unit, stored, _ in sorted(UnitNames(units).names, reverse=True) if stored}
    rows = units.in_bulk([found[key] for key in keys & found.keys()])
    return {key: rows[found[key]] for key in keys & found.keys()}


def who_has(places: QuerySet, *, few: bool = True) -> Q:
    """The learners of these places. Of many, or where they are no few, each learner is asked until there are enough."""
    if few and places.order_by()[: FEW + 1].count() <= FEW:
        return Q(pk__in=places.order_by().values("learner"))
    return Q(Exists(places.filter(learner=OuterRef("pk"))))


def _names_in_use(units) -> list[tuple[int, str, str]]:
    """(unit, name as stored, the unit's own name) of every name under which somebody came.

    An index gives a unit's first and last name at once; only where they differ are its places read.
    """
    sent = Enrolment.objects.filter(unit=OuterRef("pk"))
    ends = {
        "first_name": Subquery(sent.order_by("unit_name").values("unit_name")[:1]),
        "last_name": Subquery(sent.order_by("-unit_name").values("unit_name")[:1]),
    }
    found, several = [], {}
    for unit, own, first, last in units.order_by().annotate(**ends).values_list("pk", "name", *ends)[:MOST_UNITS]:
        if first == last and first is not None:
            found.append((unit, first, own))
        elif first is not None:
            several[unit] = own
    if several:
        differing = Enrolment.objects.filter(unit__in=several).order_by().values_list("unit", "unit_name").distinct()
        found += [(unit, stored, several[unit]) for unit, stored in differing[:MOST_UNITS]]
    return found


def _plain(name):
    """The name without accents, a space before and after each of its words: as written, and with signs left out."""
    written = unaccented(name)
    return f" {written} {_NO_LETTER.sub(' ', written)} "
