"""Figures as they stand in sentences: the values that a token may print, and numbers that know their token.

Beside the figures (`[[O1]]`) a token names a row of a breakdown (`[[O2:block:dang]]`), the opened classes of one
programme with one partner (`[[O1:với:Hội Nông dân:chuyen-de]]`; own classes under the key `own`), what is left of the year's plan
(`[[O1:còn]]`, `[[O1:còn:chuyen-de]]`), a programme's difference to last year (`[[O9:chuyen-de]]`), a class (`[[O2:lớp:YB-06]]`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from reports.figures.totals import difference
from reports.value import BreakdownRow, ClassLine, FigureValue, ProgrammeLine, Report

WITH, LEFT, OF_CLASS = "với", "còn", "lớp"
BREAKDOWNS = ("programme", "group", "line", "block", "partner", "month")
UNITS = {"O1": "Số lớp", "O2": "Lượt học viên"}
CLASSES_LEFT, LEARNERS_LEFT = "Số lớp còn phải mở theo kế hoạch năm", "Số học viên còn thiếu so với kế hoạch năm"


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
    """The token of what a partner and a programme share."""
    return f"{code}:{WITH}:{partner}:{programme}"


@dataclass(frozen=True)
class Part:
    """A number that a token may print beside the figures: what it is, for who chooses it, and its value."""

    code: str
    label: str
    value: FigureValue


def token_values(report: Report) -> dict[str, FigureValue]:
    """Everything that a token may print in this report, by its code."""
    return report.figures | {part.code: part.value for part in token_parts(report)}


def token_parts(report: Report) -> list[Part]:
    """What is left of the plan first, then programmes, rows of breakdowns, partners, single classes."""
    return [*_left(report), *_changes(report), *_rows(report), *_cells(report.classes), *_classes(report)]


def left(planned: int | None, done: int) -> int | None:
    """What a plan still asks for: chưa có without a plan, 0 where it is met or more."""
    return None if planned is None else max(planned - done, 0)


def _left(report):
    figures = report.figures
    for code, planned, done, unit in (("O1", "P1a", "O1c", CLASSES_LEFT), ("O2", "P2a", "O2c", LEARNERS_LEFT)):
        if done in figures:
            yield Part(f"{code}:{LEFT}", unit, left(figures.get(planned), figures[done]))
    for programme, lines in _by_programme(report).items():
        planned = [line.planned_classes for line in lines if not line.planned_elsewhere]
        number = left(planned[0] if planned else None, sum(line.classes_to_date for line in lines))
        yield Part(f"O1:{LEFT}:{programme}", f"{CLASSES_LEFT}: {lines[0].name}", number)


def _changes(report):
    """Against the same period last year, by programme; where nothing is known of it there is nothing to choose."""
    for programme, lines in _by_programme(report).items():
        for code, now, before, unit in (
            ("O9", "classes", "past_classes", "lớp"),
            ("O10", "learners", "past_learners", "lượt"),
        ):
            past = [getattr(line, before) for line in lines]
            if None not in past:
                number = difference(sum(getattr(line, now) for line in lines), sum(past))
                yield Part(f"{code}:{programme}", f"Tăng, giảm {unit} so cùng kỳ: {lines[0].name}", number)


def _by_programme(report) -> dict[str, list[ProgrammeLine]]:
    found = {}
    for line in report.programmes:
        if line.code:
            found.setdefault(line.code, []).append(line)
    return found


def _rows(report):
    for name in BREAKDOWNS:
        for row in report.breakdowns.get(name, ()):
            yield Part(f"O1:{name}:{row.key}", f"{UNITS['O1']}: {row.label}", row.classes)
            yield Part(f"O2:{name}:{row.key}", f"{UNITS['O2']}: {row.label}", row.learners)


def _cells(lines: Iterable[ClassLine]):
    found = {}
    for line in lines:
        if line.opened:
            partner = line.partner if line.ownership == "joint" else "own"
            for code, number in (("O1", 1), ("O2", line.learners)):
                token = cell_token(code, partner, line.programme)
                label = f"{UNITS[code]}: {line.partner or 'Trung tâm chủ trì'}, {line.programme_name}"
                before = found.get(token, Part(token, label, 0))
                found[token] = replace(before, value=before.value + number)
    return found.values()


def _classes(report):
    """Numbers of a single class by its code; in a province several classes may bear one."""
    for line in report.classes if report.scope == "centre" else ():
        if line.opened:
            yield Part(f"O2:{OF_CLASS}:{line.code}", f"{UNITS['O2']}: lớp {line.code} – {line.name}", line.learners)
        if line.finished and line.assessed:
            yield Part(f"R3:{OF_CLASS}:{line.code}", f"Được đánh giá: lớp {line.code} – {line.name}", line.assessed)
