"""One place in a class: adding a learner by hand, changing what was true of them there, taking the place away."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from centres import dates
from centres.cleaning import clean_changed
from centres.keys import is_key
from centres.models import SendingUnit
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.matching import KnownLearners, Match, Person
from learners.models import Enrolment, Learner
from learners.models.enrolment import State
from learners.names import match_key
from learners.steps import enrolment_refusal, roster_refusal
from learners.unit_names import unit_gone_by

NEW_PERSON = "new"
ALREADY_IN_CLASS = "Học viên này đã có trong danh sách lớp."


class DoubtfulPersonError(ValidationError):
    """The person may be a learner of the centre: `match` holds the candidates among whom the user must choose."""

    def __init__(self, match: Match):
        super().__init__(match.doubt)
        self.match = match


@transaction.atomic
def add_learner(*, training_class: TrainingClass, learner: Learner, place: Enrolment, who: str = "") -> Enrolment:
    """Put somebody at the end of the class's list; `learner` and `place` are unsaved and hold what was typed.

    A learner whom the centre knows is enrolled, not made again. `who` says who it is, as chosen while typing or in answer
    to a doubt: the pk of a learner of the centre, or "new".
    Raises DoubtfulPersonError with a doubt that is not answered, else ValidationError.
    """
    training_class = lock_class(training_class)
    if refusal := roster_refusal(training_class):
        raise ValidationError(refusal)
    learner.centre = training_class.centre
    known = _known(learner, place, who)
    if known and training_class.enrolments.filter(learner=known).exists():
        raise ValidationError(ALREADY_IN_CLASS)
    if not known:
        learner.save()
    place.learner = known or learner
    place.training_class = training_class
    place.joined_on = place.joined_on or joining_day(training_class)
    place.roll_number = (training_class.enrolments.aggregate(last=Max("roll_number"))["last"] or 0) + 1
    place.unit = unit_named(training_class.centre, place.unit_name)
    place.full_clean()
    place.save()
    return place


def joining_day(training_class: TrainingClass) -> date | None:
    """From which day somebody added now is expected: today once attendance was taken, else from the first session."""
    return dates.today() if training_class.sessions.filter(taken_at__isnull=False).exists() else None


def _known(learner, place, who):
    """The learner of the centre whom the user means; None for a new one."""
    person = Person(learner.full_name, learner.birth_date, learner.birth_year, learner.national_id, place.unit_name)
    match = KnownLearners(learner.centre, [person]).match(person)
    chosen = Learner.objects.filter(centre=learner.centre, pk=who).first() if is_key(who) else None
    if match.learner and chosen and chosen != match.learner:
        raise ValidationError(
            f"Thông tin đã gõ là của {match.learner}, không phải {chosen} đã chọn. Hãy sửa lại hoặc chọn lại người."
        )
    if match.candidates and not match.may_be_new and chosen not in match.candidates:  # the citizen number is another's
        raise DoubtfulPersonError(match)
    if chosen or match.learner or not match.candidates or who == NEW_PERSON:
        return chosen or match.learner
    raise DoubtfulPersonError(match)


def unit_named(centre, name: str) -> SendingUnit | None:
    """The centre's unit of that name, or that lists called so, made when there is none; None without a name."""
    if not name:
        return None
    units = SendingUnit.objects.filter(centre=centre).order_by("pk")
    found = next((unit for unit in units if match_key(unit.name) == match_key(name)), None)
    found = found or next(iter(unit_gone_by(centre, [match_key(name)]).values()), None)
    return found or SendingUnit.objects.create(centre=centre, name=name)


@transaction.atomic
def change_place(*, enrolment: Enrolment, locked: TrainingClass | None = None) -> Enrolment:
    """Store what was changed in an enrolment (unit, post, Party status, note): what was true in this class.

    `locked` is its class, where whoever changes many places holds it already; so in the acts below.
    """
    training_class = locked or lock_class(enrolment.training_class)
    if refusal := enrolment_refusal(training_class):
        raise ValidationError(refusal)
    if not _unit_is_right(enrolment):
        enrolment.unit = unit_named(training_class.centre, enrolment.unit_name)
    clean_changed(enrolment)
    enrolment.save()
    return enrolment


def _unit_is_right(enrolment):
    """Whether the unit is of that name, or that name stood beside it before: one merged or renamed keeps its learners."""
    unit = enrolment.unit
    if unit and match_key(unit.name) == match_key(enrolment.unit_name):
        return True
    stored = Enrolment.objects.filter(pk=enrolment.pk, unit=unit, unit_name=enrolment.unit_name)
    return bool(unit) and stored.exists()


@transaction.atomic
def set_state(
    *, enrolment: Enrolment, state: str, withdrawn_on: date | None, locked: TrainingClass | None = None
) -> Enrolment:
    """Say that somebody attends, never came, left before the first session or on a day.

    Raises ValidationError by field; who has a mark cannot be taken out of those attending.
    """
    training_class = locked or lock_class(enrolment.training_class)
    if refusal := enrolment_refusal(training_class):
        raise ValidationError(refusal)
    result = enrolment.result_if_any
    if state != State.ATTENDING and result and (result.mark is not None or result.not_assessed):
        raise ValidationError({"state": "Học viên đã có kết quả; hãy xóa kết quả ở trang nhập kết quả trước."})
    # The day of a withdrawal that is taken back stands in the form still: it goes without a word
    new_day = withdrawn_on if withdrawn_on != enrolment.withdrawn_on else None
    if new_day and state not in {State.WITHDRAWN, State.LEFT_BEFORE}:
        raise ValidationError(
            {"withdrawn_on": "Chỉ người thôi học hoặc rút mới có ngày này: chọn lại tình trạng hoặc xóa ngày."}
        )
    if error := _day_error(training_class, state, withdrawn_on):
        raise ValidationError({"withdrawn_on": error})
    enrolment.state = state
    enrolment.withdrawn_on = withdrawn_on if state in {State.WITHDRAWN, State.LEFT_BEFORE} else None
    clean_changed(enrolment)
    enrolment.save()
    return enrolment


def _day_error(training_class, state, day):
    if state == State.WITHDRAWN and day is None:
        return "Học viên thôi học giữa chừng phải ghi ngày thôi học."
    if day is None or state not in {State.WITHDRAWN, State.LEFT_BEFORE}:
        return ""
    opened_on, last = training_class.opened_on, training_class.closed_on
    if day > dates.today():
        return "Ngày thôi học chưa đến."
    if state == State.WITHDRAWN and opened_on and day < opened_on:
        return f"Trước ngày khai giảng {opened_on:%d/%m/%Y}: hãy chọn “Rút trước buổi đầu”."
    if last and day > last:
        return f"Ngày thôi học không được sau ngày bế giảng {last:%d/%m/%Y}."
    return ""


def removal_blockers(enrolment: Enrolment) -> list[str]:
    """What rests on a place in the class, so that it cannot be taken away; empty when it can."""
    found = [enrolment_refusal(enrolment.training_class)] if enrolment.training_class.is_recognised else []
    if enrolment.result_if_any:
        found.append("Học viên đã có kết quả trong lớp này.")
    if enrolment.attendances.exists():
        found.append("Học viên đã được điểm danh trong lớp này; nếu không học nữa, hãy ghi thôi học.")
    if enrolment.commendations.exists():
        found.append("Học viên đã được khen thưởng hoặc ghi danh hiệu trong lớp này.")
    return found


@transaction.atomic
def remove_place(*, enrolment: Enrolment, locked: TrainingClass | None = None) -> None:
    """Take somebody off the class's list, and out of the centre's learners when they were in no other class."""
    enrolment.training_class = locked or lock_class(enrolment.training_class)
    if blockers := removal_blockers(enrolment):
        raise ValidationError(blockers)
    learner = enrolment.learner
    enrolment.delete()
    if not learner.enrolments.exists() and not learner.merges.exists():
        learner.delete()
