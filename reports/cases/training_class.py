"""A class of a case file as columns of a TrainingClass."""

from classes.models import AssessmentRules
from classes.models.training_class import Status

NOT_IN_FILES = "Không nêu trong tệp đã nạp"  # why a class was cancelled


def columns_of(record: dict, programmes: dict) -> dict:
    """Days that a class which is not closed gives for its closing are those it is expected to close on."""
    closed = record["status"] == Status.CLOSED
    return {
        "name": record["name"],
        "programme": programmes[record["programme"]],
        "ownership": record["ownership"],
        "partner": record["partner"] or "",
        "kind": record["kind"],
        "status": record["status"],
        "cancel_reason": NOT_IN_FILES if record["status"] == Status.CANCELLED else "",
        "opened_on": record["opened"],
        "closed_on": record["closed"] if closed else None,
        "closes_on": None if closed else record["closed"],
        "recognised_on": record["recognised"],
        "assessed_by": record["assessed_by"] or "",
        "rules": rules_of(record),
        "called": record["called"],
        "considered_for_titles": record["considered_for_titles"],
        "titled": record["titled"],
        "modules_done": record["modules_done"],
    }


def rules_of(record: dict) -> AssessmentRules | None:
    """The rules that the class was judged by: those in force on the day it finished."""
    if not record["results"]:
        return None
    return AssessmentRules.objects.in_force(record["recognised"] or record["closed"] or record["opened"])


def in_order_of_sharing(records: list[dict]) -> list[dict]:
    """A class after the class whose learners it shares."""
    by_key = {(record["centre"], record["code"]): record for record in records}
    ordered = {}

    def place(record):
        key = record["centre"], record["code"]
        if key in ordered:
            return
        shared = record["shared_with"]
        source = by_key.get((record["centre"], shared["class"])) if shared else None
        if source:
            place(source)
        ordered[key] = record

    for record in records:
        place(record)
    return list(ordered.values())
