"""Kiểm tra số liệu: what the gate found, the reasons for its warnings, and the way to the reviewer."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from centres.access import can_write, require_writer
from reports import actions
from reports.actions.submitting import draft_of, draft_refusals, own_work_refusals
from reports.checklist import checklist
from reports.duties import may_submit, require_signer
from reports.faults import faults
from reports.review_box import sentence_of
from reports.review_forms import CheckForm
from reports.views.review_doors import address, crumbs, report_to_review
from reports.wording import count

NO_PRINTING = "Chương trình chưa in được bản PDF nên chưa trình được báo cáo; số liệu vẫn còn nguyên. Hãy nhờ quản trị viên cài phần in."

PREPARED = "Đã ghi: báo cáo soạn xong, chờ giám đốc trình."
PREPARED_BY_SIGNER = "Đã ghi: báo cáo soạn xong. Nhờ người khác có quyền trình xem lại và trình."


@require_http_methods(["GET", "POST"])
def check(request, code, period):
    """The page of the gate; whoever enters the centre's data writes the reasons, and the director submits here."""
    centre, report, state = report_to_review(request, code, period)
    if request.method == "POST":
        require_writer(request.user, centre)
        if request.POST.get("act") == "submit":
            require_signer(request.user, centre)
    draft = draft_of(report)
    form = CheckForm(request.POST if request.method == "POST" else None, warnings=draft.content.warnings)
    if request.method == "POST" and form.is_valid():
        try:
            return _act(request, centre, report, form)
        except ValidationError as refused:
            form.add_error(None, refused)
        except OSError:
            form.add_error(None, NO_PRINTING)
    value = draft.content.report
    in_hand = can_write(request.user, centre) and state.is_in_the_centre
    signs, own_work = in_hand and may_submit(request.user, centre), own_work_refusals(report, request.user)
    context = {
        "centre": centre,
        "report": value,
        "state": state,
        "sentence": sentence_of(state),
        "checked": checklist(value, draft.content.rules),
        "errors": faults(value, value.errors),
        "reasons": form.reason_fields(),
        "explained": draft.content.warnings,
        "form": form,
        "in_hand": in_hand,
        "may_submit": signs,
        "submits_alone": signs and not own_work,  # nobody need be asked to submit
        "refusals": _beside_the_errors(draft_refusals(report, draft), value.errors),
        "own_work": own_work,
        "crumbs": crumbs(centre, period, ("Kiểm tra số liệu", "")),
    }
    return render(request, "reports/review/check.html", context)


def _beside_the_errors(refusals, errors):
    """The refusals for the head of the page: the errors, which a list of their own names, only counted."""
    counted = [f"Còn {count(len(errors))} lỗi phải sửa, nêu ở dưới."] if errors else []
    named = {entry.message for entry in errors}
    return counted + [text for text in refusals if text not in named]


def _act(request, centre, report, form):
    act, here = request.POST.get("act"), address("check", centre, report.period)
    report = actions.give_reasons(report=report, user=request.user, reasons=form.reasons())
    if act == "prepare":
        actions.prepare_report(report=report, user=request.user)
        messages.success(request, PREPARED_BY_SIGNER if may_submit(request.user, centre) else PREPARED)
    elif act == "submit":
        site, note = request.build_absolute_uri("/"), form.cleaned_data["note"].strip()
        version = actions.submit_report(report=report, user=request.user, note=note, site=site)
        messages.success(
            request, f"Đã trình báo cáo (bản trình lần {version.number}). Số liệu và bản in được giữ nguyên."
        )
        return redirect(address("version", centre, report.period, version.number))
    else:
        messages.success(request, "Đã lưu giải trình.")
    return redirect(here)


@require_POST
def withdraw(request, code, period):
    centre, report, _ = report_to_review(request, code, period)
    require_signer(request.user, centre)
    return _done(request, centre, report, actions.withdraw_version, "Đã rút báo cáo về để sửa.")


@require_POST
def drop_amendment(request, code, period):
    centre, report, _ = report_to_review(request, code, period)
    require_writer(request.user, centre)
    return _done(request, centre, report, actions.drop_amendment, "Đã bỏ điều chỉnh; bản đã duyệt giữ nguyên.")


def _done(request, centre, report, act, told):
    try:
        act(report=report, user=request.user)
        messages.success(request, told)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
    return redirect(address("report", centre, report.period))
