"""The centre's week: every class, lecturer and room, by day and part of the day."""

from datetime import date, timedelta

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres import dates
from centres.access import can_write
from centres.context import require_centre
from classes.models import Holiday, Lecturer, Session
from classes.models.session import WEEKDAYS, Part

WEEK = timedelta(days=7)


@require_safe
def week(request):
    """All sessions of the centre in the week of the day asked for (`?ngay=2026-11-23`), else of today."""
    centre = require_centre(request)
    monday = _monday(request.GET.get("ngay", ""))
    days = [monday + timedelta(days=step) for step in range(7)]
    sessions = _sessions(request, centre, days)
    days_off = list(Holiday.objects.for_user(request.user).of(centre).between(days[0], days[-1]))
    context = {
        "days": [_day(day, sessions, days_off) for day in days],
        "parts": [(label, [_held(sessions, day, part) for day in days]) for part, label in Part.choices],
        "first": days[0],
        "last": days[-1],
        "earlier": monday - WEEK,
        "later": monday + WEEK,
        "own": Lecturer.objects.for_user(request.user).of_account(request.user, centre),
        "number": len(sessions),
        "today": dates.today(),
        "writer": can_write(request.user, centre),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Lịch học trong tuần", "")],
    }
    return render(request, "classes/week.html", context)


def _monday(asked):
    try:
        day = date.fromisoformat(asked)
    except ValueError:
        day = dates.today()
    if not 2000 <= day.year <= 2100:
        day = dates.today()
    return day - timedelta(days=day.weekday())


def _sessions(request, centre, days):
    held = Session.objects.for_user(request.user).live()
    found = held.filter(training_class__centre=centre, held_on__range=(days[0], days[-1]))
    return list(found.select_related("training_class", "lecturer", "room").order_by("held_on", "part", "pk"))


def _day(day, sessions, days_off):
    off = next((one for one in days_off if one.holds(day)), None)
    held = [session for session in sessions if session.held_on == day]
    return {"day": day, "name": WEEKDAYS[day.weekday()], "off": off, "sessions": held}


def _held(sessions, day, part):
    return [session for session in sessions if (session.held_on, session.part) == (day, part)]
