"""A province's report closed, and its closed versions to read: page, stored bytes, what has changed since."""

from csp.decorators import csp_exempt
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres.models import Province
from reports.actions import close_province_report
from reports.actions.closing import NOTHING, closing_of, has_gap, unchanged
from reports.checklist import checklist
from reports.models import ProvinceVersion
from reports.periods import name_of
from reports.review_forms import CloseForm
from reports.versions.content import read_content, sha256
from reports.versions.targets import parts_of
from reports.views.province import require_reviewer
from reports.views.reading import known_period, report_context

TYPES = {"pdf": "application/pdf", "json": "application/json"}
NO_PRINTING = "Chương trình chưa in được bản PDF nên chưa chốt được báo cáo. Hãy nhờ quản trị viên cài phần in."


@require_http_methods(["GET", "POST"])
def close(request, code, period):
    """What would be frozen, what must be explained, and the button that does it."""
    province = get_object_or_404(Province.objects.for_user(request.user), code=code)
    known_period(period)
    require_reviewer(request.user, province)
    page = reverse("reports:province", args=[code, period])
    try:
        draft = closing_of(province, period, {})
    except ValidationError:
        messages.warning(request, NOTHING)
        return redirect(page)
    report = draft.content.report
    form = CloseForm(request.POST or None, warnings=draft.content.warnings, gap=has_gap(report))
    if request.method == "POST" and form.is_valid() and (version := _closed(request, province, period, form)):
        messages.success(
            request, f"Đã chốt báo cáo (bản chốt lần {version.number}). Số liệu, lời văn và bản in giữ nguyên."
        )
        return redirect(reverse("reports:province_version", args=[code, period, version.number]))
    context = {
        "province": province,
        "report": report,
        "number": draft.content.number,
        "unchanged": unchanged(province, report),
        "missing": [line.name for line in report.centres if line.figures is None],
        "checked": checklist(report),
        "form": form,
        "reasons": form.reason_fields(),
        "back": page,
        "crumbs": _crumbs(province, period, ("Chốt báo cáo", "")),
    }
    return render(request, "reports/province/close.html", context)


def _closed(request, province, period, form) -> ProvinceVersion | None:
    try:
        return close_province_report(
            province=province,
            period=period,
            user=request.user,
            reasons={mark: reason for mark, (_, reason) in form.reasons().items()},
            gap_reason=form.gap_reason(),
            site=request.build_absolute_uri("/"),
        )
    except ValidationError as refused:
        form.add_error(None, refused)
    except OSError:
        form.add_error(None, NO_PRINTING)
    return None


@require_safe
def version(request, code, period, number):
    """The page of a closed version, made from what was stored."""
    version = _visible(request.user, code, period, number)
    province, content = version.report.province, read_content(version.content)
    latest = version.report.versions.order_by("-number").values_list("number", flat=True).first()
    context = report_context(content.report) | {
        "version": version,
        "province": province,
        "parts": parts_of(content.report),
        "latest": latest,
        "checked": checklist(content.report, content.rules),
        "explained": content.warnings,
        "crumbs": _crumbs(province, period, (f"Bản chốt lần {number}", "")),
    }
    return render(request, "reports/province/version.html", context)


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def version_file(request, code, period, number, kind):
    """The stored bytes themselves; 404 with a sentence when they are no longer what was hashed."""
    version = _visible(request.user, code, period, number)
    stored, kept = (version.pdf, version.pdf_sha256) if kind == "pdf" else (version.content, version.sha256)
    stored = bytes(stored)
    if sha256(stored) != kept:
        raise Http404("Tệp lưu không còn giống bản đã chốt nên không mở. Hãy báo quản trị viên.")
    response = HttpResponse(stored, content_type=TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="bao-cao-{code}-{period}-chot-lan-{number}.{kind}"'
    return response


def _visible(user, code, period, number) -> ProvinceVersion:
    versions = ProvinceVersion.objects.for_user(user).select_related("report__province", "closed_by")
    return get_object_or_404(versions, report__province__code=code, report__period=period, number=number)


def _crumbs(province, period, *pages):
    label = name_of(period)
    page = reverse("reports:province", args=[province.code, period])
    way = [("Trang đầu", reverse("reports:home")), ("Báo cáo", reverse("reports:list"))]
    return [*way, (f"{province}: {label}", page), *pages]
