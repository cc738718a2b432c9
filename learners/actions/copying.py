"""A class made like a past one: programme, lessons, partner, staff and the pattern of its timetable, without learners."""

from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import Centre
from classes.actions import save_class
from classes.models import Holiday, TrainingClass
from classes.models.training_class import AssessedBy, Status
from classes.timetable.clashes import Clashes
from classes.timetable.copying import shifted
from classes.timetable.planning import LONGEST
from learners.models import ClassOfficers

COPIED = ("centre", "programme", "ownership", "partner", "kind", "place")
STAFF = ("head", "head_post", "secretary", "secretary_post")
SHARED = {"lecturer": "giảng viên", "room": "phòng học"}


@dataclass
class Copy:
    """The new class, how many sessions it has, the days off passed over, and who or what was busy and left open."""

    training_class: TrainingClass
    sessions: int = 0
    skipped: list = field(default_factory=list)
    left_open: list[str] = field(default_factory=list)


@transaction.atomic
def copy_class(*, source: TrainingClass, code: str, course_number: str, name: str, opened_on: date) -> Copy:
    """Make a planned class like `source` from the day on. A lecturer or room that is busy then is left open and told.

    Raises ValidationError by field where the class cannot be so.
    """
    Centre.objects.select_for_update().get(pk=source.centre_id)
    if TrainingClass.objects.filter(centre=source.centre_id, code=code).exists():
        raise ValidationError({"code": "Trung tâm đã có lớp mang mã này."})
    made = TrainingClass(**{field: getattr(source, field) for field in COPIED}, status=Status.PLANNED)
    made.code, made.course_number, made.opened_on = code, course_number, opened_on
    made.name = name or made.proposed_name
    made.considered_for_titles = made.proposed_assessor == AssessedBy.CENTRE
    save_class(training_class=made)
    copy = Copy(made)
    _copy_timetable(source, copy)
    _copy_staff(source, made)
    return copy


def _copy_timetable(source, copy):
    made, held = copy.training_class, list(source.sessions.live().select_related("lecturer", "room").in_order())
    days_off = Holiday.objects.of(made.centre).between(made.opened_on, made.opened_on + LONGEST)
    proposal = shifted(made, held, made.opened_on, list(days_off))
    if proposal.unplaced:
        raise ValidationError({"opened_on": "Không đủ ngày học trong hai năm kể từ ngày này."})
    if not proposal.sessions:
        return
    clashes = Clashes(made.centre, proposal.sessions[0].held_on, proposal.sessions[-1].held_on)
    for session in proposal.sessions:
        copy.left_open += _freed(session, clashes.of(session))
        session.full_clean()
        session.save()
        clashes.add(session)
    copy.sessions, copy.skipped = len(proposal.sessions), proposal.skipped
    made.closes_on = proposal.sessions[-1].held_on
    save_class(training_class=made)


def _freed(session, clashes):
    """Leave open what is busy; a sentence for each."""
    told = [f"{session.when}: bỏ trống {word}. {clashes[name]}" for name, word in SHARED.items() if name in clashes]
    for name in SHARED:
        if name in clashes:
            setattr(session, name, None)
    if other := {name: why for name, why in clashes.items() if name not in SHARED}:
        raise ValidationError({"opened_on": list(other.values())})
    return told


def _copy_staff(source, made):
    officers = ClassOfficers.objects.filter(training_class=source).first()
    if officers and any(getattr(officers, name) for name in STAFF):
        ClassOfficers.objects.create(training_class=made, **{name: getattr(officers, name) for name in STAFF})
