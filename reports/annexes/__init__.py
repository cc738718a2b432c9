"""The annex tables of a report as rows and columns, once: page, PDF and sheet print these."""

from reports.annexes.breakdowns import breakdowns
from reports.annexes.by_centre import by_centre
from reports.annexes.by_locality import by_locality
from reports.annexes.class_list import class_list
from reports.annexes.codes import coded
from reports.annexes.composition import composition
from reports.annexes.headings import Heading, headings
from reports.annexes.opened import opened
from reports.annexes.results import results
from reports.annexes.summary import summary
from reports.annexes.table import Annex, Column, Row
from reports.annexes.teaching import teaching
from reports.value import Report

__all__ = ["Annex", "Column", "Heading", "Row", "annexes", "headings"]


def annexes(report: Report) -> list[Annex]:
    """The annexes that the report has rows for, in the order of their numbers."""
    makers = (opened, by_centre, by_locality, results, composition, teaching, breakdowns, summary, class_list)
    return [coded(annex) for annex in (make(report) for make in makers) if annex.rows]
