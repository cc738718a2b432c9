from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from centres.context import SESSION_KEY, YEAR_KEY, current_centre
from centres.models import Centre


@require_safe
def centre_list(request):
    """The centres one may look into, by province."""
    centres = Centre.objects.for_user(request.user).select_related("province").order_by("province__name", "name")
    return render(request, "centres/list.html", {"centres": centres, "current": current_centre(request)})


@require_POST
def choose_centre(request, code):
    """Work in another centre from now on."""
    centre = get_object_or_404(Centre.objects.for_user(request.user), code=code)
    request.session[SESSION_KEY] = centre.pk
    request.session.pop(YEAR_KEY, None)
    messages.success(request, f"Đang làm việc với {centre.name}.")
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "/")
