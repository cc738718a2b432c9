"""What may be done with a class next, and the sentence for whoever may not."""

from dataclasses import dataclass

from django.urls import reverse

from centres import dates
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Kind, Status
from learners.certificates import issue_refusal, to_issue
from learners.counts import ClassCounts
from learners.stages import officers_gaps


def roster_refusal(training_class: TrainingClass) -> str:
    """Why nobody can be added to the class now; empty when one can."""
    if training_class.status == Status.CANCELLED:
        return "Lớp đã hủy nên không nhập học viên được nữa."
    if training_class.is_recognised:
        return enrolment_refusal(training_class)
    if training_class.is_closed:
        return (
            f"Lớp đã kết thúc ngày {training_class.closed_on:%d/%m/%Y} nên không nhập thêm học viên được. "
            "Nếu ghi kết thúc nhầm, hãy mở lại lớp ở trang của lớp."
        )
    return ""


def enrolment_refusal(training_class: TrainingClass) -> str:
    """Why the places in the class cannot be changed any more; empty when they can."""
    if training_class.is_recognised:
        return f"Kết quả của lớp đã được công nhận ngày {training_class.recognised_on:%d/%m/%Y} nên không sửa được nữa."
    return ""


def results_refusal(training_class: TrainingClass) -> str:
    """Why no marks can be entered; empty when they can."""
    if training_class.is_recognised:
        return enrolment_refusal(training_class)
    if training_class.status == Status.CANCELLED:
        return "Lớp đã hủy nên không có kết quả."
    if training_class.status == Status.PLANNED:
        return "Lớp chưa khai giảng nên chưa nhập kết quả được."
    if training_class.assessed_by == AssessedBy.PARTNER:
        return "Kết quả của lớp do đơn vị phối hợp đánh giá nên không nhập điểm ở đây."
    if training_class.assessed_by == AssessedBy.NOBODY:
        return "Lớp không kiểm tra, đánh giá nên không có điểm để nhập."
    return ""


def opening_refusal(training_class: TrainingClass) -> str:
    """Why the class cannot be opened; empty when it can."""
    if training_class.status == Status.CANCELLED:
        return "Lớp đã hủy. Muốn mở lại thì đổi trạng thái về “Dự kiến” ở trang sửa lớp trước."
    if training_class.status != Status.PLANNED:
        return f"Lớp đã khai giảng ngày {training_class.opened_on:%d/%m/%Y}."
    return ""


def closing_refusal(training_class: TrainingClass) -> str:
    """Why the class cannot be closed; empty when it can."""
    if training_class.status == Status.PLANNED:
        return "Lớp chưa khai giảng. Hãy ghi mở lớp trước."
    if training_class.status == Status.CANCELLED:
        return "Lớp đã hủy nên không kết thúc được."
    if training_class.is_closed:
        return f"Lớp đã kết thúc ngày {training_class.closed_on:%d/%m/%Y}."
    return ""


def reopening_refusal(training_class: TrainingClass) -> str:
    """Why a class cannot be taken back from closed to running; empty when it can."""
    if not training_class.is_closed:
        return "Lớp chưa kết thúc."
    return enrolment_refusal(training_class)


def recognition_refusal(training_class: TrainingClass, counts: ClassCounts) -> str:
    """Why the results cannot be recognised yet; empty when they can."""
    if not training_class.is_closed:
        return "Lớp chưa kết thúc nên chưa công nhận kết quả được."
    if training_class.is_recognised:
        return enrolment_refusal(training_class)
    if counts.learners == 0:
        return "Lớp chưa có học viên nào nên không có kết quả để công nhận."
    if training_class.assessed_by == AssessedBy.CENTRE and counts.unmarked:
        return f"Còn {counts.unmarked:02} học viên chưa có điểm hoặc lý do không đánh giá."
    if training_class.assessed_by == AssessedBy.CENTRE and counts.unconfirmed:
        return (
            f"Kết quả của {counts.unconfirmed:02} học viên chưa được xác nhận. "
            "Người xác nhận là giám đốc hoặc phó giám đốc, và không phải người đã nhập."
        )
    return ""


def confirmation_refusal(training_class: TrainingClass, counts: ClassCounts) -> str:
    """Why the marks cannot be confirmed as a whole now; empty when they can."""
    if refusal := results_refusal(training_class):
        return refusal
    if counts.learners == 0:
        return "Lớp chưa có học viên nào nên không có kết quả để xác nhận."
    if counts.unmarked:
        return f"Còn {counts.unmarked:02} học viên chưa có điểm hoặc lý do không đánh giá nên chưa xác nhận được."
    return ""


@dataclass(frozen=True)
class NextStep:
    text: str
    label: str
    address: str


def next_step(training_class: TrainingClass, counts: ClassCounts) -> NextStep | None:
    """The one thing to do next, or None when the class is finished or cancelled."""
    if training_class.status == Status.CANCELLED:
        return None
    if training_class.is_recognised:
        return _step_of_recognised(training_class)
    if training_class.status == Status.PLANNED:
        if not counts.enrolled:
            return _step(training_class, "Lớp chưa có danh sách học viên.", "Nhập danh sách", "learners:roster")
        return _step(training_class, "Khi lớp khai giảng, ghi quyết định mở lớp.", "Ghi khai giảng", "learners:open")
    if training_class.is_closed:
        return _step_of_closed(training_class, counts)
    if not counts.enrolled:
        return _step(training_class, "Lớp chưa có danh sách học viên.", "Nhập danh sách", "learners:roster")
    if training_class.closes_on and training_class.closes_on > dates.today():
        return None
    if training_class.programme.has_test and counts.unmarked:
        text = f"Còn {counts.unmarked:02} học viên chưa có kết quả."
        return _step(training_class, text, "Nhập kết quả", "learners:results")
    return _step(training_class, "Khi lớp bế giảng, ghi kết thúc lớp.", "Kết thúc lớp", "learners:close")


def _step_of_closed(training_class, counts):
    refusal = recognition_refusal(training_class, counts)
    if refusal and counts.unmarked:
        return _step(training_class, refusal, "Nhập kết quả", "learners:results")
    if refusal and counts.unconfirmed:
        return _step(training_class, refusal, "Xem, xác nhận kết quả", "learners:confirm_results")
    if refusal:
        return None
    text = "Kết quả đã đủ. Khi có quyết định, ghi công nhận kết quả."
    return _step(training_class, text, "Công nhận kết quả", "learners:recognise")


def _step_of_recognised(training_class):
    waiting = 0 if issue_refusal(training_class) else to_issue(training_class).count()
    if not waiting:
        return None
    text = f"{waiting:02} học viên đã hoàn thành chương trình chờ cấp giấy chứng nhận."
    return _step(training_class, text, "Cấp giấy chứng nhận", "learners:issue_certificates")


def _step(training_class, text, label, name):
    return NextStep(text, label, reverse(name, args=[training_class.pk]))


def gaps_of(training_class: TrainingClass, counts: ClassCounts) -> list[str]:
    """What is missing or looks wrong in the class, each in a sentence."""
    gaps = [sentence for wrong, sentence in _gaps(training_class, counts) if wrong]
    running = training_class.status == Status.OPEN and training_class.kind == Kind.NORMAL
    return gaps + (officers_gaps(training_class) if running else [])


def _gaps(training_class, counts):
    really_opened = training_class.status in {Status.OPEN, Status.CLOSED}
    normal = training_class.kind == Kind.NORMAL
    programme = training_class.programme
    late = training_class.closes_on and training_class.closes_on < dates.today()
    yield really_opened and normal and not training_class.opening_number, "Chưa có số quyết định mở lớp."
    yield (
        training_class.called is None and really_opened,
        "Chưa ghi số triệu tập: báo cáo chưa tính được tỷ lệ chiêu sinh.",
    )
    yield (
        really_opened and normal and 0 < counts.learners < programme.minimum_size,
        f"Lớp có {counts.learners:02} học viên, ít hơn mức tối thiểu {programme.minimum_in_words}.",
    )
    yield (
        training_class.called is not None and counts.enrolled > training_class.called,
        f"Danh sách có {counts.enrolled} người, nhiều hơn số triệu tập {training_class.called}.",
    )
    yield (
        training_class.status == Status.OPEN and bool(late),
        f"Đã qua ngày bế giảng dự kiến {training_class.closes_on:%d/%m/%Y}." if late else "",
    )
    yield (
        training_class.is_closed and training_class.assessed_by == AssessedBy.CENTRE and counts.unmarked > 0,
        f"Lớp đã kết thúc mà {counts.unmarked:02} học viên chưa có kết quả.",
    )
    yield (
        training_class.is_recognised and not training_class.recognition_number,
        "Chưa có số quyết định công nhận kết quả.",
    )
    yield counts.unjudged > 0, "Chưa có bộ quy tắc đánh giá nào áp dụng cho lớp nên chưa xếp loại được."
