"""A class made like a past one, on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from centres import dates
from centres.forms import posted
from centres.once import makes_once
from classes.codes import next_code, next_courses
from classes.models import TrainingClass
from classes.timetable.planning import days_in_words
from learners.actions.copying import copy_class
from learners.forms import CopyClassForm, tell
from learners.views.doors import class_to_change, crumbs


@makes_once
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request, pk):
    """Only what differs is asked: the first day, the code, the course number, the name."""
    source = class_to_change(request, pk)
    form = CopyClassForm(posted(request), initial=_proposed(request, source))
    if request.method == "POST" and form.is_valid():
        try:
            made = copy_class(source=source, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            _tell_what_was_made(request, made)
            return redirect("learners:class", made.training_class.pk)
    context = {
        "training_class": source,
        "form": form,
        "sessions": source.sessions.live().count(),
        "crumbs": crumbs(source, ("Lập lớp mới từ lớp này", "")),
    }
    return render(request, "learners/copy.html", context)


def _proposed(request, source):
    year = dates.today().year
    own = TrainingClass.objects.for_user(request.user).filter(centre=source.centre).normal().order_by("-pk")
    courses = next_courses(own.values_list("programme", "course_number", "opened_on"), year)
    return {
        "code": next_code(list(own.values_list("code", flat=True)), year),
        "course_number": courses.get(source.programme_id, ""),
    }


def _tell_what_was_made(request, made):
    one = made.training_class
    timetable = f" với {made.sessions:02} buổi học, đến ngày {one.closes_on:%d/%m/%Y}" if made.sessions else ""
    messages.success(request, f"Đã lập lớp {one.code}{timetable}. Danh sách học viên còn trống.")
    if made.skipped:
        messages.info(request, f"Đã bỏ qua ngày nghỉ: {days_in_words(made.skipped)}.")
    for sentence in made.left_open:
        messages.warning(request, sentence)
