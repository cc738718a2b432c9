"""Entering marks: a class at a time, all or nothing, nobody's marks overwritten unseen."""

from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.attendance import short_of_attendance
from learners.bands import rules_of, shown_mark
from learners.models import Enrolment, Result
from learners.models.enrolment import NotAssessed, State
from learners.steps import results_refusal


@dataclass(frozen=True)
class Entry:
    """What stands, or should stand, in one learner's row."""

    mark: Decimal | None = None
    resit_mark: Decimal | None = None
    not_assessed: str = NotAssessed.NO

    def __bool__(self):
        return self != Entry()

    def __str__(self):
        """The row as one text, by which the page remembers what it showed."""
        return f"{shown_mark(self.mark)}|{shown_mark(self.resit_mark)}|{self.not_assessed}"

    @classmethod
    def of(cls, enrolment: Enrolment) -> "Entry":
        """What is stored for an enrolment; nothing when it has no result yet."""
        result = enrolment.result_if_any
        return cls(result.mark, result.resit_mark, result.not_assessed) if result else cls()


@dataclass(frozen=True)
class Change:
    """A row as the user saw it (`Entry` as text) and as it should become."""

    seen: str
    entry: Entry


@transaction.atomic
def save_results(*, training_class: TrainingClass, changes: dict[int, Change], user: User | None) -> int:
    """Store the rows that were changed, by enrolment pk; return how many.

    Raises ValidationError: with one message when the class takes no marks, else with messages by enrolment pk as text.
    Rows that stand as they were seen are not touched, even if somebody else has changed them meanwhile.
    """
    training_class = lock_class(training_class)
    touched = _touched(changes)
    enrolments = check_results(training_class=training_class, changes=touched)
    written = [enrolments[pk] for pk, change in touched.items() if Entry.of(enrolments[pk]) != change.entry]
    for enrolment in written:
        _write(enrolment, touched[enrolment.pk].entry, user)
    return len(written)


def check_results(*, training_class: TrainingClass, changes: dict[int, Change]) -> dict[int, Enrolment]:
    """The enrolments of the changed rows, if all may be stored: raises ValidationError as `save_results` does."""
    if refusal := results_refusal(training_class):
        raise ValidationError(refusal)
    touched = _touched(changes)
    enrolments = training_class.enrolments.select_related("result__changed_by").in_bulk(touched)
    rules, short = rules_of(training_class), short_of_attendance(training_class)
    errors = {
        str(pk): sentences
        for pk, change in touched.items()
        if (sentences := [*_errors(enrolments.get(pk), change, rules), *_attendance_errors(short.get(pk), change)])
    }
    if errors:
        raise ValidationError(errors)
    return enrolments


def _touched(changes):
    return {pk: change for pk, change in changes.items() if str(change.entry) != change.seen}


def _errors(enrolment, change, rules):
    if enrolment is None:
        yield "Học viên này không có trong lớp."
        return
    stored, entry = Entry.of(enrolment), change.entry
    if str(stored) != change.seen and stored != entry:
        yield _conflict(enrolment, stored)
    if enrolment.state != State.ATTENDING and entry:
        yield f"{enrolment.get_state_display()}: không ghi kết quả."
    if entry.mark is not None and entry.not_assessed:
        yield "Đã có điểm thì không ghi lý do không đánh giá."
    yield from _resit_errors(entry, rules)


def _attendance_errors(tally, change):
    if tally and change.entry.mark is not None:
        minimum = f"{tally.minimum:f}".rstrip("0").rstrip(".").replace(".", ",")
        yield f"Không đủ điều kiện kiểm tra: {tally.in_words}, phải dự từ {minimum}% số tiết của lớp."


def _resit_errors(entry, rules):
    if entry.resit_mark is None:
        return
    if entry.mark is None:
        yield "Chỉ ghi điểm làm lại khi đã có điểm lần đầu."
    elif rules and not rules.resits:
        yield "Bộ quy tắc của lớp không cho làm lại."
    elif rules and entry.mark >= rules.average_from:
        yield f"Chỉ làm lại khi điểm lần đầu dưới {shown_mark(rules.average_from)}."


def _conflict(enrolment, stored):
    result = enrolment.result_if_any
    who = str(result.changed_by) if result and result.changed_by else "Người khác"
    shown = shown_mark(stored.mark if stored.resit_mark is None else stored.resit_mark)
    shown = shown or NotAssessed(stored.not_assessed).label.lower()
    return f"{who} vừa ghi “{shown}” cho học viên này. Lưu lần nữa sẽ thay bằng giá trị ở đây."


def _write(enrolment, entry, user):
    result = enrolment.result_if_any or Result(enrolment=enrolment)
    result.mark, result.resit_mark, result.not_assessed = entry.mark, entry.resit_mark, entry.not_assessed
    result.changed_by = user
    result.confirmed_by = result.confirmed_at = None  # what was confirmed is no longer what stands
    result.save()
