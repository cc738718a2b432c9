"""Two learners who are one person: who probably is, side by side, merged, taken apart again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.access import require_writer
from centres.context import centre_to_change
from centres.models import SendingUnit
from learners.actions.merging import merge_learners, split_learners
from learners.duplicates import duplicates_of, probable_duplicates
from learners.merging import FIELDS, choices_of, in_order, merge_notes, merge_refusals, split_blockers
from learners.models import Enrolment, Learner, LearnerMerge
from learners.past import past_places
from learners.search import matching_learners

PAIRS_PER_PAGE = 50
MOST_FOUND = 20


@require_safe
def duplicates(request):
    """The centre's learners who are probably one person entered twice."""
    centre = centre_to_change(request)
    page = Paginator(probable_duplicates(centre), PAIRS_PER_PAGE).get_page(request.GET.get("trang"))
    places = past_places([one for pair in page for one in (pair.first, pair.second)])
    context = {
        "page": page,
        "page_numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "pairs": [(pair, places[pair.first.pk], places[pair.second.pk]) for pair in page],
        "crumbs": _crumbs(("Có thể trùng nhau", "")),
    }
    return render(request, "learners/merge_list.html", context)


@require_safe
def merge_with(request, pk):
    """Choose whom a learner is the same person as: probable doubles, and whoever is searched for."""
    learner = _learner(request, pk)
    text = " ".join(request.GET.get("tim", "").split())[:100]
    pairs = duplicates_of(learner)
    found = [(one.second if one.first.pk == learner.pk else one.first, one.why) for one in pairs]
    if text:
        own = Learner.objects.for_user(request.user).filter(centre=learner.centre).exclude(pk=pk)
        units = SendingUnit.objects.for_user(request.user).filter(centre=learner.centre)
        found = [(one, "") for one in matching_learners(own, units, text).in_name_order()[:MOST_FOUND]]
    places = past_places([one for one, _ in found])
    context = {
        "learner": learner,
        "text": text,
        "found": [(one, why, places[one.pk]) for one, why in found],
        "crumbs": _crumbs((learner.full_name, reverse("learners:detail", args=[pk])), ("Gộp", "")),
    }
    return render(request, "learners/merge_with.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk, other_pk):
    """The two side by side: which value to keep of each field, what speaks against it, and merging."""
    one, other = _learner(request, pk), _learner(request, other_pk)
    if one.centre_id != other.centre_id:
        return redirect("learners:detail", pk)
    answers = {name: request.POST.get(name, "") for name in FIELDS}
    refused = []
    if request.method == "POST":
        try:
            done = merge_learners(one=one, other=other, answers=answers, user=request.user)
        except ValidationError as fault:
            refused = fault.messages
        else:
            messages.success(request, f"Đã gộp hai hồ sơ thành {done.kept}. Cần thì tách lại được ở cuối trang này.")
            return redirect("learners:detail", done.kept_id)
    kept, merged = in_order(one, other)
    places = past_places([kept, merged])
    context = {
        "learner": one,
        "kept": kept,
        "merged": merged,
        "columns": [(kept, places[kept.pk]), (merged, places[merged.pk])],
        "choices": choices_of(kept, merged, answers),
        "refusals": refused or merge_refusals(kept, merged),
        "notes": merge_notes(kept, merged),
        "crumbs": _crumbs((one.full_name, reverse("learners:detail", args=[pk])), ("Gộp hai học viên", "")),
    }
    return render(request, "learners/merge.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def split(request, pk):
    """Take a merge back, or say what happened since that forbids it."""
    merges = LearnerMerge.objects.for_user(request.user).select_related("kept__centre", "centre", "merged_by")
    done = get_object_or_404(merges, pk=pk)
    require_writer(request.user, done.centre)
    if request.method == "POST":
        try:
            again = split_learners(merge=done)
        except ValidationError:
            messages.error(request, "Chưa tách được; các lý do ghi ở dưới.")
            return redirect("learners:split", pk)
        messages.success(request, f"Đã tách: {again} lại có hồ sơ riêng.")
        return redirect("learners:detail", again.pk)
    moved = Enrolment.objects.for_user(request.user).filter(pk__in=done.before["enrolments"])
    moved = moved.select_related("training_class__programme")
    context = {
        "merge": done,
        "places": moved.order_by("training_class__opened_on", "pk"),
        "blockers": split_blockers(done),
        "crumbs": _crumbs((done.kept.full_name, reverse("learners:detail", args=[done.kept_id])), ("Tách lại", "")),
    }
    return render(request, "learners/merge_split.html", context)


def _learner(request, pk):
    learner = get_object_or_404(Learner.objects.for_user(request.user).select_related("centre"), pk=pk)
    require_writer(request.user, learner.centre)
    return learner


def _crumbs(*pages):
    return [("Trang đầu", reverse("reports:home")), ("Học viên", reverse("learners:list")), *pages]
