"""Closing a province's own report: its totals, text and paper frozen as they are, as a centre's are when it submits."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centres.models import Province, User
from reports.checklist import RULES, mark_of
from reports.models import ProvinceReport, ProvinceVersion
from reports.pdf import Pack, report_pdf
from reports.report import ReportError, build_province_report
from reports.seals.keys import current_signer
from reports.seals.paper import Seal, sealed_pdf
from reports.seals.sealing import seal_of
from reports.value import Report
from reports.versions.comparison import with_last_year
from reports.versions.content import Content, Explained, content_bytes, sha256
from reports.versions.province_drift import province_drift

NOTHING = "Kỳ này chưa có báo cáo nào được duyệt nên chưa chốt được báo cáo của tỉnh."
WRONG = "Số liệu tổng hợp chưa khớp; hãy xem mục “Kiểm tra số liệu” ở trang báo cáo."
NO_REASON = "Mỗi điểm cần xem lại phải có giải trình."
GAP = "Còn trung tâm chưa có báo cáo được duyệt: hãy ghi lý do chốt khi chưa đủ trung tâm."
SAME = "Báo cáo không khác bản đã chốt lần {number} nên không cần chốt lại."
MOVED = "Báo cáo vừa thay đổi trong lúc chốt. Xem lại rồi chốt lần nữa."


@dataclass(frozen=True)
class Closing:
    """What would be frozen now, before it is."""

    content: Content
    stored: bytes


def close_province_report(
    *,
    province: Province,
    period: str,
    user: User,
    reasons: dict[str, str],
    gap_reason: str = "",
    site: str = "",
) -> ProvinceVersion:
    """Freeze the province's report as its next version. `reasons` are by the warnings' marks.

    The paper is typeset before anything is locked; when the report has moved by the time of the lock, nothing is stored.
    ValidationError with the sentences that say what is missing; OSError where this machine cannot print.
    """
    closing, at = closing_of(province, period, reasons), timezone.now()
    refusals = [*closing_refusals(closing.content, gap_reason), *unchanged(province, closing.content.report)]
    if refusals:
        raise ValidationError(refusals)
    pdf, seal = _paper(province, closing, user, at, gap_reason, site)
    with transaction.atomic():
        Province.objects.select_for_update().get(pk=province.pk)  # as whoever writes its text does
        if closing_of(province, period, reasons) != closing:
            raise ValidationError(MOVED)
        report, _ = ProvinceReport.objects.get_or_create(province=province, period=period)
        return ProvinceVersion.objects.create(
            report=report,
            number=closing.content.number,
            content=closing.stored,
            sha256=sha256(closing.stored),
            pdf=pdf,
            pdf_sha256=sha256(pdf),
            closed_by=user,
            closed_at=at,
            gap_reason=gap_reason,
            code=seal.code,
            token=seal.token,
        )


def closing_of(province: Province, period: str, reasons: dict[str, str]) -> Closing:
    """The report's value with the reasons given for its warnings, and the bytes that would be stored."""
    try:
        report = build_province_report(province, period)
    except ReportError as error:
        raise ValidationError(NOTHING) from error
    warnings = tuple(Explained(entry, reasons.get(mark_of(entry), "")) for entry in report.warnings)
    content = Content(report, _next_number(province, period), warnings, RULES)
    return Closing(content, content_bytes(content))


def _next_number(province, period):
    closed = ProvinceVersion.objects.filter(report__province=province, report__period=period)
    return (closed.order_by("-number").values_list("number", flat=True).first() or 0) + 1


def closing_refusals(content: Content, gap_reason: str) -> list[str]:
    """Everything that stands in the way of closing the report."""
    refusals = [WRONG] if content.report.errors else []
    if any(not one.reason for one in content.warnings):
        refusals.append(NO_REASON)
    if has_gap(content.report) and not gap_reason:
        refusals.append(GAP)
    return refusals


def unchanged(province: Province, report: Report) -> list[str]:
    """The sentence that refuses a report which does not differ from the version closed last, as after a second click."""
    closed = ProvinceVersion.objects.filter(report__province=province, report__period=report.period.code)
    last = closed.order_by("-number").first()
    same = last is not None and province_drift(last, report).is_empty
    return [SAME.format(number=last.number)] if same else []


def has_gap(report: Report) -> bool:
    """Whether a centre that is expected has no approved report."""
    return report.figures["N2"] < report.figures["N1"]


def _paper(
    province: Province, closing: Closing, user: User, at: datetime, gap_reason: str, site: str
) -> tuple[bytes, Seal]:
    content, signer = closing.content, current_signer()
    digest = sha256(closing.stored)
    seal = seal_of(content.report, number=content.number, at=at, sha256=digest, site=site, signer=signer)
    compared = with_last_year(province, content.report)
    pack = Pack(
        content.number,
        content.warnings,
        content.rules,
        submitted_at=at,
        submitted_by=str(user),
        note=f"Lý do chốt khi chưa đủ trung tâm: {gap_reason}" if gap_reason else "",
        seal=seal,
        comparisons=(compared,) if compared else (),
    )
    return sealed_pdf(report_pdf(content.report, pack), seal.token, signer), seal
