"""The timetable of a past class laid out again from another day: same sessions, same parts of the day, days off skipped."""

from datetime import date, timedelta
from itertools import groupby

from classes.models import Holiday, Session, TrainingClass
from classes.timetable.planning import LONGEST, WORKING_DAYS, Proposal

COPIED = ("part", "periods", "kind", "counted", "lesson", "topic", "lecturer", "room")


def shifted(training_class: TrainingClass, sessions: list[Session], start: date, days_off: list[Holiday]) -> Proposal:
    """Sessions not stored yet of `training_class`, as those given (in order) were held, the first on `start` or the next
    day that is free; each day of lessons stays one day."""
    held = [list(day) for _, day in groupby(sessions, key=lambda session: session.held_on)]
    weekdays = weekdays_of([day[0].held_on for day in held], start)
    made, skipped, day = [], [], start
    while held and day <= start + LONGEST:
        off = next((one for one in days_off if one.holds(day)), None)
        if day.weekday() in weekdays and off:
            skipped.append((day, off))
        elif day.weekday() in weekdays:
            made += [_again(training_class, session, day) for session in held.pop(0)]
        day += timedelta(days=1)
    return Proposal(made, skipped, sum(len(day) for day in held))


def weekdays_of(days: list[date], start: date) -> frozenset[int]:
    """On which weekdays such a class meets: those of a class of several weeks; else any working day, and the weekend
    only where it met then. The first day is always one of them."""
    used = frozenset(day.weekday() for day in days)
    weekly = bool(days) and days[-1] - days[0] >= timedelta(days=10)
    chosen = used if weekly and start.weekday() in used else used | WORKING_DAYS
    return chosen | {start.weekday()}


def _again(training_class, session, day):
    return Session(training_class=training_class, held_on=day, **{name: getattr(session, name) for name in COPIED})
