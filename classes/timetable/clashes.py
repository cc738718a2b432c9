"""Whether a session may be held when it is meant to: clashes with others, days off, the class's own days."""

from collections import defaultdict
from datetime import date

from centres.models import Centre
from classes.models import Holiday, Session
from classes.models.training_class import Status


class Clashes:
    """What is already held in a centre between two days, for judging any number of sessions. Two queries."""

    def __init__(self, centre: Centre, first: date, last: date):
        others = Session.objects.live().filter(training_class__centre=centre, held_on__range=(first, last))
        self.by_slot = defaultdict(list)
        for session in others.select_related("training_class", "lecturer", "room"):
            self.by_slot[session.held_on, session.part].append(session)
        self.days_off = list(Holiday.objects.of(centre).between(first, last))

    def add(self, session: Session) -> None:
        """Count a session that is not stored yet among those held."""
        self.by_slot[session.held_on, session.part].append(session)

    def of(self, session: Session) -> dict[str, str]:
        """Why the session cannot be held so: a sentence by field, naming the other class; empty when it can."""
        others = [one for one in self.by_slot[session.held_on, session.part] if not _same(one, session)]
        return self._day_off(session) | _outside_class(session) | clashes_between(session, others)

    def _day_off(self, session):
        off = next((one for one in self.days_off if one.holds(session.held_on)), None)
        if not off or session.holiday_reason:
            return {}
        day = f"{session.held_on:%d/%m/%Y}"
        return {"holiday_reason": f"{day} là ngày nghỉ ({off.name}). Nếu vẫn học ngày này thì ghi lý do."}


def clashes_of(session: Session) -> dict[str, str]:
    """As `Clashes.of`, for a single session."""
    return Clashes(session.training_class.centre, session.held_on, session.held_on).of(session)


def clashes_between(session: Session, others: list[Session]) -> dict[str, str]:
    """What takes the session's class, lecturer or room among others of the same date and part."""
    found = {}
    for other in others:
        if other.training_class_id == session.training_class_id:
            found["held_on"] = f"Lớp đã có buổi “{other.topic}” vào {other.when}."
        if session.lecturer_id and other.lecturer_id == session.lecturer_id:
            found["lecturer"] = f"Giảng viên {other.lecturer} đã có buổi ở {_named(other)} vào {other.when}."
        if session.room_id and other.room_id == session.room_id:
            found["room"] = f"{other.room} đã có {_named(other)} học vào {other.when}."
    return found


def _named(session):
    return f"lớp {session.training_class.code} ({session.training_class.name})"


def _same(one, session):
    return one is session or (session.pk is not None and one.pk == session.pk)


def _outside_class(session):
    training_class, day = session.training_class, session.held_on
    if training_class.status == Status.CANCELLED:
        return {"held_on": "Lớp đã hủy nên không xếp buổi học được."}
    if training_class.opened_on and day < training_class.opened_on:
        return {"held_on": f"Trước ngày khai giảng {training_class.opened_on:%d/%m/%Y} của lớp."}
    if training_class.closed_on and day > training_class.closed_on:
        return {"held_on": f"Sau ngày bế giảng {training_class.closed_on:%d/%m/%Y} của lớp."}
    return {}
