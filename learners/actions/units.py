"""Sending units: what points at one, and deleting one that nothing needs."""

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import Centre, SendingUnit
from classes.models import TrainingNeed
from learners.models import Enrolment

NEEDED_BY = (
    (Enrolment, "unit", "lượt ghi danh học viên"),
    (TrainingNeed, "unit", "nhu cầu đăng ký trong khảo sát"),
    (SendingUnit, "parent", "đơn vị trực thuộc"),
)
"""(model, its field, in words): rows that cannot be without the unit they name."""


def lock_units(centre: Centre) -> None:
    """Hold the centre's units until the transaction ends: two changes at once could put each under the other."""
    Centre.objects.select_for_update().get(pk=centre.pk)


def numbers_of(unit: SendingUnit) -> list[tuple[int, str]]:
    """How many rows of each kind need the unit; kinds of which there are none are left out."""
    counted = [(model.objects.filter(**{field: unit}).count(), words) for model, field, words in NEEDED_BY]
    return [(number, words) for number, words in counted if number]


@transaction.atomic
def delete_unit(*, unit: SendingUnit) -> None:
    """Delete a unit entered by mistake; ValidationError while anything needs it."""
    lock_units(unit.centre)
    if numbers_of(unit):
        raise ValidationError("Đơn vị đang được dùng nên chưa xóa được.")
    unit.delete()
