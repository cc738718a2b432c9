"""Confirming a class's marks: who may, what waits, and what changed since they were confirmed last.

A result waits when somebody keyed it and nobody else has confirmed it since; what a file brought in was keyed by nobody
here and does not wait. The last step (`ResultStep`) says whether the marks were returned.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Q

from centres.access import LEADERS, roles_in
from centres.models import Centre, Role, User
from classes.models import TrainingClass
from learners.actions.results import Entry
from learners.bands import band_of, rules_of
from learners.models import CentreCriteria, Enrolment, Result, ResultStep
from learners.models.confirmation import ResultStepKind
from learners.models.enrolment import NotAssessed, State

ONLY_CONFIRMERS = "Chỉ giám đốc hoặc phó giám đốc trung tâm được xác nhận, trả lại kết quả."


def may_confirm(user: User, centre: Centre) -> bool:
    """Whether the user confirms marks that others keyed: director, deputy; a clerk where the centre has settled it so."""
    roles = roles_in(user, centre)
    if roles & LEADERS:
        return True
    return Role.CLERK in roles and CentreCriteria.of(centre).clerks_confirm


def own_work_refusal(training_class: TrainingClass, user: User) -> str:
    """Why this user cannot confirm: some of what waits was last changed by the user. Empty when none was."""
    own = Result.objects.unconfirmed().filter(enrolment__training_class=training_class, changed_by=user).count()
    if not own:
        return ""
    return (
        f"Kết quả của {own:02} học viên do chính tài khoản này nhập, nên một người khác xác nhận: "
        f"{' hoặc '.join(_others(training_class.centre, user)) or 'quản trị viên cần thêm tài khoản phó giám đốc'}."
    )


def _others(centre, user):
    """Who else confirms in the centre, by name."""
    roles = LEADERS | ({Role.CLERK} if CentreCriteria.of(centre).clerks_confirm else frozenset())
    others = centre.memberships.active().filter(role__in=roles).exclude(user=user).select_related("user")
    return list(dict.fromkeys(str(one.user) for one in others.order_by("pk")))


def digest(training_class: TrainingClass) -> str:
    """The marks that stand, as one short text: what was looked at must be what is confirmed."""
    lines = [f"{pk}:{entry}" for pk, entry in sorted(standing(training_class).items())]
    return sha256("\n".join(lines).encode()).hexdigest()[:20]


def standing(training_class: TrainingClass) -> dict[int, str]:
    """Every result that is there, by enrolment pk, each as the text of its `Entry`."""
    rows = training_class.enrolments.filter(result__isnull=False).select_related("result")
    return {row.pk: str(Entry.of(row)) for row in rows if Entry.of(row)}


def last_step(training_class: TrainingClass) -> ResultStep | None:
    return training_class.result_steps.newest().select_related("by").first()


def returned_with(training_class: TrainingClass) -> ResultStep | None:
    """The return that nobody has answered yet, by a changed mark or by asking again; None where there is none."""
    step = last_step(training_class)
    if step is None or step.kind != ResultStepKind.RETURNED:
        return None
    changed = Result.objects.filter(enrolment__training_class=training_class, changed_at__gt=step.at)
    return None if changed.exists() else step


@dataclass(frozen=True)
class Line:
    """One learner as the confirming page shows it; `before` is what was confirmed last where that differs."""

    enrolment: Enrolment
    mark: str
    band: str
    keyed: Result | None
    waits: bool
    before: str = ""


def lines_of(training_class: TrainingClass) -> list[Line]:
    """Those whose results count, in the order of the list. Two queries, and one where the class has no rules of its own."""
    rules = rules_of(training_class)
    confirmed = training_class.result_steps.filter(kind=ResultStepKind.CONFIRMED).newest().first()
    counts = Q(state=State.ATTENDING) | Q(result__isnull=False)
    rows = training_class.enrolments.counted().with_final_mark().filter(counts)
    rows = rows.select_related("learner", "result__changed_by", "result__confirmed_by").order_by("roll_number")
    return [_line(row, rules, confirmed) for row in rows]


def _line(row, rules, confirmed):
    result, entry = row.result_if_any, Entry.of(row)
    band = band_of(row.final_mark, rules)
    waits = bool(result and result.changed_by_id and not result.confirmed_by_id)
    was = confirmed.marks.get(str(row.pk), "||") if confirmed else str(entry)
    return Line(
        row,
        in_words(str(entry)),
        band.label if band else "",
        result if entry else None,
        waits,
        in_words(was) or "chưa có" if was != str(entry) else "",
    )


def in_words(text: str) -> str:
    """An `Entry`'s text as people read it: "4,75, làm lại 6,00", or the reason for no mark."""
    mark, resit, reason = text.split("|")
    if reason:
        return NotAssessed(reason).label
    return f"{mark}, làm lại {resit}" if resit else mark


def keyers(lines: list[Line]) -> list[tuple[str, int, object, object]]:
    """Who keyed what stands: name, how many, from when, until when."""
    found = {}
    for line in lines:
        if line.keyed:
            name = str(line.keyed.changed_by) if line.keyed.changed_by_id else "Nạp từ tệp"
            found.setdefault(name, []).append(line.keyed.changed_at)
    return [(name, len(times), min(times), max(times)) for name, times in found.items()]
