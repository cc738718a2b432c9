"""Reports to read: the list of periods, a centre's report, a province's."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres import dates
from centres.access import can_write
from centres.context import current_centre
from centres.models import Centre, Province
from classes.context import working_year
from reports import written
from reports.annexes import annexes
from reports.annexes.table import coverage_of
from reports.charts.report import report_charts
from reports.dictionary import define
from reports.faults import faults
from reports.marks import as_of, mark, whose
from reports.models import FormScope, PeriodReport
from reports.overview import PeriodLink, overviews
from reports.period_forms import free_forms
from reports.period_list import codes_of, period_lines
from reports.periods import FREE, Calendar, PeriodError, parse
from reports.report import ReportError, build_province_report, build_report
from reports.review_box import review_box
from reports.states import state_of, states
from reports.value import Report
from reports.versions.province_drift import closed_box
from reports.views.form_links import form_links

KEY_FIGURES = ("O1", "O2", "O7", "O8", "R1", "R3", "R10", "T1", "T2")


@dataclass(frozen=True)
class Tile:
    code: str
    name: str
    value: str
    coverage: str


@require_safe
def period_list(request):
    """The periods of the centre one works in; for reviewers of a province its periods too."""
    centre = current_centre(request)
    year = working_year(request, centre)
    found = overviews(request.user, year)
    free = free_forms(request, centre, [one.province for one in found])
    for form in free:
        if form.is_valid():
            return redirect(_free_page(centre, form))
    context = {
        "centre": centre,
        "year": year,
        "free_forms": free,
        "parts": _parts(request.user, centre, year) if centre else [],
        "overviews": found,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Báo cáo", "")],
    }
    return render(request, "reports/list.html", context)


def _free_page(centre, form):
    page, owner = ("province", form.province_code) if form.province_code else ("report", centre.code)
    return reverse(f"reports:{page}", args=[owner, form.cleaned_data["code"]])


def _parts(user, centre, year):
    written = PeriodReport.objects.for_user(user).filter(centre=centre, period__contains=year)
    written = [report for report in written if parse(report.period).year == year]
    free = [report.period for report in written if parse(report.period).part == FREE]
    today, codes = dates.today(), [code for part in codes_of(year, free).values() for code in part]
    reviews = {code: state for (_, code), state in states([centre], codes, today).items()}
    return period_lines(Calendar.of(centre.province), codes_of(year, free), today, written, reviews)


@require_safe
def centre_report(request, code, period):
    """A centre's report of a period as a page: figures, tables, sentences, what the gate found."""
    centre = visible_centre(request.user, code)
    report = report_of(centre, period)
    state = state_of(centre, period, dates.today())
    may_edit = can_write(request.user, centre)
    figures_at = f"{reverse('reports:report', args=[centre.code, period])}so-lieu/"
    context = report_context(report, figures_at) | {
        "centre": centre,
        "box": review_box(request.user, centre, period, state),
        "closed": None,
        "may_edit": may_edit,
        "may_write": may_edit and state.is_in_the_centre,
        "centres": [],
        "province_text": "",
        "files": _files("reports:centre_file", centre.code, period)
        + form_links(request.user, centre.province, FormScope.CENTRE, "reports:centre_form", centre.code, period),
        "for_programs": reverse("reports:centre_file", args=[centre.code, period, "json"]),
        "crumbs": _crumbs(report),
    }
    return render(request, "reports/report.html", context)


@require_safe
def province_report(request, code, period):
    """A province's totals of approved reports, or its live ones marked as not approved, with the way to each centre's."""
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    report = province_report_of(province, period, live=asks_live(request))
    centres = Centre.objects.for_user(request.user).filter(province=province).in_being(report.period.last)
    query = "?chua-duyet=1" if report.live else ""
    writes = not report.live and request.user.memberships.active().filter(province=province).exists()
    close_at = reverse("reports:province_close", args=[code, period]) if writes else ""
    context = report_context(report) | {
        "box": None,
        "closed": closed_box(request.user, report, close_at),
        "may_edit": False,
        "may_write": False,
        "centres": centres,
        "province_text": reverse("reports:province_text", args=[code, period]) if writes else "",
        "files": _files("reports:province_file", province.code, period, query, pack=True)
        + form_links(
            request.user, province, FormScope.PROVINCE, "reports:province_form", province.code, period, query=query
        ),
        "for_programs": reverse("reports:province_file", args=[province.code, period, "json"]) + query,
        "crumbs": _crumbs(report),
    }
    return render(request, "reports/report.html", context)


def visible_centre(user, code) -> Centre:
    """The centre, when the user may see its reports; else Http404."""
    return get_object_or_404(Centre.objects.for_user(user).select_related("province"), code=code)


def report_of(centre: Centre, period: str) -> Report:
    known_period(period)
    return build_report(centre, period)


def province_report_of(province: Province, period: str, *, live: bool) -> Report:
    """The totals of approved reports; the live ones on request, and as long as none is approved."""
    known_period(period)
    try:
        return build_province_report(province, period, live=live)
    except ReportError:
        return build_province_report(province, period, live=True)


def asks_live(request) -> bool:
    """Whether the figures that nobody approved are asked for: ?chua-duyet=1."""
    return request.GET.get("chua-duyet") == "1"


def known_period(code: str) -> None:
    """Http404 with a sentence for the user where the code names no period."""
    try:
        parse(code)
    except PeriodError as error:
        raise Http404(str(error)) from error


def report_context(report: Report, figures_at: str = "") -> dict:
    """What the page of a report prints of it; its figures open under `figures_at`."""
    return {
        "report": report,
        "whose": whose(report),
        "mark": mark(report),
        "as_of": as_of(report),
        "errors": faults(report, report.errors),
        "warnings": faults(report, report.warnings),
        "tiles": [_tile(report, code) for code in KEY_FIGURES if code in report.figures],
        "annexes": annexes(report),
        "charts": report_charts(report, figures_at),
        "figures_at": figures_at,
    }


def _tile(report, code):
    return Tile(code, define(code).name, written.value(report.figures[code]), coverage_of(report, code))


def _files(name, code, period, query="", *, pack=False):
    packed = {"ban-trinh": "Bản đầy đủ (PDF)"} if pack else {}
    kinds = {"pdf": "Bản in (PDF)", **packed, "word": "Word", "excel": "Excel"}
    return [PeriodLink(label, reverse(name, args=[code, period, kind]) + query) for kind, label in kinds.items()]


def _crumbs(report):
    parent = f"{reverse('reports:list')}?nam={report.period.last.year}"
    return [("Trang đầu", reverse("reports:home")), ("Báo cáo", parent), (report.period.label, "")]
