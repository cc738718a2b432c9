"""The classes people were in before, read for many of them at once."""

from collections import defaultdict
from collections.abc import Iterable

from learners.models import Enrolment, Learner

CHUNK = 500


def past_places(learners: Iterable[Learner | int]) -> dict[int, list[Enrolment]]:
    """By learner's pk the places in classes in the order of time, each with its class; a query per 500 learners."""
    pks = sorted({getattr(learner, "pk", learner) for learner in learners})
    found: dict[int, list[Enrolment]] = defaultdict(list)
    places = Enrolment.objects.select_related("training_class__programme")
    places = places.order_by("training_class__opened_on", "training_class__code")
    for start in range(0, len(pks), CHUNK):
        for place in places.filter(learner__in=pks[start : start + CHUNK]):
            found[place.learner_id].append(place)
    return found


def with_past(learners: Iterable[Learner]) -> list[tuple[Learner, list[Enrolment]]]:
    """Each of the learners with the places in classes."""
    learners = list(learners)
    places = past_places(learners)
    return [(one, places[one.pk]) for one in learners]
