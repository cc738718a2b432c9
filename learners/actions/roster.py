"""Saving a roster in one piece, and taking a saved one back."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from centres.history import delete_logged
from centres.models import Centre, SendingUnit, User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.actions.places import joining_day
from learners.actions.units import unused
from learners.models import (
    Attendance,
    Commendation,
    Enrolment,
    ImportBatch,
    Learner,
    LearnerMerge,
    Result,
    RosterUpload,
)
from learners.names import match_key
from learners.roster_family import family_of
from learners.roster_plan import Outcome, PlannedRow, RosterPlan, plan_roster, split_birth
from learners.steps import enrolment_refusal, roster_refusal
from learners.unit_names import unit_gone_by

BULK = 500
FILLED_FROM = ("gender", "national_id", "phone", "ethnicity", "religion", "hometown", "party_card")
"""Fields of a known learner that a list may fill where they are empty; what is there is never replaced."""


@dataclass(frozen=True)
class SavedRoster:
    """What saving did; `batch` is None when there was nothing left to save.

    `relatives` are the list that the file corrects, or files that correct it, each with the number of rows still waiting.
    """

    batch: ImportBatch | None
    plan: RosterPlan
    relatives: list[tuple[RosterUpload, int]]

    @property
    def saved(self) -> int:
        return len(self.plan.to_save)


@transaction.atomic
def save_roster(*, upload: RosterUpload, user: User | None) -> SavedRoster:
    """Enter the good rows of an upload into its class; rows with an error or a doubt wait in the upload.

    An upload in which nothing waits any more is deleted. Raises ValidationError when the class takes nobody, and
    RosterUpload.DoesNotExist when somebody has saved or thrown away the upload meanwhile.
    """
    training_class = lock_class(upload.training_class)
    if refusal := roster_refusal(training_class):
        raise ValidationError(refusal)
    upload = RosterUpload.objects.select_for_update().get(pk=upload.pk)
    upload.training_class = training_class
    plan = plan_roster(upload)
    batch = _save_rows(upload, plan, user) if plan.to_save else None
    relatives = _close_finished(upload, batch) if batch else []
    if not plan.waiting:
        upload.delete()
    return SavedRoster(batch, plan, relatives)


def _close_finished(upload, batch):
    """Put away the lists of the same family in which nobody waits any more; undoing the batch brings them back."""
    relatives = []
    for one in family_of(upload).select_for_update():
        one.training_class = upload.training_class
        plan = plan_roster(one)
        left = len(plan.waiting) + len(plan.to_save)
        if not left:
            one.closed_by = batch
            one.save(update_fields=["closed_by"])
        relatives.append((one, left))
    return relatives


def _save_rows(upload, plan, user):
    centre = upload.training_class.centre
    batch = ImportBatch(
        training_class=upload.training_class,
        file_name=upload.file_name,
        sha256=upload.sha256,
        root=upload.root,
        imported_by=user,
    )
    units, new_units = _find_units(centre, [planned.row.unit for planned in plan.to_save])
    new_learners = _create_learners(centre, plan)
    filled = _fill_in(plan)
    batch.made = {
        "learners": [learner.pk for learner in new_learners],
        "units": [unit.pk for unit in new_units],
        "filled": filled,
    } | _origins(upload, plan)
    batch.save()
    _enrol(batch, plan, units)
    return batch


def _origins(upload, plan):
    """Of a corrected file which line of its list each row was."""
    origins = plan.reading.origins
    found = {row.line: origins[row.line] for row in plan.to_save if row.line in origins}
    return {"origins": found} if upload.root else {}


def _find_units(centre: Centre, names: list[str | None]) -> tuple[dict[str, SendingUnit], list[SendingUnit]]:
    """The centre's units by the key of their names, those that are missing made; and those that were made.

    Of units with the same name under different parents the first counts; one merged or renamed is found by its old name.
    """
    known = {match_key(unit.name): unit for unit in SendingUnit.objects.filter(centre=centre).order_by("-pk")}
    missing: dict[str, str] = {}
    for name in filter(None, names):
        if (key := match_key(name)) not in known:
            missing.setdefault(key, name)
    known |= (gone_by := unit_gone_by(centre, missing))
    missing = {key: name for key, name in missing.items() if key not in gone_by}
    made = [SendingUnit(centre=centre, name=name) for name in missing.values()]
    made = SendingUnit.objects.bulk_create(made, batch_size=BULK)
    return known | {match_key(unit.name): unit for unit in made}, made


def _create_learners(centre, plan):
    """Make the new people; each planned row then knows its learner."""
    new = [planned for planned in plan.to_save if planned.outcome == Outcome.NEW]
    for planned in new:
        planned.match.learner = _learner_of(centre, planned.row)
    return Learner.objects.bulk_create([planned.learner for planned in new], batch_size=BULK)


def _learner_of(centre, row):
    birth_date, birth_year = split_birth(row.birth)
    identity = {name: getattr(row, name) or "" for name in FILLED_FROM}
    learner = Learner(centre=centre, full_name=row.full_name, birth_date=birth_date, birth_year=birth_year, **identity)
    return learner.set_keys()


def _fill_in(plan: RosterPlan) -> dict[str, dict[str, str]]:
    """Give known learners what they lacked; return by learner's pk the fields filled and their new values."""
    known = [planned for planned in plan.to_save if planned.outcome == Outcome.KNOWN]
    filled = {str(planned.learner.pk): fields for planned in known if (fields := additions_of(planned))}
    changed = [planned.learner for planned in known if str(planned.learner.pk) in filled]
    for learner in changed:
        for name, value in filled[str(learner.pk)].items():
            setattr(learner, name, date.fromisoformat(value) if name == "birth_date" else value)
        learner.set_keys()
    Learner.objects.bulk_update(changed, [*FILLED_FROM, "birth_date", "birth_year"], batch_size=100)
    return filled


def additions_of(planned: PlannedRow) -> dict[str, str]:
    """What the row would add to a known learner: field → value, only where the learner has none."""
    learner, row = planned.learner, planned.row
    found = {name: getattr(row, name) for name in FILLED_FROM if getattr(row, name) and not getattr(learner, name)}
    birth_date, birth_year = split_birth(row.birth)
    if birth_date and not learner.birth_date and learner.birth_year in {None, birth_year}:
        found["birth_date"] = birth_date.isoformat()
    if birth_year and not learner.birth_year:
        found["birth_year"] = birth_year
    return found


def _enrol(batch, plan, units):
    training_class = batch.training_class
    roll_number = training_class.enrolments.aggregate(last=Max("roll_number"))["last"] or 0
    enrolments, joined_on = [], joining_day(batch.training_class)
    for planned in plan.to_save:
        roll_number += 1
        enrolments.append(_enrolment_of(batch, planned, roll_number, units))
        enrolments[-1].joined_on = joined_on
    Enrolment.objects.bulk_create(enrolments, batch_size=BULK)


def _enrolment_of(batch, planned, roll_number, units):
    row = planned.row
    return Enrolment(
        training_class=batch.training_class,
        learner=planned.learner,
        roll_number=roll_number,
        unit=units[match_key(row.unit)] if row.unit else None,
        unit_name=row.unit or "",
        position=row.position or "",
        party_status=row.party_status or "",
        party_joined_on=date.fromisoformat(row.party_joined) if row.party_joined else None,
        education=row.education or row.expertise or "",
        note=row.note or "",
        batch=batch,
        source_line=planned.line,
    )


def undo_blockers(batch: ImportBatch) -> list[str]:
    """What rests on a saved roster, so that it cannot be taken back; empty when it can."""
    if refusal := enrolment_refusal(batch.training_class):
        return [refusal]
    found = [
        f"{len(names):02} học viên {what}: {_some_of(names)}."
        for model, what in _RESTING
        if (names := _named(batch.enrolments.filter(pk__in=model.objects.values("enrolment"))))
    ]
    for name in _merged_names(batch):
        found.append(
            f"Học viên của lần nhập này đã gộp với hồ sơ khác ({name}): hãy tách lại trước, ở cuối trang của học viên đó."
        )
    later = Enrolment.objects.filter(learner__in=batch.made.get("learners", [])).exclude(batch=batch)
    for one in TrainingClass.objects.filter(enrolments__in=later).order_by("code").distinct():
        names = _named(later.filter(training_class=one))
        found.append(f"Có học viên của lần nhập này đã vào lớp {one.code}: {_some_of(names)}.")
    return found


_RESTING = (
    (Result, "đã có kết quả"),
    (Attendance, "đã được điểm danh"),
    (Commendation, "đã được khen thưởng hoặc ghi danh hiệu"),
)
SOME = 5


def _named(enrolments):
    return list(enrolments.order_by("roll_number", "pk").values_list("learner__full_name", flat=True))


def _some_of(names):
    more = f" và {len(names) - SOME} người khác" if len(names) > SOME else ""
    return ", ".join(names[:SOME]) + more


def _merged_names(batch):
    """Who of the batch was merged with another record: undoing it, the two would not come apart any more."""
    touched = {*batch.made.get("learners", []), *map(int, batch.made.get("filled", {}))}
    touched |= set(batch.enrolments.values_list("learner", flat=True))
    merges = LearnerMerge.objects.filter(centre=batch.training_class.centre_id).order_by("pk")
    pairs = merges.values_list("kept", "merged_pk", "merged_name")
    return [name for kept, merged, name in pairs if touched & {kept, merged}]


@transaction.atomic
def undo_import(*, batch: ImportBatch) -> int:
    """Take a saved roster back whole: its places in the class, the learners and units it made, what it filled in.

    Returns how many places were removed. Raises ValidationError with all that blocks it.
    """
    lock_class(batch.training_class)
    batch = ImportBatch.objects.select_for_update(of=("self",)).select_related("training_class").get(pk=batch.pk)
    if blockers := undo_blockers(batch):
        raise ValidationError(blockers)
    removed = delete_logged(batch.enrolments.select_related("learner"))
    delete_logged(Learner.objects.filter(pk__in=batch.made.get("learners", []), enrolments__isnull=True))
    _empty_again(batch.made.get("filled", {}))
    _take_back_units(batch)
    waiting_again = RosterUpload.objects.filter(training_class=batch.training_class, sha256=batch.sha256)
    waiting_again.update(closed_by=None)
    batch.delete()
    return removed


def _take_back_units(batch):
    """Delete the units that the roster made; one that another roster uses meanwhile is that one's from now on."""
    units = SendingUnit.objects.filter(pk__in=batch.made.get("units", []))
    unused(units).delete()
    later = Enrolment.objects.filter(unit__in=units, batch__isnull=False).order_by("unit", "-batch")
    heirs: dict[int, list[int]] = {}
    for unit, heir in dict(later.values_list("unit", "batch")).items():
        heirs.setdefault(heir, []).append(unit)
    for heir in ImportBatch.objects.select_for_update().filter(pk__in=heirs):
        heir.made = heir.made | {"units": [*heir.made.get("units", []), *heirs[heir.pk]]}
        heir.save(update_fields=["made"])


def _empty_again(filled):
    """Take out what the roster filled in, unless somebody has changed it since."""
    learners = Learner.objects.in_bulk([int(pk) for pk in filled])
    for pk, learner in learners.items():
        for name, value in filled[str(pk)].items():
            if str(getattr(learner, name)) == str(value):
                _empty(learner, name)
    Learner.objects.bulk_update(learners.values(), [*FILLED_FROM, "birth_date", "birth_year"], batch_size=100)


def _empty(learner, name):
    setattr(learner, name, None if name.startswith("birth") else "")
