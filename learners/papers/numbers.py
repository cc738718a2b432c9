"""Numbers of papers: which are taken, which comes next, which are missing."""

import re
from dataclasses import dataclass

from django.db.models import Max

from centres import dates
from centres.models import Centre
from classes.models import TrainingClass
from learners.models import Paper, Term
from learners.models.paper import HIGHEST, PaperKind, Series

SERIES_OF = {
    PaperKind.PLAN: Series.PLAN,
    PaperKind.NOTICE: Series.NOTICE,
    PaperKind.OPENING: Series.DECISION,
    PaperKind.OFFICERS: Series.DECISION,
    PaperKind.MINUTES: Series.MINUTES,
    PaperKind.RECOGNITION: Series.DECISION,
    PaperKind.COMMENDATION: Series.DECISION,
    PaperKind.REPORT: Series.REPORT,
    PaperKind.LETTER: Series.LETTER,
}
WRITTEN_IN_CLASS = {
    PaperKind.OPENING: ("opening_number", "opening_decided_on"),
    PaperKind.RECOGNITION: ("recognition_number", "recognised_on"),
}
"""The papers whose number and day stand in the class itself, where reports read them."""


def next_number(term: Term, series: str) -> int:
    """The number after the highest taken. Safe to give only while the centre is locked."""
    taken = Paper.objects.filter(centre=term.centre_id, term=term, series=series)
    return (taken.aggregate(last=Max("number"))["last"] or 0) + 1


def upcoming_decision(centre: Centre) -> str:
    """The number that the centre's next decision would bear today: 13-QĐ/TTCT; empty where no term runs."""
    term = Term.objects.of(centre, dates.today())
    if term is None:
        return ""
    return f"{next_number(term, Series.DECISION):02}-{Series.DECISION}/{centre.symbol}"


def own_number(centre: Centre, text: str) -> int | None:
    """The number in "08-QĐ/TTCT" where it is a decision of this centre; None for another body's or another way of writing."""
    found = re.fullmatch(rf"0*([1-9]\d{{0,4}})\s*-\s*QĐ/{re.escape(centre.symbol)}", text.strip())
    return int(found[1]) if found and int(found[1]) <= HIGHEST else None


def class_number(training_class: TrainingClass, kind: str):
    """(number as written, day) of a decision that stands in the class: ("08-QĐ/TTCT", 05/02/2026)."""
    number, day = WRITTEN_IN_CLASS[kind]
    return getattr(training_class, number), getattr(training_class, day)


@dataclass(frozen=True)
class Book:
    """One series of one term: its papers by number, and the numbers below the highest that nobody took."""

    series: str
    papers: list[Paper]

    @property
    def label(self) -> str:
        return Series(self.series).label

    @property
    def gaps(self) -> list[tuple[int, int]]:
        """Runs of missing numbers, each as (first, last)."""
        runs, expected = [], 1
        for paper in self.papers:
            if paper.number > expected:
                runs.append((expected, paper.number - 1))
            expected = paper.number + 1
        return runs

    @property
    def gaps_in_words(self) -> str:
        """02, 05-07"""
        return ", ".join(f"{first:02}" if first == last else f"{first:02}-{last:02}" for first, last in self.gaps)

    @property
    def next_in_words(self) -> str:
        """The number that comes next: 08."""
        return f"{self.papers[-1].number + 1 if self.papers else 1:02}"

    @property
    def slug(self) -> str:
        """The heading's anchor on the page."""
        return f"loai-{Series(self.series).name.lower()}"
