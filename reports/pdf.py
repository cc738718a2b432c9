"""The paper: one stand-alone print page, and the same page as a PDF. Nothing is fetched from anywhere.

The style sheets travel inside the page, so it can be kept, mailed and opened by itself.
"""

from django.template.loader import render_to_string

from centres.papers.styles import stylesheet
from reports.annexes import annexes
from reports.marks import as_of, mark, whose
from reports.paper_sections import paper_sections
from reports.value import Report

STYLESHEET = "reports/print.css"


def report_html(report: Report) -> str:
    """The whole report as one page that needs no other file."""
    return render_to_string("reports/print.html", print_context(report))


def report_pdf(report: Report) -> bytes:
    """The report as a tagged PDF with bookmarks; OSError where this machine lacks Pango."""
    # Without Pango, WeasyPrint cannot even be imported; everything but printing must work all the same.
    from centres.papers.typesetting import typeset  # noqa: PLC0415

    return typeset(report_html(report))


def print_context(report: Report) -> dict:
    return {
        "report": report,
        "title": f"Báo cáo {report.letterhead.subject} – {report.name}",
        "subject": f"{whose(report)}, {report.period.label}",
        "sections": paper_sections(report),
        "annexes": annexes(report),
        "mark": mark(report),
        "as_of": as_of(report),
        "stylesheet": stylesheet(STYLESHEET),
    }
