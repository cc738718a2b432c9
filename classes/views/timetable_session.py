"""One session of a timetable: adding, changing, moving, calling off, deleting."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from centres.access import require_writer
from centres.forms import posted
from centres.once import makes_once
from classes import timetable_actions as actions
from classes.models import Session
from classes.timetable_forms import CancelForm, SessionForm
from classes.views.timetable import class_to_change, crumbs_of


def session_to_change(request, pk) -> Session:
    """A session of a class whose timetable the user makes."""
    sessions = Session.objects.for_user(request.user)
    session = get_object_or_404(
        sessions.select_related("training_class__centre", "training_class__programme", "lecturer", "room"), pk=pk
    )
    require_writer(request.user, session.training_class.centre)
    return session


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_session(request, pk):
    """Add a session to the class's timetable."""
    training_class = class_to_change(request, pk)
    last = training_class.sessions.live().select_related("room").in_order().last()
    session = Session(training_class=training_class, room=last.room if last else None)
    return _session_page(request, session, title="Thêm buổi học")


@require_http_methods(["GET", "HEAD", "POST"])
def edit_session(request, pk):
    """Change or move a session."""
    with transaction.atomic():
        return _session_page(request, session_to_change(request, pk), title="Sửa buổi học")


def _session_page(request, session, *, title):
    training_class = session.training_class
    was = str(session) if session.pk else ""
    form = SessionForm(posted(request), instance=session, user=request.user)
    if request.method == "POST" and form.is_valid() and _saved(form):
        messages.success(request, f"Đã lưu buổi {form.instance.when}.")
        return redirect("classes:timetable", training_class.pk)
    stored = bool(session.pk)
    context = {
        "training_class": training_class,
        "session": session,
        "was": was,
        "form": form,
        "title": title,
        "cancel_form": CancelForm() if stored and not session.cancel_reason else None,
        "refusal": actions.timetable_refusal(training_class),
        "crumbs": crumbs_of(training_class, (title, "")),
    }
    return render(request, "classes/session.html", context)


def _saved(form):
    try:
        actions.save_session(session=form.instance, room_name=form.cleaned_data["room_name"])
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    return True


@require_POST
def cancel_session(request, pk):
    """Call a session off with a reason, or hold it after all."""
    session = session_to_change(request, pk)
    restoring = bool(session.cancel_reason)
    try:
        if restoring:
            actions.restore_session(session=session)
        else:
            actions.cancel_session(session=session, reason=request.POST.get("cancel_reason", "")[:300])
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("classes:edit_session", pk)
    words = "Đã bỏ hủy" if restoring else "Đã hủy"
    messages.success(request, f"{words} buổi {session.when}.")
    return redirect("classes:timetable", session.training_class_id)


@require_POST
def delete_session(request, pk):
    """Take out a session entered by mistake."""
    session = session_to_change(request, pk)
    try:
        actions.delete_session(session=session)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("classes:edit_session", pk)
    messages.success(request, f"Đã xóa buổi {session.when}.")
    return redirect("classes:timetable", session.training_class_id)
