"""Comparisons as tables: a report beside the same period last year, and beside the version submitted before it."""

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from centres.models import Centre, Province
from reports import written
from reports.annexes.summary import summary_value
from reports.annexes.table import Annex, Column, Row
from reports.dictionary import DEFINITIONS, define
from reports.models import PeriodReport
from reports.periods import PeriodError, name_of, year_before
from reports.report import ReportError, build_province_report, build_report
from reports.value import ClassLine, Report
from reports.versions.content import read_content
from reports.versions.differences import FigureChange, differences
from reports.versions.rows import Rows, frozen_rows
from reports.wording import count

LISTED = 8
"""How many records or programmes a cell names before it only counts them: a row must fit on a page."""
POINTS = "Chênh lệch của các tỷ lệ (%) tính bằng điểm phần trăm."
NOT_YEARLY = ("O9", "O10", "P1", "P2", "E1", "E2", "C4", "N1", "N2")


def _columns(before: str, now: str, why: str) -> tuple[Column, ...]:
    return (
        Column("Mã", 7, kind="text"),
        Column("Số liệu", 44, kind="text"),
        Column(before, 16),
        Column(now, 16),
        Column("Chênh lệch", 13, kind="signed"),
        Column(why, 70, kind="text"),
    )


def with_last_year(owner: Centre | Province, report: Report) -> Annex | None:
    """The report's figures beside those of the same period last year, with the programmes that account for each
    difference; None where nothing of last year is known.

    Last year's classes and lượt are the report's own O1p and O2p. All else is shown only where the system itself holds
    last year's classes, so that a past report typed in as two totals does not show zeros.
    """
    if report.figures.get("O1p") is None and report.figures.get("O2p") is None:
        return None
    before = _last_year(owner, report)
    figures = {"O1": report.figures.get("O1p"), "O2": report.figures.get("O2p")}
    if before and all(before.figures.get(code) == number for code, number in figures.items()):
        figures = before.figures
    else:
        before = None
    rows = [_year_row(code, report, before, figures[code]) for code in _yearly(report, figures)]
    columns = _columns("Cùng kỳ năm trước", "Kỳ này", "Do chương trình")
    notes = (f"Cùng kỳ năm trước là {name_of(year_before(report.period.code))}.", POINTS)
    return Annex("so-sanh-nam-truoc", "So sánh với cùng kỳ năm trước", columns, tuple(rows), wide=True, notes=notes)


def _last_year(owner, report) -> Report | None:
    try:
        code = year_before(report.period.code)
        if report.scope == "province":
            return build_province_report(owner, code, live=report.live)
        return build_report(owner, code)
    except (PeriodError, ReportError):
        return None


def _yearly(report, figures) -> list[str]:
    """The codes that both years have and at least one of them knows, in the dictionary's order."""
    shared = [code for code in DEFINITIONS if code in figures and code in report.figures]
    spans = [code for code in shared if code[-1] in "cp" or code in NOT_YEARLY]
    return [code for code in shared if code not in spans and not figures[code] is report.figures[code] is None]


def _year_row(code: str, report: Report, before: Report | None, old) -> Row:
    now = report.figures[code]
    change = _change(old, now)
    why = _by_programme(code, report, before, change) if before else ""
    return Row((code, define(code).name, old, now, change, why))


NUMBERS: dict[str, Callable[[ClassLine], int]] = {
    "O1": lambda line: line.opened,
    "O2": lambda line: line.learners if line.opened else 0,
    "O4": lambda line: (line.called or 0) if line.opened else 0,
    "R1": lambda line: line.finished,
    "R2": lambda line: line.learners if line.finished else 0,
    "R3": lambda line: line.assessed if line.finished else 0,
    "R9": lambda line: line.not_assessed if line.finished else 0,
    "T3": lambda line: line.rewarded,
    "M4": lambda line: line.graduated,
} | {f"R{place}": (lambda line, band=place - 4: line.bands[band] if line.finished else 0) for place in range(4, 9)}
"""What one class adds to a figure."""


def _by_programme(code, report, before, change) -> str:
    """ "Bồi dưỡng đảng viên mới +2; …", only where the programmes' differences make up the figure's."""
    number = NUMBERS.get(code)
    if number is None or not isinstance(change, int):
        return ""
    found = _numbers(report.classes, number)
    found.subtract(_numbers(before.classes, number))
    changed = [(name, by) for name, by in found.most_common() if by]
    if sum(by for _, by in changed) != change:
        return ""
    changed.sort(key=lambda pair: -abs(pair[1]))
    return _listed([f"{name} {written.signed(by)}" for name, by in changed], "chương trình khác")


def _numbers(classes: Iterable[ClassLine], number) -> Counter:
    found = Counter()
    for line in classes:
        found[line.programme_name] += int(number(line))
    return found


def _listed(parts: list[str], others: str) -> str:
    more = len(parts) - LISTED
    return "; ".join([*parts[:LISTED], *([f"và {count(more)} {others}"] if more > 0 else [])])


def with_version_before(stored: PeriodReport, report: Report, rows: Rows, number: int) -> Annex | None:
    """What differs from the version submitted before this one (`number`), with the classes and how many learners'
    places that caused it, as reviewers see them: without names. None for a first version."""
    earlier = stored.versions.filter(number__lt=number).order_by("-number").first() if stored.pk else None
    if earlier is None:
        return None
    old = read_content(earlier.content).report
    found = differences(old, frozen_rows(earlier), report, rows)
    columns = _columns(f"Lần {earlier.number}", f"Lần {number}", "Do")
    title = f"So sánh với bản trình lần {earlier.number}"
    made = tuple(_version_row(change, old, report) for change in found.figures)
    notes = (POINTS,) if made else (f"Không số liệu nào khác bản trình lần {earlier.number}.",)
    return Annex("so-sanh-ban-truoc", title, columns, made, wide=True, notes=notes)


def _version_row(change: FigureChange, old: Report, new: Report) -> Row:
    code = change.code
    before, now = (one.figures.get(code, written.NOT_APPLICABLE) for one in (old, new))
    difference = written.NOT_APPLICABLE if code in ("O9", "O10") else _change(before, now)
    causes = [f"{name}: {what}" for name, what in change.by_class()]
    why = _listed(causes, "lớp khác") if causes else "chỉ tiêu, số đếm hoặc số cùng kỳ"
    return Row((code, change.name, summary_value(code, before), summary_value(code, now), difference, why))


def _change(before, now) -> int | Decimal | str | None:
    """The difference in the figure's own shape: of fractions part by part; None while either side is chưa có."""
    if before is None or now is None:
        return None
    if isinstance(before, tuple) and isinstance(now, tuple):
        parts = [_change(*pair) for pair in zip(before, now, strict=True)]
        return None if None in parts else "/".join(written.signed(part) for part in parts)
    if isinstance(before, int | Decimal) and isinstance(now, int | Decimal):
        return now - before
    return written.NOT_APPLICABLE
