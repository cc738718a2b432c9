"""Reports from before the system, typed in as totals and "trong đó" lines; those that add up serve as last year's figures."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.access import can_write, require_writer
from centres.context import require_centre
from centres.once import makes_once
from reports.actions import save_past_report
from reports.models import PastReport
from reports.past import check
from reports.past_forms import LINES, LineFormSet, PastReportForm
from reports.past_lines import node_of, stored_lines
from reports.periods import name_of
from reports.value import GateEntry


@require_safe
def past_list(request):
    """The centre's reports from before the system, each with what does not add up in it."""
    centre = require_centre(request)
    reports = PastReport.objects.for_user(request.user).filter(centre=centre)
    reports = reports.order_by("-period").prefetch_related("lines")
    context = {
        "centre": centre,
        "reports": [(report, name_of(report.period), faults_of(report)) for report in reports],
        "may_edit": can_write(request.user, centre),
        "crumbs": _crumbs("Báo cáo cũ", on_list=True),
    }
    return render(request, "reports/past_list.html", context)


@require_http_methods(["GET", "POST"])
@makes_once
def new_past(request):
    centre = require_centre(request)
    require_writer(request.user, centre)
    return _page(request, PastReport(centre=centre), "Nhập báo cáo cũ")


@require_http_methods(["GET", "POST"])
@transaction.atomic
def edit_past(request, pk):
    visible = PastReport.objects.for_user(request.user)
    if request.method == "POST":
        visible = visible.select_for_update(of=("self",))
    report = get_object_or_404(visible, pk=pk)
    require_writer(request.user, report.centre)
    return _page(request, report, f"Báo cáo cũ {name_of(report.period)}")


def _page(request, report, title):
    form = PastReportForm(request.POST or None, instance=report, user=request.user)
    lines = LineFormSet(request.POST or None, initial=stored_lines(report), prefix=LINES)
    if request.method == "POST" and all([form.is_valid(), lines.is_valid()]):
        save_past_report(report=form.save(commit=False), lines=lines.typed_lines())
        messages.success(request, "Đã lưu báo cáo cũ.")
        return redirect("reports:past_edit", pk=report.pk)
    context = {
        "title": title,
        "form": form,
        "lines": lines,
        "faults": faults_of(report) if report.pk else [],
        "crumbs": _crumbs(title),
    }
    return render(request, "reports/past.html", context)


def faults_of(report: PastReport) -> list[GateEntry]:
    """What does not add up in the report as it is stored."""
    node = node_of(report)
    return check(node, node.label)


def _crumbs(title, on_list=False):
    crumbs = [("Trang đầu", reverse("reports:home")), ("Báo cáo", reverse("reports:list"))]
    return crumbs + ([] if on_list else [("Báo cáo cũ", reverse("reports:past_list"))]) + [(title, "")]
