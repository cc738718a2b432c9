"""The steps of a class's life: which may follow which, what a recognised class keeps, and what to think twice about.

Planned, opened and running, closed, recognised; or cancelled. That a class is at its tests, or has all its certificates,
is seen from its rows (learners/stages.py) and stored nowhere.
"""

from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Kind, Ownership, Status

NEW, RECOGNISED = "", "recognised"
STEPS = {
    NEW: {Status.PLANNED, Status.OPEN},
    Status.PLANNED: {Status.OPEN, Status.CANCELLED},
    Status.OPEN: {Status.PLANNED, Status.CLOSED, Status.CANCELLED},
    Status.CLOSED: {Status.OPEN, RECOGNISED},
    Status.CANCELLED: {Status.PLANNED},
    RECOGNISED: set(),
}
"""To which states a class may go from each. A file's past classes come in whatever state they are: enter_past_class."""
FIXED_ONCE_RECOGNISED = (
    *("programme", "ownership", "partner", "kind", "status", "opened_on", "closed_on", "assessed_by"),
    *("recognised_on", "recognition_number"),
)


def step_problems(before: TrainingClass | None, after: TrainingClass) -> dict[str, str]:
    """Why the class may not go from one state to the other: a sentence by field. `before` is None for a new class."""
    problems = (before and _changes_of_recognised(before, after)) or _wrong_step(before, after)
    if after.assessed_by == AssessedBy.PARTNER and after.ownership == Ownership.OWN:
        problems["assessed_by"] = "Lớp do trung tâm chủ trì không có đơn vị phối hợp để đánh giá."
    judged = after.status == Status.CLOSED and after.closed_on and after.assessed_by == AssessedBy.CENTRE
    if judged and not after.rules and closes_anew(before, after):
        problems["closed_on"] = "Chưa có bộ quy tắc đánh giá áp dụng cho ngày này; hãy báo người quản trị."
    return problems


def closes_anew(before: TrainingClass | None, after: TrainingClass) -> bool:
    """Whether a class is being closed, or on another day than it was: else it keeps the rules it was judged by."""
    return not (before and before.is_closed and (before.is_recognised or before.closed_on == after.closed_on))


def _changes_of_recognised(before, after):
    if not before.is_recognised:
        return {}
    fixed = set(FIXED_ONCE_RECOGNISED)
    if not before.recognition_number:
        fixed.remove("recognition_number")  # a paper's missing number is a gap that may be filled
    return {
        name: "Kết quả của lớp đã được công nhận nên mục này không sửa được nữa."
        for name in fixed
        if getattr(before, name) != getattr(after, name)
    }


def state_of(training_class: TrainingClass | None) -> str:
    """Where a class stands in the table of steps; None is a class not stored yet."""
    if training_class is None:
        return NEW
    return RECOGNISED if training_class.is_recognised else training_class.status


def _wrong_step(before, after):
    begun, reached = state_of(before), state_of(after)
    if begun == reached:
        return {}
    if reached not in STEPS.get(begun, ()):
        return _refused_step(before, after)
    if begun == Status.OPEN and reached == Status.PLANNED and (number := before.enrolments.count()):
        return {"status": f"Lớp đã có {number} học viên trong danh sách nên không trở về “Dự kiến” được."}
    return {}


def _refused_step(before, after):
    if before is None:
        return {"status": "Lớp mới ghi là “Dự kiến” hoặc “Đang học”; các bước sau ghi ở trang của lớp."}
    if after.status == before.status:
        return {"recognised_on": "Chỉ công nhận kết quả của lớp đã kết thúc."}
    return {"status": f"Lớp “{before.get_status_display()}” không chuyển sang “{after.get_status_display()}” được."}


def doubts(training_class: TrainingClass, learner_count: int) -> list[str]:
    """What is not forbidden but unusual: sentences to show after saving."""
    programme, found = training_class.programme, []
    under = programme.minimum_size
    if training_class.called is not None and training_class.called < under:
        found.append(f"Số triệu tập {training_class.called} thấp hơn mức tối thiểu {programme.minimum_in_words}.")
    if training_class.status in (Status.OPEN, Status.CLOSED):
        if training_class.kind == Kind.NORMAL and 0 < learner_count < under:
            found.append(f"Lớp có {learner_count} học viên, thấp hơn mức tối thiểu {programme.minimum_in_words}.")
        if not training_class.opening_number:
            found.append("Lớp đã mở nhưng chưa ghi số quyết định mở lớp.")
    if training_class.assessed_by == AssessedBy.NOBODY and programme.has_test:
        found.append("Chương trình có kiểm tra cuối khóa nhưng lớp ghi là không kiểm tra, đánh giá.")
    if training_class.status == Status.CLOSED and not learner_count:
        found.append("Lớp đã kết thúc nhưng chưa có danh sách học viên.")
    return found
