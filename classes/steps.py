"""The steps of a class's life: which may follow which, what a recognised class keeps, and what to think twice about."""

from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Kind, Ownership, Status

STEPS = {
    Status.PLANNED: {Status.OPEN, Status.CLOSED, Status.CANCELLED},
    Status.OPEN: {Status.PLANNED, Status.CLOSED, Status.CANCELLED},
    Status.CLOSED: {Status.OPEN},
    Status.CANCELLED: {Status.PLANNED, Status.OPEN},
}
FIXED_ONCE_RECOGNISED = (
    *("programme", "ownership", "partner", "kind", "status", "opened_on", "closed_on", "assessed_by"),
    *("recognised_on", "recognition_number"),
)


def step_problems(before: TrainingClass | None, after: TrainingClass) -> dict[str, str]:
    """Why the class may not go from one state to the other: a sentence by field. `before` is None for a new class."""
    problems = {}
    if before:
        problems |= _changes_of_recognised(before, after) or _wrong_step(before, after)
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


def _wrong_step(before, after):
    if after.status == before.status:
        return {}
    if after.status not in STEPS.get(before.status, ()):
        return {"status": f"Lớp “{before.get_status_display()}” không chuyển sang “{after.get_status_display()}” được."}
    if before.status == Status.OPEN and after.status == Status.PLANNED and (number := before.enrolments.count()):
        return {"status": f"Lớp đã có {number} học viên trong danh sách nên không trở về “Dự kiến” được."}
    return {}


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
