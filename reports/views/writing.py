"""What staff write on a report: number, date, who signs, the free text of its sections."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres import dates
from centres.access import require_writer
from centres.models import Centre
from reports.actions import save_report_text
from reports.forms import ReportTextForm
from reports.last_text import last_text
from reports.models import PeriodReport
from reports.states import state_of
from reports.views.reading import report_of, visible_centre


@require_http_methods(["GET", "POST"])
@transaction.atomic
def report_text(request, code, period):
    """Letterhead data and free text of a centre's report."""
    centre = visible_centre(request.user, code)
    require_writer(request.user, centre)
    if request.method == "POST":
        # Saves to one centre's reports wait for one another, also the first ones, when there is no row yet to lock
        get_object_or_404(Centre.objects.for_user(request.user).select_for_update(of=("self",)), pk=centre.pk)
    made = report_of(centre, period)
    page = reverse("reports:report", args=[centre.code, period])
    if not state_of(centre, period, dates.today()).is_in_the_centre:
        messages.warning(
            request,
            "Báo cáo đã trình hoặc đã duyệt nên không sửa văn bản được; rút lại hoặc lập báo cáo điều chỉnh trước.",
        )
        return redirect(page)
    report = _stored(request.user, centre, period)
    earlier = last_text(request.user, centre, made.period) if request.method == "GET" else None
    taken = earlier if "ky-truoc" in request.GET else None
    form = ReportTextForm(request.POST or None, user=request.user, instance=report, made=made, earlier=taken)
    if request.method == "POST" and form.is_valid():
        save_report_text(
            report=form.save(commit=False),
            texts=form.section_texts(),
            replaced=form.replaced_sections(),
            user=request.user,
        )
        messages.success(request, "Đã lưu văn bản của báo cáo. Mở bản in để xem lại trước khi ký.")
        return redirect(page)
    crumbs = [("Trang đầu", reverse("reports:home")), ("Báo cáo", reverse("reports:list"))]
    crumbs += [(made.period.label, page), ("Soạn văn bản", "")]
    context = {"report": made, "form": form, "earlier": earlier, "taken": taken, "back": page, "crumbs": crumbs}
    return render(request, "reports/text.html", context)


def _stored(user, centre, period) -> PeriodReport:
    """The report's row, or a new one that is not stored before something is saved."""
    found = PeriodReport.objects.for_user(user).filter(centre=centre, period=period).first()
    return found or PeriodReport(centre=centre, period=period)
