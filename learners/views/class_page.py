"""The page of one class, and the two ends of it: closing and recognising."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import dates
from centres.access import can_write, sees_names
from centres.forms import posted
from learners.actions.attendance import unmarked_sessions
from learners.actions.closing import close_class, recognise_class, reopen_class
from learners.actions.opening import open_class
from learners.bands import rules_of
from learners.bulk import PLACE_ACTS
from learners.counts import counts_of
from learners.forms import CloseForm, OpenForm, RecogniseForm, tell
from learners.papers.numbers import upcoming_decision
from learners.rule_changes import digest, moves_by_closing
from learners.stages import life_of, opening_gaps
from learners.steps import (
    closing_refusal,
    enrolment_refusal,
    gaps_of,
    next_step,
    opening_refusal,
    recognition_refusal,
    reopening_refusal,
    results_refusal,
    roster_refusal,
)
from learners.views.doors import class_to_change, crumbs, visible_class
from learners.views.roll import roll_of


@require_safe
def class_page(request, pk):
    """A class: its facts, what is missing, its counts; with its roster for those who see names."""
    training_class = visible_class(request, pk)
    counts = counts_of(training_class)
    writer = can_write(request.user, training_class.centre)
    with_names = sees_names(request.user, training_class.centre)
    editable = writer and not enrolment_refusal(training_class)
    context = {
        "training_class": training_class,
        "rules": rules_of(training_class),
        "counts": counts,
        "bands": [(band.label, number, counts.share(number)) for band, number in counts.bands.items()],
        "gaps": gaps_of(training_class, counts),
        "next": next_step(training_class, counts) if writer else None,
        "roll": roll_of(request, training_class, editable=editable) if with_names else None,
        "acts": PLACE_ACTS if editable else [],
        "may_add": writer and not roster_refusal(training_class),
        "may_mark": writer and not results_refusal(training_class),
        "life": life_of(training_class, counts),
        "may_open": writer and not opening_refusal(training_class),
        "may_close": writer and not closing_refusal(training_class),
        "may_reopen": writer and not reopening_refusal(training_class),
        "may_recognise": writer and not recognition_refusal(training_class, counts),
        "writer": writer,
        "with_names": with_names,
        "crumbs": crumbs(training_class),
    }
    return render(request, "learners/class.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def open_page(request, pk):
    """Write down that the class has opened, by which decision; what is still missing is listed and must be seen."""
    training_class = class_to_change(request, pk)
    form = OpenForm(posted(request), training_class=training_class, upcoming=upcoming_decision(training_class.centre))
    if request.method == "POST" and form.is_valid():
        try:
            open_class(training_class=training_class, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, _by_form_field(refused))
        else:
            messages.success(request, f"Đã ghi mở lớp {training_class.code}.")
            return redirect("learners:class", pk)
    context = {
        "training_class": training_class,
        "form": form,
        "refusal": opening_refusal(training_class),
        "gaps": opening_gaps(training_class, counts_of(training_class)),
        "crumbs": crumbs(training_class, ("Mở lớp", "")),
    }
    return render(request, "learners/open.html", context)


OPENING_FIELDS = {"opening_number": "number", "opening_decided_on": "decided_on"}


def _by_form_field(refused):
    """The class's fields by the names that the form gives them."""
    if not hasattr(refused, "error_dict"):
        return refused
    return ValidationError({OPENING_FIELDS.get(name, name): errors for name, errors in refused.error_dict.items()})


@require_http_methods(["GET", "HEAD", "POST"])
def close(request, pk):
    """Write down that the class has ended; what is still missing is listed."""
    training_class = class_to_change(request, pk)
    form = CloseForm(posted(request), training_class=training_class)
    found = _moved_by_closing(training_class, form) if request.method == "POST" and form.is_valid() else []
    seen = not found or request.POST.get("da-xem-doi") == digest(found)
    if request.method == "POST" and form.is_valid() and seen:
        try:
            close_class(training_class=training_class, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(request, f"Đã ghi kết thúc lớp {training_class.code}.")
            return redirect("learners:class", pk)
    context = {
        "training_class": training_class,
        "form": form,
        "refusal": closing_refusal(training_class),
        "unmarked": _unmarked(training_class),
        "untaken": unmarked_sessions(training_class),
        "moves": [] if seen else found,
        "moves_digest": digest(found),
        "counts": counts_of(training_class),
        "crumbs": crumbs(training_class, ("Kết thúc lớp", "")),
    }
    return render(request, "learners/close.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def recognise(request, pk):
    """Write down the decision that recognises the results."""
    training_class = class_to_change(request, pk)
    counts = counts_of(training_class)
    form = RecogniseForm(posted(request), upcoming=upcoming_decision(training_class.centre))
    if request.method == "POST" and form.is_valid():
        try:
            recognise_class(training_class=training_class, **form.cleaned_data)
        except ValidationError as refused:
            tell(form, refused)
        else:
            messages.success(
                request,
                "Đã công nhận kết quả. Danh sách và điểm của lớp từ nay không thay đổi; số liệu đã có trong mục Báo cáo.",
            )
            return redirect("learners:class", pk)
    context = {
        "training_class": training_class,
        "form": form,
        "refusal": recognition_refusal(training_class, counts),
        "unmarked": _unmarked(training_class) if training_class.is_closed else [],
        "counts": counts,
        "bands": [(band.label, number, counts.share(number)) for band, number in counts.bands.items()],
        "crumbs": crumbs(training_class, ("Công nhận kết quả", "")),
    }
    return render(request, "learners/recognise.html", context)


@require_POST
def reopen(request, pk):
    """Take back a closing entered by mistake."""
    training_class = class_to_change(request, pk)
    try:
        reopen_class(training_class=training_class)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    else:
        messages.success(request, "Đã mở lại lớp. Ngày bế giảng và bên đánh giá kết quả đã bỏ trống.")
    return redirect("learners:class", pk)


def _moved_by_closing(training_class, form):
    """Who is judged by other bands once the closing day fixes the class's rules."""
    if form.cleaned_data["closed_on"] > dates.today():
        return []
    return moves_by_closing(training_class, form.cleaned_data["closed_on"])


def _unmarked(training_class):
    """Those attending who have neither a mark nor a reason for none, in the order of the list."""
    return training_class.enrolments.unmarked().select_related("learner").order_by("roll_number")
