"""Lecturers, timetables and attendance of the invented centre's classes of the last months."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from centres.models import Centre, User
from classes.models import Holiday, Lecturer, LecturerActivity, Room, Session, TrainingClass
from classes.models.session import Part
from classes.models.training_class import Kind, Status
from classes.timetable.outline import Line, lessons_of
from classes.timetable.planning import split
from learners.models import Attendance
from learners.models.attendance import Presence
from learners.models.enrolment import NotAssessed
from reports.cases.people import Chance

BACK, AHEAD = timedelta(days=120), timedelta(days=45)
LECTURERS = [
    ("Lò Thị Ngân Hà", "full_time", "lecturer", ""),
    ("Quách Đình Khải", "full_time", "lecturer", ""),
    ("Lường Đức Trầm", "full_time", "director", ""),
    ("Bàn Thị Sương Mai", "full_time", "deputy", ""),
    ("Hoàng Văn Pẩu", "part_time", "lecturer", "Trưởng Ban Xây dựng Đảng, Đảng ủy xã Suối Đào"),
    ("Ma Thị Khuyên", "invited", "lecturer", "Trường Chính trị tỉnh Thanh Lâm"),
]
ROOMS = ["Hội trường Trung tâm", "Phòng học số 2", "Phòng học số 3"]
EVENING = "lớp buổi tối"
PER_SESSION = 5


def make_timetables(centre: Centre, today: date) -> None:
    """The newest session that was held waits for its attendance; of the others most learners were there."""
    lecturers = _lecturers(centre, today)
    rooms = [Room(centre=centre, name=name, key=name.casefold()) for name in ROOMS]
    Room.objects.bulk_create(rooms)
    days_off = list(Holiday.objects.of(centre))
    taken = defaultdict(set)  # lecturers and rooms by date and part
    sessions = []
    for training_class in _classes(centre, today):
        for session in _sessions(training_class, days_off):
            used = taken[session.held_on, session.part]
            session.lecturer = _free(lecturers, used, turn=len(sessions)) if session.kind != "visit" else None
            session.room = _free(rooms, used)
            sessions.append(session)
    _mark_taken(sessions, today, centre.memberships.get(role="clerk").user)
    Session.objects.bulk_create(sessions)
    _note_absences(sessions)


def _lecturers(centre, today):
    account = User.objects.filter(memberships__centre=centre, memberships__role="lecturer").first()
    made = Lecturer.objects.bulk_create(
        Lecturer(centre=centre, full_name=name, engagement=engagement, duty=duty, workplace=workplace).set_keys()
        for name, engagement, duty, workplace in LECTURERS
    )
    made[0].account = account
    made[0].save()
    spring = date(today.year, 1, 1) + timedelta(days=min(60, (today - date(today.year, 1, 1)).days))
    LecturerActivity.objects.bulk_create(
        [
            LecturerActivity(lecturer=made[0], kind="observation", held_on=spring, title="Bài 3", outcome="Tốt"),
            LecturerActivity(
                lecturer=made[1], kind="training", held_on=spring, title="Bồi dưỡng phương pháp giảng dạy"
            ),
            LecturerActivity(lecturer=made[0], kind="contest", held_on=spring, outcome="Giải ba cấp tỉnh"),
            LecturerActivity(lecturer=made[0], kind="marking", held_on=spring, quantity=62),
            LecturerActivity(lecturer=made[1], kind="test_set", held_on=spring, quantity=2),
        ]
    )
    return made


def _classes(centre, today):
    near = TrainingClass.objects.filter(
        centre=centre,
        kind=Kind.NORMAL,
        status__in=[Status.PLANNED, Status.OPEN, Status.CLOSED],
        opened_on__range=(today - BACK, today + AHEAD),
    )
    return near.select_related("programme").order_by("opened_on", "pk")


def _sessions(training_class, days_off):
    """Every day of the class in its parts; the outline's last line, the test, comes last."""
    parts = [Part.EVENING] if EVENING in training_class.name else [Part.MORNING, Part.AFTERNOON]
    length = (training_class.closes_on - training_class.opened_on).days + 1
    days = [training_class.opened_on + timedelta(days=step) for step in range(length)]
    slots = [(day, part) for day in days if not any(off.holds(day) for off in days_off) for part in parts]
    pieces = _pieces(training_class, len(slots))
    return [
        Session(
            training_class=training_class,
            held_on=day,
            part=part,
            periods=piece.periods,
            kind=piece.kind,
            lesson=piece.lesson,
            topic=piece.title,
        )
        for (day, part), piece in zip(slots, pieces, strict=False)
    ]


def _pieces(training_class, number):
    lessons = lessons_of(training_class)
    lines = [Line(one.title, one.periods, one.kind, one.counted, one) for one in lessons]
    pieces = [piece for line in lines for piece in split(line, PER_SESSION)]
    if not pieces:
        return [Line(f"Chuyên đề {place}", PER_SESSION) for place in range(1, number + 1)]
    return pieces if len(pieces) <= number else [*pieces[: number - 1], pieces[-1]][:number]


def _free(choices, used, turn=0):
    """The first that nobody has at that time, beginning with another each time; None when all are taken."""
    for step in range(len(choices)):
        one = choices[(turn + step) % len(choices)]
        if one not in used:
            used.add(one)
            return one
    return None


def _mark_taken(sessions, today, clerk):
    """All that were held but, of each class at work, the newest before today."""
    newest = {}
    for session in sessions:
        running = session.training_class.status == Status.OPEN
        if running and session.held_on < today:
            newest[session.training_class_id] = session
    for session in sessions:
        closed = session.training_class.status == Status.CLOSED
        if closed or (session.held_on < today and newest.get(session.training_class_id) is not session):
            session.taken_at = timezone.make_aware(datetime.combine(session.held_on, time(17)))
            session.taken_by = clerk


def _note_absences(sessions):
    by_class = defaultdict(list)
    for session in sessions:
        if session.taken_at:
            by_class[session.training_class].append(session)
    Attendance.objects.bulk_create(
        row for training_class, taken in by_class.items() for row in _absences(training_class, taken)
    )


def _absences(training_class, taken):
    """Who was not assessed for want of attendance missed every other session; of the others some missed one."""
    for enrolment in training_class.enrolments.select_related("result"):
        result = enrolment.result_if_any
        short = result is not None and result.not_assessed == NotAssessed.ATTENDANCE
        chance = Chance(training_class.code, enrolment.roll_number, "điểm danh")
        missed = taken[::2] if short else [chance.of(taken)] if chance.below(6) == 0 and len(taken) > 4 else []
        presence = Presence.UNEXCUSED if short else chance.of([Presence.EXCUSED, Presence.LATE, Presence.UNEXCUSED])
        for session in missed:
            if enrolment.is_expected_on(session.held_on):
                yield Attendance(session=session, enrolment=enrolment, presence=presence)
