"""Why a learner has this classification, or none, in one sentence: attendance, the resit, the band with its bounds."""

from decimal import Decimal

from classes.models import AssessmentRules
from learners.attendance import Tally
from learners.bands import reason_of
from learners.models import Result
from learners.models.enrolment import NotAssessed


def why_of(result: Result | None, rules: AssessmentRules | None, tally: Tally | None = None) -> str:
    """ "dự 45/50 tiết (90%); điểm làm lại 6,00: từ 5,00 đến dưới 7,00 là Trung bình"; empty where nothing is to be said.

    `tally` is the learner's attendance where the class takes it.
    """
    parts = [_attendance(tally), _mark(result, rules)]
    return "; ".join(part for part in parts if part)


def _attendance(tally):
    if tally is None or not tally.held:
        return ""
    shown = f"dự {tally.attended}/{tally.held} tiết"
    if tally.is_short:
        return f"{shown}, {_percent(tally.percent)} < {_percent(tally.minimum)}: không đủ điều kiện kiểm tra"
    return f"{shown} ({_percent(tally.percent)})"


def _mark(result, rules):
    if result is None:
        return ""
    if result.final_mark is None:
        return NotAssessed(result.not_assessed).label if result.not_assessed else ""
    if rules is None:
        return "chưa có bộ quy tắc để xếp loại"
    reason = reason_of(result.final_mark, rules)
    return reason if result.resit_mark is None else f"điểm làm lại {reason}"


def _percent(number: Decimal) -> str:
    return f"{number.normalize():f}%".replace(".", ",")
