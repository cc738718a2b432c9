from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.access import require_writer
from centres.context import require_centre
from centres.listing import Listing
from centres.sheets import heading_of, list_response
from centres.views_lists import begin
from classes.bulk import CLASS_ACTS
from classes.class_columns import COLUMNS, LIST, ClassFilter
from classes.context import working_year, years_with_data
from classes.models import TrainingClass


@require_safe
def class_list(request):
    """The centre's classes: filtered, sorted, a page at a time."""
    centre, chosen, listing = _filtered(request)
    context = {
        "centre": centre,
        "filter": chosen,
        "listing": listing,
        "is_filtered": _is_filtered(chosen),
        "class_acts": CLASS_ACTS,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Lớp", "")],
    }
    return render(request, "classes/list.html", context)


@require_safe
def class_list_sheet(request):
    """Every class of the list on screen, as an Excel file."""
    centre, chosen, listing = _filtered(request)
    heading = heading_of(listing, centre=centre, chosen=chosen.described(), noun="lớp")
    return list_response(listing, title="Danh sách lớp", heading=heading)


@require_http_methods(["GET", "HEAD", "POST"])
def change_many(request):
    """From the ticked, or all filtered, classes to the preview of a change; opened by its address, back to the list."""
    centre, chosen, listing = _filtered(request)
    require_writer(request.user, centre)
    back = f"{reverse('classes:list')}{listing.address}"
    if request.method != "POST":
        return redirect(back)
    filtered = "; ".join(chosen.described())
    return begin(request, acts=CLASS_ACTS, centre=centre, every=listing.rows, noun="lớp", filtered=filtered, back=back)


def _is_filtered(chosen):
    return any(name != "year" for name in chosen.chosen())


def _filtered(request):
    centre = require_centre(request)
    chosen = ClassFilter(
        request.GET, user=request.user, year=working_year(request, centre), years=years_with_data(centre)
    )
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre)
    classes = chosen.filter(classes).select_related("programme").with_learner_count()
    # The year worked in stands in every address from here on: going back, or a copied address, shows the same rows
    return centre, chosen, Listing(classes, COLUMNS, chosen.data, default="-khai-giang", user=request.user, name=LIST)
