"""Figures as they stand in sentences: the values that a token may print, and numbers that know their token.

Beside the figures (`[[O1]]`) a token names a row of a breakdown (`[[O2:block:dang]]`), or the opened classes of one
programme with one partner (`[[O1:với:Hội Nông dân:chuyen-de]]`; own classes under the key `own`).
"""

from collections.abc import Iterable
from decimal import Decimal

from reports.value import BreakdownRow, ClassLine, FigureValue, Report

WITH = "với"
BREAKDOWNS = ("programme", "group", "line", "block", "partner", "month")


class TokenInt(int):
    """A count that is written as its token."""

    token: str


class TokenDecimal(Decimal):
    """A percentage that is written as its token."""

    token: str


def named(value: FigureValue, token: str) -> FigureValue:
    """The value with the token that stands for it in a sentence; pairs and what is not known have none of their own."""
    kinds = {int: TokenInt, Decimal: TokenDecimal}
    kind = kinds.get(type(value))
    if kind is None:
        return value
    made = kind(value)
    made.token = token
    return made


def named_figures(figures: dict[str, FigureValue]) -> dict[str, FigureValue]:
    return {code: named(value, code) for code, value in figures.items()}


def named_rows(name: str, rows: Iterable[BreakdownRow]) -> tuple[BreakdownRow, ...]:
    """The rows of a breakdown with the tokens of their numbers."""
    return tuple(
        BreakdownRow(
            row.key,
            row.label,
            named(row.classes, f"O1:{name}:{row.key}"),
            named(row.learners, f"O2:{name}:{row.key}"),
        )
        for row in rows
    )


def cell_token(code: str, partner: str, programme: str) -> str:
    return f"{code}:{WITH}:{partner}:{programme}"


def token_values(report: Report) -> dict[str, FigureValue]:
    """Everything that a token may print in this report, by its code."""
    return report.figures | _rows(report) | _cells(report.classes)


def _rows(report):
    rows = [(name, row) for name in BREAKDOWNS for row in report.breakdowns.get(name, ())]
    classes = {f"O1:{name}:{row.key}": row.classes for name, row in rows}
    return classes | {f"O2:{name}:{row.key}": row.learners for name, row in rows}


def _cells(lines: Iterable[ClassLine]):
    found = {}
    for line in lines:
        if line.opened:
            of = line.partner if line.ownership == "joint" else "own", line.programme
            for code, number in (("O1", 1), ("O2", line.learners)):
                token = cell_token(code, *of)
                found[token] = found.get(token, 0) + number
    return found
