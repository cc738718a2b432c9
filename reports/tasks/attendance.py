"""Sessions whose attendance nobody has taken, and those of today."""

from datetime import date, timedelta

from django.urls import reverse

from centres.models import Centre, User
from classes.models import Session
from classes.models.training_class import Status
from reports.tasks.value import Task

LONG_PAST = timedelta(days=60)
"""Older ones of a class that still runs are told when it is closed."""


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query. A class with many such sessions is one task, and leads to the page of all its sessions."""
    waiting = (
        Session.objects.for_user(user)
        .unmarked(today)
        .filter(
            training_class__centre=centre,
            training_class__status__in=[Status.OPEN, Status.CLOSED],
            training_class__recognised_on__isnull=True,
            held_on__gte=today - LONG_PAST,
        )
    )
    by_class = {}
    for session in waiting.select_related("training_class").in_order():
        by_class.setdefault(session.training_class, []).append(session)
    return [_task(training_class, sessions, today) for training_class, sessions in by_class.items()]


def _task(training_class, sessions, today):
    first, number = sessions[0], len(sessions)
    if number > 1:
        address = reverse("learners:attendance", args=[training_class.pk])
        detail = f"{number} buổi, từ {first.when}"
    else:
        address, detail = reverse("learners:session_attendance", args=[first.pk]), f"buổi {first.when}"
    words = "Điểm danh buổi hôm nay" if first.held_on == today else "Chưa điểm danh"
    return Task(f"{words}: {training_class.name}", address, detail, due=first.held_on)
