"""Classes that open or close soon, whose day has passed, and that have no roster yet."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from classes.models.training_class import Kind, Status
from learners.models import Enrolment
from reports.tasks.value import Task

SOON = timedelta(days=14)


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query. A class of another school that the centre only looks after asks for nothing here."""
    waiting = TrainingClass.objects.for_user(user).filter(
        Q(status=Status.PLANNED, opened_on__lte=today + SOON) | Q(status=Status.OPEN),
        centre=centre,
        kind=Kind.NORMAL,
    )
    listed = Exists(Enrolment.objects.filter(training_class=OuterRef("pk")))
    classes = waiting.annotate(listed=listed).order_by("opened_on", "code")
    return [task for one in classes for task in _tasks_of(one, today)]


def _tasks_of(one, today):
    if one.status == Status.PLANNED:
        yield _opening(one, today)
    elif one.closes_on and one.closes_on <= today + SOON:
        yield _closing(one, today)
    if not one.listed:
        address = reverse("learners:roster", args=[one.pk])
        yield Task(f"Chưa có danh sách học viên: {one.name}", address, _opens(one), due=one.opened_on)


def _opening(one, today):
    if one.opened_on < today:
        address = reverse("learners:open", args=[one.pk])
        return Task(f"Đã qua ngày khai giảng mà chưa ghi mở lớp: {one.name}", address, _opens(one), due=one.opened_on)
    return Task(f"Sắp khai giảng: {one.name}", reverse("learners:class", args=[one.pk]), _opens(one), due=one.opened_on)


def _closing(one, today):
    expected = f"bế giảng dự kiến {one.closes_on:%d/%m/%Y}"
    if one.closes_on < today:
        address = reverse("learners:close", args=[one.pk])
        return Task(f"Đã qua ngày bế giảng dự kiến: {one.name}", address, expected, due=one.closes_on)
    return Task(f"Sắp bế giảng: {one.name}", reverse("learners:class", args=[one.pk]), expected, due=one.closes_on)


def _opens(one):
    return f"khai giảng {one.opened_on:%d/%m/%Y}"
