"""The public pages behind a report's QR code: without login, and without more than the paper's holder may know."""

from allauth.core import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from config.limits import within
from reports.check_forms import TotalForm
from reports.seals.published import TOOL, published_keys, signing_keys
from reports.seals.standing import sealed_with
from reports.seals.token import totals_of


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def check_paper(request, code):
    """How a version stands, when it was submitted, its hash; and whether a total typed in from the paper is its own."""
    if not within(request, "check_paper"):
        return ratelimit.respond_429(request)
    seal = sealed_with(code)
    if seal is None:
        return _kept_from_search(render(request, "reports/check_paper.html", {"seal": None}, status=404))
    return _kept_from_search(_answer(request, seal))


def _answer(request, seal):
    totals = totals_of(seal.token)
    form = TotalForm(request.POST if request.method == "POST" else None, totals=totals)
    context = {
        "seal": seal,
        "standing": seal.standing,
        "form": form,
        "answer": None,
        "shown": form.named_totals() if seal.shows_totals else [],
    }
    if request.method == "POST":
        if not within(request, "check_total", key=seal.code):
            return render(request, "reports/check_paper.html", context | {"too_many": True}, status=429)
        if form.is_valid():
            context["answer"] = form.answer()
    return render(request, "reports/check_paper.html", context)


@login_not_required
@require_safe
def check_help(request):
    """How a report is checked, with and without a network; the keys and the tool."""
    here = request.build_absolute_uri(reverse("reports:check_keys"))
    return render(request, "reports/check_help.html", {"keys": signing_keys(), "keys_address": here})


@login_not_required
@require_safe
def check_keys(request):
    """Every public key that ever signed, for programs: {"keys": [{"name", "public", "from", "to"}]}."""
    return JsonResponse({"keys": published_keys()}, json_dumps_params={"indent": 1})


@login_not_required
@require_safe
def check_tool(request):
    """The tool that checks a report without the network, to be saved."""
    return FileResponse(TOOL.open("rb"), as_attachment=True, filename=TOOL.name, content_type="text/x-python")


def _kept_from_search(response):
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
