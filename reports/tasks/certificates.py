"""Recognised classes whose certificates are not issued yet: the clock of 15 days from the recognition."""

from datetime import date, timedelta

from django.db.models import Count, F, Q
from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from classes.models.programme import Certificate
from classes.models.training_class import AssessedBy
from classes.models.training_class import Kind as ClassKind
from learners.models import Enrolment
from learners.models.enrolment import State
from reports.tasks.value import Task

LATELY = timedelta(days=120)
"""Older classes were entered to have them; their certificates were written by hand."""


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query."""
    recognised = TrainingClass.objects.for_user(user).filter(
        centre=centre,
        kind=ClassKind.NORMAL,
        recognised_on__gte=today - LATELY,
        programme__certificate=Certificate.CENTRE,
    )
    return [_task(*row) for row in _waiting(user, recognised)]


def _waiting(user, classes):
    """How many wait in each class: those who passed, or attended a class without test, and have no certificate."""
    passed = Q(final_mark__gte=F("training_class__rules__average_from"))
    untested = Q(training_class__assessed_by=AssessedBy.NOBODY, state=State.ATTENDING)
    places = (
        Enrolment.objects.for_user(user)
        .with_final_mark()
        .filter(passed | untested, training_class__in=classes, certificates__isnull=True)
    )
    shown = ("pk", "name", "recognised_on", "rules__certificate_days")
    by_class = places.order_by("training_class__recognised_on", "training_class__code")
    return by_class.values_list(*(f"training_class__{name}" for name in shown)).annotate(number=Count("pk"))


def _task(pk, name, recognised_on, days, number):
    due = None if days is None else recognised_on + timedelta(days=days)
    detail = f"{number:02} học viên; công nhận {recognised_on:%d/%m/%Y}"
    return Task(f"Chưa cấp giấy chứng nhận: {name}", reverse("learners:certificates", args=[pk]), detail, due=due)
