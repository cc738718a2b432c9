"""Where a class is in its life, and what is missing before it may be opened."""

from dataclasses import dataclass

from classes.models import TrainingClass
from classes.models.lesson import SessionKind
from classes.models.training_class import Kind, Status
from learners.certificates import issue_refusal, to_issue
from learners.counts import ClassCounts
from learners.models import ClassOfficers

PLANNED, RUNNING, TESTING, CLOSED, RECOGNISED, CERTIFICATES = (
    "Dự kiến",
    "Đang học",
    "Kiểm tra, đánh giá",
    "Kết thúc",
    "Công nhận kết quả",
    "Cấp giấy chứng nhận",
)


NO_BOARD = "Chưa ghi đủ Ban quản lý lớp (chủ nhiệm, giáo vụ)."
NO_COMMITTEE = "Chưa ghi đủ Ban cán sự lớp (lớp trưởng, lớp phó)."


@dataclass(frozen=True)
class Life:
    """The stages of one class in their order; `current` is counted from 1, past the last when all is done."""

    names: tuple[str, ...]
    current: int


def life_of(training_class: TrainingClass, counts: ClassCounts) -> Life | None:
    """None for a class that is called off, and for one of another school, whose life is not ours to lead."""
    if training_class.status == Status.CANCELLED or training_class.kind == Kind.MAINTAINED:
        return None
    names = [PLANNED, RUNNING, CLOSED, RECOGNISED]
    if training_class.programme.has_test:
        names.insert(2, TESTING)
    if _gives_certificates(training_class):
        names.append(CERTIFICATES)
    return Life(tuple(names), _current(training_class, counts, names))


def _gives_certificates(training_class):
    return training_class.programme.certificate == "centre"


def _current(training_class, counts, names):
    if training_class.is_recognised:
        waiting = CERTIFICATES in names and not issue_refusal(training_class) and to_issue(training_class).exists()
        return names.index(CERTIFICATES) + 1 if waiting else len(names) + 1
    if training_class.is_closed:
        return names.index(CLOSED) + 1
    if training_class.status == Status.PLANNED:
        return 1
    testing = TESTING in names and (counts.assessed or _test_was_held(training_class))
    return names.index(TESTING if testing else RUNNING) + 1


def _test_was_held(training_class):
    tests = training_class.sessions.live().filter(kind=SessionKind.TEST)
    return tests.filter(taken_at__isnull=False).exists()


def officers_gaps(training_class: TrainingClass) -> list[str]:
    """Who is not named yet of those that run the class (1147-QĐ/BTGDVTW, Article 5), each kind in a sentence."""
    named = _officers(training_class)
    committee = [] if named.monitor_id and named.deputy_id else [NO_COMMITTEE]
    return ([] if named.head and named.secretary else [NO_BOARD]) + committee


def _officers(training_class):
    return ClassOfficers.objects.filter(training_class=training_class).first() or ClassOfficers()


def opening_gaps(training_class: TrainingClass, counts: ClassCounts) -> list[str]:
    """What is missing for opening the class, each in a sentence; the decision's number is asked for by the form itself."""
    programme, found = training_class.programme, []
    if not counts.enrolled:
        found.append("Chưa có danh sách học viên.")
    elif counts.learners < programme.minimum_size:
        found.append(f"Danh sách có {counts.learners:02} học viên, ít hơn mức tối thiểu {programme.minimum_in_words}.")
    if training_class.called is None:
        found.append("Chưa ghi số triệu tập.")
    if not training_class.sessions.exists():
        found.append("Chưa có thời khóa biểu.")
    # The learners' committee is chosen when they have met
    return found + [gap for gap in officers_gaps(training_class) if gap != NO_COMMITTEE]
