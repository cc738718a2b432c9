"""The beginning of a class, as far as it rests on enrolments."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from classes import actions as class_actions
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.counts import counts_of
from learners.stages import opening_gaps
from learners.steps import opening_refusal

NO_NUMBER = "Chưa có số, ngày quyết định mở lớp."


@transaction.atomic
def open_class(
    *, training_class: TrainingClass, opened_on: date, number: str, decided_on: date | None, anyway: bool
) -> TrainingClass:
    """Open a planned class. What is missing is refused with its list, unless `anyway` says that it was seen.

    Raises ValidationError, by field where one is meant.
    """
    training_class = lock_class(training_class)
    if refusal := opening_refusal(training_class):
        raise ValidationError(refusal)
    gaps = opening_gaps(training_class, counts_of(training_class))
    if not (number and decided_on):
        gaps = [NO_NUMBER, *gaps]
    if gaps and not anyway:
        told = "Lớp còn thiếu, hãy bổ sung hoặc đánh dấu ô này để mở lớp:"
        raise ValidationError({"anyway": " ".join([told, *gaps])})
    return class_actions.open_class(
        training_class=training_class, opened_on=opened_on, number=number, decided_on=decided_on
    )
