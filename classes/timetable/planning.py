"""A timetable proposed from an outline: which day and part of the day each session takes. Nothing is stored here."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from classes.models import Holiday, Programme, Session, TrainingClass
from classes.timetable.outline import Line

LONGEST = timedelta(days=2 * 366)
CONTINUED = " (tiếp theo)"
USUAL_PERIODS = 5  # one buổi is five tiết (61-HD/BTGTW)
WORKING_DAYS = frozenset(range(5))


@dataclass(frozen=True)
class Pattern:
    """When a class meets: from a day on, on these weekdays (0 is Monday), in these parts of the day, so many tiết each."""

    start: date
    weekdays: frozenset[int]
    parts: tuple[str, ...]
    per_session: int


def usual_periods(programme: Programme) -> int:
    """How many tiết a session of the programme has: by its own length, else five."""
    whole = programme.periods and programme.half_days
    return programme.periods // programme.half_days if whole else USUAL_PERIODS


@dataclass(frozen=True)
class Proposal:
    """Sessions not stored yet, in order, and the days off that were left out. `unplaced` counts what found no day."""

    sessions: list[Session]
    skipped: list[tuple[date, Holiday]]
    unplaced: int = 0

    @property
    def skipped_in_words(self) -> str:
        return days_in_words(self.skipped)


def days_in_words(skipped: list[tuple[date, Holiday]]) -> str:
    """04/02/2027–10/02/2027 (Tết Nguyên đán), 26/04/2027 (Giỗ Tổ): the days off left out, each holiday once."""
    spans = []
    for off, days in groupby(skipped, key=lambda one: one[1]):
        days = [day for day, _ in days]
        until = f"–{days[-1]:%d/%m/%Y}" if len(days) > 1 else ""
        spans.append(f"{days[0]:%d/%m/%Y}{until} ({off.name})")
    return ", ".join(spans)


def propose(training_class: TrainingClass, lines: list[Line], pattern: Pattern, days_off: list[Holiday]) -> Proposal:
    """Place the lines one after the other; a line longer than a session goes on in the next."""
    wanted = [piece for line in lines for piece in split(line, pattern.per_session)]
    sessions, skipped = [], []
    for day, part in _slots(pattern, days_off, skipped):
        if len(sessions) == len(wanted):
            break
        line = wanted[len(sessions)]
        sessions.append(
            Session(
                training_class=training_class,
                held_on=day,
                part=part,
                periods=line.periods,
                kind=line.kind,
                counted=line.counted,
                lesson=line.lesson,
                topic=line.title,
            )
        )
    last = sessions[-1].held_on if sessions else pattern.start
    return Proposal(sessions, [one for one in skipped if one[0] <= last], len(wanted) - len(sessions))


def split(line: Line, per_session: int) -> list[Line]:
    """The line in pieces of one session each: 10 tiết are two times 5."""
    pieces, left = [], line.periods
    while left > 0:
        title = line.title if not pieces else f"{line.title[: 300 - len(CONTINUED)]}{CONTINUED}"
        pieces.append(Line(title, min(left, per_session), line.kind, line.counted, line.lesson))
        left -= per_session
    return pieces


def _slots(pattern, days_off, skipped):
    day = pattern.start
    while day <= pattern.start + LONGEST:
        if day.weekday() in pattern.weekdays:
            off = next((one for one in days_off if one.holds(day)), None)
            if off:
                skipped.append((day, off))
            else:
                yield from ((day, part) for part in pattern.parts)
        day += timedelta(days=1)
