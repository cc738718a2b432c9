"""Reads learner lists as units send them: any spreadsheet in, people and every doubt about them out.

`read_roster` is the only door. The package knows no Django and no database.
"""

from .marks import ERRORS, ERRORS_SAID, MARK_SHEET, ORIGINAL_LINE
from .outline import Outline, SeenColumn
from .reading import CellText, Choice, Problem, RosterReading, RosterRow, read_roster
from .words import DEFAULT, Words

__all__ = [
    "DEFAULT",
    "ERRORS",
    "ERRORS_SAID",
    "MARK_SHEET",
    "ORIGINAL_LINE",
    "CellText",
    "Choice",
    "Outline",
    "Problem",
    "RosterReading",
    "RosterRow",
    "SeenColumn",
    "Words",
    "read_roster",
]
