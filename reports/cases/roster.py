"""The list of a class written into the database: only the places that differ from the list as it was last loaded."""

from datetime import date
from itertools import zip_longest

from django.db.models import Max

from centres.models import SendingUnit
from classes.models import TrainingClass
from learners.models import Commendation, Enrolment, Learner, Result
from reports.cases.lists import Place, list_of
from reports.cases.people import UNITS, Chance, invent, national_id
from reports.cases.reading import CaseError
from reports.cases.training_class import rules_of

INVENTED_AROUND = date(2022, 1, 1)  # ages of learners of a class that has no opening day yet


def write_list(training_class: TrainingClass, record: dict, before: dict) -> None:
    """CaseError when the class has a list that did not come from a file."""
    old = list_of(before, rules_of(before)) if before else []
    new = list_of(record, rules_of(record))
    if old == new:
        return
    if not before and training_class.enrolments.exists():
        raise CaseError([f"Lớp {training_class.code} đã có danh sách học viên nhập tay, không nạp đè lên được."])
    pairs = list(enumerate(zip_longest(old, new), 1))
    replaced = [number for number, (was, now) in pairs if was and (now is None or was.person != now.person)]
    made = [(number, now) for number, (was, now) in pairs if now and (was is None or was.person != now.person)]
    kept = [(number, was, now) for number, (was, now) in pairs if was and now and was.person == now.person]
    _remove(training_class, replaced)
    _add(training_class, record, made)
    _change(training_class, [(number, was, now) for number, was, now in kept if was != now])


def _remove(training_class, numbers):
    if not numbers:
        return
    enrolments = training_class.enrolments.filter(roll_number__in=numbers)
    learners = list(enrolments.values_list("learner", flat=True))
    Commendation.objects.filter(enrolment__in=enrolments).delete()
    enrolments.delete()
    Learner.objects.filter(pk__in=learners, enrolments__isnull=True).delete()


def _add(training_class, record, places: list[tuple[int, Place]]):
    if not places:
        return
    around = date.fromisoformat(record["opened"]) if record["opened"] else INVENTED_AROUND
    centre = training_class.centre
    people = {number: invent(centre, *_seed(place, record), around) for number, place in places}
    own = [number for number, place in places if place.person[0] == record["code"]]
    learners = dict(zip(own, _create_learners([people[number][0] for number in own], record), strict=True))
    learners |= _shared_learners(training_class, record, places)
    units = _units(centre)
    # A place that someone has filled since moves behind the list
    last = training_class.enrolments.aggregate(last=Max("roll_number"))["last"] or 0
    taken = set(training_class.enrolments.values_list("roll_number", flat=True))
    enrolments = []
    for number, place in places:
        last = max(last, number) + (number in taken)
        facts = people[number][1]
        enrolments.append(
            Enrolment(
                training_class=training_class,
                learner=learners[number],
                roll_number=last if number in taken else number,
                state=place.state,
                graduated_on=place.ended_on if place.graduated else None,
                **{**facts, "unit": units.get(facts["unit"])},
            )
        )
    Enrolment.objects.bulk_create(enrolments, batch_size=500)
    _add_results(list(zip(enrolments, [place for _, place in places], strict=True)))


def _seed(place, record):
    class_code, number = place.person
    return class_code, record["programme"], number


def _create_learners(learners, record):
    """New learners, none with the number of a learner who is there: across centres that would be the same person."""
    attempt = 0
    while double := _doubles(learners):
        attempt += 1
        for place in double:
            learner = learners[place]
            chance = Chance(learner.centre.code, record["code"], place, "lần", attempt)
            learner.national_id = national_id(chance, learner.gender, learner.birth_date)
    return Learner.objects.bulk_create(learners, batch_size=500)


def _doubles(learners):
    numbers = [learner.national_id for learner in learners]
    held = set(Learner.objects.filter(national_id__in=numbers).values_list("national_id", flat=True))
    seen, double = set(held), []
    for place, number in enumerate(numbers):
        if number in seen:
            double.append(place)
        seen.add(number)
    return double


def _shared_learners(training_class, record, places):
    wanted = {number: place.person[1] for number, place in places if place.person[0] != record["code"]}
    if not wanted:
        return {}
    source = Enrolment.objects.filter(
        training_class__centre=training_class.centre, training_class__code=record["shared_with"]["class"]
    ).select_related("learner")
    by_number = {enrolment.roll_number: enrolment.learner for enrolment in source}
    missing = [number for number in wanted.values() if number not in by_number]
    if missing:
        raise CaseError(
            [
                f"Lớp {record['shared_with']['class']} không còn học viên số {missing[0]} để ghi vào lớp {record['code']}."
            ]
        )
    return {number: by_number[place] for number, place in wanted.items()}


def _units(centre):
    held = {unit.name: unit for unit in SendingUnit.objects.filter(centre=centre, parent=None, name__in=UNITS)}
    missing = [SendingUnit(centre=centre, name=name) for name in UNITS if name not in held]
    return held | {unit.name: unit for unit in SendingUnit.objects.bulk_create(missing)}


def _add_results(rows: list[tuple[Enrolment, Place]]):
    results = [
        Result(enrolment=enrolment, mark=place.mark, not_assessed=place.not_assessed)
        for enrolment, place in rows
        if place.has_result
    ]
    Result.objects.bulk_create(results, batch_size=500)
    Commendation.objects.bulk_create(
        Commendation(enrolment=enrolment, kind=Commendation.Kind.REWARD, decided_on=place.ended_on)
        for enrolment, place in rows
        if place.rewarded
    )


def _change(training_class, places):
    numbers = [number for number, _, _ in places]
    rows = {row.roll_number: row for row in training_class.enrolments.filter(roll_number__in=numbers)}
    for number, was, now in places:
        if number in rows:
            _change_place(rows[number], was, now)


def _change_place(enrolment, was: Place, now: Place):
    columns = {"state": now.state, "graduated_on": now.ended_on if now.graduated else None}
    held = {"state": was.state, "graduated_on": was.ended_on if was.graduated else None}
    differing = {name: value for name, value in columns.items() if held[name] != value}
    for name, value in differing.items():
        setattr(enrolment, name, value)
    if differing:
        enrolment.save(update_fields=list(differing))
    if (was.mark, was.not_assessed) != (now.mark, now.not_assessed):
        _change_result(enrolment, now)
    if (was.rewarded and was.ended_on) != (now.rewarded and now.ended_on):
        _change_reward(enrolment, now)


def _change_result(enrolment, now):
    if not now.has_result:
        Result.objects.filter(enrolment=enrolment).delete()
        return
    values = {"mark": now.mark, "resit_mark": None, "not_assessed": now.not_assessed}
    Result.objects.update_or_create(enrolment=enrolment, defaults=values)


def _change_reward(enrolment, now):
    rewards = Commendation.objects.filter(enrolment=enrolment, kind=Commendation.Kind.REWARD)
    if now.rewarded:
        rewards.update_or_create(
            enrolment=enrolment, kind=Commendation.Kind.REWARD, defaults={"decided_on": now.ended_on}
        )
    else:
        rewards.delete()
