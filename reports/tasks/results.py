"""Classes whose marks are missing, wait to be confirmed, were returned, or wait to be recognised."""

from datetime import date, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Status
from classes.models.training_class import Kind as ClassKind
from learners.confirmation import may_confirm
from learners.models import Enrolment, Result, ResultStep
from learners.models.confirmation import ResultStepKind
from reports.tasks.value import Kind, Task

LATELY = timedelta(days=366)
"""Older classes were entered to have them, not to work on."""


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query, another where marks wait and the user is a clerk: whether clerks confirm in this centre."""
    own = TrainingClass.objects.for_user(user).filter(centre=centre, kind=ClassKind.NORMAL)
    closed = Q(status=Status.CLOSED, closed_on__gte=today - LATELY, assessed_by=AssessedBy.CENTRE)
    waiting = Result.objects.unconfirmed().filter(enrolment__training_class=OuterRef("pk"))
    listed = Exists(Enrolment.objects.filter(training_class=OuterRef("pk")))
    classes = (
        own.filter(closed | Q(status=Status.OPEN))
        .annotate(
            listed=listed,
            unmarked=_unmarked(),
            unconfirmed=Exists(waiting),
            own_work=Exists(waiting.filter(changed_by=user)),
            returned=_returned(),
        )
        .filter(Q(recognised_on=None) | Q(unmarked__gt=0))
        .filter(Q(status=Status.CLOSED) | Q(unconfirmed=True, unmarked=0) | Q(returned=True))
    )
    found = list(classes.order_by("closed_on", "code"))
    confirms = any(one.unconfirmed for one in found) and may_confirm(user, centre)
    return [task for one in found for task in _tasks_of(one, confirms)]


def _returned():
    """Whether the last step returned the marks and none was changed since."""
    steps = ResultStep.objects.filter(training_class=OuterRef("pk")).newest()
    changed = Result.objects.filter(enrolment__training_class=OuterRef("training_class"), changed_at__gt=OuterRef("at"))
    open_still = Case(When(Q(kind=ResultStepKind.RETURNED) & ~Exists(changed), then=True), default=False)
    return Coalesce(Subquery(steps.annotate(open_still=open_still).values("open_still")[:1]), False)


def _unmarked():
    missing = Enrolment.objects.unmarked().filter(training_class=OuterRef("pk")).order_by()
    numbers = missing.values("training_class").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0)


def _tasks_of(one, confirms):
    closed = f"bế giảng {one.closed_on:%d/%m/%Y}" if one.closed_on else "lớp đang học"
    confirm = reverse("learners:confirm_results", args=[one.pk])
    if one.returned and not one.is_recognised:
        yield Task(f"Giám đốc trả lại kết quả: {one.name}", confirm, closed, late=True, kind=Kind.ANSWER)
    if one.unmarked:
        if one.is_closed:
            address = reverse("learners:results", args=[one.pk])
            detail = f"thiếu {one.unmarked:02} học viên; {closed}"
            yield Task(f"Chưa nhập đủ kết quả: {one.name}", address, detail, due=one.closed_on, late=True)
    elif one.unconfirmed:
        if confirms and not one.own_work and not one.returned:
            yield Task(f"Chờ xác nhận kết quả: {one.name}", confirm, f"đã đủ kết quả; {closed}", kind=Kind.DECISION)
    elif one.listed and one.is_closed and not one.is_recognised:
        address = reverse("learners:recognise", args=[one.pk])
        yield Task(f"Chờ công nhận kết quả: {one.name}", address, f"đã đủ kết quả; {closed}", kind=Kind.DECISION)
