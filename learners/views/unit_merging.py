"""A unit spelled twice: which one stays, what moves to it, and moving it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_http_methods

from centres.bulk import ChangedSinceError
from centres.models import SendingUnit
from learners.actions.units import merge_unit, preview_merge
from learners.models.enrolment import COUNTED_STATES
from learners.unit_columns import with_numbers
from learners.unit_forms import KEPT, KeptUnitForm
from learners.unit_merging import locality_of, merge_notes, merge_refusals
from learners.views.units import doubles_of, unit_crumbs, unit_to_change

SEEN = "da-xem"
CHANGED_SINCE = "Có người vừa sửa hai đơn vị này. Chưa thay đổi gì: xin xem lại rồi gộp."


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request, pk):
    """Choose the unit that stays, see what moves to it, merge."""
    with transaction.atomic():
        unit = unit_to_change(request, pk)
        given = request.POST if request.method == "POST" else request.GET
        others = SendingUnit.objects.for_user(request.user).filter(centre=unit.centre).exclude(pk=pk)
        form = KeptUnitForm(given if KEPT in given or request.method == "POST" else None, units=others)
        kept = form.cleaned_data["kept"] if form.is_valid() else None
        if kept and request.method == "POST":
            return _merge(request, unit, kept)
        return _page(request, unit, kept, form)


def _merge(request, unit, kept):
    back = reverse("learners:units")
    try:
        done = merge_unit(unit=unit, kept=kept, seen=request.POST.get(SEEN, ""), back=back, user=request.user)
    except (ChangedSinceError, ValidationError) as refused:
        text = " ".join(refused.messages) if isinstance(refused, ValidationError) else CHANGED_SINCE
        messages.warning(request, text)
        return redirect(f"{reverse('learners:merge_unit', args=[unit.pk])}?{KEPT}={kept.pk}")
    text = 'Đã gộp {} vào {}. <a href="{}">Xem lại hoặc hoàn tác</a>'
    messages.success(request, format_html(text, unit, kept, reverse("centres:bulk", args=[done.pk])))
    return redirect(back)


def _page(request, unit, kept, form):
    pairs = [pair for pair in doubles_of(request.user, unit.centre) if unit in pair]
    context = {
        "unit": unit,
        "kept": kept,
        "form": form,
        "doubles": [one if other == unit else other for one, other in pairs],
        "crumbs": [*unit_crumbs(), (unit.name, reverse("learners:edit_unit", args=[unit.pk])), ("Gộp", "")],
    }
    return render(request, "learners/unit_merge.html", context | (_comparison(request, unit, kept) if kept else {}))


def _comparison(request, unit, kept):
    """The two side by side, and what would happen."""
    both = with_numbers(SendingUnit.objects.for_user(request.user).filter(pk__in=[unit.pk, kept.pk]))
    people = Count("enrolments__learner", filter=Q(enrolments__state__in=COUNTED_STATES), distinct=True)
    rows = both.annotate(people=people).select_related("parent").in_bulk()
    refusals = merge_refusals(unit, kept)
    outcome = None if refusals else preview_merge(unit=unit, kept=kept)
    return {
        "columns": [(one, locality_of(one)) for one in (rows[unit.pk], rows[kept.pk])],
        "refusals": refusals,
        "notes": merge_notes(unit, kept),
        "outcome": outcome,
        "moves": outcome.changes[0]["words"] if outcome and any(outcome.changes[0]["moved"].values()) else [],
    }
