"""By the communes or districts that the centres serve: every class and every lượt stands in exactly one row.

A lượt belongs to the locality of its sending unit (its own, or of the nearest unit above it that has one); where that is
not known, to the only locality that the centre serves on the class's opening day; else nobody knows. A class stands in
the row of the locality that all its lượt belong to, and in a row of its own kind where they belong to several.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, Value

from centres.models import Centre, SendingUnit, ServedLocality
from centres.search import vietnamese_key
from centres.validity import holds_on
from reports.figures.people import UNKNOWN_KEY, opened_enrolments
from reports.figures.rows import ClassCount
from reports.figures.window import Window
from reports.value import BreakdownRow

SHARED_KEY = "nhieu-dia-ban"
LABELS = {SHARED_KEY: "Lớp có học viên nhiều địa bàn", UNKNOWN_KEY: "Chưa rõ địa bàn"}
"""Rows that are no locality, in the order in which they come last."""


class Served(NamedTuple):
    """A locality that a centre serves, and from when to when."""

    name: str
    valid_from: date | None
    valid_to: date | None


@dataclass(frozen=True)
class Localities:
    """What is known of some centres: the localities they serve, by centre, and the locality's name of each unit."""

    served: dict[int, list[Served]] = field(default_factory=dict)
    of_units: dict[int, str] = field(default_factory=dict)

    @classmethod
    def of(cls, centres: Iterable[Centre]) -> "Localities":
        """One query."""
        served, units = defaultdict(list), {}
        for centre, name, first, last, unit, parent in _served(centres).union(_units(centres), all=True):
            if unit is None:
                served[centre].append(Served(name, first, last))
            else:
                units[unit] = (name, parent)
        return cls(dict(served), _of_units(units))

    @property
    def are_known(self) -> bool:
        """Whether anything can be divided by locality at all."""
        return bool(self.served or self.of_units)

    def served_on(self, centre: int, day: date) -> tuple[str, ...]:
        """Names of what the centre serves on the day, as in a word list."""
        names = {row.name for row in self.served.get(centre, ()) if holds_on(row, day)}
        return tuple(sorted(names, key=vietnamese_key))

    def key_of(self, centre: int, unit: int | None, day: date) -> str:
        """The row of a lượt: the locality's name, or UNKNOWN_KEY."""
        if unit in self.of_units:
            return self.of_units[unit]
        served = self.served_on(centre, day)
        return served[0] if len(served) == 1 else UNKNOWN_KEY


PLACE = ("centre", "locality__name", "valid_from", "valid_to")


def _served(centres):
    no_unit, no_parent = Value(None, output_field=BigIntegerField()), Value(None, output_field=BigIntegerField())
    return ServedLocality.objects.filter(centre__in=centres).order_by().values_list(*PLACE, no_unit, no_parent)


def _units(centres):
    """All units of the centres in which some unit is known to be of a locality: it is also that of those under it."""
    known = SendingUnit.objects.filter(locality__isnull=False, centre__in=centres).values("centre")
    return SendingUnit.objects.filter(centre__in=known).order_by().values_list(*PLACE, "pk", "parent")


def _of_units(units: dict[int, tuple[str | None, int | None]]) -> dict[int, str]:
    found = {unit: _nearest(unit, units) for unit in units}
    return {unit: name for unit, name in found.items() if name}


def _nearest(unit, units) -> str | None:
    seen = set()
    while unit in units and unit not in seen:
        seen.add(unit)
        name, unit = units[unit]
        if name:
            return name
    return None


@dataclass(frozen=True)
class Divided:
    """The opened classes by locality: the key of each class's row, and the rows; both empty where nothing is known."""

    of_classes: dict[int, str] = field(default_factory=dict)
    rows: tuple[BreakdownRow, ...] = ()


def load_divided(centres: list[Centre], counts: list[ClassCount], window: Window, known: Localities) -> Divided:
    """One query where anything is known. Every locality served on the period's last day has its row, also an empty one."""
    if not known.are_known:
        return Divided()
    opened = [one for one in counts if one.line.opened]
    places = _places(centres, opened, window, known)
    of_classes = {one.line.pk: _key_of_class(one, places[one.line.pk], known) for one in opened}
    learners = sum(places.values(), Counter())
    names = [name for centre in centres for name in known.served_on(centre.pk, window.period.last)]
    return Divided(of_classes, rows_of(names, Counter(of_classes.values()), learners))


def _places(centres, opened, window, known) -> dict[int, Counter]:
    """Lượt by row, for each class."""
    days = {one.line.pk: (one.centre, one.line.opened_on) for one in opened}
    found = defaultdict(Counter)
    groups = opened_enrolments(centres, window).order_by().values_list("training_class", "unit").annotate(Count("pk"))
    for training_class, unit, number in groups:
        centre, day = days[training_class]
        found[training_class][known.key_of(centre, unit, day)] += number
    return found


def _key_of_class(one: ClassCount, places: Counter, known: Localities) -> str:
    keys = set(places) or {known.key_of(one.centre, None, one.line.opened_on)}
    return keys.pop() if len(keys) == 1 else SHARED_KEY


def rows_of(names: Iterable[str], classes: Counter, learners: Counter) -> tuple[BreakdownRow, ...]:
    """The rows of a breakdown by locality: the names given and those counted, then what belongs to none."""
    localities = ({*names, *classes, *learners}) - LABELS.keys()
    others = [key for key in LABELS if classes[key] or learners[key]]
    return tuple(
        BreakdownRow(key, LABELS.get(key, key), classes[key], learners[key])
        for key in (*sorted(localities, key=vietnamese_key), *others)
    )


def with_localities(counts: list[ClassCount], divided: Divided) -> list[ClassCount]:
    """The classes, each with the key of its row."""
    keys = divided.of_classes
    return [
        replace(one, line=replace(one.line, locality=keys[one.line.pk])) if one.line.pk in keys else one
        for one in counts
    ]
