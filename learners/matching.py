"""Who is who within one centre: the same person, another person, or a doubt that somebody must decide.

By citizen number first; else by name (whatever its tone marks' placement), birth and unit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from centres.models import Centre
from classes.models import TrainingClass
from classes.models.training_class import Status
from learners.models import Enrolment, Learner
from learners.models.enrolment import COUNTED_STATES, State
from learners.names import match_key, sort_key

CHUNK = 500  # values in one IN: SQLite takes no more than some thousand parameters


@dataclass(frozen=True)
class Person:
    """What is known of somebody before it is decided which learner that is."""

    full_name: str
    birth_date: date | None = None
    birth_year: int | None = None
    national_id: str = ""
    unit_name: str = ""

    @property
    def birth(self) -> str:
        """As `Learner.birth`: the day, else the year, else nothing."""
        return f"{self.birth_date:%d/%m/%Y}" if self.birth_date else str(self.birth_year or "")


@dataclass
class Match:
    """The learner it surely is, or those it may be and why; with neither it is a new one."""

    learner: Learner | None = None
    candidates: list[Learner] = field(default_factory=list)
    doubt: str = ""
    may_be_new: bool = True

    def only_candidate(self, person: "Person") -> Learner | None:
        """The single one it may be, where no citizen number speaks against it; None where each is to be looked at."""
        if len(self.candidates) != 1 or not self.may_be_new:
            return None
        known = self.candidates[0]
        return None if person.national_id and known.national_id else known


class KnownLearners:
    """The learners of a centre who may be among some people, read in a fixed number of queries per 500 of them."""

    def __init__(self, centre: Centre, people: Iterable[Person]):
        people = list(people)
        learners = Learner.objects.filter(centre=centre)
        numbers = {person.national_id for person in people} - {""}
        names = {sort_key(person.full_name) for person in people}
        found = {one.pk: one for one in within(learners, "national_id", numbers)}
        found |= {one.pk: one for one in within(learners, "sort_key", names)}
        self._by_number = {one.national_id: one for one in found.values() if one.national_id}
        self._by_name: dict[str, list[Learner]] = defaultdict(list)
        for _, one in sorted(found.items()):
            self._by_name[match_key(one.full_name)].append(one)
        self.units: dict[int, set[str]] = defaultdict(set)
        with_unit = Enrolment.objects.exclude(unit_name="").values_list("learner", "unit_name")
        for learner, unit_name in within(with_unit, "learner", found):
            self.units[learner].add(match_key(unit_name))

    def match(self, person: Person) -> Match:
        """Who of the centre the person is."""
        holder = self._by_number.get(person.national_id) if person.national_id else None
        if holder:
            return self._match_holder(person, holder)
        surely, perhaps = [], []
        for learner in self._by_name[match_key(person.full_name)]:
            likeness = self._likeness(person, learner)
            if likeness is not None:
                (surely if likeness else perhaps).append(learner)
        if len(surely) == 1:
            return Match(learner=surely[0])
        if surely or perhaps:
            return Match(candidates=surely + perhaps, doubt=_why(person, surely + perhaps))
        return Match()

    def _match_holder(self, person, holder):
        same_name = match_key(holder.full_name) == match_key(person.full_name)
        if same_name and births_of(person, holder) != "differ":
            return Match(learner=holder)
        described = f"{holder.full_name}, sinh {holder.birth}" if holder.birth else holder.full_name
        return Match(candidates=[holder], doubt=f"Số định danh này đang là của {described}.", may_be_new=False)

    def _likeness(self, person, learner) -> bool | None:
        """True: surely the same person; False: perhaps; None: another one with the same name."""
        births = births_of(person, learner)
        if births == "differ":
            return None
        if person.national_id and learner.national_id:  # both known, and not the same
            return False if births == "day" else None
        unit, units = match_key(person.unit_name), self.units[learner.pk]
        same_unit = unit in units
        unit_open = not unit or not units
        if births == "day":
            return same_unit or unit_open
        if births == "year":
            return same_unit
        return False if same_unit or unit_open else None


def within(queryset: QuerySet, field_name: str, values: Iterable) -> Iterator:
    """The rows whose field is among the values, however many these are."""
    values = sorted(values)
    for start in range(0, len(values), CHUNK):
        yield from queryset.filter(**{f"{field_name}__in": values[start : start + CHUNK]})


def births_of(person: "Person | Learner", learner: Learner) -> str:
    """How two births compare: "differ", the same "day", the same "year" where neither has more, else "unknown"."""
    if person.birth_date and learner.birth_date:
        return "day" if person.birth_date == learner.birth_date else "differ"
    if not person.birth_year or not learner.birth_year:
        return "unknown"
    if person.birth_year != learner.birth_year:
        return "differ"
    return "unknown" if person.birth_date or learner.birth_date else "year"


def _why(person, candidates):
    if len(candidates) > 1:
        return f"Trung tâm có {len(candidates)} học viên cùng tên có thể là người này."
    known = candidates[0]
    if person.national_id and known.national_id:
        return f"Cùng tên, cùng ngày sinh nhưng khác số định danh ({known.masked_national_id})."
    if births_of(person, known) == "day":
        return "Cùng tên, cùng ngày sinh nhưng khác đơn vị."
    return f"Cùng tên; ngày sinh trong sổ: {known.birth or 'chưa rõ'}."


def warnings_for(training_class: TrainingClass, learners: Iterable[Learner]) -> dict[int, list[str]]:
    """By learner's pk what to think of before they enter the class: the same programme before, another class meanwhile.

    Nothing of it refuses. Two queries for every 500 learners, one when the class has no day yet.
    """
    pks = {learner.pk for learner in learners}
    places = Enrolment.objects.exclude(training_class=training_class)
    places = places.exclude(training_class__status=Status.CANCELLED).select_related("training_class")
    places = places.order_by("training_class__opened_on", "training_class__code")
    before = places.filter(training_class__programme=training_class.programme_id, state__in=COUNTED_STATES)
    found: dict[int, list[str]] = defaultdict(list)
    for place in within(before, "learner", pks):
        found[place.learner_id].append(f"Đã học chương trình này: {_class_and_year(place.training_class)}.")
    for place in within(_meanwhile(places, training_class), "learner", pks):
        found[place.learner_id].append(f"Đang có trong lớp {place.training_class.code} cùng thời gian.")
    return found


def _class_and_year(training_class):
    year = f" năm {training_class.opened_on.year}" if training_class.opened_on else ""
    return f"lớp {training_class.code}{year}"


def _meanwhile(places, training_class):
    """Those in classes whose days overlap with the class's; a last day that nobody has set yet counts as open."""
    first, last = training_class.opened_on, training_class.closed_on or training_class.closes_on
    if first is None:
        return places.none()
    ends_after = Q(training_class__closed_on__gte=first)
    ends_after |= Q(training_class__closed_on__isnull=True, training_class__closes_on__gte=first)
    ends_after |= Q(training_class__closed_on__isnull=True, training_class__closes_on__isnull=True)
    begins_before = Q(training_class__opened_on__lte=last) if last else Q(training_class__opened_on__isnull=False)
    return places.filter(ends_after, begins_before, state=State.ATTENDING)
