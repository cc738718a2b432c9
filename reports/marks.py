"""What stands beside a report's figures wherever they show: whose they are, up to which day, not to be relied on yet."""

from reports.value import Report
from reports.written import day

DRAFT = "BẢN NHÁP – số liệu chưa đạt kiểm tra"
NOT_APPROVED = "số liệu chưa duyệt"


def mark(report: Report) -> str:
    """The words for every page and sheet of a draft or of a province's live figures; empty for a sound report."""
    marks = [DRAFT] if report.errors else []
    if report.live:
        marks.append(NOT_APPROVED)
    return "; ".join(marks)


def as_of(report: Report) -> str:
    """ "tính đến ngày 15/05/2022" for a report made before its period ended."""
    return f"tính đến ngày {day(report.as_of)}" if report.as_of < report.period.last else ""


def whose(report: Report) -> str:
    """Whose figures these are, as the head of each table says it."""
    return f"Các trung tâm chính trị, {report.name}" if report.scope == "province" else report.name
