"""The words of the papers of a class, each as one value. What is not known is left blank, never made up."""

from learners.papers.texts.opening import notice, officers, opening
from learners.papers.texts.results import commendation, letter, marks, minutes, recognition, report

__all__ = ["commendation", "letter", "marks", "minutes", "notice", "officers", "opening", "recognition", "report"]
