"""Entering the results of a whole class on one screen."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from centres.access import can_write
from centres.templatetags.form_errors import Problem
from learners.actions.results import Change, Entry, check_results, save_results
from learners.attendance import AttendanceBook
from learners.bands import band_of, rules_of, shown_mark
from learners.confirmation import may_confirm, returned_with
from learners.counts import counts_of
from learners.marks import parse_mark
from learners.models.enrolment import NotAssessed, State
from learners.steps import next_step, results_refusal
from learners.views.doors import class_to_change, class_with_names, crumbs
from learners.why import why_of

MARK, RESIT, REASON, SEEN = "diem", "lam-lai", "ly-do", "da-thay"
FINEST_STEP = Decimal("0.01")
STRANGER = "Danh sách lớp đã thay đổi sau khi mở trang nên chưa lưu gì. Hãy mở lại trang rồi nhập tiếp."


@dataclass
class GridRow:
    """One learner's row: what stands in its inputs, what was seen when the page was made, what is wrong with it."""

    enrolment: object
    mark: str
    resit_mark: str
    not_assessed: str
    seen: str
    errors: dict[str, str] = field(default_factory=dict)
    band: str = ""
    why: str = ""

    @property
    def takes_marks(self) -> bool:
        return self.enrolment.state == State.ATTENDING

    @property
    def reason(self) -> str:
        """Why the learner was not assessed, for those who only read."""
        return NotAssessed(self.not_assessed).label if self.not_assessed else ""

    def show(self, entry: Entry) -> None:
        """Let the row stand as stored."""
        self.mark, self.resit_mark = shown_mark(entry.mark), shown_mark(entry.resit_mark)
        self.not_assessed, self.seen = entry.not_assessed, str(entry)

    def name(self, column) -> str:
        return f"{column}-{self.enrolment.pk}"

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the row, each with the input that it stands at."""
        input_of = {"resit_mark": RESIT, "reason": REASON}
        line = f"Dòng {self.enrolment.roll_number}, {self.enrolment.learner}"
        return [Problem(line, self.name(input_of.get(at, MARK)), sentence) for at, sentence in self.errors.items()]

    @property
    def inputs(self) -> dict[str, str]:
        return {
            "mark": self.name(MARK),
            "resit": self.name(RESIT),
            "reason": self.name(REASON),
            "seen": self.name(SEEN),
        }


@require_http_methods(["GET", "HEAD", "POST"])
def results(request, pk):
    """The class's marks in the order of its list; saved all together or not at all."""
    if request.method == "POST":
        return _save(request, class_to_change(request, pk))
    training_class = class_with_names(request, pk)
    rules = rules_of(training_class)
    book = AttendanceBook(training_class, rules)
    rows = [_stored_row(enrolment, rules, book) for enrolment in _enrolments(training_class)]
    return _render(request, training_class, rules, rows)


def _enrolments(training_class):
    return training_class.enrolments.with_final_mark().select_related("learner", "result").order_by("roll_number")


def _stored_row(enrolment, rules, book):
    entry = Entry.of(enrolment)
    row = GridRow(enrolment, shown_mark(entry.mark), shown_mark(entry.resit_mark), entry.not_assessed, str(entry))
    _judge(row, rules, book)
    return row


def _judge(row, rules, book):
    """Say how the stored marks of the row are classified, and why."""
    enrolment = row.enrolment
    if band := band_of(enrolment.final_mark, rules):
        row.band = band.label
    tally = book.tally(enrolment) if book.is_begun and row.takes_marks else None
    row.why = why_of(enrolment.result_if_any, rules, tally)


def _save(request, training_class):
    rules = rules_of(training_class)
    rows = [_typed_row(request.POST, enrolment) for enrolment in _enrolments(training_class)]
    changes, page_errors = _changes(request.POST, rows, rules), []
    if _has_strangers(request.POST, rows):
        page_errors.append(STRANGER)
    unread = {row.enrolment.pk for row in rows if row.errors}
    try:
        if page_errors or unread:  # what can be read is judged all the same, so that every fault is told at once
            readable = {pk: change for pk, change in changes.items() if pk not in unread}
            check_results(training_class=training_class, changes=readable)
        else:
            saved = save_results(training_class=training_class, changes=changes, user=request.user)
            text = f"Đã lưu kết quả của {saved} học viên." if saved else "Không có kết quả nào thay đổi."
            messages.success(request, text)
            return redirect("learners:results", training_class.pk)
    except ValidationError as refused:
        page_errors += _spread(refused, rows)
    book = AttendanceBook(training_class, rules)
    for row in rows:
        if row.enrolment.pk not in changes:
            _judge(row, rules, book)
    return _render(request, training_class, rules, rows, page_errors)


def _typed_row(posted, enrolment):
    stored = Entry.of(enrolment)
    row = GridRow(enrolment, "", "", "", str(stored))
    if row.takes_marks:
        row.mark = posted.get(row.name(MARK), shown_mark(stored.mark))[:20]
        row.resit_mark = posted.get(row.name(RESIT), shown_mark(stored.resit_mark))[:20]
        row.not_assessed = posted.get(row.name(REASON), stored.not_assessed)
    else:
        row.mark, row.resit_mark, row.not_assessed = shown_mark(stored.mark), "", stored.not_assessed
    return row


def _changes(posted, rows, rules):
    """The rows that differ from what the page showed; errors in what was typed are put into the rows."""
    changes = {}
    for row in rows:
        if not row.takes_marks:
            continue
        seen = posted.get(row.name(SEEN), row.seen)[:60]
        # What stands as it was shown is not judged again: it may come from another rule book or another step
        if f"{row.mark}|{row.resit_mark}|{row.not_assessed}" == seen:
            row.show(Entry.of(row.enrolment))
        else:
            row.seen = seen
            changes[row.enrolment.pk] = Change(seen, _entry(row, rules))
    return changes


def _entry(row, rules):
    if row.not_assessed not in NotAssessed.values:
        row.errors["reason"] = "Lý do không hợp lệ."
        row.not_assessed = NotAssessed.NO
    return Entry(_mark(row, "mark", rules), _mark(row, "resit_mark", rules), row.not_assessed)


def _mark(row, name, rules):
    try:
        return parse_mark(getattr(row, name), rules.mark_step if rules else FINEST_STEP)
    except ValidationError as wrong:
        row.errors[name] = wrong.messages[0]
        return None


def _has_strangers(posted, rows):
    """Whether marks were sent for somebody who is not in the class."""
    known = {str(row.enrolment.pk) for row in rows}
    columns = (f"{MARK}-", f"{RESIT}-", f"{REASON}-")
    return any(name.startswith(columns) and name.rpartition("-")[2] not in known for name in posted)


def _spread(refused, rows):
    """Put an act's refusals beside their rows; return those that concern the page."""
    if not hasattr(refused, "error_dict"):
        return refused.messages
    for row in rows:
        if found := refused.error_dict.get(str(row.enrolment.pk)):
            row.errors["row"] = " ".join(message for error in found for message in error.messages)
            row.seen = str(Entry.of(row.enrolment))  # a conflict was told: saving again is meant
    return [message for error in refused.error_dict.get(NON_FIELD_ERRORS, []) for message in error.messages]


def _render(request, training_class, rules, rows, page_errors=()):
    refusal = results_refusal(training_class)
    counts = counts_of(training_class)
    wrong = sum(bool(row.errors) for row in rows)
    may_enter = not refusal and can_write(request.user, training_class.centre)
    context = {
        "training_class": training_class,
        "rules": rules,
        "step": shown_mark(rules.mark_step) if rules else "",
        "rows": rows,
        "wrong": wrong,
        "page_errors": page_errors,
        "problems": [Problem("", "", error) for error in page_errors] + [p for row in rows for p in row.problems],
        "refusal": refusal,
        "may_enter": may_enter,
        "next": _next_elsewhere(training_class, counts) if may_enter and not (wrong or page_errors) else None,
        "reasons": NotAssessed.choices,
        "resits": bool(rules and rules.resits),
        "counts": counts,
        "missing": _missing(rows) if may_enter and counts.marked else [],
        "returned": None if refusal else returned_with(training_class),
        "confirms": bool(counts.unconfirmed) and not refusal and may_confirm(request.user, training_class.centre),
        "bands": [(band.label, number, counts.share(number)) for band, number in counts.bands.items()],
        "crumbs": crumbs(training_class, ("Kết quả", "")),
    }
    return render(request, "learners/results.html", context)


def _missing(rows):
    """Who has neither a mark nor a reason yet."""
    return [row for row in rows if row.takes_marks and not (row.mark or row.not_assessed)]


def _next_elsewhere(training_class, counts):
    """The class's next step once nothing is left to be entered here."""
    return None if counts.unmarked or not counts.learners else next_step(training_class, counts)
