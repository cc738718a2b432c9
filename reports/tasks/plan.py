"""The decision that gives the year its quotas."""

from datetime import date

from django.urls import reverse

from centres.models import Centre, User
from classes.models import PlanDecision
from reports.tasks.value import Task


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """One query."""
    given = PlanDecision.objects.for_user(user).filter(plan__centre=centre, plan__year=today.year)
    if not centre.exists_on(today) or given.exists():
        return []
    address = f"{reverse('classes:new_decision')}?nam={today.year}"
    return [Task(f"Chưa nhập quyết định giao chỉ tiêu năm {today.year}", address)]
