"""The centre's sending units (đơn vị cử học viên): the list, its Excel file, entering, correcting, deleting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.access import can_write, require_writer
from centres.context import centre_to_change, centre_with_names
from centres.forms import posted
from centres.listing import Listing
from centres.models import SendingUnit
from centres.once import makes_once
from centres.sheets import heading_of, list_response
from learners.actions.units import delete_unit, lock_units, numbers_of
from learners.unit_columns import LIST, UnitFilter, columns, with_numbers
from learners.unit_doubles import likely_doubles
from learners.unit_forms import UnitForm

MOST_DOUBLES = 5
TITLE = "Đơn vị cử học viên"


@require_safe
def unit_list(request):
    """The centre's units: filtered, sorted, a page at a time."""
    centre, chosen, listing = _filtered(request)
    writer = can_write(request.user, centre)
    doubles = doubles_of(request.user, centre) if writer else []
    context = {
        "centre": centre,
        "filter": chosen,
        "listing": listing,
        "is_filtered": bool(chosen.chosen()),
        "writer": writer,
        "doubles": doubles[:MOST_DOUBLES],
        "more_doubles": max(len(doubles) - MOST_DOUBLES, 0),
        "crumbs": [*unit_crumbs()[:-1], (TITLE, "")],
    }
    return render(request, "learners/units.html", context)


def doubles_of(user, centre):
    """Pairs that are probably one unit, the one that more learners came from second: it is proposed to stay."""
    units = SendingUnit.objects.for_user(user).filter(centre=centre)
    pairs = likely_doubles(list(units.order_by("pk")))
    # Counted only for those found: a centre's learners are many
    found = units.filter(pk__in={unit.pk for pair in pairs for unit in pair}) if pairs else units.none()
    sent = dict(with_numbers(found).values_list("pk", "sent"))
    return [sorted(pair, key=lambda unit: (sent[unit.pk], -unit.pk)) for pair in pairs]


@require_safe
def unit_list_sheet(request):
    """Every unit of the list on screen, as an Excel file."""
    centre, chosen, listing = _filtered(request)
    heading = heading_of(listing, centre=centre, chosen=chosen.described(), noun="đơn vị")
    return list_response(listing, title=TITLE, heading=heading)


def _filtered(request):
    centre = centre_with_names(request)
    chosen = UnitFilter(request.GET, user=request.user)
    units = SendingUnit.objects.for_user(request.user).filter(centre=centre).select_related("parent", "locality")
    shown = columns(writer=can_write(request.user, centre))
    listing = Listing(
        with_numbers(chosen.filter(units)), shown, request.GET, default="ten", user=request.user, name=LIST
    )
    return centre, chosen, listing


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_unit(request):
    """Enter a unit."""
    centre = centre_to_change(request)
    return _unit_page(request, SendingUnit(centre=centre), title="Thêm đơn vị cử học viên")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_unit(request, pk):
    """Change a unit."""
    with transaction.atomic():
        unit = unit_to_change(request, pk)
        return _unit_page(request, unit, title="Sửa đơn vị cử học viên", name=unit.name)


def unit_to_change(request, pk):
    """The unit, held with the centre's others."""
    units = SendingUnit.objects.for_user(request.user).select_related("centre__province", "parent")
    unit = get_object_or_404(units, pk=pk)
    require_writer(request.user, unit.centre)
    lock_units(unit.centre)
    return get_object_or_404(units.select_for_update(of=("self",)), pk=pk)


def _unit_page(request, unit, *, title, name=""):
    form = UnitForm(posted(request), instance=unit, user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu đơn vị {unit}.")
        return redirect("learners:units")
    context = {
        "form": form,
        "title": title,
        "unit": unit,
        "name": name,
        "crumbs": [*unit_crumbs(), (name or "Thêm", "")],
    }
    return render(request, "learners/unit_form.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def delete_unit_page(request, pk):
    """Delete a unit that nothing needs, after asking."""
    with transaction.atomic():
        unit = unit_to_change(request, pk)
        if request.method == "POST":
            return _delete(request, unit)
    edit = reverse("learners:edit_unit", args=[pk])
    context = {"unit": unit, "numbers": numbers_of(unit), "crumbs": [*unit_crumbs(), (unit.name, edit), ("Xóa", "")]}
    return render(request, "learners/unit_delete.html", context)


def _delete(request, unit):
    try:
        delete_unit(unit=unit)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("learners:delete_unit", unit.pk)
    messages.success(request, f"Đã xóa đơn vị {unit}.")
    return redirect("learners:units")


def unit_crumbs():
    """The way from the first page to the list of units."""
    listed = (TITLE, reverse("learners:units"))
    return [("Trang đầu", reverse("reports:home")), ("Học viên", reverse("learners:list")), listed]
