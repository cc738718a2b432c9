"""Closed for maintenance: one page instead of all others, without database or session.

`manage.py maintenance on --until 21:30` writes a notice under var/, which every process sees; `off` takes it away.
"""

from datetime import datetime, timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

NOTICE = settings.VAR_DIR / "maintenance"
ASK_AGAIN = 600  # seconds, where no end is known or it has passed


def close(until: datetime | None = None) -> None:
    """Answer every request with the notice from now on; `until` is when the end is expected."""
    NOTICE.parent.mkdir(parents=True, exist_ok=True)
    unfinished = NOTICE.with_suffix(".new")
    unfinished.write_text(until.isoformat() if until else "")
    unfinished.replace(NOTICE)


def open_again() -> bool:
    """Take the notice away; False where there was none."""
    closed = NOTICE.exists()
    NOTICE.unlink(missing_ok=True)
    return closed


def next_time(clock: str) -> datetime:
    """The next moment a clock here shows "21:30". Raises ValueError for anything but hours and minutes."""
    hour = datetime.strptime(clock, "%H:%M")
    now = timezone.localtime()
    at = now.replace(hour=hour.hour, minute=hour.minute, second=0, microsecond=0)
    return at if at > now else at + timedelta(days=1)


class Maintenance:
    """After the static files, which the page needs; before all that asks the database."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        written = read_notice()
        return self.get_response(request) if written is None else notice(written)


def read_notice() -> str | None:
    """When the end is expected, as it was written (empty where nobody said); None where the program is open."""
    try:
        return NOTICE.read_text()
    except FileNotFoundError:
        return None


def notice(written):
    until = datetime.fromisoformat(written) if written else None
    page = render_to_string("maintenance.html", {"until": until and timezone.localtime(until)})
    response = HttpResponse(page, status=HTTPStatus.SERVICE_UNAVAILABLE)
    left = int((until - timezone.now()).total_seconds()) if until else 0
    response["Retry-After"] = str(left if left > 0 else ASK_AGAIN)
    response["Cache-Control"] = "no-store"
    return response
