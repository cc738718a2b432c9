"""The year one works in, and what the header of every page shows."""

from datetime import date
from functools import cache

from django.db.models import Max
from django.db.models.functions import ExtractYear
from django.http import HttpRequest
from django.urls import reverse

from centres import dates
from centres.access import can_write, sees_names
from centres.context import YEAR_KEY, current_centre
from centres.models import Centre
from classes.models import TrainingClass

YEARS = range(2000, 2101)
# Pages of one year: the beginning of their addresses, and where another year is read
YEAR_PAGES = {"/ke-hoach/": "classes:plan", "/lop/": "classes:list", "/bao-cao/": "reports:list"}
# The items of the header and the beginnings of the addresses that belong to each
AREAS = {
    "plan": ("/ke-hoach/",),
    "classes": (
        *("/lop/", "/buoi/", "/lich-hoc/", "/giang-vien/", "/ghi-danh/", "/tieu-chi-khen-thuong/"),
        *("/giay-chung-nhan/", "/so-goc/", "/van-ban/"),
    ),
    "learners": ("/hoc-vien/", "/don-vi/"),
    "reports": ("/bao-cao/",),
    "help": ("/tro-giup/",),
}
NOBODY = {
    "centre_at_work": None,
    "may_write": False,
    "may_see_names": False,
    "year_at_work": None,
    "years_at_work": [],
    "year_page": "/",
}


def years_with_data(centre: Centre) -> list[int]:
    """Years in which the centre has classes or a decided plan, latest first; read once for each instance of the centre.

    A survey or draft of the year to come is no reason to choose it.
    """
    if not hasattr(centre, "_years_with_data"):
        opened = centre.classes.filter(opened_on__isnull=False).order_by().values_list(ExtractYear("opened_on"))
        planned = centre.plans.filter(decisions__isnull=False).order_by().values_list("year")
        # PostgreSQL counts a year taken out of a date as a decimal
        centre._years_with_data = sorted({int(year) for (year,) in opened.union(planned)}, reverse=True)
    return centre._years_with_data


def working_year(request: HttpRequest, centre: Centre | None) -> int:
    """The year asked for (`?nam=2025`), which the session keeps, else the one kept.

    Where none was asked for: the latest with data in the centre (in all one sees), else this year. What is planned for a
    year to come is no reason to work in that year already.
    """
    asked = request.GET.get("nam", "")
    if asked.isascii() and asked.isdigit() and int(asked) in YEARS:
        if request.session.get(YEAR_KEY) != int(asked):
            request.session[YEAR_KEY] = int(asked)
        return int(asked)
    return request.session.get(YEAR_KEY) or _latest_year(request, centre)


def _latest_year(request, centre):
    this_year = dates.today().year
    if centre:
        return next((year for year in years_with_data(centre) if year <= this_year), this_year)
    seen = TrainingClass.objects.for_user(request.user).filter(opened_on__lt=date(this_year + 1, 1, 1))
    latest = seen.aggregate(day=Max("opened_on"))["day"]
    return latest.year if latest else this_year


def header(request: HttpRequest) -> dict:
    """Context processor: the centre and year one works in, and whether one may enter its data; nothing before login.

    The years and who sees names are functions, so that pages without our header (the administration, the program's files)
    do not ask.
    """
    today = dates.today()
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return NOBODY | {"printed_on": today}
    centre = current_centre(request)
    year = cache(lambda: working_year(request, centre))
    writes = bool(centre) and can_write(request.user, centre)
    return {
        "centre_at_work": centre,
        "may_write": writes,
        "may_see_names": cache(lambda: writes or (bool(centre) and sees_names(request.user, centre))),
        "year_at_work": year,
        "years_at_work": lambda: _years_to_choose(centre, today.year, year()),
        "year_page": _year_page(request, centre),
        "area": next((name for name, beginnings in AREAS.items() if request.path.startswith(beginnings)), ""),
        "printed_on": today,
    }


def _years_to_choose(centre, this_year, chosen):
    known = years_with_data(centre) if centre else range(this_year - 4, this_year)
    return sorted({*known, this_year, chosen}, reverse=True)


def _year_page(request, centre):
    """Where the year chosen in the header is read: the list this page belongs to, else the first page."""
    for beginning, name in YEAR_PAGES.items():
        if request.path.startswith(beginning) and (centre or name == "reports:list"):
            return reverse(name)
    return reverse("reports:home")
