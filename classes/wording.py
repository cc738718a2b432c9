"""How a class is named inside sentences."""

from classes.models import TrainingClass


def in_sentence(training_class: TrainingClass) -> str:
    """The class's name inside a sentence: lớp bồi dưỡng nhận thức về Đảng khóa 5 năm 2026."""
    name = training_class.name.strip()
    return f"lớp {begun_small(name[4:] if name[:4].lower() == 'lớp ' else name)}"


def begun_small(text: str) -> str:
    """A heading inside a sentence: its first letter small, unless it begins with letters that are all capitals."""
    text = text.strip().rstrip(".")
    return text if text[1:2].isupper() or not text[1:2].isalpha() else text[:1].lower() + text[1:]
