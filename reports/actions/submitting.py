"""Submitting a report: the gate, the reasons, the answers, then everything frozen in one transaction."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centres.models import User
from reports.actions.locking import Locked, lock_report, require_state
from reports.checklist import RULES, mark_of
from reports.duties import last_change
from reports.figures.window import Window
from reports.models import PeriodReport, Remark, ReportVersion, ReviewStep, WarningReason
from reports.models.review import StepKind
from reports.pdf import Pack, report_pdf
from reports.periods import Calendar
from reports.report import build_report
from reports.seals.keys import current_signer
from reports.seals.paper import Seal, sealed_pdf
from reports.seals.sealing import keep_seal, seal_of
from reports.states import IN_THE_CENTRE
from reports.value import Report
from reports.versions.comparison import with_last_year, with_version_before
from reports.versions.content import Content, Explained, content_bytes, sha256
from reports.versions.records import Records, freeze_records, live_records, unmade
from reports.versions.rows import Rows, freeze_rows, live_rows, mismatches
from reports.wording import count

MOVED = "Số liệu vừa thay đổi trong lúc trình. Xem lại rồi trình lần nữa."


@dataclass(frozen=True)
class Draft:
    """What would be frozen now, before it is."""

    content: Content
    rows: Rows
    records: Records
    stored: bytes


@dataclass(frozen=True)
class Paper:
    """The PDF that is frozen, and the seal it carries."""

    pdf: bytes
    seal: Seal


def submit_report(*, report: PeriodReport, user: User, note: str = "", site: str = "") -> ReportVersion:
    """Freeze the report as its next version and hand it to the reviewer. `site` is the program's address, for the QR code.

    The paper is typeset before anything is locked; when the figures have moved by the time of the lock, nothing is
    stored. ValidationError with the sentences that say what is missing; OSError where this machine cannot print.
    """
    draft, at = draft_of(report), timezone.now()
    _require(draft_refusals(report, draft) + own_work_refusals(report, user))
    return _store(report, draft, _paper(report, draft, user, at, note, site), user, at, note)


def _paper(report: PeriodReport, draft: Draft, user: User, at: datetime, note: str, site: str) -> Paper:
    content, signer = draft.content, current_signer()
    seal = seal_of(content.report, number=content.number, at=at, sha256=sha256(draft.stored), site=site, signer=signer)
    pack = replace(pack_of(report, draft), submitted_at=at, submitted_by=str(user), note=note, seal=seal)
    return Paper(sealed_pdf(report_pdf(content.report, pack), seal.token, signer), seal)


def pack_of(report: PeriodReport, draft: Draft) -> Pack:
    """What the reviewer's copy of the draft would say, before it is submitted."""
    content = draft.content
    compared = (
        with_last_year(report.centre, content.report),
        with_version_before(report, content.report, draft.rows, content.number),
    )
    comparisons = tuple(annex for annex in compared if annex)
    return Pack(content.number, content.warnings, content.rules, comparisons=comparisons)


@transaction.atomic
def _store(report, draft: Draft, paper: Paper, user: User, at: datetime, note: str) -> ReportVersion:
    locked = lock_report(report.centre, report.period)
    require_state(locked, *IN_THE_CENTRE, refusal="Báo cáo đã được trình hoặc đã duyệt.")
    _require(own_work_refusals(locked.report, user))
    if draft_of(locked.report) != draft:
        raise ValidationError(MOVED)
    version = ReportVersion.objects.create(
        report=locked.report,
        number=draft.content.number,
        content=draft.stored,
        sha256=sha256(draft.stored),
        pdf=paper.pdf,
        pdf_sha256=sha256(paper.pdf),
        submitted_by=user,
        submitted_at=at,
        note=note,
        amends_id=locked.approved_version,
    )
    keep_seal(version, paper.seal)
    freeze_rows(version, draft.rows)
    freeze_records(version, draft.records)
    ReviewStep.objects.create(report=locked.report, kind=StepKind.SUBMITTED, version=version, by=user, at=at)
    return version


def draft_of(report: PeriodReport) -> Draft:
    """The report's value, the rows behind it and the bytes that would be stored, as they are now."""
    value = build_report(report.centre, report.period)
    window = Window.of(Calendar.of(report.centre.province), report.period)
    content = Content(value, _next_number(report), explained(report, value), RULES)
    behind = live_rows(report.centre, window), live_records(report.centre, window)
    return Draft(content, *behind, content_bytes(content))


def _next_number(report):
    last = report.versions.order_by("-number").values_list("number", flat=True).first() if report.pk else None
    return (last or 0) + 1


def explained(report: PeriodReport, value: Report) -> tuple[Explained, ...]:
    """The report's warnings with the reasons given for them, empty where there is none yet."""
    given = dict(report.warning_reasons.values_list("warning", "reason")) if report.pk else {}
    return tuple(Explained(entry, given.get(mark_of(entry), "")) for entry in value.warnings)


def require_ready(locked: Locked) -> None:
    """ValidationError with every sentence that stands in the way of submitting the report, whoever does it."""
    _require(draft_refusals(locked.report, draft_of(locked.report)))


def draft_refusals(report: PeriodReport, draft: Draft) -> list[str]:
    """Errors of the gate, warnings without a reason, remarks without an answer, figures that their rows do not make."""
    value = draft.content.report
    refusals = [entry.message for entry in value.errors]
    unexplained = [one for one in draft.content.warnings if not one.reason]
    if unexplained:
        refusals.append(f"Còn {count(len(unexplained))} điểm cần xem lại chưa có giải trình.")
    if unanswered := open_remarks(report).count():
        refusals.append(f"Còn {count(unanswered)} nhận xét chưa trả lời.")
    if wrong := mismatches(value.figures, draft.rows) + unmade(value.figures, draft.records):
        refusals.append(f"Số liệu {', '.join(wrong)} không khớp các dòng đứng sau. Hãy mở lại trang rồi trình lần nữa.")
    return refusals


def own_work_refusals(report: PeriodReport, user: User) -> list[str]:
    """Whoever changed the report last does not submit it alone: somebody else must have declared it ready since then."""
    changed = last_change(report) if report.pk else None
    if not changed or changed[0] != user.pk:
        return []
    prepared = report.steps.filter(kind=StepKind.PREPARED, at__gte=changed[1]).exclude(by=user)
    if prepared.exists():
        return []
    return [
        "Bạn là người sửa văn bản báo cáo lần cuối. Nhờ người khác trong trung tâm xem lại và bấm “Đã soạn xong, đề nghị"
        " trình”, sau đó bạn trình."
    ]


def open_remarks(report: PeriodReport):
    """Remarks on returned versions of the report that want an answer."""
    if not report.pk:
        return Remark.objects.none()
    return Remark.objects.open().filter(version__report=report, version__steps__kind=StepKind.RETURNED)


@transaction.atomic
def give_reasons(*, report: PeriodReport, user: User, reasons: dict[str, tuple[str, str]]) -> PeriodReport:
    """Store why the report is right in spite of its warnings: {mark: (message, reason)}; an empty reason takes it back."""
    locked = lock_report(report.centre, report.period)
    require_state(locked, *IN_THE_CENTRE, refusal="Báo cáo đã trình nên không sửa giải trình được nữa.")
    stored = {row.warning: row for row in locked.report.warning_reasons.all()}
    for mark, (message, reason) in reasons.items():
        row = stored.get(mark) or WarningReason(report=locked.report, warning=mark, message=message)
        if not reason and row.pk:
            row.delete()
        elif reason and reason != row.reason:
            row.reason, row.given_by = reason, user
            row.save()
    return locked.report


def _require(refusals: list[str]) -> None:
    if refusals:
        raise ValidationError(refusals)
