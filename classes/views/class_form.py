from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres.access import require_writer
from centres.context import centre_to_change
from centres.forms import posted
from centres.once import makes_once
from classes import actions
from classes.class_forms import TrainingClassForm
from classes.codes import next_code, next_courses
from classes.context import working_year
from classes.models import TrainingClass
from classes.steps import doubts
from classes.timetable_actions import make_from_outline


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_class(request):
    """Enter a class."""
    centre = centre_to_change(request)
    # The codes of other schools' classes follow those schools' own patterns.
    own = TrainingClass.objects.for_user(request.user).filter(centre=centre).normal().order_by("-pk")
    year = working_year(request, centre)
    courses = next_courses(own.values_list("programme", "course_number", "opened_on"), year)
    proposed = {"code": next_code(list(own.values_list("code", flat=True)), year), "next_courses": courses}
    return _class_page(request, TrainingClass(centre=centre), initial=proposed)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_class(request, pk):
    """Change a class."""
    with transaction.atomic():
        return _class_page(request, _class_for_writer(request, pk), initial={})


def _class_for_writer(request, pk):
    visible = TrainingClass.objects.for_user(request.user).select_related("centre", "programme")
    training_class = get_object_or_404(visible.select_for_update(of=("self",)), pk=pk)
    require_writer(request.user, training_class.centre)
    return training_class


def _class_page(request, training_class, *, initial):
    form = TrainingClassForm(posted(request), instance=training_class, initial=initial, user=request.user)
    if request.method == "POST" and form.is_valid() and _save(form):
        messages.success(request, f"Đã lưu lớp {training_class.code}.")
        for doubt in _doubts(request, training_class):
            messages.warning(request, doubt)
        return redirect("learners:class", pk=training_class.pk)
    title = f"Sửa lớp {form.before.code}" if form.before else "Thêm lớp"
    context = {
        "form": form,
        "title": title,
        "training_class": form.before,
        "crumbs": _crumbs(form.before, title),
    }
    return render(request, "classes/form.html", context)


def _save(form):
    try:
        with transaction.atomic():
            actions.save_class(training_class=form.instance)
            _make_timetable(form)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


def _make_timetable(form):
    """A new class's timetable, where it was asked for: stored with the class or not at all."""
    if form.before is None and (pattern := form.pattern):
        try:
            make_from_outline(training_class=form.instance, pattern=pattern)
        except ValidationError as refused:
            raise ValidationError({"timetable": refused.messages}) from refused


def _doubts(request, training_class):
    counted = TrainingClass.objects.for_user(request.user).with_learner_count().get(pk=training_class.pk)
    return doubts(counted, counted.learner_count)


def _crumbs(training_class, title):
    crumbs = [("Trang đầu", reverse("reports:home")), ("Lớp", reverse("classes:list"))]
    if training_class:
        crumbs.append((training_class.code, reverse("learners:class", args=[training_class.pk])))
    return [*crumbs, (title, "")]


@require_http_methods(["GET", "HEAD", "POST"])
def delete_class(request, pk):
    """Delete a class entered by mistake, after asking."""
    with transaction.atomic():
        training_class = _class_for_writer(request, pk)
        if request.method != "POST":
            crumbs = _crumbs(training_class, "Xóa lớp")
            return render(request, "classes/delete.html", {"training_class": training_class, "crumbs": crumbs})
        try:
            actions.delete_class(training_class=training_class)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("learners:class", pk=pk)
        messages.success(request, f"Đã xóa lớp {training_class.code} – {training_class.name}.")
        return redirect("classes:list")
