"""C1-C4, L1-L8, S1, S2: what a centre's books say of certificates, staff, lecturers' activities, sessions, courses elsewhere.

A book that a centre has not begun by the day the report counts up to leaves its figures chưa có; one that it has begun
and that says nothing of the period makes them 0.
"""

from collections import defaultdict
from collections.abc import Iterable
from operator import add

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery, Sum, Value
from django.db.models.fields import CharField
from django.db.models.functions import Concat

from centres.models import StaffCount
from classes.models import LecturerActivity, OutsideCourse, Session
from classes.models.lecturer import ActivityKind
from classes.models.lesson import SessionKind
from learners.models import BlankMovement, RegisterEntry
from learners.models.certificate import Act, Movement
from reports.figures.lines import line_part, own_line
from reports.figures.window import Window
from reports.value import BreakdownRow

REGISTER = {"C1": Act.ISSUED, "C2": Act.REISSUED, "C3": Act.WITHDRAWN}
ACTIVITIES = {"L4": ActivityKind.OBSERVATION, "L5": ActivityKind.TRAINING, "L6": ActivityKind.CONTEST}
TOPICS = {"L7": SessionKind.VISIT, "L8": SessionKind.LOCAL}
COURSES = {"S1": "courses", "S2": "sent"}
STAFF = ("L1", "L2", "L3")
BOOKS = (REGISTER, ACTIVITIES, TOPICS, COURSES)
CODES = (*STAFF, *(code for book in BOOKS for code in book))
ADDITIVE = tuple(code for book in BOOKS for code in book)
"""The figures that are counted over days: they have a value for the year to date, and two halves make a year."""

KIND = CharField(max_length=20)
NOTHING = (0, 0, 0)
SEPARATOR = "\x1f"
SENT = {"courses": ("to:", "on:"), "sent": ("by:", "of:")}
"""Courses and people sent to them, which are also counted by programme and by line."""
NAMED = (*SENT["courses"], *SENT["sent"], "got:")
"""What is counted by its own name: the above, and further training."""
Numbers = dict[str, tuple[int | None, int | None, int | None]]  # what → in the period, in the year, since ever


class Books(dict):
    """The figures of each centre by its key; and, of all centres together, what S and L5 are made of."""

    breakdowns: dict[str, tuple[BreakdownRow, ...]]


def load_books(centres, window: Window) -> Books:
    """The figures of each centre by its key, with the year to date (C1c) of the additive ones. One query."""
    read: dict[int, Numbers] = defaultdict(lambda: defaultdict(lambda: NOTHING))
    first, *others = [part.values_list("of_centre", "what", *"abc") for part in _parts(centres, window)]
    for centre, what, *numbers in first.union(*others, all=True):
        for name in _names(what):
            read[centre][name] = numbers if what == "staff" else tuple(map(add, read[centre][name], numbers))
    books = Books((centre.pk, _figures(read[centre.pk])) for centre in centres)
    books.breakdowns = _breakdowns(read.values())
    return books


def _names(what: str) -> tuple[str, ...]:
    """What a row counts for: a course in all, under its programme and under its line, anything else for itself."""
    kind, _, course = what.partition(SEPARATOR)
    if kind not in SENT:
        return (what,)
    (by_programme, by_line), (code, name, line, line_name) = SENT[kind], course.split(SEPARATOR)
    return kind, f"{by_programme}{code}{SEPARATOR}{name}", f"{by_line}{line}{SEPARATOR}{line_name}"


def _breakdowns(read: Iterable[Numbers]) -> dict[str, tuple[BreakdownRow, ...]]:
    """Courses elsewhere by programme (classes, people sent), lecturers' further training by course; none left out."""
    sums = defaultdict(int)
    for numbers in read:
        for what, (now, *_) in numbers.items():
            if what.startswith(NAMED):
                sums[what] += now
    titles = [what.partition(":")[2] for what in sorted(sums) if what.startswith("got:") and sums[what]]
    found = {
        "sent": _sent(sums, "to:", "by:"),
        "sent_line": _sent(sums, "on:", "of:"),
        "training": tuple(BreakdownRow(one, one, None, sums[f"got:{one}"]) for one in titles if one),
    }
    return {name: rows for name, rows in found.items() if rows}


def _sent(sums, classes, people) -> tuple[BreakdownRow, ...]:
    """Rows of "to:cao-cap" and "cao cấp lý luận chính trị": a programme's or a line's code, and what it is called."""
    names = [what.removeprefix(classes) for what in sorted(sums) if what.startswith(classes) and sums[what]]
    return tuple(
        BreakdownRow(*one.split(SEPARATOR, 1), sums[f"{classes}{one}"], sums[f"{people}{one}"]) for one in names
    )


def _parts(centres, window):
    """Rows of (centre, what, in the period, in the year, since ever); of staff its three numbers."""
    latest = StaffCount.objects.filter(
        Q(counted_on__isnull=True) | Q(counted_on__lte=window.as_of), centre=OuterRef("centre")
    ).order_by(F("counted_on").desc(nulls_last=True))
    counted = StaffCount.objects.filter(centre__in=centres, pk=Subquery(latest.values("pk")[:1])).order_by()
    lecturers = ("staff", "lecturers_full_time", "lecturers_part_time")
    yield counted.values(of_centre=F("centre"), what=Value("staff", output_field=KIND)).annotate(
        **{name: F(field) for name, field in zip("abc", lecturers, strict=True)}
    )
    entries = RegisterEntry.objects.filter(centre__in=centres)
    yield _grouped(entries, "centre", F("kind"), "entered_on", window)
    movements = BlankMovement.objects.filter(centre__in=centres)
    yield _grouped(movements, "centre", F("kind"), "moved_on", window, "quantity")
    activities = LecturerActivity.objects.filter(lecturer__centre__in=centres, kind__in=ACTIVITIES.values())
    yield _grouped(activities, "lecturer__centre", F("kind"), "held_on", window)
    sessions = Session.objects.live().filter(training_class__centre__in=centres)
    yield _grouped(sessions, "training_class__centre", Value("sessions", output_field=KIND), "held_on", window)
    yield _grouped(first_of_topics(sessions), "training_class__centre", F("kind"), "held_on", window)
    courses = OutsideCourse.objects.filter(centre__in=centres).annotate(own_line=own_line())
    for what, summed in (("courses", "pk"), ("sent", "people")):
        yield _grouped(courses, "centre", _course(what), "first_day", window, summed)
    trained = activities.filter(kind=ActivityKind.TRAINING)
    yield _grouped(
        trained, "lecturer__centre", Concat(Value("got:"), F("title"), output_field=CharField()), "held_on", window
    )


def _course(what):
    """The kind and, behind it, code and name of the course's programme and of its line, as `_names` takes them apart."""
    named = (F("programme__code"), F("programme__short_name"), line_part("code"), line_part("name"))
    parts = [part for one in named for part in (Value(SEPARATOR), one)]
    return Concat(Value(what), *parts, output_field=CharField())


def first_of_topics(sessions):
    """A visit or a local topic that takes a class several sessions is one, on the day of the first of them."""
    same = Session.objects.live().filter(
        training_class=OuterRef("training_class"), kind=OuterRef("kind"), topic=OuterRef("topic")
    )
    earlier = same.filter(
        Q(held_on__lt=OuterRef("held_on")) | Q(held_on=OuterRef("held_on"), part__lt=OuterRef("part"))
    )
    return sessions.filter(~Exists(earlier), kind__in=TOPICS.values())


def _grouped(rows, centre, what, day, window, summed="pk"):
    def number(days):
        within = Q(**{f"{day}__range": days})
        return Count("pk", filter=within) if summed == "pk" else Sum(summed, filter=within, default=0)

    spans = {"a": window.in_period, "b": window.to_date}
    until = rows.filter(**{f"{day}__lte": window.as_of}).order_by()
    amounts = {name: number(days) for name, days in spans.items()}
    amounts["c"] = Count("pk") if summed == "pk" else Sum(summed, output_field=IntegerField())
    return until.values(of_centre=F(centre), what=what).annotate(**amounts)


def _figures(read: Numbers) -> dict:
    figures = dict(zip(STAFF, read.get("staff", (None, None, None)), strict=True))
    for book in BOOKS:
        begun = "sessions" in read if book is TOPICS else any(what in read for what in book.values())
        for code, what in book.items():
            now, to_date, _ = read.get(what, NOTHING) if begun else (None, None, None)
            figures |= {code: now, f"{code}c": to_date}
    return figures | {"C4": _blanks(read)}


def _blanks(read):
    """C4 up to the day: each certificate, issued or reissued, used one (learners/certificates.py)."""
    if Movement.RECEIVED not in read and Movement.SPOILED not in read:
        return None
    received, spoiled, *used = (
        read.get(what, NOTHING)[2] for what in (Movement.RECEIVED, Movement.SPOILED, Act.ISSUED, Act.REISSUED)
    )
    return blanks(received, sum(used), spoiled)


def blanks(received: int, used: int, spoiled: int) -> dict[str, int]:
    """C4 as a report holds it: what is left follows from the rest."""
    return {"received": received, "used": used, "spoiled": spoiled, "left": received - used - spoiled}


def add_books(parts: Iterable[dict]) -> dict:
    """The figures of several centres together: each is summed where it is known."""
    parts = list(parts)
    codes = (*CODES, *(f"{code}c" for code in ADDITIVE))
    return {code: _sum(part.get(code) for part in parts) for code in codes} | {"C4": add_blanks(parts)}


def add_blanks(parts: Iterable[dict]) -> dict[str, int] | None:
    """C4 summed over those who keep count of blanks."""
    known = [part["C4"] for part in parts if part.get("C4") is not None]
    return {name: sum(one[name] for one in known) for name in known[0]} if known else None


def _sum(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None
