"""A report as a file: PDF, Word, sheet, JSON, each made from the one value."""

from csp.decorators import csp_exempt
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from centres.downloads import PDF, SHEET, WORD
from centres.models import Centre, Province
from reports.actions.submitting import draft_of, pack_of
from reports.canonical import readable
from reports.checklist import RULES
from reports.docx import report_docx
from reports.pdf import Pack, report_pdf
from reports.value import Report
from reports.versions.comparison import with_last_year
from reports.versions.content import Explained
from reports.views.reading import asks_live, province_report_of, report_of, visible_centre
from reports.views.review_doors import report_to_review
from reports.xlsx import report_xlsx

PACK = "ban-trinh"


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def centre_file(request, code, period, kind):
    if kind == PACK:
        return _preview(request, code, period)
    centre = visible_centre(request.user, code)
    return _file(centre, report_of(centre, period), kind)


def _preview(request, code, period):
    """The reviewer's copy as it would be submitted now, comparisons and check page included."""
    _, stored, _ = report_to_review(request, code, period)
    draft = draft_of(stored)
    report = draft.content.report
    return _answer(report, PACK, "pdf", PDF, report_pdf(report, pack_of(stored, draft)))


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def province_file(request, code, period, kind):
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    report = province_report_of(province, period, live=asks_live(request))
    if kind == PACK:
        warnings = tuple(Explained(entry, "") for entry in report.warnings)
        pack = Pack(None, warnings, RULES, comparisons=_comparisons(province, report))
        return _answer(report, PACK, "pdf", PDF, report_pdf(report, pack))
    return _file(province, report, kind)


def _file(owner: Centre | Province, report: Report, kind: str) -> HttpResponse:
    if kind == "excel":
        return _answer(report, kind, "xlsx", SHEET, report_xlsx(report, _comparisons(owner, report)))
    extension, content_type, made = KINDS[kind]
    return _answer(report, kind, extension, content_type, made(report))


KINDS = {
    "pdf": ("pdf", PDF, report_pdf),
    "word": ("docx", WORD, report_docx),
    "json": ("json", "application/json", readable),
}


def _comparisons(owner, report):
    compared = with_last_year(owner, report)
    return (compared,) if compared else ()


def _answer(report, kind, extension, content_type, content) -> HttpResponse:
    """The file, which the browser opens where it can (PDF, JSON) and else saves under a name that says what it is."""
    response = HttpResponse(content, content_type=content_type)
    way = "inline" if extension in ("pdf", "json") else "attachment"
    name = f"{'ban-trinh' if kind == PACK else 'bao-cao'}-{report.code}-{report.period.code}.{extension}"
    response["Content-Disposition"] = f'{way}; filename="{name}"'
    return response
