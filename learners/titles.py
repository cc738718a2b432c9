"""Who and what a centre's criteria propose for a title or a reward: a proposal, which people edit before the decision."""

from dataclasses import dataclass, field
from decimal import Decimal

from centres.numbers import percent_of
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy
from learners.attendance import AttendanceBook
from learners.bands import GOOD_OR_BETTER, Band, band_of, rules_of, shown_mark
from learners.models import CentreCriteria, Enrolment
from learners.models.criteria import NamedBy
from learners.models.enrolment import State

TIED = "bằng điểm với người ngoài mức tỷ lệ, cần xét"


@dataclass(frozen=True)
class Condition:
    """One of the centre's criteria, what the class has, and whether that suffices; None while it is not known."""

    text: str
    has: str
    met: bool | None


@dataclass
class Candidate:
    """A learner with what speaks for a title: `may_be_named` leaves out who did not pass."""

    enrolment: Enrolment
    mark: Decimal | None
    band: Band | None
    attendance: Decimal | None
    may_be_named: bool
    excellent: bool = False
    reward: bool = False
    note: str = ""

    @property
    def facts(self) -> str:
        parts = [shown_mark(self.mark) or self.without_mark, self.band.label if self.band else ""]
        if self.enrolment_has_resit:
            parts.append("làm lại")
        if self.attendance is not None:
            parts.append(f"dự {shown(self.attendance)}")
        return ", ".join(part for part in parts if part)

    @property
    def without_mark(self) -> str:
        """Why there is no mark: nobody assesses the class, the learner was not assessed, or it is still to be entered."""
        if self.enrolment.training_class.assessed_by == AssessedBy.NOBODY:
            return "không kiểm tra"
        result = self.enrolment.result_if_any
        return "không được đánh giá" if result and result.not_assessed else "chưa có kết quả"

    @property
    def enrolment_has_resit(self) -> bool:
        result = self.enrolment.result_if_any
        return result is not None and result.resit_mark is not None


@dataclass(frozen=True)
class Proposal:
    conditions: list[Condition]
    candidates: list[Candidate] = field(default_factory=list)

    @property
    def titled(self) -> bool:
        """Whether the class is proposed for the title: every criterion is known and met."""
        return all(one.met for one in self.conditions)


def propose(training_class: TrainingClass) -> Proposal:
    """The proposal by the criteria of the class's centre."""
    criteria, rules = CentreCriteria.of(training_class.centre), rules_of(training_class)
    book = AttendanceBook(training_class, rules)
    rows = training_class.enrolments.with_final_mark().filter(state=State.ATTENDING)
    rows = rows.select_related("learner", "result").order_by("roll_number")
    candidates = [_candidate(row, rules, book, training_class) for row in rows]
    _name(candidates, "excellent", criteria.excellent_by, criteria.excellent_share, criteria, rules)
    _name(candidates, "reward", criteria.reward_by, criteria.reward_share, criteria, rules)
    return Proposal(list(_conditions(candidates, criteria)), candidates)


def _candidate(row, rules, book, training_class):
    tally = book.tally(row) if book.is_begun else None
    band = band_of(row.final_mark, rules)
    passed = band not in (None, Band.FAILED)
    without_marks = training_class.assessed_by != AssessedBy.CENTRE and row.final_mark is None
    return Candidate(row, row.final_mark, band, tally.percent if tally else None, passed or without_marks)


def _conditions(candidates, criteria):
    bands = [one.band for one in candidates if one.band]
    share = percent_of(sum(band in GOOD_OR_BETTER for band in bands), len(bands)) if bands else None
    yield _at_least("Tỷ lệ khá, giỏi trở lên", criteria.good_from, share)
    if criteria.everybody_passed:
        failed = sum(band == Band.FAILED for band in bands)
        yield Condition("Không có học viên không đạt", f"{failed:02} không đạt", not failed if bands else None)
    if criteria.class_attendance_from is not None:
        known = [one.attendance for one in candidates if one.attendance is not None]
        mean = (sum(known) / len(known)).quantize(Decimal("0.01")) if known else None
        yield _at_least("Chuyên cần bình quân", criteria.class_attendance_from, mean)


def _at_least(text, limit, has):
    met = None if has is None else has >= limit
    return Condition(f"{text} từ {shown(limit)}", "chưa rõ" if has is None else shown(has), met)


def _name(candidates, kind, by, share, criteria, rules):
    """Mark those whom the criteria name; never more than the share: who ties at its end is left to people."""
    fit = [one for one in candidates if one.may_be_named and one.mark is not None and _came(one, criteria)]
    if by == NamedBy.BAND and rules:
        best = Band.EXCELLENT if rules.excellent_from is not None else Band.VERY_GOOD
        for one in fit:
            setattr(one, kind, one.band == best)
    if by == NamedBy.SHARE and share is not None:
        places = int(len(candidates) * share / 100)
        ranked = sorted(fit, key=lambda one: one.mark, reverse=True)
        limit = ranked[places].mark if places < len(ranked) else None
        for one in ranked[:places]:
            setattr(one, kind, limit is None or one.mark > limit)
        for one in ranked:
            if places and one.mark == limit:
                one.note = TIED


def _came(one, criteria):
    if criteria.attendance_from is None:
        return True
    return one.attendance is not None and one.attendance >= criteria.attendance_from


def shown(percent: Decimal) -> str:
    """97,5%"""
    return f"{percent.normalize():f}%".replace(".", ",")
