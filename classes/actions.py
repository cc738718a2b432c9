"""What is done to plans and classes. Each act locks the centre, so that two clerks cannot both take the last number."""

from collections import Counter

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from centres.cleaning import clean_changed
from centres.models import Centre
from classes import quotas
from classes.models import AnnualPlan, AssessmentRules, PlanDecision, Quota, TrainingClass
from classes.models.plan import DecisionKind
from classes.models.training_class import Status
from classes.signals import class_saved
from classes.steps import closes_anew, step_problems

NO_LINES = "Quyết định chưa có chỉ tiêu: hãy ghi ít nhất một dòng có số lớp hoặc số học viên."


def _lock(centre: Centre) -> None:
    Centre.objects.select_for_update().get(pk=centre.pk)


@transaction.atomic
def save_decision(*, centre: Centre, year: int, decision: PlanDecision, lines: list[quotas.Line]) -> PlanDecision:
    """Store a decision, new or corrected, with exactly these quota lines; ValidationError where a rule forbids it."""
    _lock(centre)
    if decision.pk:
        _refuse_if_fixed(decision)
    decision.plan, _ = AnnualPlan.objects.get_or_create(centre=centre, year=year)
    if decision.kind == DecisionKind.ADJUSTMENT:
        lines = [quotas.unchanged_where_empty(line, _others(decision)) for line in lines]
    problems = decision_problems(decision, lines)
    if problems:
        raise ValidationError(problems)
    decision.full_clean()
    decision.save()
    _store_lines(decision, lines)
    return decision


def decision_problems(decision: PlanDecision, lines: list[quotas.Line]) -> list[str]:
    """What the year's other decisions have against this one: sentences for the user, none where all is well."""
    others = _others(decision)
    problems = list(quotas.overdrawn([_typed(decision, lines), *others])) if lines else [NO_LINES]
    return problems + order_problems(decision)


def order_problems(decision: PlanDecision) -> list[str]:
    """What is wrong with the decision's place among the year's others; kind and day are all that must be known of it."""
    others = _others(decision)
    problems = []
    first = next((other for other in others if other.is_first), None)
    if decision.kind == DecisionKind.ADJUSTMENT:
        if first is None:
            problems.append(
                "Năm này chưa có quyết định giao chỉ tiêu đầu năm: hãy nhập quyết định đó trước, hoặc nếu đây chính "
                "là nó thì chọn loại “Giao chỉ tiêu đầu năm”."
            )
        elif decision.decided_on < first.decided_on:
            problems.append(f"Quyết định điều chỉnh không thể trước {first.label}, ngày {first.decided_on:%d/%m/%Y}.")
    elif any(other.decided_on < decision.decided_on for other in others):
        problems.append("Quyết định giao chỉ tiêu đầu năm không thể sau quyết định điều chỉnh.")
    return problems


def overdrawn_programmes(decision: PlanDecision, lines: list[quotas.Line]) -> dict:
    """Sentence by programme (None: the year as a whole) where the quota after some decision would be below 0."""
    return quotas.overdrawn_by_programme([_typed(decision, lines), *_others(decision)])


def _typed(decision, lines):
    return quotas.Decision(decision.number or "này", decision.kind, decision.decided_on, tuple(lines))


def _others(decision):
    if not decision.plan_id:
        return []
    stored = PlanDecision.objects.filter(plan=decision.plan_id).exclude(pk=decision.pk)
    return [quotas.Decision.stored(other) for other in stored.prefetch_related("quotas__programme")]


def _store_lines(decision, lines):
    # Rows that stay keep their key, so that the history tells a correction from a new line.
    stored = {quota.programme_id: quota for quota in decision.quotas.all()}
    for line in lines:
        quota = stored.pop(line.programme and line.programme.pk, None) or Quota(decision=decision)
        quota.programme, quota.classes, quota.learners = line.programme, line.classes, line.learners
        quota.full_clean()
        quota.save()
    for quota in stored.values():
        quota.delete()


def why_fixed(centre: Centre, year: int) -> str:
    """Why the year's decisions can no longer be corrected or deleted; empty while they can."""
    if not centre.reports.filter(period__startswith=str(year), number__isnull=False).exists():
        return ""
    return (
        f"Năm {year} đã có báo cáo lấy số, dựa trên các quyết định này, nên không sửa hay xóa được nữa."
        " Thay đổi chỉ tiêu thì nhập quyết định điều chỉnh."
    )


def _refuse_if_fixed(decision):
    if reason := why_fixed(decision.plan.centre, decision.plan.year):
        raise ValidationError(reason)


@transaction.atomic
def delete_decision(*, decision: PlanDecision) -> None:
    """Delete a decision entered by mistake; ValidationError while a report or a later decision rests on it."""
    _lock(decision.plan.centre)
    _refuse_if_fixed(decision)
    others = _others(decision)
    if decision.kind == DecisionKind.INITIAL and others:
        raise ValidationError("Còn quyết định điều chỉnh dựa trên quyết định này; hãy xóa các quyết định đó trước.")
    if sentences := quotas.overdrawn(others):
        raise ValidationError(sentences)
    plan = decision.plan
    decision.delete()
    if not plan.says_something:
        plan.delete()


@transaction.atomic
def save_class(*, training_class: TrainingClass) -> TrainingClass:
    """Store a class, new or changed, with what follows from its state; ValidationError by field where a rule forbids it."""
    _lock(training_class.centre)
    before = TrainingClass.objects.filter(pk=training_class.pk).first()
    settle(training_class, before)
    if problems := step_problems(before, training_class):
        raise ValidationError(problems)
    clean_changed(training_class, before)
    training_class.save()
    class_saved.send(TrainingClass, training_class=training_class, before=before)
    return training_class


def enter_past_class(*, training_class: TrainingClass, columns: list[str] | None = None) -> TrainingClass:
    """Store a class in the state in which a file tells of it, past the steps: it was led elsewhere, before it came here.

    For loading data only, by who has checked the file as a whole. `columns` are those of a stored class that changed.
    What the database holds of every class (days in order, a reason for a cancellation) holds of these too.
    """
    training_class.save(update_fields=columns)
    return training_class


def settle(training_class: TrainingClass, before: TrainingClass | None) -> None:
    """Set what follows from the state: closing fixes the rules of that day, other states hold nothing of closing."""
    if training_class.status != Status.CANCELLED:
        training_class.cancel_reason = ""
    if training_class.status == Status.CLOSED:
        training_class.assessed_by = training_class.assessed_by or training_class.proposed_assessor
        if training_class.closed_on and closes_anew(before, training_class):
            training_class.rules = AssessmentRules.objects.in_force(training_class.closed_on)
        return
    training_class.closed_on = training_class.recognised_on = training_class.rules = training_class.titled = None
    training_class.assessed_by = training_class.recognition_number = ""


def open_class(*, training_class: TrainingClass, opened_on, number: str = "", decided_on=None) -> TrainingClass:
    """Open a planned class on the day, by the decision with this number and day."""
    training_class.status, training_class.opened_on = Status.OPEN, opened_on
    training_class.opening_number, training_class.opening_decided_on = number, decided_on
    return save_class(training_class=training_class)


def close_class(*, training_class: TrainingClass, closed_on, assessed_by: str = "") -> TrainingClass:
    """Close a class on the day; without `assessed_by` whoever assesses such a class by default."""
    training_class.status, training_class.closed_on = Status.CLOSED, closed_on
    training_class.assessed_by = assessed_by
    return save_class(training_class=training_class)


def recognise_class(*, training_class: TrainingClass, recognised_on, number: str = "") -> TrainingClass:
    """Recognise the results of a closed class by the decision with this number and day."""
    if training_class.is_recognised:
        raise ValidationError({"recognised_on": "Kết quả của lớp đã được công nhận."})
    if not training_class.is_closed:
        raise ValidationError({"recognised_on": "Chỉ công nhận kết quả của lớp đã kết thúc."})
    training_class.recognised_on, training_class.recognition_number = recognised_on, number
    return save_class(training_class=training_class)


@transaction.atomic
def delete_class(*, training_class: TrainingClass) -> None:
    """Delete a class entered by mistake; ValidationError saying what rests on it."""
    _lock(training_class.centre)
    if training_class.is_recognised:
        raise ValidationError("Kết quả của lớp đã được công nhận nên không xóa lớp được.")
    try:
        training_class.delete()
    except ProtectedError as error:
        counts = Counter(row._meta.verbose_name for row in error.protected_objects)
        resting = ", ".join(f"{number} {name}" for name, number in counts.most_common())
        raise ValidationError(f"Chưa xóa được: lớp còn {resting}.") from error
