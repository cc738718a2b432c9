"""Whoever changes a class's places or results first locks the class: its state decides what may be done."""

from centres.models import Centre
from classes.models import TrainingClass


def lock_class(training_class: TrainingClass) -> TrainingClass:
    """The class as it stands now, held until the transaction ends."""
    locked = TrainingClass.objects.select_for_update(of=("self",)).select_related("centre", "programme", "rules")
    return locked.get(pk=training_class.pk)


def lock_centre(centre: Centre) -> None:
    """Hold the centre until the transaction ends: two rosters at once would make the same people and units twice.

    Called after `lock_class`, never before it.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
