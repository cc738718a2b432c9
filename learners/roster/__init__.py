"""Reads learner lists as units send them: any spreadsheet in, people and every doubt about them out.

`read_roster` is the only door. The package knows no Django and no database.
"""

from .reading import CellText, Problem, RosterReading, RosterRow, read_roster

__all__ = ["CellText", "Problem", "RosterReading", "RosterRow", "read_roster"]
