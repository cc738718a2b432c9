"""The centre's learners: the list, its Excel file, and one learner's page."""

from auditlog.signals import accessed
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.access import can_write, require_writer
from centres.context import centre_with_names
from centres.forms import posted
from centres.listing import Listing
from centres.sheets import heading_of, list_response
from classes.context import years_with_data
from learners.forms import LearnerFilter, LearnerForm
from learners.learner_columns import COLUMNS, LIST
from learners.models import Learner, LearnerMerge
from learners.person import places_of, sent_elsewhere

MOST_COUNTED = 10_000


@require_safe
def learner_list(request):
    """The centre's learners in the order of their names, a page at a time."""
    centre, chosen, listing = _filtered(request, MOST_COUNTED)
    context = {
        "centre": centre,
        "filter": chosen,
        "listing": listing,
        "writer": can_write(request.user, centre),
        "is_filtered": bool(chosen.chosen()),
        "sent_by": chosen.chosen().get("sent_by"),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Học viên", "")],
    }
    return render(request, "learners/list.html", context)


@require_safe
def learner_list_sheet(request):
    """Every learner of the list on screen, as an Excel file."""
    centre, chosen, listing = _filtered(request)
    heading = heading_of(listing, centre=centre, chosen=chosen.described(), noun="học viên")
    return list_response(listing, title="Danh sách học viên", heading=heading)


def _filtered(request, most=None):
    centre = centre_with_names(request)
    chosen = LearnerFilter(request.GET, user=request.user, centre=centre, years=years_with_data(centre))
    learners = chosen.filter(Learner.objects.for_user(request.user, centre=centre))
    learners, most = learners.with_classes(), most if chosen.chosen() else None
    return (
        centre,
        chosen,
        Listing(learners, COLUMNS, request.GET, default="ten", user=request.user, name=LIST, most=most),
    )


@require_safe
def learner_page(request, pk):
    """Who a learner is, and all classes in the order of time; one who was merged leads to the record that is kept."""
    try:
        learner = _seen_learner(request, pk)
    except Http404:
        return _lead_to_kept(request, pk)
    return _render_page(request, learner)


def _lead_to_kept(request, pk):
    merges = LearnerMerge.objects.for_user(request.user).select_related("kept")
    merge = get_object_or_404(merges, merged_pk=pk)
    messages.info(request, f"Hồ sơ {merge.merged_name} đã gộp vào hồ sơ này ngày {merge.merged_at:%d/%m/%Y}.")
    return redirect("learners:detail", merge.kept_id)


@require_POST
@never_cache
def show_national_id(request, pk):
    """The learner's page with the citizen number in full; that it was opened is logged."""
    learner = _seen_learner(request, pk)
    accessed.send(Learner, instance=learner)
    return _render_page(request, learner, full_number=learner.national_id)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_learner(request, pk):
    """Correct who a learner is."""
    learner = _seen_learner(request, pk)
    require_writer(request.user, learner.centre)
    form = LearnerForm(posted(request), user=request.user, instance=learner)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu {learner}.")
        return redirect("learners:detail", pk)
    # The form has put what was typed into the learner; the page's heading is the stored name
    name = form.initial["full_name"]
    context = {
        "learner": learner,
        "name": name,
        "form": form,
        "crumbs": _crumbs((name, _address(learner)), ("Sửa", "")),
    }
    return render(request, "learners/edit.html", context)


def _seen_learner(request, pk):
    return get_object_or_404(Learner.objects.for_user(request.user).select_related("centre"), pk=pk)


def _render_page(request, learner, full_number=""):
    context = {
        "learner": learner,
        "full_number": full_number,
        "places": places_of(learner),
        "elsewhere": sent_elsewhere(learner),
        "merges": learner.merges.select_related("merged_by"),
        "writer": can_write(request.user, learner.centre),
        "crumbs": _crumbs((learner.full_name, "")),
    }
    return render(request, "learners/detail.html", context)


def _address(learner):
    return reverse("learners:detail", args=[learner.pk])


def _crumbs(*pages):
    return [("Trang đầu", reverse("reports:home")), ("Học viên", reverse("learners:list")), *pages]
