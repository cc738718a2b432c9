"""What is to be taught, a line for each: as the programme has it, or as somebody types it."""

import re
from dataclasses import dataclass

from classes.models import Lesson, TrainingClass
from classes.models.lesson import SessionKind

LONGEST = 200
_LINE = re.compile(r"(?P<title>.+?)(?:\s*[-–—|:;,(]*\s*(?P<periods>\d{1,3})\s*tiết\s*\)?)?\s*", re.IGNORECASE)
# By which words a line that is no lesson of the programme is known; the first that is found decides
_WORDS = (
    ("thu hoạch", SessionKind.TEST),
    ("kiểm tra", SessionKind.TEST),
    ("thảo luận", SessionKind.DISCUSSION),
    ("nghiên cứu thực tế", SessionKind.VISIT),
    ("tham quan", SessionKind.VISIT),
    ("đi thực tế", SessionKind.VISIT),
    ("giải đáp", SessionKind.REVIEW),
    ("ôn tập", SessionKind.REVIEW),
    ("chuyên đề địa phương", SessionKind.LOCAL),
    ("lịch sử đảng bộ", SessionKind.LOCAL),
    ("khai giảng", SessionKind.OTHER),
    ("bế giảng", SessionKind.OTHER),
)


@dataclass(frozen=True)
class Line:
    """One subject with its tiết; `lesson` where it is one of the programme's."""

    title: str
    periods: int
    kind: str = SessionKind.LESSON
    counted: bool = True
    lesson: Lesson | None = None


def lessons_of(training_class: TrainingClass) -> list[Lesson]:
    """The outline of the class's programme, in its order."""
    return list(training_class.programme.outline.order_by("position"))


def lines_of(lessons: list[Lesson]) -> list[Line]:
    """The outline as it is to be taught."""
    return [Line(one.title, one.periods, one.kind, one.counted, one) for one in lessons]


def as_text(lessons: list[Lesson]) -> str:
    """The outline as a form shows it: "Bài 1. … – 5 tiết" on each line."""
    return "\n".join(f"{lesson.title} – {lesson.periods} tiết" for lesson in lessons)


def read_outline(text: str, lessons: list[Lesson], per_session: int) -> tuple[list[Line], list[str]]:
    """The lines of a typed outline, and a sentence for each that cannot be understood.

    A line without a number of tiết takes one session. A line whose words are a lesson's keeps that lesson's kind.
    """
    known = {_plain(lesson.title): lesson for lesson in lessons}
    lines, wrong = [], []
    for place, raw in enumerate(text.splitlines(), 1):
        if not raw.strip():
            continue
        found = _LINE.fullmatch(raw.strip())
        title, periods = found["title"].strip(), int(found["periods"] or per_session)
        if not 1 <= periods <= LONGEST or len(title) > 300:
            wrong.append(f"Dòng {place}: số tiết phải từ 1 đến {LONGEST}, nội dung không dài quá 300 chữ.")
            continue
        lesson = known.get(_plain(title))
        kind, counted = (lesson.kind, lesson.counted) if lesson else (kind_of(title), True)
        lines.append(Line(title, periods, kind, counted, lesson))
    return lines, wrong


def kind_of(title: str) -> str:
    """What kind of session a title speaks of."""
    words = title.casefold()
    return next((kind for word, kind in _WORDS if word in words), SessionKind.LESSON)


def _plain(title):
    return " ".join(title.casefold().split())
