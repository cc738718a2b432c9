"""The timetable of one class: reading it, making it from the outline, giving out lecturers and rooms."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres import dates
from centres.access import can_write, require_writer
from centres.forms import posted
from classes import timetable_actions as actions
from classes.models import Holiday, Lecturer, TrainingClass
from classes.timetable.planning import LONGEST, propose
from classes.timetable.summary import summary_of
from classes.timetable_forms import AssignForm, MakeTimetableForm, room_names


def visible_class(request, pk) -> TrainingClass:
    """A class whose timetable the user may see."""
    classes = TrainingClass.objects.for_user(request.user).select_related("centre", "programme")
    return get_object_or_404(classes, pk=pk)


def class_to_change(request, pk) -> TrainingClass:
    """A class whose timetable the user makes."""
    training_class = visible_class(request, pk)
    require_writer(request.user, training_class.centre)
    return training_class


def crumbs_of(training_class, *pages):
    way = [
        ("Trang đầu", reverse("reports:home")),
        ("Lớp", reverse("classes:list")),
        (training_class.code, reverse("learners:class", args=[training_class.pk])),
        ("Thời khóa biểu", reverse("classes:timetable", args=[training_class.pk])),
    ]
    return [*way, *pages]


def sessions_of(training_class):
    return training_class.sessions.select_related("lecturer", "room", "training_class").in_order()


@require_safe
def timetable(request, pk):
    """The sessions of a class in their order."""
    training_class = visible_class(request, pk)
    sessions = list(sessions_of(training_class))
    context = {
        "training_class": training_class,
        "sessions": sessions,
        "summary": summary_of(sessions),
        "today": dates.today(),
        "refusal": actions.timetable_refusal(training_class),
        "writer": can_write(request.user, training_class.centre),
        "crumbs": crumbs_of(training_class),
    }
    return render(request, "classes/timetable.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def make_timetable(request, pk):
    """Propose sessions from the outline, show them, and store them when they are as wanted."""
    training_class = class_to_change(request, pk)
    form = MakeTimetableForm(posted(request), training_class=training_class)
    proposal, problems = None, {}
    if request.method == "POST" and form.is_valid():
        proposal = _proposal(request, training_class, form)
        if "luu" in request.POST and _stored(request, training_class, form, proposal):
            return redirect("classes:timetable", pk)
        problems = _problems(training_class, form, proposal)
    context = {
        "training_class": training_class,
        "form": form,
        "proposal": proposal,
        "rows": [(session, problems.get(id(session), [])) for session in proposal.sessions] if proposal else [],
        "wrong": len(problems),
        "summary": summary_of(proposal.sessions) if proposal else None,
        "refusal": actions.timetable_refusal(training_class),
        "crumbs": crumbs_of(training_class, ("Lập thời khóa biểu", "")),
    }
    return render(request, "classes/make_timetable.html", context)


def _proposal(request, training_class, form):
    start = form.cleaned_data["start"]
    days_off = Holiday.objects.for_user(request.user).of(training_class.centre).between(start, start + LONGEST)
    return propose(training_class, form.cleaned_data["lines"], form.pattern, list(days_off))


def _stored(request, training_class, form, proposal):
    try:
        number = actions.make_timetable(
            training_class=training_class,
            sessions=proposal.sessions,
            room_name=form.cleaned_data["room"],
            replace=form.cleaned_data.get("replace", False),
        )
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return False
    messages.success(request, f"Đã lưu thời khóa biểu {number:02} buổi. Việc tiếp theo: phân công giảng viên.")
    return True


def _problems(training_class, form, proposal):
    """Sentences by session (its id: it has no key yet) that keep it from being held."""
    if not proposal.sessions:
        return {}
    leaving = actions.replaceable_sessions(training_class) if form.cleaned_data.get("replace") else ()
    room = actions.known_room(training_class.centre, form.cleaned_data["room"])
    found = {}
    for session in proposal.sessions:
        session.room = room
    for session, sentence in actions.timetable_problems(training_class, proposal.sessions, leaving=leaving):
        found.setdefault(id(session), []).append(sentence)
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def assign(request, pk):
    """Lecturer and room of every session on one page."""
    training_class = class_to_change(request, pk)
    sessions = list(sessions_of(training_class).live())
    lecturers = _lecturers(request, training_class, sessions)
    data = posted(request)
    rows = [AssignForm(data, session=session, lecturers=lecturers) for session in sessions]
    errors = []
    if request.method == "POST" and not [row for row in rows if row.errors]:  # all judged: every error is shown at once
        try:
            number = actions.assign(training_class=training_class, places={row.session.pk: row.place for row in rows})
        except ValidationError as refused:
            errors = _beside(refused, rows)
        else:
            changed = f"Đã lưu phân công, {number:02} buổi thay đổi." if number else "Phân công không có gì thay đổi."
            messages.success(request, changed)
            return redirect("classes:timetable", pk)
    context = {
        "training_class": training_class,
        "rows": rows,
        "page_errors": errors,
        "lecturers": lecturers,
        "rooms": room_names(training_class),
        "refusal": actions.timetable_refusal(training_class),
        "crumbs": crumbs_of(training_class, ("Phân công", "")),
    }
    return render(request, "classes/assign.html", context)


def _lecturers(request, training_class, sessions):
    """Those who teach at the centre now, and whoever stands in the timetable already."""
    of_centre = Lecturer.objects.for_user(request.user).filter(centre=training_class.centre)
    named = of_centre.filter(pk__in={session.lecturer_id for session in sessions if session.lecturer_id})
    return list((of_centre.active() | named).distinct().in_name_order())


def _beside(refused, rows):
    """Put the act's refusals beside their rows; return those of the page."""
    if not hasattr(refused, "error_dict"):
        return refused.messages
    for row in rows:
        if found := refused.error_dict.get(str(row.session.pk)):
            row.add_error(None, found)
    return [text for error in refused.error_dict.get(NON_FIELD_ERRORS, []) for text in error.messages]
