"""A submitted version to read: the page from the stored value, the stored PDF, what differs from the version before."""

from csp.decorators import csp_exempt
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from centres import dates
from centres.access import can_write, sees_names
from reports import written
from reports.annexes import annexes
from reports.charts.report import report_charts
from reports.checklist import checklist
from reports.dictionary import define
from reports.duties import may_review
from reports.marks import as_of, whose
from reports.models import FormScope, Remark, ReportVersion, ReviewStep, VersionSeal
from reports.models.review import StepKind
from reports.states import State, state_of
from reports.versions.content import sha256
from reports.versions.differences import differences
from reports.versions.rows import frozen_rows
from reports.versions.targets import anchor, parts_of
from reports.views.form_links import form_links
from reports.views.reading import KEY_FIGURES
from reports.views.review_doors import address, content_of, crumbs, visible_version

TYPES = {"pdf": "application/pdf", "json": "application/json"}


STANDINGS = {
    StepKind.SUBMITTED: ("Chờ duyệt", "badge-wait"),
    StepKind.WITHDRAWN: ("Đã rút lại", "badge-plan"),
    StepKind.RETURNED: ("Đã trả lại", "badge-bad"),
} | dict.fromkeys(
    (StepKind.APPROVED, StepKind.REOPENED, StepKind.AMENDED, StepKind.DROPPED), ("Đã duyệt", "badge-good")
)
"""How a version stands after the last step that names it."""


@require_safe
def version(request, code, period, number):
    """The page of a version, made from what was stored. Reviewers pin remarks here while it waits."""
    version = visible_version(request, code, period, number)
    centre, content = version.report.centre, content_of(version)
    state = state_of(centre, period, dates.today())
    waits = state.state == State.SUBMITTED and state.version == version.number
    remarks = visible_remarks(request, version, waits)
    report = content.report
    figures_at = address("version", centre, period, number) + "so-lieu/"
    steps = _steps(request.user, version)
    standing, badge = STANDINGS[steps[-1].kind] if steps else ("", "")
    context = {
        "version": version,
        "centre": centre,
        "report": report,
        "state": state,
        "steps": steps,
        "standing": standing,
        "standing_badge": badge,
        "whose": whose(report),
        "as_of": as_of(report),
        "parts": parts_of(report),
        "annexes": annexes(report),
        "charts": report_charts(report, figures_at),
        "checked": checklist(report, content.rules),
        "explained": content.warnings,
        "tiles": [
            (name, define(name).name, written.value(report.figures[name]))
            for name in KEY_FIGURES
            if name in report.figures
        ],
        "remarks": [(remark, anchor(remark.kind, remark.target)) for remark in remarks],
        "remarked": {(remark.kind, remark.target) for remark in remarks},
        "figures_at": figures_at,
        "remark_at": address("remark", centre, period, number) if waits and may_review(request.user, centre) else "",
        "forms": form_links(
            request.user, centre.province, FormScope.CENTRE, "reports:version_form", centre.code, period, number
        ),
        "seal": VersionSeal.objects.for_user(request.user).filter(version=version).first(),
        "waits": waits,
        "answered": Remark.objects.for_user(request.user)
        .filter(version__report=version.report, version__number=number - 1)
        .count(),
        "may_decide": waits and may_review(request.user, centre),
        "may_answer": state.remarks and can_write(request.user, centre) and not waits,
        "crumbs": crumbs(centre, period, (f"Bản trình lần {number}", "")),
    }
    return render(request, "reports/review/version.html", context)


def visible_remarks(request, version: ReportVersion, waits: bool) -> list[Remark]:
    """The centre sees remarks once the version is returned or approved; reviewers see them from the first."""
    found = list(Remark.objects.for_user(request.user).filter(version=version).select_related("by", "answered_by"))
    return found if not waits or may_review(request.user, version.report.centre) else []


def _steps(user, version):
    return list(ReviewStep.objects.for_user(user).filter(version=version).select_related("by").order_by("pk"))


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def version_file(request, code, period, number, kind):
    """The stored bytes themselves; 404 with a sentence when they are no longer what was hashed."""
    version = visible_version(request, code, period, number)
    stored, kept = (version.pdf, version.pdf_sha256) if kind == "pdf" else (version.content, version.sha256)
    stored = bytes(stored)
    if sha256(stored) != kept:
        raise Http404("Tệp lưu không còn giống bản đã trình nên không mở. Hãy báo quản trị viên.")
    response = HttpResponse(stored, content_type=TYPES[kind])
    response["Content-Disposition"] = f'inline; filename="bao-cao-{code}-{period}-lan-{number}.{kind}"'
    return response


@require_safe
def compare(request, code, period, number):
    """What differs from an earlier version (?voi=), the one before it unless told otherwise."""
    version = visible_version(request, code, period, number)
    centre = version.report.centre
    others = ReportVersion.objects.for_user(request.user).filter(report=version.report, number__lt=number)
    asked = request.GET.get("voi", "")
    if asked.isdecimal():
        others = others.filter(number=int(asked))
    earlier = others.order_by("-number").first()
    if earlier is None:
        raise Http404("Không có bản trình trước để so sánh.")
    found = differences(
        content_of(earlier).report, frozen_rows(earlier), content_of(version).report, frozen_rows(version)
    )
    remarks = Remark.objects.for_user(request.user).filter(version=earlier).select_related("by", "answered_by")
    context = {
        "version": version,
        "earlier": earlier,
        "centre": centre,
        "differences": found,
        "old_label": f"Lần {earlier.number}",
        "new_label": f"Lần {version.number}",
        "with_names": sees_names(request.user, centre),
        "remarks": [(remark, "") for remark in remarks],
        "crumbs": crumbs(
            centre,
            period,
            (f"Bản trình lần {number}", address("version", centre, period, number)),
            (f"So với lần {earlier.number}", ""),
        ),
    }
    return render(request, "reports/review/compare.html", context)
