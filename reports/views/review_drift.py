"""After approval nothing moves: how far the books have moved away from the approved version, and the amended report."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from centres.access import can_write, require_writer, sees_names
from reports import actions
from reports.models import ReportVersion
from reports.review_box import sentence_of
from reports.review_forms import AmendForm
from reports.states import State
from reports.versions.drift import drift
from reports.views.review_doors import address, crumbs, report_to_review


@require_http_methods(["GET", "POST"])
def drift_page(request, code, period):
    """What changed since the approval; from here the centre begins an amended report."""
    centre, report, state = report_to_review(request, code, period)
    if request.method == "POST":
        require_writer(request.user, centre)
    if not state.approved:
        raise Http404("Báo cáo chưa được duyệt.")
    versions = ReportVersion.objects.for_user(request.user).filter(report=report)
    version = get_object_or_404(versions, number=state.approved)
    form = AmendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.amend_report(report=report, user=request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(
                request, "Đã mở báo cáo điều chỉnh. Kiểm tra số liệu rồi trình; bản đã duyệt vẫn có hiệu lực."
            )
            return redirect(address("check", centre, period))
    context = {
        "centre": centre,
        "version": version,
        "state": state,
        "sentence": sentence_of(state),
        "differences": drift(centre, version),
        "old_label": "Đã duyệt",
        "new_label": "Trong sổ hiện nay",
        "with_names": sees_names(request.user, centre),
        "form": form,
        "may_amend": state.state == State.APPROVED and can_write(request.user, centre),
        "crumbs": crumbs(centre, period, ("Thay đổi từ khi duyệt", "")),
    }
    return render(request, "reports/review/drift.html", context)
