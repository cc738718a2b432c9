"""The end of a class, as far as it rests on enrolments: closing it, taking that back, recognising its results."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from classes import actions as class_actions
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Status
from learners.actions.attendance import unmarked_refusal
from learners.actions.locking import lock_class
from learners.attendance import short_of_attendance
from learners.counts import counts_of
from learners.steps import closing_refusal, recognition_refusal, reopening_refusal


@transaction.atomic
def close_class(*, training_class: TrainingClass, closed_on: date, assessed_by: str) -> TrainingClass:
    """Close a running class and fix the rules it is judged by. Raises ValidationError, by field where one is meant."""
    training_class = lock_class(training_class)
    if refusal := closing_refusal(training_class) or unmarked_refusal(training_class):
        raise ValidationError(refusal)
    if closed_on < training_class.opened_on:
        opened_on = f"{training_class.opened_on:%d/%m/%Y}"
        raise ValidationError({"closed_on": f"Ngày bế giảng không được trước ngày khai giảng {opened_on}."})
    counts = counts_of(training_class)
    if assessed_by != AssessedBy.CENTRE and counts.assessed:
        reason = f"Lớp đã có điểm của {counts.assessed:02} học viên do trung tâm đánh giá."
        raise ValidationError({"assessed_by": reason})
    return class_actions.close_class(training_class=training_class, closed_on=closed_on, assessed_by=assessed_by)


@transaction.atomic
def reopen_class(*, training_class: TrainingClass) -> TrainingClass:
    """Take back a closing entered by mistake, as long as the results are not recognised."""
    training_class = lock_class(training_class)
    if refusal := reopening_refusal(training_class):
        raise ValidationError(refusal)
    training_class.status = Status.OPEN
    return class_actions.save_class(training_class=training_class)


def marked_though_short(training_class: TrainingClass) -> str:
    """Who was marked before so much was missed that no mark may stand; empty when there is nobody."""
    short = short_of_attendance(training_class)
    marked = training_class.enrolments.filter(pk__in=short, result__mark__isnull=False).order_by("roll_number")
    numbers = [str(number) for number in marked.values_list("roll_number", flat=True)] if short else []
    if not numbers:
        return ""
    return (
        f"{len(numbers):02} học viên có điểm mà không đủ số tiết dự học: số thứ tự {', '.join(numbers)}."
        " Hãy sửa kết quả, hoặc sửa điểm danh nếu ghi nhầm."
    )


@transaction.atomic
def recognise_class(*, training_class: TrainingClass, number: str, recognised_on: date) -> TrainingClass:
    """Record the decision that recognises the results; from then on neither places nor marks change.

    The marks were confirmed before by somebody who did not key them; whoever recognises may be anybody who writes. The
    number may be missing: it is then listed as a gap. Raises ValidationError, by field where one is meant.
    """
    training_class = lock_class(training_class)
    if refusal := recognition_refusal(training_class, counts_of(training_class)) or marked_though_short(training_class):
        raise ValidationError(refusal)
    if recognised_on < training_class.closed_on:
        closed_on = f"{training_class.closed_on:%d/%m/%Y}"
        raise ValidationError({"recognised_on": f"Ngày công nhận không được trước ngày bế giảng {closed_on}."})
    return class_actions.recognise_class(training_class=training_class, recognised_on=recognised_on, number=number)
