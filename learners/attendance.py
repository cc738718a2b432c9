"""A class's attendance as a whole: every learner's sessions, and whether they have been to enough of them.

Counted in tiết. Of the class's counted sessions (those called off left out) a learner may miss so many that the share of
the rules is kept (80 %: 1147-QĐ/BTGDVTW, Điều 6). As long as sessions are still to come, somebody falls short only when
even all of these would not be enough: nobody is refused a test for a session that is not held yet.
"""

from dataclasses import dataclass
from decimal import Decimal

from centres.numbers import percent_of
from classes.models import AssessmentRules, Session, TrainingClass
from learners.attendance_codes import Entry
from learners.bands import rules_of
from learners.models import Attendance, Enrolment
from learners.models.attendance import Presence
from learners.models.enrolment import State

MINIMUM_WITHOUT_RULES = Decimal(80)


@dataclass(frozen=True)
class Tally:
    """One learner's tiết: `total` of the whole timetable, `held` of the sessions taken so far, `missed` of those."""

    total: int
    held: int
    missed: int
    minimum: Decimal

    @property
    def attended(self) -> int:
        return self.held - self.missed

    @property
    def percent(self) -> Decimal | None:
        """The share of what was held so far; None before the first session."""
        return percent_of(self.attended, self.held) if self.held else None

    @property
    def is_short(self) -> bool:
        """Whether too much is missed already, whatever comes."""
        return self.held > 0 and (self.total - self.missed) * 100 < self.minimum * self.total

    @property
    def so_far(self) -> str:
        """35/50"""
        return f"{self.attended}/{self.held}"

    @property
    def share(self) -> str:
        """70%; a dash before the first session."""
        return f"{self.percent:f}".rstrip("0").rstrip(".").replace(".", ",") + "%" if self.held else "–"

    @property
    def in_words(self) -> str:
        """dự học 35/50 tiết (70%)"""
        return f"dự học {self.so_far} tiết ({self.share if self.held else '0%'})"


class AttendanceBook:
    """The sessions of a class that are held, what was noted in them, and what it comes to. Three queries.

    None where the rules, the sessions (live, in order) and the rows were read beforehand, for a page of many classes.
    """

    def __init__(self, training_class: TrainingClass, rules: AssessmentRules | None = None, sessions=None, rows=None):
        self.training_class = training_class
        rules = rules or rules_of(training_class)
        self.minimum = rules.minimum_attendance if rules else MINIMUM_WITHOUT_RULES
        self.excused_counts = rules.excused_counts_absent if rules else True
        if sessions is None:
            sessions = training_class.sessions.live().select_related("lecturer", "room", "taken_by").in_order()
        self.sessions: list[Session] = list(sessions)
        if rows is None:
            rows = Attendance.objects.filter(session__in=self.sessions) if self.sessions else ()
        self.entries = {(row.enrolment_id, row.session_id): Entry.of(row) for row in rows}

    @property
    def is_begun(self) -> bool:
        """Whether attendance was taken at all: a class without it is judged as ever."""
        return any(session.is_taken for session in self.sessions)

    def entry(self, enrolment: Enrolment, session: Session) -> Entry:
        return self.entries.get((enrolment.pk, session.pk), Entry())

    def tally(self, enrolment: Enrolment) -> Tally:
        counted = [session for session in self.sessions if session.counted]
        taken = [session for session in counted if session.is_taken]
        return Tally(
            total=sum(session.periods for session in counted),
            held=sum(session.periods for session in taken),
            missed=sum(self._missed(enrolment, session) for session in taken),
            minimum=self.minimum,
        )

    def _missed(self, enrolment, session):
        if not enrolment.is_expected_on(session.held_on):
            return session.periods  # not come yet, or gone already
        entry = self.entry(enrolment, session)
        match entry.presence:
            case Presence.PARTIAL:
                return min(entry.missed, session.periods)
            case Presence.UNEXCUSED:
                return session.periods
            case Presence.EXCUSED:
                return session.periods if self.excused_counts else 0
        return 0

    def short(self, enrolments) -> dict[int, Tally]:
        """Of those attending, who has missed too much, by enrolment pk."""
        if not self.is_begun:
            return {}
        tallies = {one.pk: self.tally(one) for one in enrolments if one.state == State.ATTENDING}
        return {pk: tally for pk, tally in tallies.items() if tally.is_short}


def short_of_attendance(training_class: TrainingClass) -> dict[int, Tally]:
    """Who of the class has missed too much to be assessed, by enrolment pk; nobody in a class without attendance."""
    if not training_class.sessions.filter(taken_at__isnull=False).exists():
        return {}
    return AttendanceBook(training_class).short(training_class.enrolments.filter(state=State.ATTENDING))
