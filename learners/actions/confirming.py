"""What is done about a class's marks once they are keyed: confirming them, returning them, asking again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from centres.models import User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.confirmation import ONLY_CONFIRMERS, digest, may_confirm, own_work_refusal, returned_with, standing
from learners.counts import counts_of
from learners.models import Result, ResultStep
from learners.models.confirmation import ResultStepKind
from learners.steps import confirmation_refusal, results_refusal

CHANGED_MEANWHILE = "Kết quả của lớp vừa thay đổi sau khi mở trang. Hãy xem lại các dòng dưới đây rồi xác nhận."
NO_REMARK = "Hãy ghi nhận xét để người nhập biết cần sửa gì."
NOT_RETURNED = "Kết quả không ở tình trạng bị trả lại."


@transaction.atomic
def confirm_results(*, training_class: TrainingClass, user: User, seen: str, remark: str = "") -> int:
    """Confirm all that waits, as it was seen (`digest`); return how many results.

    Raises PermissionDenied for who does not confirm in the centre; ValidationError where some mark is missing, was
    changed meanwhile, or was last changed by the user: per record, nobody confirms own work.
    """
    training_class = _locked_for(training_class, user)
    waiting = Result.objects.unconfirmed().filter(enrolment__training_class=training_class)
    if refusal := confirmation_refusal(training_class, counts_of(training_class)):
        raise ValidationError(refusal)
    if refusal := own_work_refusal(training_class, user):
        raise ValidationError(refusal)
    if seen != digest(training_class):
        raise ValidationError(CHANGED_MEANWHILE)
    number = _set_confirmed(waiting, user)
    if number:
        _step(training_class, ResultStepKind.CONFIRMED, user, remark, standing(training_class))
    return number


def _set_confirmed(waiting, user):
    """Row by row: the history keeps who confirmed which; `changed_at` stays when the mark was keyed."""
    now, number = timezone.now(), 0
    for result in waiting:
        result.confirmed_by, result.confirmed_at = user, now
        result.save(update_fields=["confirmed_by", "confirmed_at"])
        number += 1
    return number


@transaction.atomic
def return_results(*, training_class: TrainingClass, user: User, remark: str) -> ResultStep:
    """Send the marks back with a remark; what was confirmed before no longer is.

    Raises PermissionDenied as `confirm_results`; ValidationError without a remark or once the class takes no marks.
    """
    training_class = _locked_for(training_class, user)
    if refusal := results_refusal(training_class):
        raise ValidationError(refusal)
    if not remark.strip():
        raise ValidationError({"remark": NO_REMARK})
    for result in Result.objects.filter(enrolment__training_class=training_class, confirmed_by__isnull=False):
        result.confirmed_by = result.confirmed_at = None
        result.save(update_fields=["confirmed_by", "confirmed_at"])
    return _step(training_class, ResultStepKind.RETURNED, user, remark.strip())


@transaction.atomic
def ask_again(*, training_class: TrainingClass, user: User, remark: str) -> ResultStep:
    """Answer a return without changing a mark. Raises ValidationError where nothing is returned or nothing is said."""
    training_class = lock_class(training_class)
    if returned_with(training_class) is None:
        raise ValidationError(NOT_RETURNED)
    if not remark.strip():
        raise ValidationError({"remark": "Hãy ghi vì sao điểm giữ nguyên."})
    return _step(training_class, ResultStepKind.SENT_AGAIN, user, remark.strip())


def _locked_for(training_class, user):
    training_class = lock_class(training_class)
    if not may_confirm(user, training_class.centre):
        raise PermissionDenied(ONLY_CONFIRMERS)
    return training_class


def _step(training_class, kind, user, remark, marks=None):
    return ResultStep.objects.create(
        training_class=training_class, kind=kind, by=user, remark=remark, marks=marks or {}
    )
