"""One place in a class: adding a learner by hand, changing the place, taking it away."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres.access import require_writer
from centres.forms import posted
from centres.once import makes_once
from learners.actions.places import (
    DoubtfulPersonError,
    add_learner,
    change_place,
    removal_blockers,
    remove_place,
    set_state,
)
from learners.forms import NewLearnerForm, PlaceForm, StateForm, tell
from learners.matching import warnings_for
from learners.models import Enrolment, Learner
from learners.past import with_past
from learners.search import named_like
from learners.steps import enrolment_refusal, roster_refusal
from learners.views.doors import class_to_change, crumbs


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def add(request, pk):
    """Put one learner at the end of the class's list."""
    training_class = class_to_change(request, pk)
    data = posted(request)
    person = NewLearnerForm(data, user=request.user, instance=Learner(centre=training_class.centre))
    person.suggest_known(reverse("learners:known_people", args=[pk]))
    place = PlaceForm(data, user=request.user, instance=Enrolment(training_class=training_class))
    if request.method == "POST" and all([person.is_valid(), place.is_valid()]):
        added = _add(training_class, person, place, request.POST.get("who", ""))
        if added:
            messages.success(request, f"Đã thêm {added.learner} vào lớp, số thứ tự {added.roll_number}.")
            for text in warnings_for(training_class, [added.learner])[added.learner_id]:
                messages.warning(request, f"{added.learner}: {text}")
            return redirect("learners:add" if "them-nua" in request.POST else "learners:class", pk)
    context = {
        "training_class": training_class,
        "person": person,
        "place": place,
        "candidates": with_past(person.candidates),
        "refusal": roster_refusal(training_class),
        "crumbs": crumbs(training_class, ("Thêm học viên", "")),
    }
    return render(request, "learners/add.html", context)


@require_safe
def suggest(request, pk):
    """While a name is typed: the learners of the centre who may be meant."""
    training_class = class_to_change(request, pk)
    text = " ".join(request.GET.get("full_name", "").split())[:100]
    found = named_like(Learner.objects.for_user(request.user).filter(centre=training_class.centre), text)
    notes = warnings_for(training_class, found)
    context = {"found": [(one, notes[one.pk]) for one in found]}
    return render(request, "learners/includes/known_people.html", context)


def _add(training_class, person, place, who):
    """The new place, or None when the forms now say why not."""
    try:
        return add_learner(
            training_class=training_class, learner=person.save(commit=False), place=place.save(commit=False), who=who
        )
    except DoubtfulPersonError as doubtful:
        person.ask_who(doubtful.match)
    except ValidationError as refused:
        tell(person, refused)
    return None


@require_http_methods(["GET", "HEAD", "POST"])
def place(request, pk):
    """What was true of a learner in one class, and whether they came to the end."""
    enrolment = place_to_change(request, pk)
    training_class = enrolment.training_class
    about_state = "state" in request.POST
    form = PlaceForm(None if about_state else posted(request), user=request.user, instance=enrolment)
    shown = {"state": enrolment.state, "withdrawn_on": enrolment.withdrawn_on}
    state_form = StateForm(posted(request) if about_state else None, initial=shown)
    if request.method == "POST" and _changed(enrolment, state_form if about_state else form):
        messages.success(request, f"Đã lưu {enrolment.learner}.")
        return redirect("learners:class", training_class.pk)
    context = {
        "enrolment": enrolment,
        "training_class": training_class,
        "form": form,
        "state_form": state_form,
        "refusal": enrolment_refusal(training_class),
        "blockers": removal_blockers(enrolment),
        "crumbs": crumbs(training_class, (str(enrolment.learner), "")),
    }
    return render(request, "learners/place.html", context)


def _changed(enrolment, form):
    """Do what the form asks; False when the form now says why not."""
    if not form.is_valid():
        return False
    try:
        if isinstance(form, StateForm):
            set_state(enrolment=enrolment, **form.cleaned_data)
        else:
            change_place(enrolment=form.save(commit=False))
    except ValidationError as refused:
        tell(form, refused)
        return False
    return True


@require_POST
def remove(request, pk):
    """Take a learner off the class's list."""
    enrolment = place_to_change(request, pk)
    try:
        remove_place(enrolment=enrolment)
    except ValidationError as refused:
        messages.error(request, "Không xóa được: " + " ".join(refused.messages))
        return redirect("learners:place", pk)
    messages.success(request, f"Đã xóa {enrolment.learner} khỏi danh sách lớp.")
    return redirect("learners:class", enrolment.training_class_id)


def place_to_change(request, pk) -> Enrolment:
    """A place in a class whose learners the user enters: 404 for another centre's, 403 for the wrong role."""
    enrolments = Enrolment.objects.for_user(request.user)
    enrolments = enrolments.select_related("learner", "result", "training_class__centre", "training_class__programme")
    enrolment = get_object_or_404(enrolments, pk=pk)
    require_writer(request.user, enrolment.training_class.centre)
    return enrolment
