"""A report as a file: PDF, sheet, JSON, each made from the one value."""

from csp.decorators import csp_exempt
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from centres.models import Province
from centres.sheets import CONTENT_TYPE as SHEET
from reports.canonical import readable
from reports.pdf import report_pdf
from reports.value import Report
from reports.views.reading import asks_live, province_report_of, report_of, visible_centre
from reports.xlsx import report_xlsx

KINDS = {
    "pdf": ("pdf", "application/pdf", report_pdf),
    "excel": ("xlsx", SHEET, report_xlsx),
    "json": ("json", "application/json", readable),
}


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def centre_file(request, code, period, kind):
    return _file(report_of(visible_centre(request.user, code), period), kind)


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def province_file(request, code, period, kind):
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    return _file(province_report_of(province, period, live=asks_live(request)), kind)


def _file(report: Report, kind: str) -> HttpResponse:
    """The file, which the browser opens where it can (PDF, JSON) and else saves under a name that says what it is."""
    extension, content_type, made = KINDS[kind]
    response = HttpResponse(made(report), content_type=content_type)
    way = "attachment" if kind == "excel" else "inline"
    response["Content-Disposition"] = f'{way}; filename="bao-cao-{report.code}-{report.period.code}.{extension}"'
    return response
