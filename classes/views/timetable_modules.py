"""Modules (học phần) of a long class, most often one that another school holds with the centre."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres.forms import posted
from classes import timetable_actions as actions
from classes.models import Module
from classes.timetable_forms import ModuleForm
from classes.views.timetable import class_to_change

BLANK_ROWS = 4


@require_http_methods(["GET", "HEAD", "POST"])
def modules(request, pk):
    """All modules on one page; a row whose name is emptied goes."""
    training_class = class_to_change(request, pk)
    stored = list(training_class.modules.all())
    data = posted(request)
    rows = [ModuleForm(data, prefix=str(place), module=module) for place, module in enumerate(_rows(stored, data))]
    if request.method == "POST" and not [row for row in rows if row.errors]:
        kept = [row.filled(training_class) for row in rows if row.cleaned_data["title"]]
        try:
            actions.save_modules(training_class=training_class, modules=kept)
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            messages.success(request, _saved(kept))
            return redirect("learners:class", pk)
    way = [("Trang đầu", reverse("reports:home")), ("Lớp", reverse("classes:list"))]
    context = {
        "training_class": training_class,
        "rows": rows,
        "crumbs": [*way, (training_class.code, reverse("learners:class", args=[pk])), ("Học phần", "")],
    }
    return render(request, "classes/modules.html", context)


def _saved(kept):
    done = sum(module.done_on is not None for module in kept)
    if not kept:
        return "Lớp không còn học phần nào."
    return f"Đã lưu {len(kept):02} học phần, {f'đã xong {done:02}' if done else 'chưa xong học phần nào'}."


def _rows(stored, data):
    """The stored modules and blank rows after them, as many as were sent."""
    sent = sum(name.endswith("-title") for name in data) if data else len(stored) + BLANK_ROWS
    return [*stored, *(Module() for _ in range(min(sent, 100) - len(stored)))]
