"""Closed classes whose marks are missing, and those whose results wait to be recognised."""

from datetime import date, timedelta

from django.db.models import Count
from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Status
from classes.models.training_class import Kind as ClassKind
from learners.models import Enrolment
from reports.tasks.value import Kind, Task

LATELY = timedelta(days=366)
"""Older classes were entered to have them, not to work on."""


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query for the classes and one for those without a mark."""
    closed = TrainingClass.objects.for_user(user).filter(
        centre=centre,
        kind=ClassKind.NORMAL,
        status=Status.CLOSED,
        closed_on__gte=today - LATELY,
        assessed_by=AssessedBy.CENTRE,
    )
    classes = list(closed.annotate(enrolled=Count("enrolments")).order_by("closed_on", "code"))
    unmarked = _unmarked(classes)
    return [task for one in classes for task in _tasks_of(one, unmarked.get(one.pk, 0))]


def _unmarked(classes):
    missing = Enrolment.objects.unmarked().filter(training_class__in=classes)
    return dict(missing.order_by().values_list("training_class").annotate(number=Count("pk")))


def _tasks_of(one, unmarked):
    closed = f"bế giảng {one.closed_on:%d/%m/%Y}"
    if unmarked:
        address = reverse("learners:results", args=[one.pk])
        detail = f"thiếu {unmarked:02} học viên; {closed}"
        yield Task(f"Chưa nhập đủ kết quả: {one.name}", address, detail, due=one.closed_on, late=True)
    elif one.enrolled and not one.is_recognised:
        address = reverse("learners:recognise", args=[one.pk])
        yield Task(f"Chờ công nhận kết quả: {one.name}", address, f"đã đủ kết quả; {closed}", kind=Kind.DECISION)
