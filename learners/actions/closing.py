"""The end of a class: closing it, taking that back, and recognising its results."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from centres import dates
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Status
from learners.actions.locking import lock_class
from learners.bands import rules_of
from learners.counts import counts_of
from learners.steps import closing_refusal, recognition_refusal, reopening_refusal


@transaction.atomic
def close_class(*, training_class: TrainingClass, closed_on: date, assessed_by: str) -> TrainingClass:
    """Close a running class and fix the rules it is judged by. Raises ValidationError, by field where one is meant."""
    training_class = lock_class(training_class)
    if refusal := closing_refusal(training_class):
        raise ValidationError(refusal)
    counts = counts_of(training_class)
    errors = {}
    if closed_on < training_class.opened_on:
        errors["closed_on"] = f"Ngày bế giảng không được trước ngày khai giảng {training_class.opened_on:%d/%m/%Y}."
    elif closed_on > dates.today():
        errors["closed_on"] = "Ngày bế giảng chưa đến; hãy ghi kết thúc khi lớp đã bế giảng."
    if assessed_by != AssessedBy.CENTRE and counts.assessed:
        errors["assessed_by"] = f"Lớp đã có điểm của {counts.assessed:02} học viên do trung tâm đánh giá."
    if errors:
        raise ValidationError(errors)
    training_class.closed_on = closed_on
    training_class.rules = rules_of(training_class)
    training_class.status, training_class.assessed_by = Status.CLOSED, assessed_by
    return _store(training_class)


@transaction.atomic
def reopen_class(*, training_class: TrainingClass) -> TrainingClass:
    """Take back a closing entered by mistake, as long as the results are not recognised."""
    training_class = lock_class(training_class)
    if refusal := reopening_refusal(training_class):
        raise ValidationError(refusal)
    training_class.status, training_class.closed_on, training_class.assessed_by = Status.OPEN, None, ""
    return _store(training_class)


@transaction.atomic
def recognise_class(*, training_class: TrainingClass, number: str, recognised_on: date) -> TrainingClass:
    """Record the decision that recognises the results; from then on neither places nor marks change.

    The number may be missing: it is then listed as a gap. Raises ValidationError, by field where one is meant.
    """
    training_class = lock_class(training_class)
    if refusal := recognition_refusal(training_class, counts_of(training_class)):
        raise ValidationError(refusal)
    if recognised_on < training_class.closed_on:
        closed_on = f"{training_class.closed_on:%d/%m/%Y}"
        raise ValidationError({"recognised_on": f"Ngày công nhận không được trước ngày bế giảng {closed_on}."})
    if recognised_on > dates.today():
        raise ValidationError({"recognised_on": "Ngày công nhận chưa đến."})
    training_class.recognition_number, training_class.recognised_on = number, recognised_on
    return _store(training_class)


def _store(training_class):
    training_class.full_clean()
    training_class.save()
    return training_class
