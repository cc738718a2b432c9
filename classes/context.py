"""The year one works in, and what the header of every page shows."""

from django.db.models import Max
from django.http import HttpRequest

from centres import dates
from centres.access import can_write
from centres.context import current_centre
from centres.models import Centre
from classes.models import TrainingClass

YEARS = range(2000, 2101)


def years_with_data(centre: Centre) -> list[int]:
    """Years in which the centre has classes or a plan, latest first."""
    opened = centre.classes.filter(opened_on__isnull=False)
    years = {day.year for day in opened.dates("opened_on", "year")}
    years |= set(centre.plans.values_list("year", flat=True))
    return sorted(years, reverse=True)


def working_year(request: HttpRequest, centre: Centre | None) -> int:
    """The year asked for (`?nam=2025`), else the latest with data in the centre (in all one sees), else this year."""
    asked = request.GET.get("nam", "")
    if asked.isascii() and asked.isdigit() and int(asked) in YEARS:
        return int(asked)
    if centre:
        return next(iter(years_with_data(centre)), dates.today().year)
    latest = TrainingClass.objects.for_user(request.user).aggregate(day=Max("opened_on"))["day"]
    return latest.year if latest else dates.today().year


def header(request: HttpRequest) -> dict:
    """Context processor: the centre and whether one may enter its data; nothing before login."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {"centre_at_work": None, "may_write": False}
    centre = current_centre(request)
    return {"centre_at_work": centre, "may_write": bool(centre) and can_write(request.user, centre)}
