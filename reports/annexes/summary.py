"""Tổng hợp số liệu: every figure of the report with its code."""

from reports.annexes.table import Annex, Column, Row, coverage_of, narrowed
from reports.dictionary import CHAPTERS, define
from reports.value import Report
from reports.written import change

COLUMNS = (
    Column("Mã", 8, kind="text"),
    Column("Chỉ tiêu", 60, kind="figure"),
    Column("Đơn vị tính", 13, kind="text"),
    Column("Số liệu", 20),
)
COVERAGE_COLUMN = Column("Phạm vi", 16, kind="text")


def summary(report: Report) -> Annex:
    """Every figure of the report with its code, chapter by chapter, then the breakdowns."""
    covered = bool(report.coverage)
    rows = []
    for chapter in CHAPTERS:
        lines = [_summary_row(report, code, covered) for code in _codes_of(chapter, report.figures)]
        if lines:
            rows += [_heading(chapter.title, covered), *lines]
    columns = (*COLUMNS, COVERAGE_COLUMN) if covered else COLUMNS
    return Annex("tong-hop", "Tổng hợp số liệu", columns, tuple(rows), notes=report.notes)


def _codes_of(chapter, figures) -> list[str]:
    """The report's figures of a chapter in its order, suffixed ones (R1c) after the one they belong to."""
    codes = []
    for about in chapter.definitions:
        codes += [code for code in (about.code, f"{about.code}c", f"{about.code}p") if code in figures]
    return list(dict.fromkeys(codes))


def _heading(title: str, covered: bool) -> Row:
    return Row(("", title, "", "", *([""] if covered else [])), "group")


def _summary_row(report: Report, code: str, covered: bool) -> Row:
    about = define(code)
    cells = (code, about.name, about.unit, summary_value(code, report.figures[code]))
    return Row((*cells, coverage_of(report, code)) if covered else cells, links=narrowed({3: code}))


def summary_value(code: str, figure):
    """A figure as one cell: plain numbers stay numbers, pairs become their usual writing (35/419, +3 (+50%))."""
    return change(figure) if code in ("O9", "O10") and isinstance(figure, tuple) else figure
