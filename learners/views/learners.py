"""The centre's learners: the list, its Excel file, and one learner's page."""

from auditlog.signals import accessed
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.access import can_write, require_staff, require_writer
from centres.context import require_centre
from centres.listing import Listing
from centres.sheets import heading_of, list_response
from classes.context import years_with_data
from learners.bands import RuleBook, band_of, reason_of
from learners.forms import LearnerFilter, LearnerForm
from learners.learner_columns import COLUMNS, LIST
from learners.models import Learner
from learners.models.enrolment import NotAssessed
from learners.views.doors import posted


@require_safe
def learner_list(request):
    """The centre's learners in the order of their names, a page at a time."""
    centre, chosen, listing = _filtered(request)
    context = {
        "centre": centre,
        "filter": chosen,
        "listing": listing,
        "is_filtered": bool(chosen.chosen()),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Học viên", "")],
    }
    return render(request, "learners/list.html", context)


@require_safe
def learner_list_sheet(request):
    """Every learner of the list on screen, as an Excel file."""
    centre, chosen, listing = _filtered(request)
    heading = heading_of(listing, centre=centre, chosen=chosen.described(), noun="học viên")
    return list_response(listing, title="Danh sách học viên", heading=heading)


def _filtered(request):
    centre = require_centre(request)
    require_staff(request.user, centre)
    chosen = LearnerFilter(request.GET, user=request.user, centre=centre, years=years_with_data(centre))
    learners = chosen.filter(Learner.objects.for_user(request.user).filter(centre=centre))
    return (
        centre,
        chosen,
        Listing(learners.with_classes(), COLUMNS, request.GET, default="ten", user=request.user, name=LIST),
    )


@require_safe
def learner_page(request, pk):
    """Who a learner is, and all classes in the order of time."""
    return _render_page(request, _seen_learner(request, pk))


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
        "places": _judged(_places(learner)),
        "writer": can_write(request.user, learner.centre),
        "crumbs": _crumbs((learner.full_name, "")),
    }
    return render(request, "learners/detail.html", context)


def _places(learner):
    places = learner.enrolments.with_final_mark().select_related("training_class__programme", "training_class__rules")
    return places.select_related("result").order_by("training_class__opened_on", "training_class__code")


def _judged(places):
    book = RuleBook()
    return [_with_band(enrolment, book.of(enrolment.training_class)) for enrolment in places]


def _with_band(enrolment, rules):
    """An enrolment with its band and the sentence that says why, or why there is none."""
    mark = enrolment.final_mark
    band = band_of(mark, rules)
    result = getattr(enrolment, "result", None)
    reason = NotAssessed(result.not_assessed).label if result and result.not_assessed else ""
    return {
        "enrolment": enrolment,
        "training_class": enrolment.training_class,
        "mark": mark,
        "band": band.label if band else "",
        "why": reason_of(mark, rules) if band else reason,
    }


def _address(learner):
    return reverse("learners:detail", args=[learner.pk])


def _crumbs(*pages):
    return [("Trang đầu", reverse("reports:home")), ("Học viên", reverse("learners:list")), *pages]
