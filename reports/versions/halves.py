"""Rule 6 of the gate: the year against the latest versions of its two halves (docs/FIGURES.md, additive figures)."""

from centres.models import Centre
from reports.dictionary import define
from reports.figures.books import ADDITIVE as BOOKS
from reports.models import ReportVersion
from reports.models.review import StepKind
from reports.periods import name_of, parse
from reports.value import GateEntry, Report
from reports.versions.content import read_content
from reports.written import count

ADDITIVE = ("O1", "O2", "O4", *(f"R{place}" for place in range(1, 10)), "T3", "M3", "M4", *BOOKS, "L9")
OF_CLASSES = frozenset({"O1", "R1", "M3", "S1"})


def halves_warnings(centre: Centre, report: Report) -> tuple[GateEntry, ...]:
    """A warning for each figure of a year that its halves, as they were last submitted, do not add up to.

    None while one of them was not submitted. One query, none for other periods.
    """
    parts = parse(report.period.code)
    if parts.part:
        return ()
    halves = _latest(centre, [f"{parts.year}-H1", f"{parts.year}-H2"])
    if len(halves) < 2:
        return ()
    stored = [read_content(version.content).report.figures for version in halves.values()]
    found = ((code, _difference(code, report.figures, stored)) for code in ADDITIVE)
    return tuple(_entry(code, off, parts.year) for code, off in found if off)


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
    values = [year.get(code), *(half.get(code) for half in halves)]
    return 0 if None in values else values[0] - sum(values[1:])


def _entry(code, off, year):
    unit = define(code).unit
    halves = " và ".join(name_of(f"{year}-{half}") for half in ("H1", "H2"))
    text = (
        f"{define(code).name} cả năm {'nhiều hơn' if off > 0 else 'ít hơn'} tổng của {halves} đã trình"
        f" {count(abs(off))} {unit}. Trang “Thay đổi từ khi duyệt” của từng kỳ nêu các bản ghi đã đổi; ở đó lập được báo"
        " cáo điều chỉnh."
    )
    amounts = (off, 0) if code in OF_CLASSES else (0, off)
    return GateEntry("G6", text, *amounts, code)
