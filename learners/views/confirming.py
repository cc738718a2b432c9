"""The page on which somebody else looks over a class's marks and confirms them: the director's, often on a phone."""

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres.access import can_write, require_writer
from centres.templatetags.form_errors import Problem
from learners.actions.confirming import ask_again, confirm_results, return_results
from learners.confirmation import (
    ONLY_CONFIRMERS,
    digest,
    keyers,
    lines_of,
    may_confirm,
    own_work_refusal,
    returned_with,
)
from learners.counts import counts_of
from learners.steps import confirmation_refusal, next_step
from learners.views.doors import class_with_names, crumbs

CONFIRM, RETURN, AGAIN = "xac-nhan", "tra-lai", "de-nghi"
LONGEST_REMARK = 1000


@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request, pk):
    """The marks to read, who keyed them, what changed since they were confirmed; buttons to confirm and to return."""
    training_class = class_with_names(request, pk)
    if request.method != "POST":
        return _page(request, training_class)
    require_writer(request.user, training_class.centre)
    try:
        said = _act(request, training_class)
    except ValidationError as refused:
        return _page(request, training_class, _problems(refused), request.POST.get("nhan-xet", ""))
    messages.success(request, said)
    return redirect("learners:confirm_results", pk)


def _act(request, training_class) -> str:
    """Do what the pressed button says; return what to tell."""
    act, remark = request.POST.get("viec"), request.POST.get("nhan-xet", "").strip()
    if len(remark) > LONGEST_REMARK:
        raise ValidationError({"remark": f"Nhận xét dài nhất {LONGEST_REMARK} ký tự."})
    common = {"training_class": training_class, "user": request.user, "remark": remark}
    if act == AGAIN:
        ask_again(**common)
        return "Đã đề nghị xác nhận lại."
    if not may_confirm(request.user, training_class.centre):
        raise PermissionDenied(ONLY_CONFIRMERS)
    if act == RETURN:
        return_results(**common)
        return "Đã trả lại kết quả kèm nhận xét."
    number = confirm_results(**common, seen=request.POST.get("da-xem", "")[:40])
    return f"Đã xác nhận kết quả của {number:02} học viên." if number else "Không còn kết quả nào chờ xác nhận."


def _problems(refused):
    by_field = refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
    return [
        Problem("Nhận xét", "nhan-xet", sentence) if name == "remark" else Problem("", "", sentence)
        for name, errors in by_field.items()
        for error in errors
        for sentence in error.messages
    ]


def _page(request, training_class, problems=(), remark=""):
    counts, lines = counts_of(training_class), lines_of(training_class)
    waiting = sum(line.waits for line in lines)
    refusal = confirmation_refusal(training_class, counts)
    confirms = not training_class.is_recognised and may_confirm(request.user, training_class.centre)
    own = own_work_refusal(training_class, request.user) if confirms and waiting else ""
    writes = can_write(request.user, training_class.centre)
    context = {
        "training_class": training_class,
        "counts": counts,
        "bands": [(band.label, number, counts.share(number)) for band, number in counts.bands.items()],
        "lines": lines,
        "waiting": waiting,
        "keyers": keyers(lines),
        "changes": sum(bool(line.before) for line in lines),
        "refusal": refusal,
        "own": own,
        "confirms": confirms,
        "may_act": confirms and waiting and not refusal and not own,
        "may_return": confirms and not refusal,
        "returned": returned_with(training_class),
        "writes": writes,
        "next": next_step(training_class, counts) if writes and not (waiting or refusal) else None,
        "steps": training_class.result_steps.newest().select_related("by")[:10],
        "digest": digest(training_class),
        "problems": problems,
        "remark": remark,
        "crumbs": crumbs(
            training_class,
            ("Kết quả", reverse("learners:results", args=[training_class.pk])),
            ("Xác nhận", ""),
        ),
    }
    return render(request, "learners/confirm.html", context)
