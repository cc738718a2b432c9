"""Who works at the centre, and what its lecturers did: sections I and II.5."""

from collections.abc import Iterator

from reports.figures import Counted
from reports.prose.pieces import coverage_of, small, upper
from reports.wording import count, joined


def staff(counted: Counted, who: str) -> Iterator[str]:
    """Posts and lecturers (L1-L3), as far as they are known."""
    units = {"L1": "biên chế", "L2": "giảng viên chuyên trách", "L3": "giảng viên kiêm chức"}
    known = [
        f"{count(counted.figures[code])} {unit}{coverage_of(counted, code)}"
        for code, unit in units.items()
        if counted.figures[code]
    ]
    if known:
        yield f"{upper(who)} có {joined(known)}"


def lecturers(counted: Counted, who: str) -> Iterator[str]:
    """What the books say was done; what is nought or not known is not told."""
    figures, coverage = counted.figures, lambda code: coverage_of(counted, code)
    told = [
        f"{words}{coverage(code)}"
        for code, words in (
            ("L4", f"dự giờ {_number(figures['L4'])} lượt"),
            ("L5", f"cử {_number(figures['L5'])} lượt giảng viên đi bồi dưỡng, tập huấn"),
            ("L6", f"tham gia hội thi giảng viên giỏi {_number(figures['L6'])} lượt"),
        )
        if figures[code]
    ]
    if told:
        yield f"{upper(who)} đã {joined(told)}"
    courses = counted.breakdowns.get("training", ())
    if courses:
        yield f"Về bồi dưỡng giảng viên: {'; '.join(f'{count(row.learners)} lượt tham gia {small(row.label)}' for row in courses)}"
    taught = [
        f"{words}{coverage(code)}"
        for code, words in (
            ("L7", f"tổ chức {_number(figures['L7'])} lượt nghiên cứu thực tế cho các lớp"),
            ("L8", f"giảng dạy {_number(figures['L8'])} lượt chuyên đề địa phương"),
        )
        if figures[code]
    ]
    if taught:
        yield f"{upper(who)} đã {joined(taught)}"
    if figures["L9"]:
        yield f"Giảng viên đã lên lớp {count(figures['L9'])} tiết{coverage('L9')}"


def _number(figure):
    return count(figure or 0)
