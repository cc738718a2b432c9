"""What a class's timetable comes to, for its page and its paper."""

from dataclasses import dataclass

from classes.models import Session
from classes.models.lesson import SessionKind


@dataclass(frozen=True)
class TimetableSummary:
    sessions: int
    periods: int
    counted: int  # tiết that the share of attendance is taken of
    days: int
    without_lecturer: int


# Nobody lectures while learners visit, discuss among themselves or write
LECTURED = {SessionKind.LESSON, SessionKind.LOCAL, SessionKind.REVIEW}


def summary_of(sessions: list[Session]) -> TimetableSummary:
    """Counts over the sessions that are held; those called off are left out."""
    held = [session for session in sessions if not session.is_cancelled]
    return TimetableSummary(
        sessions=len(held),
        periods=sum(session.periods for session in held),
        counted=sum(session.periods for session in held if session.counted),
        days=len({session.held_on for session in held}),
        without_lecturer=sum(session.lecturer_id is None and session.kind in LECTURED for session in held),
    )
