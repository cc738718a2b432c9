"""Whoever changes a class's places or results first locks it: its state decides what may be done."""

from centres.models import Centre
from classes.models import TrainingClass


def lock_class(training_class: TrainingClass) -> TrainingClass:
    """The class as it stands now, held with its centre until the transaction ends.

    The centre comes first, as in classes/actions.py: two rosters at once would make the same people twice, and
    whoever locks in another order could wait for ever.
    """
    Centre.objects.select_for_update().get(pk=training_class.centre_id)
    locked = TrainingClass.objects.select_for_update(of=("self",)).select_related("centre", "programme", "rules")
    return locked.get(pk=training_class.pk)
