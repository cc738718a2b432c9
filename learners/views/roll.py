"""The roster of a class: the list on the class page, its Excel file, and changing many places in it at once."""

from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.listing import Listing
from centres.sheets import heading_of, list_response
from centres.views_lists import begin
from learners.bands import rules_of
from learners.bulk import PLACE_ACTS
from learners.class_roll import LIST, roll_columns
from learners.views.doors import class_to_change, class_with_names

WHOLE_CLASS = 1000


def roll_of(request, training_class, *, editable) -> Listing:
    """The class's roster as the address and the user's columns ask; `editable` adds the way to each place."""
    enrolments = training_class.enrolments.with_final_mark().select_related("learner", "result")
    columns = roll_columns(rules_of(training_class), editable=editable)
    return Listing(enrolments, columns, request.GET, default="stt", per_page=WHOLE_CLASS, user=request.user, name=LIST)


@require_safe
def class_sheet(request, pk):
    """The roster of the class page as an Excel file."""
    training_class = class_with_names(request, pk)
    roll = roll_of(request, training_class, editable=False)
    chosen = [f"Lớp: {training_class.code} – {training_class.name}"]
    heading = heading_of(roll, centre=training_class.centre, chosen=chosen, noun="người trong danh sách")
    return list_response(roll, title=f"Danh sách lớp {training_class.code}", heading=heading)


@require_http_methods(["GET", "HEAD", "POST"])
def change_many(request, pk):
    """From the ticked, or all, places to the preview of a change; opened by its address, back to the class."""
    training_class = class_to_change(request, pk)
    roll = roll_of(request, training_class, editable=False)
    back = f"{reverse('learners:class', args=[pk])}{roll.address}"
    if request.method != "POST":
        return redirect(back)
    return begin(
        request,
        acts=PLACE_ACTS,
        centre=training_class.centre,
        every=roll.rows,
        noun=f"học viên lớp {training_class.code}",
        filtered="",
        back=back,
    )
