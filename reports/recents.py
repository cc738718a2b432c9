"""Which classes and reports a person opened last, remembered across logins.

A page is remembered when it has been answered. The session knows what it remembered within the hour, so that opening the
same class again costs nothing.
"""

import time
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from centres.models import Centre, User
from reports.models import PeriodReport, Recent
from reports.periods import name_of

CLASS_PAGES = {
    "learners:class",
    "learners:results",
    "learners:roster",
    "learners:close",
    "learners:recognise",
    "classes:edit",
}
REPORT_PAGES = {"reports:report", "reports:text"}
SESSION_KEY, HOUR, KEPT = "recent", 3600, 20


class RememberRecent:
    """Middleware: remembers the class or the report of a page that was shown."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        match = request.resolver_match
        if match and request.method == "GET" and response.status_code == 200 and request.user.is_authenticated:
            if match.view_name in CLASS_PAGES and _is_new(request.session, f"class {match.kwargs['pk']}"):
                remember(request.user, training_class_id=match.kwargs["pk"])
            elif match.view_name in REPORT_PAGES and _is_new(
                request.session, "report {code} {period}".format(**match.kwargs)
            ):
                _remember_report(request.user, **match.kwargs)
        return response


def _is_new(session, place):
    """Whether the place was not remembered within the hour; if so, it is noted as remembered now."""
    now = int(time.time())
    known = {name: at for name, at in session.get(SESSION_KEY, {}).items() if now - at < HOUR}
    if place in known:
        return False
    session[SESSION_KEY] = dict(list(known.items())[1 - KEPT :]) | {place: now}
    return True


def _remember_report(user, code, period):
    """A report of which nothing is written yet is nothing one could go on with."""
    written = PeriodReport.objects.for_user(user).filter(centre__code=code, period=period)
    if key := written.values_list("pk", flat=True).first():
        remember(user, report_id=key)


def remember(user: User, **opened) -> None:
    """Write down that the user opened a class (`training_class_id`) or a report (`report_id`) now. One statement."""
    [name] = opened
    Recent.objects.bulk_create(
        [Recent(user=user, opened_at=timezone.now(), **opened)],
        update_conflicts=True,
        unique_fields=["user", name.removesuffix("_id")],
        update_fields=["opened_at"],
    )


@dataclass(frozen=True)
class Place:
    """A class or a report to go back to."""

    text: str
    address: str
    code: str
    opened_at: datetime


def recent_places(user: User, centre: Centre, number: int) -> list[Place]:
    """The classes and reports of the centre that the user opened last. One query."""
    opened = Recent.objects.for_user(user).of_centre(centre).select_related("training_class", "report")
    return [_place(one, centre) for one in opened.order_by("-opened_at", "-pk")[:number]]


def _place(one, centre):
    if one.training_class:
        page = reverse("learners:class", args=[one.training_class.pk])
        return Place(one.training_class.name, page, one.training_class.code, one.opened_at)
    page = reverse("reports:report", args=[centre.code, one.report.period])
    return Place(f"Báo cáo {name_of(one.report.period)}", page, "", one.opened_at)
