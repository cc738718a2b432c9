"""Reports whose day comes near or has passed."""

from datetime import date, timedelta

from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from reports.standing import Asked, asked_of, states_of
from reports.tasks.value import Task

SOON = timedelta(days=14)
LONG_PAST = timedelta(days=90)
"""Reports older than this belong to data entered afterwards: nobody waits for them any more."""


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """Reports not submitted whose day is within two weeks or past, of periods in which the centre opened a class.

    Where the province has set no day, a report is asked for from its period's end. A fixed number of queries.
    """
    near = [one for one in asked_of(centre.province, today) if _is_near(one, today)]
    states = states_of(user, [centre], [one.period.code for one in near]) if near else {}
    waiting = [one for one in near if not states[centre.pk, one.period.code].is_submitted]
    days = _opening_days(user, centre, waiting) if waiting else ()
    return [
        _task(centre, one, today) for one in waiting if any(one.period.first <= day <= one.period.last for day in days)
    ]


def _is_near(one: Asked, today):
    begins = one.due - SOON if one.due else one.period.last + timedelta(days=1)
    return begins <= today <= one.period.last + LONG_PAST


def _opening_days(user, centre, waiting):
    first, last = min(one.period.first for one in waiting), max(one.period.last for one in waiting)
    classes = TrainingClass.objects.for_user(user).filter(centre=centre).opened_between(first, last)
    return set(classes.values_list("opened_on", flat=True))


def _task(centre, one: Asked, today):
    address = reverse("reports:report", args=[centre.code, one.period.code])
    if one.due is None:
        return Task(f"Đến kỳ báo cáo {one.period.label}", address, f"số liệu đến hết {one.period.last:%d/%m/%Y}")
    when = f"hạn nộp {one.due:%d/%m/%Y}, {days_left(one.due, today)}"
    return Task(f"Báo cáo {one.period.label}", address, when, due=one.due)


def days_left(due: date, today: date) -> str:
    """còn 5 ngày, hôm nay là hạn cuối, trễ 3 ngày"""
    left = (due - today).days
    if left == 0:
        return "hôm nay là hạn cuối"
    return f"còn {left} ngày" if left > 0 else f"trễ {-left} ngày"
