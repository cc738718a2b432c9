"""The paper: one stand-alone print page, and the same page as a PDF. Nothing is fetched from anywhere.

The style sheets travel inside the page, so it can be kept, mailed and opened by itself.
"""

from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse

from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from reports.annexes import Annex, annexes
from reports.charts import Chart, on_sheets
from reports.charts.report import report_charts
from reports.checklist import checklist
from reports.marks import as_of, mark, whose
from reports.paper_sections import paper_sections
from reports.seals.paper import Seal
from reports.value import Report

STYLESHEET = "reports/print.css"


@dataclass(frozen=True)
class Pack:
    """What the reviewer's copy says beside the report: which version, who submitted it, how it was checked, what differs.

    A province's has none of this until it is closed; a preview has a number and is not submitted yet.
    """

    number: int | None
    warnings: tuple  # of Explained: each warning with its reason
    rules: tuple[tuple[str, str], ...]
    submitted_at: datetime | None = None
    submitted_by: str = ""
    note: str = ""
    seal: Seal | None = None  # the QR code of the last page
    comparisons: tuple[Annex, ...] = ()


def report_html(report: Report, pack: Pack | None = None) -> str:
    """The whole report as one page that needs no other file; with a pack, its last pages compare and check its figures."""
    return render_to_string("reports/print.html", print_context(report, pack))


def report_pdf(report: Report, pack: Pack | None = None) -> bytes:
    """The report as a tagged PDF with bookmarks, with a pack the reviewer's copy; OSError where this machine lacks Pango."""
    return pdf_of(report_html(report, pack))


@dataclass(frozen=True)
class Part:
    """What begins on a page of its own with numbers of its own: a table, or the charts."""

    title: str
    page: str  # the name of its pages, never that of the part before it
    number: int | None = None
    annex: Annex | None = None
    charts: tuple[Chart, ...] = ()


def parts_of(report: Report, comparisons: tuple[Annex, ...] = ()) -> list[Part]:
    """The annexes in their order, the charts as the last of them, then comparisons without a number."""
    made = [(annex.title, annex, ()) for annex in annexes(report)]
    if charts := report_charts(report):
        made.append(("Biểu đồ", None, tuple(piece for chart in charts for piece in on_sheets(chart))))
    numbered = len(made)
    made += [(annex.title, annex, ()) for annex in comparisons]
    return [
        Part(title, _page(place, annex), place if place <= numbered else None, annex, charts)
        for place, (title, annex, charts) in enumerate(made, 1)
    ]


def _page(place: int, annex: Annex | None) -> str:
    return f"{'wide' if annex and annex.wide else 'tall'}-{'odd' if place % 2 else 'even'}"


def print_context(report: Report, pack: Pack | None = None) -> dict:
    """What the printed report is rendered from; with a pack also its comparisons and the check of its figures."""
    return {
        "pack": pack,
        "checked": checklist(report, pack.rules) if pack else [],
        "address": _address(report, pack) if pack else "",
        "report": report,
        "title": f"Báo cáo {report.letterhead.subject} – {report.name}",
        "subject": f"{whose(report)}, {report.period.label}",
        "sections": paper_sections(report),
        "parts": parts_of(report, pack.comparisons if pack else ()),
        "mark": mark(report),
        "as_of": as_of(report),
        "stylesheet": stylesheet(STYLESHEET, on=report.letterhead.dated_on),
    }


def _address(report, pack) -> str:
    """Where the figures of the paper open."""
    at = [report.code, report.period.code]
    if report.scope == "province":
        closed = pack.submitted_at
        return (
            reverse("reports:province_version", args=[*at, pack.number])
            if closed
            else reverse("reports:province", args=at)
        )
    return (
        reverse("reports:version", args=[*at, pack.number]) if pack.submitted_at else reverse("reports:report", args=at)
    )
