"""Taking attendance: cell by cell, each write checked against the class's list as it was on the session's day."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centres import dates
from centres.models import User
from classes.models import Session, TrainingClass
from classes.models.training_class import Status
from learners.actions.locking import lock_class
from learners.attendance_codes import Entry
from learners.bands import rules_of
from learners.models import Attendance
from learners.models.attendance import Presence
from learners.steps import enrolment_refusal

OPEN_DAYS = 7  # where the class has no rules to say it


def attendance_refusal(session: Session) -> str:
    """Why nobody can take the session's attendance; empty when one can."""
    training_class = session.training_class
    if training_class.is_recognised:
        return enrolment_refusal(training_class)
    if training_class.status not in {Status.OPEN, Status.CLOSED}:
        return "Lớp chưa ghi khai giảng hoặc đã hủy nên chưa điểm danh được."
    if session.is_cancelled:
        return "Buổi học đã hủy nên không điểm danh."
    if session.held_on > dates.today():
        return f"Buổi {session.when} chưa tới ngày học."
    return ""


def locked_since(training_class: TrainingClass):
    """The day from which attendance is only changed with a reason; None while it is open."""
    if not training_class.closed_on:
        return None
    rules = rules_of(training_class)
    days = rules.attendance_open_days if rules else OPEN_DAYS
    day = training_class.closed_on + timedelta(days=days + 1)
    return day if dates.today() >= day else None


def _lock(session, reason):
    session.training_class = lock_class(session.training_class)
    if refusal := attendance_refusal(session):
        raise ValidationError(refusal)
    if (day := locked_since(session.training_class)) and not reason:
        raise ValidationError(f"Điểm danh của lớp đã khóa từ {day:%d/%m/%Y}: muốn sửa phải ghi lý do.")
    return Session.objects.select_for_update().get(pk=session.pk)


@transaction.atomic
def record_attendance(
    *, session: Session, entries: dict[int, Entry], user: User | None, reason: str = "", confirm: bool = False
) -> dict[int, Entry]:
    """Note how learners (by enrolment pk) took part; `confirm` says that all others were there. Return what stands now.

    Raises ValidationError: with one message when the session takes none, else with messages by pk as text; then nothing is
    written. `reason` is kept with each row that is changed after the lock.
    """
    stored = _lock(session, reason.strip())
    enrolments = session.training_class.enrolments.in_bulk(entries)
    errors = {str(pk): why for pk, entry in entries.items() if (why := _error(enrolments.get(pk), session, entry))}
    if errors:
        raise ValidationError(errors)
    rows = {row.enrolment_id: row for row in stored.attendances.filter(enrolment__in=enrolments)}
    for pk, entry in entries.items():
        _write(rows.get(pk) or Attendance(session=stored, enrolment=enrolments[pk]), entry, user, reason.strip())
    if confirm and not stored.is_taken:
        stored.taken_at, stored.taken_by = timezone.now(), user
        stored.save()
    session.taken_at, session.taken_by = stored.taken_at, stored.taken_by
    return entries


def _error(enrolment, session, entry):
    if enrolment is None:
        return "Học viên này không có trong lớp."
    if not enrolment.is_expected_on(session.held_on):
        return f"STT {enrolment.roll_number} không có trong danh sách dự học ngày {session.held_on:%d/%m/%Y}."
    if entry.missed and entry.missed >= session.periods:
        return f"Buổi có {session.periods} tiết: vắng cả buổi thì ghi vắng có phép hoặc không phép."
    return ""


def _write(row, entry, user, reason):
    if row.pk is None and entry.presence == Presence.PRESENT:
        return  # nobody's row is presence
    if (row.presence, row.missed) == (entry.presence, entry.missed):
        return
    row.presence, row.missed = entry.presence, entry.missed
    row.changed_by, row.late_reason = user, reason
    row.save()


@transaction.atomic
def take_back(*, session: Session, user: User | None, reason: str = "") -> None:
    """Say that attendance of the session is not finished after all; what was noted stays."""
    stored = _lock(session, reason.strip())
    stored.taken_at = stored.taken_by = None
    stored.save()


def unmarked_sessions(training_class: TrainingClass) -> list[Session]:
    """Sessions of the timetable, those still to come included, of which nobody said who was there."""
    return list(training_class.sessions.live().filter(taken_at__isnull=True).in_order())


def unmarked_refusal(training_class: TrainingClass) -> str:
    """Why the class cannot be closed yet: its sessions without attendance, each named; empty when there are none."""
    waiting = unmarked_sessions(training_class)
    if not waiting:
        return ""
    named = "; ".join(f"{session.when} ({session.topic})" for session in waiting)
    return (
        f"Còn {len(waiting):02} buổi chưa điểm danh: {named}."
        " Hãy điểm danh, hoặc hủy buổi không học ở thời khóa biểu, rồi ghi kết thúc lớp."
    )
