"""How a view comes by a class: 404 for another centre's, 403 for the wrong role."""

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from centres.access import require_staff, require_writer
from centres.models import Job
from classes.models import TrainingClass


def visible_class(request, pk) -> TrainingClass:
    """A class the user may see, without names."""
    classes = TrainingClass.objects.for_user(request.user).select_related("centre", "programme", "rules")
    return get_object_or_404(classes, pk=pk)


def class_with_names(request, pk) -> TrainingClass:
    """A class whose learners the user may see: not for reviewers."""
    training_class = visible_class(request, pk)
    require_staff(request.user, training_class.centre)
    return training_class


def class_to_change(request, pk) -> TrainingClass:
    """A class whose learners and results the user enters."""
    training_class = class_with_names(request, pk)
    require_writer(request.user, training_class.centre)
    return training_class


def to_job(request, job: Job, page: str):
    """The page of the work that was asked for; where somebody else's runs already, which only they see, back to `page`."""
    return redirect("centres:job", job.pk) if job.user_id == request.user.pk else redirect(page)


def crumbs(training_class: TrainingClass, *pages) -> list[tuple[str, str]]:
    """The way from the first page to a page under the class; `pages` are (text, address) below the class's own."""
    way = [("Trang đầu", reverse("reports:home")), ("Lớp", reverse("classes:list"))]
    return [*way, (training_class.code, reverse("learners:class", args=[training_class.pk])), *pages]
