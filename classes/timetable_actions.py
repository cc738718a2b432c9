"""What is done to a class's timetable. Each act locks the centre: its lecturers and rooms are shared by its classes."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from centres.models import Centre
from classes.models import Holiday, Lecturer, Module, Room, Session, TrainingClass
from classes.models.session import room_key
from classes.timetable.clashes import Clashes, clashes_of
from classes.timetable.outline import lessons_of, lines_of
from classes.timetable.planning import LONGEST, Pattern, propose

ROOM_NAME = Room._meta.get_field("name").max_length
TAKEN = (
    "Buổi này đã điểm danh nên không đổi ngày, hủy hay xóa được. Nếu điểm danh nhầm, hãy bỏ xác nhận ở trang điểm danh"
    " của buổi trước."
)


def _lock(training_class):
    Centre.objects.select_for_update().get(pk=training_class.centre_id)
    return TrainingClass.objects.select_related("centre").get(pk=training_class.pk)


def timetable_refusal(training_class: TrainingClass) -> str:
    """Why the timetable cannot be changed any more; empty when it can."""
    if training_class.is_recognised:
        day = f"{training_class.recognised_on:%d/%m/%Y}"
        return f"Kết quả của lớp đã được công nhận ngày {day} nên thời khóa biểu không sửa được nữa."
    return ""


def _refuse_if_fixed(training_class):
    if refusal := timetable_refusal(training_class):
        raise ValidationError(refusal)


def room_named(centre: Centre, name: str) -> Room | None:
    """The centre's room of that name, made when there is none; None without a name."""
    name = " ".join(name.split())
    if not name:
        return None
    return known_room(centre, name) or Room.objects.create(centre=centre, name=name)


def known_room(centre: Centre, name: str) -> Room | None:
    """The centre's room of that name, if it has one."""
    return Room.objects.filter(centre=centre, key=room_key(name)).first()


@transaction.atomic
def save_session(*, session: Session, room_name: str = "") -> Session:
    """Store a session, new, changed or moved; ValidationError by field where it cannot be held so."""
    session.training_class = _lock(session.training_class)
    _refuse_if_fixed(session.training_class)
    before = Session.objects.filter(pk=session.pk).first()
    if before and before.is_taken and (before.held_on, before.part) != (session.held_on, session.part):
        raise ValidationError({"held_on": TAKEN})
    _refuse_strange_lecturer(session)
    session.room = room_named(session.training_class.centre, room_name)
    if problems := clashes_of(session):
        raise ValidationError(problems)
    session.full_clean()
    session.save()
    return session


def _refuse_strange_lecturer(session):
    lecturer = session.lecturer
    if lecturer and lecturer.centre_id != session.training_class.centre_id:
        raise ValidationError({"lecturer": "Giảng viên này không thuộc trung tâm mở lớp."})


@transaction.atomic
def make_timetable(
    *, training_class: TrainingClass, sessions: list[Session], room_name: str = "", replace: bool = False
) -> int:
    """Store a proposed timetable, all of it in one room, whole or not at all; return how many sessions there are.

    `replace` first takes away the class's sessions that nobody has taken attendance of. Raises ValidationError with a
    sentence for each session that cannot be held.
    """
    training_class = _lock(training_class)
    _refuse_if_fixed(training_class)
    if not sessions:
        raise ValidationError("Chưa có buổi học nào để lưu.")
    if replace:
        Session.objects.filter(pk__in=[session.pk for session in _replaceable(training_class)]).delete()
    room = room_named(training_class.centre, room_name)
    for session in sessions:
        session.training_class, session.room = training_class, room
    if problems := [f"{session.when}: {why}" for session, why in timetable_problems(training_class, sessions)]:
        raise ValidationError([problem[:1].upper() + problem[1:] for problem in problems])
    for session in sessions:
        session.full_clean()
        session.save()
    return len(sessions)


def make_from_outline(*, training_class: TrainingClass, pattern: Pattern) -> int:
    """The timetable of a new class from its programme's lessons, and with it the expected last day where none is known."""
    days_off = Holiday.objects.of(training_class.centre).between(pattern.start, pattern.start + LONGEST)
    proposal = propose(training_class, lines_of(lessons_of(training_class)), pattern, list(days_off))
    if proposal.unplaced:
        raise ValidationError("Không đủ ngày học trong hai năm để xếp hết các bài.")
    number = make_timetable(
        training_class=training_class, sessions=proposal.sessions, room_name=training_class.place[:ROOM_NAME]
    )
    if training_class.closes_on is None:
        training_class.closes_on = proposal.sessions[-1].held_on
        training_class.save(update_fields=["closes_on"])
    return number


def timetable_problems(training_class: TrainingClass, sessions: list[Session], *, leaving=()) -> list:
    """(session, sentence) for each proposed session that cannot be held; `leaving` are stored ones to be taken away."""
    clashes = Clashes(training_class.centre, sessions[0].held_on, sessions[-1].held_on)
    gone = {session.pk for session in leaving}
    for held in clashes.by_slot.values():
        held[:] = [one for one in held if one.pk not in gone]
    found = []
    for session in sessions:
        found += [(session, sentence) for sentence in clashes.of(session).values()]
        clashes.add(session)
    return found


def _replaceable(training_class):
    untouched = training_class.sessions.filter(taken_at__isnull=True)
    return untouched.filter(attendances__isnull=True)


def replaceable_sessions(training_class: TrainingClass) -> list[Session]:
    """Those that a new timetable may take the place of: nobody has noted anything of who was there."""
    return list(_replaceable(training_class))


@transaction.atomic
def assign(*, training_class: TrainingClass, places: dict[int, tuple[Lecturer | None, str]]) -> int:
    """Give sessions (by pk) their lecturer and the name of their room; return how many changed.

    Raises ValidationError by pk as text; then nothing is changed.
    """
    training_class = _lock(training_class)
    _refuse_if_fixed(training_class)
    sessions = training_class.sessions.live().select_related("lecturer", "room").in_bulk(places)
    changed = [session for pk, session in sessions.items() if _place(session, training_class, *places[pk])]
    errors = {}
    if changed:
        days = [session.held_on for session in changed]
        clashes = Clashes(training_class.centre, min(days), max(days))
        errors = {str(session.pk): list(why.values()) for session in changed if (why := clashes.of(session))}
    if errors:
        raise ValidationError(errors)
    for session in changed:
        session.save()
    return len(changed)


def _place(session, training_class, lecturer, room_name):
    """Set lecturer and room; whether that changes anything."""
    session.training_class = training_class
    before = session.lecturer_id, session.room_id
    session.lecturer, session.room = lecturer, room_named(training_class.centre, room_name)
    _refuse_strange_lecturer(session)
    return before != (session.lecturer_id, session.room_id)


@transaction.atomic
def cancel_session(*, session: Session, reason: str) -> Session:
    """Call a session off; it stays in the timetable with the reason, and takes nobody's time."""
    session.training_class = _lock(session.training_class)
    _refuse_if_fixed(session.training_class)
    if not reason.strip():
        raise ValidationError({"cancel_reason": "Hãy ghi lý do hủy buổi."})
    if session.is_taken:
        raise ValidationError(TAKEN)
    session.cancel_reason = reason.strip()
    session.full_clean()
    session.save()
    return session


@transaction.atomic
def restore_session(*, session: Session) -> Session:
    """Hold a session after all that was called off."""
    session.cancel_reason = ""
    return save_session(session=session, room_name=session.room.name if session.room else "")


@transaction.atomic
def delete_session(*, session: Session) -> None:
    """Take a session out of the timetable; ValidationError once attendance was taken."""
    _refuse_if_fixed(_lock(session.training_class))
    if session.is_taken:
        raise ValidationError(TAKEN)
    try:
        session.delete()
    except ProtectedError as error:
        raise ValidationError("Buổi này đã ghi người vắng nên không xóa được; hãy hủy buổi và ghi lý do.") from error


@transaction.atomic
def save_modules(*, training_class: TrainingClass, modules: list[Module]) -> None:
    """Store the modules of a long class in this order; the class keeps how many are finished, as reports count them."""
    training_class = _lock(training_class)
    kept = [module.pk for module in modules if module.pk]
    training_class.modules.exclude(pk__in=kept).delete()
    # Two rows that change places would meet halfway: every row first leaves its own
    for module in training_class.modules.order_by("-position"):
        Module.objects.filter(pk=module.pk).update(position=module.position + 1000)
    for position, module in enumerate(modules, 1):
        module.training_class, module.position = training_class, position
        module.full_clean()
        module.save()
    training_class.modules_done = sum(module.done_on is not None for module in modules) if modules else None
    training_class.save(update_fields=["modules_done"])
