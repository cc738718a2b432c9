"""The steps of a report besides submitting it. Each locks the report, looks at its steps so far and adds one."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centres import dates
from centres.models import User
from reports.actions.locking import Locked, lock_report, require_state
from reports.actions.submitting import require_ready
from reports.duties import has_keyed
from reports.models import PeriodReport, ReportVersion, ReviewStep
from reports.models.review import StepKind
from reports.states import IN_THE_CENTRE, State

NOT_WAITING = "Bản trình này không còn chờ duyệt; hãy mở lại trang để xem tình trạng hiện nay."


@transaction.atomic
def prepare_report(*, report: PeriodReport, user: User) -> None:
    """Say that the report is ready to be submitted. Held to the same gate as submitting it; ValidationError."""
    locked = lock_report(report.centre, report.period)
    require_state(
        locked,
        *IN_THE_CENTRE - {State.PREPARED},
        refusal="Báo cáo đã được đề nghị trình, đang chờ duyệt hoặc đã duyệt.",
    )
    require_ready(locked)
    _add(locked, StepKind.PREPARED, user)


@transaction.atomic
def withdraw_version(*, report: PeriodReport, user: User) -> None:
    """Take a submitted version back before it is returned or approved. ValidationError when it is no longer waiting."""
    locked = lock_report(report.centre, report.period)
    require_state(locked, State.SUBMITTED, refusal="Báo cáo không còn chờ duyệt nên không rút lại được.")
    _add(locked, StepKind.WITHDRAWN, user, version=locked.last_version)


@transaction.atomic
def return_version(*, version: ReportVersion, user: User, reason: str = "") -> None:
    """Return a version to its centre, with remarks or at least a reason. ValidationError with a sentence for the user."""
    locked = _waiting(version)
    if not reason and not version.remarks.exists():
        raise ValidationError("Ghi ít nhất một nhận xét, hoặc viết lý do trả lại.")
    _add(locked, StepKind.RETURNED, user, version=version.pk, reason=reason)


@transaction.atomic
def approve_version(*, version: ReportVersion, user: User) -> None:
    """Approve a version. Not by whoever submitted it or keyed some of it (ValidationError)."""
    locked = _waiting(version)
    if refusal := approval_refusal(user, version):
        raise ValidationError(refusal)
    _add(locked, StepKind.APPROVED, user, version=version.pk)


def approval_refusal(user: User, version: ReportVersion) -> str:
    """Why this user may not approve the version, as a sentence; empty where nothing is in the way."""
    if has_keyed(user, version):
        return "Bạn đã nhập, soạn hoặc trình một phần của báo cáo này nên người khác phải duyệt."
    return ""


@transaction.atomic
def reopen_report(*, report: PeriodReport, user: User, reason: str, until: date) -> None:
    """Let the centre submit an approved report anew until a day. The approved version holds until another is approved.

    ValidationError, by field where one is meant.
    """
    locked = lock_report(report.centre, report.period)
    require_state(locked, State.APPROVED, refusal="Chỉ mở lại được báo cáo đã duyệt.")
    if until < dates.today():
        raise ValidationError({"until": "Ngày hết hạn mở lại không được trước hôm nay."})
    _add(locked, StepKind.REOPENED, user, version=locked.approved_version, reason=reason, until=until)


@transaction.atomic
def amend_report(*, report: PeriodReport, user: User, reason: str) -> None:
    """Begin an amended report of an approved one. The approved version holds until the amended one is approved."""
    locked = lock_report(report.centre, report.period)
    require_state(locked, State.APPROVED, refusal="Chỉ lập báo cáo điều chỉnh cho báo cáo đã duyệt.")
    _add(locked, StepKind.AMENDED, user, version=locked.approved_version, reason=reason)


@transaction.atomic
def drop_amendment(*, report: PeriodReport, user: User) -> None:
    """Give an amendment up before it is submitted: the approved version stands."""
    locked = lock_report(report.centre, report.period)
    require_state(
        locked, *IN_THE_CENTRE, refusal="Báo cáo đã trình hoặc đã duyệt nên không còn gì để bỏ; cần thì rút lại trước."
    )
    if locked.approved_version is None:
        raise ValidationError("Báo cáo chưa được duyệt lần nào nên không có điều chỉnh để bỏ.")
    _add(locked, StepKind.DROPPED, user, version=locked.approved_version)


def _waiting(version: ReportVersion) -> Locked:
    """The report of a version that waits for the reviewer; ValidationError when it is an earlier one or decided."""
    locked = lock_report(version.report.centre, version.report.period)
    require_state(locked, State.SUBMITTED, refusal=NOT_WAITING)
    if locked.last_version != version.pk:
        raise ValidationError(NOT_WAITING)
    return locked


def _add(locked, kind, user, *, version=None, reason="", until=None):
    ReviewStep.objects.create(
        report=locked.report, kind=kind, version_id=version, by=user, at=timezone.now(), reason=reason, until=until
    )
