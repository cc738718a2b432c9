"""Making one learner of two who are one person, and taking them apart again."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import Centre, User
from learners.merging import (
    FIELDS,
    SECOND,
    as_stored,
    choices_of,
    columns_of,
    in_order,
    merge_refusals,
    split_blockers,
)
from learners.models import Certificate, Enrolment, Learner, LearnerMerge, OutsidePlace

STORED = [field.name for field in Learner._meta.concrete_fields if field.name not in {"id", "centre"}]


@transaction.atomic
def merge_learners(*, one: Learner, other: Learner, answers: dict[str, str], user: User | None) -> LearnerMerge:
    """Make one learner of two: their places in classes come together, a LearnerMerge keeps all that was.

    `answers` say by field whose value counts, FIRST (the one that is kept) or SECOND; what is not answered is as
    proposed by `choices_of`. What certificates printed stays as it is. Raises ValidationError with every refusal.
    """
    Centre.objects.select_for_update().get(pk=one.centre_id)
    learners = Learner.objects.select_for_update().filter(centre=one.centre_id).in_bulk([one.pk, other.pk])
    if len(learners) < len({one.pk, other.pk}):
        raise ValidationError("Một trong hai hồ sơ không còn trong sổ của trung tâm.")
    kept, merged = in_order(learners[one.pk], learners[other.pk])
    if refusals := merge_refusals(kept, merged):
        raise ValidationError(refusals)
    merge = LearnerMerge(
        centre=kept.centre, kept=kept, merged_pk=merged.pk, merged_name=merged.full_name, merged_by=user
    )
    merge.before = {"merged": {name: as_stored(merged, name) for name in STORED}} | _move(merged, kept)
    values = _chosen(kept, merged, answers)
    merged.delete()  # first: no two hold one citizen number
    merge.before["changed"] = _set(kept, values)
    merge.save()
    return merge


def _move(merged, kept):
    """Give one's places in classes to the other, each change logged; return which, and what was issued for them."""
    places = list(Enrolment.objects.filter(learner=merged).order_by("pk"))
    for place in places:
        place.learner = kept
        place.save(update_fields=["learner"])
    pks = [place.pk for place in places]
    issued = Certificate.objects.filter(enrolment__in=pks).order_by("pk").values_list("pk", flat=True)
    sent = list(OutsidePlace.objects.filter(learner=merged).order_by("pk"))
    for place in sent:
        place.learner = kept
        place.save(update_fields=["learner"])
    return {"enrolments": pks, "certificates": list(issued), "outside": [place.pk for place in sent]}


def _chosen(kept, merged, answers):
    """The columns that the kept one takes from the other."""
    taken = [choice.name for choice in choices_of(kept, merged, answers) if choice.chosen == SECOND]
    return {column: getattr(merged, column) for name in FIELDS if name in taken for column in columns_of(name)}


def _set(learner, values):
    """Store the values; return what changed, {column: [before, now]}, the keys derived from the name left out."""
    before = {name: as_stored(learner, name) for name in values}
    for name, value in values.items():
        setattr(learner, name, value)
    learner.full_clean()
    learner.save()
    return {name: [was, as_stored(learner, name)] for name, was in before.items() if was != as_stored(learner, name)}


@transaction.atomic
def split_learners(*, merge: LearnerMerge) -> Learner:
    """Take a merge back whole and return the learner who is there again.

    Places entered after the merge stay with the one that was kept. Raises ValidationError with all that blocks it.
    """
    Centre.objects.select_for_update().get(pk=merge.centre_id)
    merge = LearnerMerge.objects.select_for_update(of=("self",)).select_related("kept").get(pk=merge.pk)
    if blockers := split_blockers(merge):
        raise ValidationError(blockers)
    _set(merge.kept, {name: _read(name, was) for name, (was, _) in merge.before["changed"].items()})
    stored = {name: _read(name, value) for name, value in merge.before["merged"].items()}
    learner = Learner(pk=merge.merged_pk, centre_id=merge.centre_id, **stored)
    learner.save(force_insert=True)
    for place in Enrolment.objects.filter(pk__in=merge.before["enrolments"]).order_by("pk"):
        place.learner = learner
        place.save(update_fields=["learner"])
    for place in OutsidePlace.objects.filter(pk__in=merge.before.get("outside", [])).order_by("pk"):
        place.learner = learner
        place.save(update_fields=["learner"])
    merge.delete()
    return learner


def _read(name, value):
    return date.fromisoformat(value) if name == "birth_date" and value else value
