"""Closed classes whose marks are missing, and those whose results wait to be recognised."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
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
    """One query."""
    closed = TrainingClass.objects.for_user(user).filter(
        centre=centre,
        kind=ClassKind.NORMAL,
        status=Status.CLOSED,
        closed_on__gte=today - LATELY,
        assessed_by=AssessedBy.CENTRE,
    )
    listed = Exists(Enrolment.objects.filter(training_class=OuterRef("pk")))
    classes = closed.annotate(listed=listed, unmarked=_unmarked()).filter(Q(recognised_on=None) | Q(unmarked__gt=0))
    return [task for one in classes.order_by("closed_on", "code") for task in _tasks_of(one)]


def _unmarked():
    missing = Enrolment.objects.unmarked().filter(training_class=OuterRef("pk")).order_by()
    numbers = missing.values("training_class").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(numbers), 0)


def _tasks_of(one):
    closed = f"bế giảng {one.closed_on:%d/%m/%Y}"
    if one.unmarked:
        address = reverse("learners:results", args=[one.pk])
        detail = f"thiếu {one.unmarked:02} học viên; {closed}"
        yield Task(f"Chưa nhập đủ kết quả: {one.name}", address, detail, due=one.closed_on, late=True)
    elif one.listed and not one.is_recognised:
        address = reverse("learners:recognise", args=[one.pk])
        yield Task(f"Chờ công nhận kết quả: {one.name}", address, f"đã đủ kết quả; {closed}", kind=Kind.DECISION)
