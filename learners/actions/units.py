"""Sending units: what points at one, deleting one that nothing needs, making one of a unit spelled twice."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from centres import bulk
from centres.models import BulkAction, Centre, SendingUnit, User
from classes.models import TrainingNeed
from learners.models import Enrolment
from learners.unit_merging import MERGE

NEEDED_BY = (
    (Enrolment, "unit", "người trong danh sách các lớp, kể cả không đến hoặc rút"),
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


def unused(units: QuerySet) -> QuerySet:
    """Those of the units that no row needs."""
    return units.filter(enrolments__isnull=True, needs__isnull=True, children__isnull=True)


@transaction.atomic
def delete_unit(*, unit: SendingUnit) -> None:
    """Delete a unit entered by mistake; ValidationError while anything needs it."""
    lock_units(unit.centre)
    if numbers_of(unit):
        raise ValidationError("Đơn vị đang được dùng nên chưa xóa được.")
    unit.delete()


def preview_merge(*, unit: SendingUnit, kept: SendingUnit) -> bulk.Outcome:
    """What merging would do; nothing is stored."""
    values = {"kept": kept.pk, "name": kept.name}
    return bulk.preview(bulk=BulkAction(centre=unit.centre, act=MERGE.key, rows=[unit.pk], values=values))


@transaction.atomic
def merge_unit(*, unit: SendingUnit, kept: SendingUnit, seen: str, back: str, user: User) -> BulkAction:
    """Let all that names the unit name the kept one, and delete it; the record takes it back.

    `seen` is the digest of the preview that was shown. Raises bulk.ChangedSinceError when it would do something else,
    ValidationError when it can do nothing.
    """
    prepared = bulk.prepare(
        act=MERGE, centre=unit.centre, pks=[unit.pk], scope=f"đơn vị “{unit}”", back=back, user=user
    )
    prepared.values = {"kept": kept.pk, "name": kept.name}
    prepared.save(update_fields=["values"])
    return bulk.apply(bulk=prepared, seen=seen, user=user)
