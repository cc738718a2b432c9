"""What stands behind the figures of a centre's books and of its plan: the very rows that they are summed from.

A record's codes: C1 to C3 and L4 to L9, S1, S2 with their year to date, C4:received, C4:used, C4:spoiled, L1 to L3, P1,
P2, P1a, P2a. What a figure's records amount to is the figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Max, Min, Q

from centres.models import Centre, StaffCount
from classes.models import LecturerActivity, OutsideCourse, Session
from classes.models.lecturer import ActivityKind
from classes.models.lesson import SessionKind
from learners.models import BlankMovement, RegisterEntry
from learners.models.certificate import Act, Movement
from reports.figures.books import ACTIVITIES, ADDITIVE, REGISTER, STAFF, TOPICS, first_of_topics
from reports.figures.plan import Decision, load_plans
from reports.figures.window import Window, within
from reports.models import FrozenRecord, ReportVersion

PLAN = ("P1", "P2", "P1a", "P2a")
SUMMED = (*ADDITIVE, "L9")
SUMS = frozenset([*STAFF, *PLAN, *SUMMED, *(f"{code}c" for code in SUMMED)])
CODES = SUMS | {"C4"}
"""The figures that are the sum of their records; C4 is made of three such sums."""
BLANKS = {"received": "Phôi đã nhận", "used": "Phôi đã dùng", "spoiled": "Phôi hỏng"}
USED = (Act.ISSUED, Act.REISSUED)
STORED = ("what", "place", "person", "day", "amount")


@dataclass(frozen=True)
class Record:
    """A row of a book, in words, and how much it adds to each of its codes; None where the row does not say.

    `person` is whom the row is about, in a row of blanks its note; of certificates and blanks it is not for reviewers.
    """

    codes: frozenset[str]
    what: str
    place: str = ""
    person: str = ""
    day: date | None = None
    amount: int | None = 1


Records = tuple[Record, ...]


def live_records(centre: Centre, window: Window) -> Records:
    """The rows as they are now. A fixed number of queries."""
    books = (_register, _used_before, _blanks, _activities, _sessions, _topics, _courses, _staff, _plan)
    return tuple(record for book in books for record in book(centre, window))


def frozen_records(version: ReportVersion, code: str) -> Records:
    """A figure's rows as they stood when the version was submitted; none where that was before they were kept. One query."""
    wanted = " C4:" if code == "C4" else f" {code} "
    return tuple(
        Record(frozenset(row.codes.split()), **{name: getattr(row, name) for name in STORED})
        for row in version.records.filter(codes__contains=wanted)
    )


def freeze_records(version: ReportVersion, records: Records) -> None:
    """Store the rows beside the version."""
    FrozenRecord.objects.bulk_create(
        (
            FrozenRecord(
                version=version,
                codes=f" {' '.join(sorted(record.codes))} ",
                **{name: getattr(record, name) for name in STORED},
            )
            for record in records
        ),
        batch_size=2000,
    )


def records_in(code: str, records: Records) -> list[Record]:
    """Those of the records that the figure of this code is summed from."""
    return [record for record in records if code in record.codes]


def amount_of(records: Iterable[Record]) -> int | None:
    """What the rows add up to; None where one of them does not say."""
    amounts = [record.amount for record in records]
    return None if None in amounts else sum(amounts)


def is_made(code: str, value, records: Records) -> bool:
    """Whether the records make the figure. One that is not known is made of nothing."""
    if value is None:
        return True
    if code == "C4":
        return all(value[part] == amount_of(records_in(f"C4:{part}", records)) for part in BLANKS)
    return value == amount_of(records_in(code, records))


def unmade(figures: dict, records: Records) -> list[str]:
    """Codes whose figure is not what its records add up to."""
    return sorted(code for code in CODES if not is_made(code, figures.get(code), records))


def _spans(code: str, day: date, window: Window):
    """The codes that a row of a day counts in: in the period, in the year up to the day."""
    spans = {code: window.in_period, f"{code}c": window.to_date}
    return frozenset(name for name, days in spans.items() if within(day, days))


def _register(centre, window):
    codes = {kind: code for code, kind in REGISTER.items()}
    enrolment = "certificate__enrolment__"
    entries = RegisterEntry.objects.filter(centre=centre, entered_on__range=window.to_date).order_by("number")
    for number, kind, day, paper, learner, code, name in entries.values_list(
        *("number", "kind", "entered_on", "certificate__number", f"{enrolment}learner__full_name"),
        *(f"{enrolment}training_class__code", f"{enrolment}training_class__name"),
    ):
        used = {"C4:used"} if kind in USED else set()
        what = f"Số vào sổ {number}: {Act(kind).label.lower()} giấy số {paper}"
        yield Record(_spans(codes[kind], day, window) | used, what, f"{code} – {name}", learner, day)


def _used_before(centre, window):
    """Blanks used before the year, one row a day: a register of many years is not copied with each version."""
    last = min(window.as_of, window.year_first - timedelta(days=1))  # a year that has not begun counts up to today
    before = RegisterEntry.objects.filter(centre=centre, entered_on__lte=last, kind__in=USED)
    for day, first, last, number in (
        (before.order_by().values("entered_on").annotate(a=Min("number"), b=Max("number"), n=Count("pk")))
        .order_by("entered_on")
        .values_list("entered_on", "a", "b", "n")
    ):
        lines = f"số vào sổ {first}" if first == last else f"từ số vào sổ {first} đến số {last}"
        yield Record(frozenset(["C4:used"]), f"Cấp, cấp lại, {lines}", day=day, amount=number)


def _blanks(centre, window):
    moved = BlankMovement.objects.filter(centre=centre, moved_on__lte=window.as_of).order_by("moved_on", "pk")
    for kind, day, quantity, note in moved.values_list("kind", "moved_on", "quantity", "note"):
        what = "Nhận phôi" if kind == Movement.RECEIVED else "Phôi hỏng"
        yield Record(frozenset([f"C4:{kind}"]), what, "", note, day, quantity)


def _activities(centre, window):
    codes = {kind: code for code, kind in ACTIVITIES.items()}
    done = LecturerActivity.objects.filter(
        lecturer__centre=centre, kind__in=codes, held_on__range=window.to_date
    ).order_by("held_on", "pk")
    for kind, day, title, lecturer in done.values_list("kind", "held_on", "title", "lecturer__full_name"):
        label = ActivityKind(kind).label
        yield Record(_spans(codes[kind], day, window), f"{label}: {title}" if title else label, "", lecturer, day)


SESSION = ("kind", "topic", "held_on", "periods", "training_class__code", "training_class__name", "lecturer__full_name")


def _sessions(centre, window):
    held = Session.objects.live().filter(lecturer__centre=centre, held_on__range=window.to_date).in_order()
    for _, topic, day, periods, code, name, lecturer in held.values_list(*SESSION):
        yield Record(_spans("L9", day, window), topic, f"{code} – {name}", lecturer, day, periods)


def _topics(centre, window):
    codes = {kind: code for code, kind in TOPICS.items()}
    sessions = Session.objects.live().filter(training_class__centre=centre, held_on__range=window.to_date)
    for kind, topic, day, _, code, name, lecturer in first_of_topics(sessions).in_order().values_list(*SESSION):
        what = f"{SessionKind(kind).label}: {topic}"
        yield Record(_spans(codes[kind], day, window), what, f"{code} – {name}", lecturer or "", day)


def _courses(centre, window):
    courses = OutsideCourse.objects.filter(centre=centre, first_day__range=window.to_date).order_by("first_day", "pk")
    for name, host, day, people in courses.values_list("name", "host", "first_day", "people"):
        yield Record(_spans("S1", day, window), name, host, "", day)
        yield Record(_spans("S2", day, window), name, host, "", day, people)


def _staff(centre, window):
    counted = StaffCount.objects.filter(Q(counted_on__isnull=True) | Q(counted_on__lte=window.as_of), centre=centre)
    latest = counted.order_by(F("counted_on").desc(nulls_last=True)).first()
    if latest:
        numbers = (latest.staff, latest.lecturers_full_time, latest.lecturers_part_time)
        for code, number in zip(STAFF, numbers, strict=True):
            yield Record(frozenset([code]), "Số đếm cán bộ, giảng viên", day=latest.counted_on, amount=number)


def _plan(centre, window):
    plan = load_plans([centre], window.year, window.period.last).get(centre.pk)
    if plan and plan.first:
        yield from _quotas(plan.first, {"P1", "P1a"}, {"P2", "P2a"})
    for decision in plan.adjustments if plan else ():
        yield from _quotas(decision, {"P1a"}, {"P2a"})


def _quotas(decision: Decision, of_classes: set[str], of_learners: set[str]):
    what = f"Quyết định số {decision.number} của {decision.issuer}"
    for _, programme, _, _, amounts in decision.lines:
        for codes, amount in zip((of_classes, of_learners), amounts, strict=True):
            yield Record(frozenset(codes), what, programme, "", decision.decided_on, amount)
