from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres.context import require_centre
from centres.listing import Listing
from centres.sheets import heading_of, list_response
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
        "is_filtered": any(name != "year" for name in chosen.chosen()),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Lớp", "")],
    }
    return render(request, "classes/list.html", context)


@require_safe
def class_list_sheet(request):
    """Every class of the list on screen, as an Excel file."""
    centre, chosen, listing = _filtered(request)
    heading = heading_of(listing, centre=centre, chosen=chosen.described(), noun="lớp")
    return list_response(listing, title="Danh sách lớp", heading=heading)


def _filtered(request):
    centre = require_centre(request)
    chosen = ClassFilter(
        request.GET, user=request.user, year=working_year(request, centre), years=years_with_data(centre)
    )
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre)
    classes = chosen.filter(classes).select_related("programme").with_learner_count()
    # The year worked in stands in every address from here on: going back, or a copied address, shows the same rows
    return centre, chosen, Listing(classes, COLUMNS, chosen.data, default="-khai-giang", user=request.user, name=LIST)
