"""The subject (trích yếu) of each paper of a class."""

from classes.models import TrainingClass
from classes.wording import in_sentence
from learners.models.paper import PaperKind


def subject_of(training_class: TrainingClass, kind: str) -> str:
    """What stands under the paper's kind, and in the register: "về việc mở lớp …"."""
    named = in_sentence(training_class)
    return {
        PaperKind.PLAN: f"mở {named}",
        PaperKind.NOTICE: f"triệu tập học viên {named}",
        PaperKind.OPENING: f"về việc mở {named}",
        PaperKind.OFFICERS: f"về việc thành lập Ban quản lý lớp và công nhận Ban cán sự {named}",
        PaperKind.MINUTES: f"họp xét kết quả học tập {named}",
        PaperKind.RECOGNITION: f"về việc công nhận kết quả {named}",
        PaperKind.COMMENDATION: f"về việc khen thưởng học viên {named}",
        PaperKind.REPORT: f"kết quả {named}",
        PaperKind.LETTER: f"về việc thông báo kết quả học tập {named}",
    }[kind]
