"""Recording the decision on a class's title and on who of it is named excellent or rewarded."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from centres import dates
from centres.models import User
from classes import actions as class_actions
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.models import Commendation, TitleDecision
from learners.titles import propose

NOT_RECOGNISED = (
    "Kết quả của lớp chưa được công nhận: đề xuất xem và in được, còn danh hiệu, khen thưởng ghi sau khi công nhận."
)


@dataclass(frozen=True)
class Named:
    """What one learner is named for, and why."""

    excellent: bool = False
    reward: bool = False
    reason: str = ""


@transaction.atomic
def record_titles(
    *,
    training_class: TrainingClass,
    user: User,
    titled: bool | None,
    number: str,
    decided_on: date,
    reason: str,
    named: dict[int, Named],
) -> TitleDecision:
    """Store the class's title and exactly these names (by enrolment pk) as the decision has them, all or nothing.

    Raises ValidationError: before recognition; without a number; on a day that cannot be; by enrolment pk as text for
    who is not in the class or did not pass.
    """
    training_class = lock_class(training_class)
    if not training_class.is_recognised:
        raise ValidationError(NOT_RECOGNISED)
    candidates = {one.enrolment.pk: one for one in propose(training_class).candidates}
    errors = _day_errors(training_class, decided_on) | _name_errors(candidates, named)
    if not number.strip():
        errors["number"] = "Hãy ghi số quyết định."
    if titled is not None and not training_class.considered_for_titles:
        errors["titled"] = "Lớp không xét danh hiệu; nếu có xét, sửa ở trang sửa lớp."
    if errors:
        raise ValidationError(errors)
    values = {"number": number.strip(), "decided_on": decided_on, "reason": reason.strip(), "by": user}
    decision, _ = TitleDecision.objects.update_or_create(training_class=training_class, defaults=values)
    if training_class.titled != titled:
        training_class.titled = titled
        class_actions.save_class(training_class=training_class)
    _store_names(candidates, named, decision)
    return decision


def _day_errors(training_class, decided_on):
    if decided_on > dates.today():
        return {"decided_on": "Ngày này chưa tới."}
    if decided_on < training_class.closed_on:
        return {"decided_on": f"Ngày quyết định không được trước ngày bế giảng {training_class.closed_on:%d/%m/%Y}."}
    return {}


def _name_errors(candidates, named):
    errors = {}
    for pk, one in named.items():
        if not (one.excellent or one.reward):
            continue
        if pk not in candidates:
            errors[str(pk)] = "Học viên này không học đến hết lớp."
        elif not candidates[pk].may_be_named:
            errors[str(pk)] = "Không đạt hoặc không được đánh giá nên không ghi danh hiệu, khen thưởng."
    return errors


def _store_names(candidates, named, decision):
    """Rows that stay keep their key, so that the history tells a correction from a new name."""
    rows = Commendation.objects.filter(enrolment__training_class=decision.training_class)
    stored = {(row.enrolment_id, row.kind): row for row in rows}
    for pk in candidates:
        one = named.get(pk, Named())
        for kind, wanted in ((Commendation.Kind.EXCELLENT, one.excellent), (Commendation.Kind.REWARD, one.reward)):
            row = stored.pop((pk, kind), None)
            if wanted:
                _store(row or Commendation(enrolment_id=pk, kind=kind), decision, one.reason)
            elif row:
                row.delete()


def _store(row, decision, reason):
    values = (decision.number, decision.decided_on, reason.strip()[:300])
    if row.pk and (row.decision_number, row.decided_on, row.reason) == values:
        return
    row.decision_number, row.decided_on, row.reason = values
    row.save()
