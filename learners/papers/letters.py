"""Who gets a letter of results: each sending unit once, with its own learners only; every learner in exactly one letter."""

from dataclasses import dataclass

from classes.models import TrainingClass
from learners.models import Enrolment
from learners.names import tidy

UNNAMED = "học viên không ghi đơn vị cử"


@dataclass(frozen=True)
class Letter:
    key: str  # what the number is kept under: "u12" for a unit of the list, "t:…" for a name as sent, "-" for none
    name: str
    enrolments: tuple[Enrolment, ...]


def letters_of(training_class: TrainingClass) -> list[Letter]:
    """The letters of a class, in the order in which its list first names the units; two queries at most.

    A name as it was sent goes with the unit of the list that bears just this name, where the class has one such; two
    units of one name under different committees get a letter each.
    """
    enrolments = training_class.enrolments.with_final_mark().select_related("learner", "unit", "result")
    return grouped(list(enrolments.order_by("roll_number")))


def grouped(enrolments: list[Enrolment]) -> list[Letter]:
    """As `letters_of`, of places at hand."""
    units = {one.unit_id: one.unit for one in enrolments if one.unit_id}
    by_name = {}
    for unit in units.values():
        by_name.setdefault(_folded(unit.name), []).append(unit)
    names, members = {}, {}
    for one in enrolments:
        key, name = _addressee(one, by_name)
        names.setdefault(key, name)
        members.setdefault(key, []).append(one)
    return [Letter(key, names[key], tuple(members[key])) for key in members]


def _addressee(enrolment, by_name):
    if enrolment.unit_id:
        return f"u{enrolment.unit_id}", enrolment.unit.name
    name = tidy(enrolment.unit_name)
    if not name:
        return "-", UNNAMED
    same = by_name.get(_folded(name), [])
    if len(same) == 1:
        return f"u{same[0].pk}", same[0].name
    return f"t:{_folded(name)}", name


def _folded(name):
    return tidy(name).casefold()
