"""The centre one works in: chosen in the session, else the first of one's own."""

from django.http import Http404, HttpRequest

from centres.access import require_staff, require_writer
from centres.models import Centre

SESSION_KEY = "centre"
# The year one works in, see classes.context; chosen anew in another centre
YEAR_KEY = "year"


def current_centre(request: HttpRequest) -> Centre | None:
    """The centre the user works in, or None (a province's reviewer or an administrator who has chosen none)."""
    if not hasattr(request, "_current_centre"):
        request._current_centre = _choose(request)
    return request._current_centre


def require_centre(request: HttpRequest) -> Centre:
    """The centre the user works in; Http404 where there is none."""
    centre = current_centre(request)
    if centre is None:
        raise Http404("Chưa chọn trung tâm để làm việc.")
    return centre


def centre_with_names(request: HttpRequest) -> Centre:
    """The centre the user works in and whose learners the user may see: not for reviewers."""
    centre = require_centre(request)
    require_staff(request.user, centre)
    return centre


def centre_to_change(request: HttpRequest) -> Centre:
    """The centre the user works in and enters data for."""
    centre = require_centre(request)
    require_writer(request.user, centre)
    return centre


def _choose(request):
    if not request.user.is_authenticated:
        return None
    visible = Centre.objects.for_user(request.user).select_related("province")
    chosen = request.session.get(SESSION_KEY)
    if chosen and (centre := visible.filter(pk=chosen).first()):
        return centre
    first = min((one for one in request.user.held() if one.centre_id), key=lambda one: one.pk, default=None)
    return visible.filter(pk=first.centre_id).first() if first else None
