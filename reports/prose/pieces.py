"""What sentences of several sections share."""

from reports.figures import Counted
from reports.wording import fraction


def upper(text: str) -> str:
    """The words at the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A course's name inside a sentence."""
    return text if text[1:2].isupper() else f"{text[:1].lower()}{text[1:]}"


def coverage_of(counted: Counted, code: str) -> str:
    """(8/9 trung tâm) where a province does not know the figure of every centre."""
    known, whole = counted.coverage.get(code, (0, 0))
    return f" ({fraction(known, whole)} trung tâm)" if known < whole else ""
