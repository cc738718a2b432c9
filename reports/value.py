"""What a report is, as one plain value: the page, the PDF, the sheet and the JSON print this and nothing else.

Figures (codes and definitions: reports/dictionary.py) hold int, Decimal (percentages, at most two decimals, unrounded zeros stripped when
written), None (chưa có), tuples (n, base) or (difference, percent), or a dict for C4. A figure that makes no sense
here is absent.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from centres.papers.letterhead import Letterhead

FigureValue = int | Decimal | None | tuple | dict


@dataclass(frozen=True)
class Period:
    """A reporting period: its code (2022-H1), first and last day (both included), and its name in a sentence."""

    code: str
    first: date
    last: date
    label: str  # "6 tháng đầu năm 2022"


@dataclass(frozen=True)
class BreakdownRow:
    key: str
    label: str
    classes: int | None
    learners: int | None


@dataclass(frozen=True)
class GateEntry:
    code: str
    message: str
    classes: int | None = None  # by how many classes it fails
    learners: int | None = None
    where: str = ""


@dataclass(frozen=True)
class ClassLine:
    """One class behind the figures: what the annexes print and what a figure on screen opens."""

    pk: int
    code: str
    name: str
    programme: str  # code
    programme_name: str
    ownership: str
    partner: str
    kind: str
    status: str
    opened_on: date | None
    closed_on: date | None
    recognised_on: date | None
    called: int | None
    learners: int  # lượt as in O2
    opened: bool  # counts in O
    finished: bool  # counts in R
    assessed: int  # R3 of the class
    bands: tuple[int, int, int, int, int]  # R4..R8 of the class
    not_assessed: int  # R9 of the class
    considered_for_titles: bool
    titled: bool | None
    rewarded: int
    outside_plan: bool = False
    modules_done: int | None = None
    centre: str = ""  # name of the host centre, for the annexes of a province
    maintained: bool = False  # counts in M1: maintained and not closed on the day the report counts up to
    expected: bool = False  # counts in E1: planned to open by the end of the period
    missing: int = 0  # lượt of a finished class that the centre assesses with neither a mark nor a reason
    completed: int = 0  # recognised as having completed: the numerator of R11
    graduated: int = 0  # M4 of the class
    excellent: int | None = None  # T2 of the class: those on the commendation list, else R4; None while unknown
    reasons: tuple[tuple[str, int], ...] = ()  # R9 by reason, as it is printed, only those that occur
    group: str = ""  # keys of the rows in which breakdowns count it
    reporting_line: str = ""
    block: str = ""
    month: str = ""  # 2022-06: the month whose report counts it as opened, by the province's last days
    locality: str = ""  # key of the row by locality; empty where no locality is known
    certificates: int | None = None  # issued to its learners; None where the centre keeps no register here

    @property
    def good_or_better(self) -> int:
        """The class's part of the numerator of R10: excellent, very good and good."""
        return sum(self.bands[:3])

    def called_in(self, province: bool) -> str:
        """The class's name in a sentence; in a province's report with its centre, since many have one of that name."""
        return f"{self.name} – {self.centre}" if province else self.name


@dataclass(frozen=True)
class ProgrammeLine:
    """One programme against its plan: a row of annex 1. None is chưa có."""

    code: str
    name: str
    joint: bool
    planned_classes: int | None
    planned_learners: int | None
    classes: int
    learners: int
    classes_to_date: int
    learners_to_date: int
    past_classes: int | None
    past_learners: int | None
    partners: str = ""
    planned_elsewhere: bool = False  # the programme's quota stands on its other line (own or joint), not here


@dataclass(frozen=True)
class LecturerLine:
    """What one lecturer taught in the period, and in the year against the norm. Hours are standard hours."""

    name: str
    post: str
    sessions: int
    periods: int
    papers: int
    test_sets: int
    hours: Decimal | None  # None where no norm is in force
    hours_to_date: Decimal | None
    due: Decimal | None  # of the whole year; None for one whom no norm binds


@dataclass(frozen=True)
class CentreLine:
    """One centre of a province's report: a row of its annex. Without figures its report is not approved yet."""

    name: str
    level: str  # cấp huyện, xã, phường, đặc khu: as it was on the period's last day
    figures: dict[str, FigureValue] | None
    localities: tuple[str, ...] = ()  # that it serves on the period's last day


@dataclass(frozen=True)
class CountedVersion:
    """An approved version that a province's totals add up."""

    centre: str  # code
    name: str
    number: int
    sha256: str


@dataclass(frozen=True)
class Section:
    """A numbered part of the report: generated sentences first, then what staff wrote (tokens still in it)."""

    key: str
    heading: str
    level: int  # 1 for I-, 2 for 1.
    generated: tuple[str, ...] = ()
    text: str = ""
    proposed: tuple[str, ...] = ()  # the generated sentences with their tokens, also where staff wrote others instead
    replaced: bool = False  # what staff wrote stands instead of the generated sentences


@dataclass(frozen=True)
class Report:
    scope: str  # "centre" or "province"
    code: str
    name: str
    period: Period
    as_of: date  # up to which day it counts: the period's last day or today
    figures: dict[str, FigureValue]
    breakdowns: dict[str, tuple[BreakdownRow, ...]]
    notes: tuple[str, ...]
    errors: tuple[GateEntry, ...]
    warnings: tuple[GateEntry, ...]
    prose: tuple[str, ...]
    letterhead: Letterhead
    sections: tuple[Section, ...] = ()
    classes: tuple[ClassLine, ...] = ()
    programmes: tuple[ProgrammeLine, ...] = ()
    lecturers: tuple[LecturerLine, ...] = ()
    centres: tuple[CentreLine, ...] = ()  # of a province
    counted: tuple[CountedVersion, ...] = ()  # of a province: what its totals add up
    coverage: dict[str, tuple[int, int]] = field(default_factory=dict)
    live: bool = False  # a province's live figures, not yet approved
    missing: tuple[int | None, int | None] | None = None  # classes, learners that a past report does not account for
