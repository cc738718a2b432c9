"""Rule 6 of the gate: the year against the latest versions of its two halves (docs/FIGURES.md, additive figures)."""

from centres.models import Centre
from reports.dictionary import define
from reports.figures.books import ADDITIVE as BOOKS
from reports.figures.window import Window
from reports.models import ReportVersion
from reports.models.review import StepKind
from reports.periods import Calendar, name_of, parse
from reports.value import GateEntry, Report
from reports.versions.content import read_content
from reports.versions.differences import differences
from reports.versions.rows import frozen_rows, live_rows
from reports.written import count

ADDITIVE = ("O1", "O2", "O4", *(f"R{place}" for place in range(1, 10)), "T3", "M3", "M4", *BOOKS, "L9")
PAIRS = ("T1", "T2")
"""n of a base, absent where no class was considered: both numbers of the year are the sums of the halves'."""
MOST_NAMED = 6
OF_CLASSES = frozenset({"O1", "R1", "M3", "S1", "T1"})


def halves_warnings(centre: Centre, report: Report, build) -> tuple[GateEntry, ...]:
    """A warning for each figure of a year that its halves, as they were last submitted, do not add up to, with the records
    that changed since then.

    None while one of them was not submitted. One query, none for other periods; where something differs, each half is
    counted anew (`build`: build_report, which calls this).
    """
    parts = parse(report.period.code)
    if parts.part:
        return ()
    halves = _latest(centre, [f"{parts.year}-H1", f"{parts.year}-H2"])
    if len(halves) < 2:
        return ()
    stored = [read_content(version.content).report.figures for version in halves.values()]
    found = [(code, "", off) for code in ADDITIVE if (off := _difference(code, report.figures, stored))]
    found += [(code, part, off) for code in PAIRS for part, off in _pair_differences(code, report.figures, stored)]
    moved = {code: _moved(centre, version, build) for code, version in halves.items()} if found else {}
    return tuple(_entry(code, part, off, parts.year, moved) for code, part, off in found)


def _moved(centre, version, build) -> dict[str, str]:
    """By figure, the records of one half that changed since it was submitted, as classes and numbers of learners."""
    stored = read_content(version.content).report
    window = Window.of(Calendar.of(centre.province), stored.period.code, stored.as_of)
    now = build(centre, stored.period.code, as_of=stored.as_of)
    found = differences(stored, frozen_rows(version), now, live_rows(centre, window))
    return {
        change.code: "; ".join(f"{record} ({what})" for record, what in change.by_class()[:MOST_NAMED])
        or f"từ {change.old} thành {change.new}"
        for change in found.figures
    }


def has_moved(half: str) -> str:
    """How a warning names the half whose records changed: "Số liệu 6 tháng đầu năm 2022 đã đổi từ khi trình"."""
    return f"Số liệu {name_of(half)} đã đổi từ khi trình"


def _latest(centre, codes):
    versions = (
        ReportVersion.objects.filter(report__centre=centre, report__period__in=codes)
        .exclude(steps__kind=StepKind.WITHDRAWN)
        .defer("pdf")
        .select_related("report")
        .order_by("number")
    )
    return {version.report.period: version for version in versions}


def _difference(code, year, halves):
    return _off([year.get(code), *(half.get(code) for half in halves)])


def _pair_differences(code, year, halves):
    """(what, by how much) for n and for the base."""
    pairs = [figures.get(code, (0, 0)) for figures in (year, *halves)]
    named = zip(("", " (số được xét)"), zip(*pairs, strict=True), strict=True)
    return [(part, off) for part, values in named if (off := _off(values))]


def _off(values):
    """By how much the first exceeds the sum of the others; 0 where one is unknown."""
    return 0 if None in values else values[0] - sum(values[1:])


def _entry(code, part, off, year, moved):
    unit = define(code).unit
    halves = " và ".join(name_of(f"{year}-{half}") for half in ("H1", "H2"))
    text = (
        f"{define(code).name}{part} cả năm {'nhiều hơn' if off > 0 else 'ít hơn'} tổng của {halves} đã trình"
        f" {count(abs(off))} {unit}."
    )
    for half, changes in moved.items():
        if code in changes:
            text += f" {has_moved(half)}: {changes[code]}."
    amounts = (off, 0) if code in OF_CLASSES else (0, off)
    return GateEntry("G6", text, *amounts, code)
