from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from centres import dates
from centres.access import REVIEWERS, WRITERS, require_writer, roles_in
from centres.context import current_centre
from centres.models import Centre, Role
from classes.context import working_year
from classes.models import Lecturer, TrainingClass
from classes.models.training_class import Status
from reports.charts.year import year_charts
from reports.first_steps import first_steps, hide_steps, show_steps
from reports.glance import glance
from reports.overview import hosted_table, overviews
from reports.recents import recent_places
from reports.tasks import Group, grouped, tasks_of
from reports.tasks.setting_up import tasks as setting_up
from reports.waiting import waiting

RECENT, RUNNING = 5, 8


@require_safe
def home(request):
    centre = current_centre(request)
    context = _of_centre(request, centre) if centre else _without_centre(request)
    return render(request, "home.html", context)


def _of_centre(request, centre):
    user, today = request.user, dates.today()
    year, roles = working_year(request, centre), roles_in(request.user, centre)
    seen = glance(centre, year)
    writes = bool(roles & WRITERS)
    table = hosted_table(user, centre, year) if roles & REVIEWERS else None
    asked = grouped(tasks_of(centre, user, today, roles), today, roles)
    running = TrainingClass.objects.for_user(user).filter(centre=centre, status=Status.OPEN)
    return {
        "year": year,
        "groups": [*(_to_review(user, centre) if table else []), *asked],
        "steps": first_steps(user, centre) if writes else None,
        "table": table,
        "own": Lecturer.objects.for_user(user).of_account(user, centre) if Role.LECTURER in roles else None,
        "glance": seen,
        "charts": year_charts(seen),
        "recent": recent_places(user, centre, RECENT),
        "running": running.order_by("opened_on", "code")[: RUNNING + 1],
        "shown": RUNNING,
    }


def _without_centre(request):
    user, year = request.user, working_year(request, None)
    if user.is_superuser:
        missing = setting_up(user, dates.today())
        return {"year": year, "groups": [Group("thiet-lap", "Chưa thiết lập xong", missing)] if missing else []}
    reviewed = overviews(user, year)
    return {
        "year": year,
        "groups": _to_review(user),
        "overviews": reviewed,
        "centres": Centre.objects.for_user(user).count(),
    }


def _to_review(user, centre=None):
    found = waiting(user, centre)
    return [Group("duyet", "Báo cáo chờ duyệt", found)] if found else []


@require_POST
def hide_first_steps(request, code):
    """Do not show a new centre's first steps to this user any more."""
    centre = get_object_or_404(Centre.objects.for_user(request.user), code=code)
    require_writer(request.user, centre)
    hide_steps(user=request.user, centre=centre)
    messages.success(request, "Đã ẩn danh sách việc đầu tiên. Muốn xem lại thì mở trang Trợ giúp.")
    return redirect("reports:home")


@require_POST
def show_first_steps(request, code):
    """Show a new centre's first steps to this user again."""
    centre = get_object_or_404(Centre.objects.for_user(request.user), code=code)
    require_writer(request.user, centre)
    show_steps(user=request.user, centre=centre)
    messages.success(request, "Trang đầu hiện lại danh sách việc đầu tiên, cho đến khi làm xong cả.")
    return redirect("reports:home")
