"""What an annex table is made of. A cell is a text, a number (Decimal is a percentage), a date, None (chưa có) or
NOT_APPLICABLE. Totals are the report's figures; only groups within a table are added up.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlencode

from reports.value import ClassLine, Report
from reports.written import NOT_APPLICABLE


@dataclass(frozen=True)
class Column:
    label: str
    width: int  # in characters, of the sheet; shares of the line on paper
    group: str = ""  # heading over several columns
    kind: str = "number"  # or "signed", "text"; "class": a text that leads to the class, "figure": a figure's name

    @property
    def is_text(self) -> bool:
        return self.kind in ("text", "class", "figure")


@dataclass(frozen=True)
class Row:
    cells: tuple
    kind: str = "line"  # "group": a heading with its sums; "total": the report's figures
    pk: int | None = None  # the class behind the row
    links: dict[int, str] = field(
        default_factory=dict, compare=False
    )  # column → the figure it is, with what narrows it: O1/?theo=…
    code: str = field(default="", compare=False)  # what the line bears on paper: B2.3


@dataclass(frozen=True)
class Annex:
    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    wide: bool = False
    notes: tuple[str, ...] = ()

    @property
    def has_groups(self) -> bool:
        return any(column.group for column in self.columns)


def narrowed(codes: dict[int, str], **by) -> dict[int, str]:
    """Links of a row's columns to their figures, narrowed to the classes of the row."""
    query = f"?{urlencode(by)}" if by else ""
    return {column: f"{code}/{query}" for column, code in codes.items()}


def total_words(report: Report, code: str = "O1", words: str = "Tổng cộng") -> str:
    """What a total is called: in a province's report with how many of the centres it adds up, "Tổng cộng (8/9 trung tâm)"."""
    covered = coverage_of(report, code)
    return f"{words} ({covered})" if covered else words


def coverage_of(report: Report, code: str) -> str:
    """ "8/9 trung tâm" for a figure of a province, empty for a centre's or where all are known."""
    known, expected = report.coverage.get(code, (0, 0))
    return f"{known}/{expected} trung tâm" if known != expected else ""


def of_class(pk: int, codes: dict[int, str]) -> dict[int, str]:
    """Links of a class's row: the class's own part of each figure."""
    return narrowed(codes, theo="lop", khoa=pk)


def figure(figures, code):
    """The figure as a cell: one that the report does not have makes no sense in it."""
    return figures.get(code, NOT_APPLICABLE)


def class_rows(report: Report, lines: Sequence[ClassLine], make_row: Callable[[int, ClassLine], Row]) -> list[Row]:
    """A numbered row for each class; in a province's report under a heading for each centre, numbered anew."""
    if report.scope != "province":
        return [make_row(place, line) for place, line in enumerate(lines, 1)]
    rows = []
    for centre, members in groupby(sorted(lines, key=lambda line: line.centre), key=lambda line: line.centre):
        made = [make_row(place, line) for place, line in enumerate(members, 1)]
        if centre:
            rows.append(Row(("", centre, *[""] * (len(made[0].cells) - 2)), "group"))
        rows += made
    return rows
