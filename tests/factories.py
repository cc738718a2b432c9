"""Rows for tests, with nothing hidden: every value that a test judges is given by the test."""

from datetime import date
from itertools import count

from auditlog.context import disable_auditlog

from centres.models import Centre, Membership, Province, Role, SendingUnit, User
from classes.models import AnnualPlan, Lecturer, OutsideCourse, PlanDecision, Programme, Quota, Session, TrainingClass
from learners.actions.places import unit_named
from learners.models import Enrolment, Learner, Result

PASSWORD = "suoi-dao-2026-thu"
numbers = count(1)
unlogged = disable_auditlog()  # what a test starts from has no history, and costs half as much


@unlogged
def make_province(code="tinh-a", **fields) -> Province:
    given = {"name": "Tỉnh A", "committee": "Tỉnh ủy A", "board": "Ban Tuyên giáo và Dân vận Tỉnh ủy A"}
    return Province.objects.create(code=code, **given | fields)


@unlogged
def make_centre(code="xa-an-binh", province=None, **fields) -> Centre:
    province = province or Province.objects.filter(code="tinh-a").first() or make_province()
    given = {
        "name": "Trung tâm Chính trị xã An Bình",
        "level": "commune",
        "host": "Đảng ủy xã An Bình",
        "place": "An Bình",
    }
    return Centre.objects.create(code=code, province=province, **given | fields)


@unlogged
def make_user(role=None, centre=None, province=None, username=None, **fields) -> User:
    """A user who can log in with PASSWORD, with one role when a role is given."""
    user = User.objects.create_user(username or f"user{next(numbers)}", password=PASSWORD, **fields)
    if role:
        Membership.objects.create(user=user, role=role, centre=centre, province=province)
    return user


@unlogged
def make_unit(centre, name="Chi bộ thôn Đông", parent=None) -> SendingUnit:
    return SendingUnit.objects.create(centre=centre, name=name, parent=parent)


def programme(code="nhan-thuc-ve-dang") -> Programme:
    """A programme of the shipped catalogue."""
    return Programme.objects.get(code=code)


@unlogged
def make_class(centre, code="L-01", programme_code="nhan-thuc-ve-dang", **fields) -> TrainingClass:
    """An own class that opened on 7/3/2022 and still runs, unless told otherwise."""
    given = {"name": f"Lớp {code}", "status": "open", "opened_on": date(2022, 3, 7)}
    return TrainingClass.objects.create(centre=centre, code=code, programme=programme(programme_code), **given | fields)


@unlogged
def make_closed_class(centre, code="L-01", **fields) -> TrainingClass:
    """The same class, closed on 11/3/2022, its results recognised on that day, assessed by the centre."""
    day = date(2022, 3, 11)
    given = {"status": "closed", "closed_on": day, "recognised_on": day, "assessed_by": "centre"}
    return make_class(centre, code, **given | fields)


@unlogged
def make_learner(centre, full_name="Nguyễn Văn Bình", **fields) -> Learner:
    return Learner.objects.create(centre=centre, full_name=full_name, **fields)


@unlogged
def enrol(training_class, learner=None, mark=None, **fields) -> Enrolment:
    """Put a learner (a new one when none is given) at the end of the list, with a mark when one is given."""
    learner = learner or make_learner(training_class.centre, f"Trần Thị Số {next(numbers)}")
    roll_number = fields.pop("roll_number", training_class.enrolments.count() + 1)
    if not fields.get("unit"):
        fields["unit"] = unit_named(training_class.centre, fields.get("unit_name", ""))
    enrolment = Enrolment.objects.create(
        training_class=training_class, learner=learner, roll_number=roll_number, **fields
    )
    if mark is not None:
        Result.objects.create(enrolment=enrolment, mark=mark)
    return enrolment


@unlogged
def make_lecturer(centre, full_name="Lò Thị Giảng", **fields) -> Lecturer:
    return Lecturer.objects.create(centre=centre, full_name=full_name, **{"engagement": "full_time"} | fields)


@unlogged
def make_session(training_class, held_on=date(2022, 3, 7), part="1", **fields) -> Session:
    """A buổi of five tiết in the morning of the class's first day, nobody's and nowhere, unless told otherwise."""
    given = {"topic": "Bài 1"}
    return Session.objects.create(training_class=training_class, held_on=held_on, part=part, **given | fields)


@unlogged
def make_outside_course(centre, name="Cao cấp lý luận chính trị", first_day=date(2022, 3, 7), people=3, **fields):
    """A class of the province's school that people are sent to."""
    given = {"programme": programme("khac"), "host": "Trường Chính trị tỉnh"}
    return OutsideCourse.objects.create(centre=centre, name=name, first_day=first_day, people=people, **given | fields)


@unlogged
def make_decision(centre, year=2022, number="01-QĐ/ĐU", kind="initial", lines=(), **fields) -> PlanDecision:
    """A decision with lines of (programme code or None, classes, learners)."""
    plan, _ = AnnualPlan.objects.get_or_create(centre=centre, year=year)
    given = {"decided_on": date(year, 1, 10), "issuer": "Ban Thường vụ Đảng ủy"}
    decision = PlanDecision.objects.create(plan=plan, number=number, kind=kind, **given | fields)
    for code, classes, learners in lines:
        named = programme(code) if code else None
        Quota.objects.create(decision=decision, programme=named, classes=classes, learners=learners)
    return decision


@unlogged
def make_clerk(centre, **fields):
    return make_user(Role.CLERK, centre, **fields)
