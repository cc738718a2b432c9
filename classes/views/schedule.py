"""The schedule of classes by month and quarter (lịch mở lớp)."""

from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres import dates
from centres.access import can_write
from centres.context import require_centre
from classes.context import working_year
from classes.models import TrainingClass
from classes.models.draft import Quarter
from classes.schedule import Part, only, schedule
from classes.views.draft import lines_of
from classes.views.plan import plan_address


@require_safe
def schedule_page(request):
    """The year, one quarter (?quy=3) or one month (?thang=9)."""
    centre = require_centre(request)
    year = working_year(request, centre)
    quarter, month = chosen_span(request)
    parts = parts_of(request, centre, year)
    this_year = dates.today().year
    context = {
        "year": year,
        "years": sorted({year, this_year, this_year + 1}, reverse=True),
        "parts": only(parts, quarter=quarter, month=month),
        "quarters": [(one.value, one.label, one.value == quarter) for one in Quarter],
        "months": [(number, number == month) for number in range(1, 13)],
        "quarter": quarter,
        "month": month,
        "span": span_in_words(year, quarter, month),
        "address": span_address(year, quarter, month),
        "has_draft": any(part.undated for part in parts),
        "writer": can_write(request.user, centre),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), ("Lịch mở lớp", "")],
    }
    return render(request, "classes/schedule.html", context)


def chosen_span(request) -> tuple[int | None, int | None]:
    """(quarter, month) asked for; one of them or neither."""
    month, quarter = _number(request, "thang", 12), _number(request, "quy", 4)
    return (None, month) if month else (quarter, None)


def _number(request, name, highest):
    asked = request.GET.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 and 1 <= int(asked) <= highest else None


def parts_of(request, centre, year: int) -> list[Part]:
    """The year's schedule, as the user may see it."""
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre, opened_on__year=year)
    ordered = classes.select_related("programme").with_learner_count().order_by("opened_on", "code")
    return schedule(list(ordered), lines_of(request.user, centre, year), year)


def span_in_words(year: int, quarter: int | None, month: int | None) -> str:
    """năm 2026, quý III năm 2026, tháng 9 năm 2026"""
    if month:
        return f"tháng {month} năm {year}"
    label = str(Quarter(quarter).label) if quarter else ""
    return f"q{label[1:]} năm {year}" if quarter else f"năm {year}"


def span_address(year: int, quarter: int | None, month: int | None) -> str:
    """The query that leads to the same span."""
    more = f"&thang={month}" if month else f"&quy={quarter}" if quarter else ""
    return f"?nam={year}{more}"
