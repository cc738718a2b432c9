"""The paper: one stand-alone print page, and the same page as a PDF. Nothing is fetched from anywhere.

The style sheet travels inside the page as a data: address, so the page can be kept, mailed and opened by itself.
"""

import base64

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from reports.annexes import annexes
from reports.value import Report
from reports.written import day

DRAFT = "BẢN NHÁP – số liệu chưa đạt kiểm tra"
NOT_APPROVED = "số liệu chưa duyệt"
STYLESHEET = "reports/print.css"
OWN_STYLES = "data:text/css;"


class OwnFilesOnly(URLFetcher):
    """Lets WeasyPrint read the page's own style sheet and stops at any other address."""

    def fetch(self, url, headers=None):
        if not url.startswith(OWN_STYLES):
            raise FatalURLFetchingError(f"a report must not fetch {url}")
        return super().fetch(url, headers)


def report_html(report: Report) -> str:
    """The whole report as one page that needs no other file."""
    return render_to_string("reports/print.html", print_context(report))


def report_pdf(report: Report) -> bytes:
    """The report as a tagged PDF (PDF/UA-1) with bookmarks."""
    page = HTML(string=report_html(report), base_url="about:blank", url_fetcher=OwnFilesOnly())
    return page.write_pdf(pdf_variant="pdf/ua-1")


def print_context(report: Report) -> dict:
    return {
        "report": report,
        "title": f"Báo cáo {report.letterhead.subject} – {report.name}",
        "subject": f"{report.name}, {report.period.label}",
        "annexes": annexes(report),
        "mark": mark(report),
        "as_of": as_of(report),
        "stylesheet": _stylesheet(),
    }


def mark(report: Report) -> str:
    """What must be seen on every page of a report that nobody may rely on yet; empty for a sound one."""
    marks = [DRAFT] if report.errors else []
    if report.live:
        marks.append(NOT_APPROVED)
    return "; ".join(marks)


def as_of(report: Report) -> str:
    """ "tính đến ngày 15/5/2022" for a report made before its period ended."""
    return f"tính đến ngày {day(report.as_of)}" if report.as_of < report.period.last else ""


def _stylesheet() -> str:
    with open(finders.find(STYLESHEET), "rb") as styles:
        return f"{OWN_STYLES}base64,{base64.b64encode(styles.read()).decode()}"
