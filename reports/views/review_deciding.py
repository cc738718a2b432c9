"""What a reviewer does: remarks, returning, approving, opening again. And the centre's answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from centres.access import can_write, require_writer
from centres.once import makes_once
from reports import actions
from reports.actions.steps import approval_refusal
from reports.duties import require_reviewer
from reports.models import Remark
from reports.models.review import RemarkKind, StepKind
from reports.review_box import sentence_of
from reports.review_forms import AnswersForm, RemarkForm, ReopenForm, ReturnForm
from reports.versions.targets import anchor, quote
from reports.views.review_doors import address, content_of, crumbs, report_to_review, visible_version


@require_http_methods(["GET", "POST"])
@makes_once
def remark(request, code, period, number):
    """A remark on one place (?loai=figure&cho=O1), or on the whole report."""
    version = visible_version(request, code, period, number)
    centre = version.report.centre
    require_reviewer(request.user, centre)
    kind, target = request.GET.get("loai", RemarkKind.WHOLE), request.GET.get("cho", "")
    quoted = quote(content_of(version).report, kind, target)
    if quoted is None:
        raise Http404("Báo cáo không có chỗ này để nhận xét.")
    form = RemarkForm(request.POST or None)
    page = address("version", centre, period, number)
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        try:
            actions.add_remark(version=version, user=request.user, kind=kind, target=target, quoted=quoted, text=text)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Đã ghi nhận xét. Trung tâm thấy nhận xét khi báo cáo được trả lại.")
            return redirect(page + anchor(kind, target))
    context = {
        "version": version,
        "centre": centre,
        "quoted": quoted,
        "form": form,
        "back": page + anchor(kind, target),
        "crumbs": crumbs(centre, period, (f"Bản trình lần {number}", page), ("Nhận xét", "")),
    }
    return render(request, "reports/review/remark.html", context)


@require_POST
def remove_remark(request, code, period, number, pk):
    version = visible_version(request, code, period, number)
    require_reviewer(request.user, version.report.centre)
    found = get_object_or_404(Remark.objects.for_user(request.user), version=version, pk=pk)
    try:
        actions.remove_remark(remark=found, user=request.user)
        messages.success(request, "Đã bỏ nhận xét.")
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(address("version", version.report.centre, period, number))


@require_http_methods(["GET", "POST"])
def decide(request, code, period, number):
    """The last look before a version is approved or returned: its remarks, what stands in the way, both buttons."""
    version = visible_version(request, code, period, number)
    centre = version.report.centre
    require_reviewer(request.user, centre)
    form = ReturnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, version, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            return redirect(address("report", centre, period))
    remarks = Remark.objects.for_user(request.user).filter(version=version).select_related("by", "answered_by")
    page = address("version", centre, period, number)
    context = {
        "version": version,
        "centre": centre,
        "content": content_of(version),
        "remarks": [(remark, "") for remark in remarks],
        "refusal": approval_refusal(request.user, version),
        "form": form,
        "crumbs": crumbs(centre, period, (f"Bản trình lần {number}", page), ("Kết luận", "")),
    }
    return render(request, "reports/review/decide.html", context)


def _decide(request, version, form):
    if request.POST.get("act") == "approve":
        actions.approve_version(version=version, user=request.user)
        messages.success(request, f"Đã duyệt bản trình lần {version.number}. Số liệu bản này không đổi nữa.")
    elif request.POST.get("act") == "return":
        actions.return_version(version=version, user=request.user, reason=form.cleaned_data["reason"].strip())
        messages.success(request, f"Đã trả lại bản trình lần {version.number} cho trung tâm.")
    else:
        raise ValidationError("Chọn duyệt hoặc trả lại.")


@require_http_methods(["GET", "POST"])
def reopen(request, code, period):
    """Let the centre submit an approved report anew, for a reason and until a day."""
    centre, report, state = report_to_review(request, code, period)
    require_reviewer(request.user, centre)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reopen_report(report=report, user=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Đã mở lại báo cáo cho trung tâm.")
            return redirect(address("report", centre, period))
    context = {
        "centre": centre,
        "state": state,
        "sentence": sentence_of(state),
        "form": form,
        "back": address("report", centre, period),
        "crumbs": crumbs(centre, period, ("Mở lại", "")),
    }
    return render(request, "reports/review/reopen.html", context)


@require_http_methods(["GET", "POST"])
def answers(request, code, period):
    """The remarks on returned versions, and the centre's answers to them."""
    centre, report, state = report_to_review(request, code, period)
    if request.method == "POST":
        require_writer(request.user, centre)
    returned = Remark.objects.for_user(request.user).filter(
        version__report=report.pk, version__steps__kind=StepKind.RETURNED
    )
    form = AnswersForm(
        request.POST if request.method == "POST" else None,
        remarks=returned.select_related("by", "answered_by", "version").order_by("-version__number", "pk"),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_remarks(report=report, user=request.user, answers=form.answers())
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, "Đã lưu trả lời.")
            return redirect(address("answers", centre, period))
    context = {
        "centre": centre,
        "state": state,
        "sentence": sentence_of(state),
        "form": form,
        "lines": [
            (line, field, address("version", centre, period, line.version.number) + anchor(line.kind, line.target))
            for line, field in form.lines()
        ],
        "may_answer": can_write(request.user, centre) and state.is_in_the_centre,
        "next": address("check", centre, period),
        "back": address("report", centre, period),
        "crumbs": crumbs(centre, period, ("Nhận xét", "")),
    }
    return render(request, "reports/review/answers.html", context)
