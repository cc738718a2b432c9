"""Remarks of reviewers, and the centre's answers. A remark stands once the version is returned; until then it may go."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from centres.models import User
from reports.actions.locking import lock_report, require_state
from reports.actions.steps import NOT_WAITING
from reports.models import PeriodReport, Remark, ReportVersion
from reports.states import IN_THE_CENTRE, State


@transaction.atomic
def add_remark(*, version: ReportVersion, user: User, kind: str, target: str, quoted: str, text: str) -> Remark:
    """Pin a remark to a place of the version that waits. ValidationError when it no longer does."""
    locked = lock_report(version.report.centre, version.report.period)
    require_state(locked, State.SUBMITTED, refusal=NOT_WAITING)
    if locked.last_version != version.pk:
        raise ValidationError(NOT_WAITING)
    return Remark.objects.create(
        version=version, kind=kind, target=target, quoted=quoted[:500], text=text, by=user, at=timezone.now()
    )


@transaction.atomic
def remove_remark(*, remark: Remark, user: User) -> None:
    """Take one's own remark back before the version is returned. ValidationError afterwards, or for another's."""
    locked = lock_report(remark.version.report.centre, remark.version.report.period)
    require_state(locked, State.SUBMITTED, refusal="Báo cáo đã trả lại hoặc đã duyệt, nhận xét không bỏ được nữa.")
    if remark.by_id != user.pk:
        raise ValidationError("Chỉ người viết nhận xét mới bỏ được nhận xét đó.")
    remark.delete()


@transaction.atomic
def answer_remarks(*, report: PeriodReport, user: User, answers: dict[int, str]) -> None:
    """Store the answers to remarks by their keys; an empty one takes the answer back. Only while the centre works on it."""
    locked = lock_report(report.centre, report.period)
    require_state(locked, *IN_THE_CENTRE, refusal="Báo cáo đã trình lại nên không sửa trả lời được nữa.")
    for remark in Remark.objects.filter(pk__in=answers, version__report=locked.report):
        answer = answers[remark.pk]
        if answer != remark.answer:
            remark.answer = answer
            remark.answered_by, remark.answered_at = (user, timezone.now()) if answer else (None, None)
            remark.save()
