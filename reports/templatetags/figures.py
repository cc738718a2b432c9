"""What the report's templates print: cells and headings of the annex tables, figures, paragraphs with their figures."""

from dataclasses import dataclass
from itertools import groupby

from django import template

from reports import written
from reports.annexes import Annex, Column, Row
from reports.tokens import fill
from reports.value import Report, Section

register = template.Library()


@dataclass(frozen=True)
class Cell:
    text: str
    css: str = ""


@dataclass(frozen=True)
class Heading:
    label: str
    across: int = 1
    down: int = 1


@register.filter
def cells(annex: Annex, row: Row) -> list[Cell]:
    """The row as texts, each with the class its column or value asks for."""
    return [_cell(column, cell) for column, cell in zip(annex.columns, row.cells, strict=True)]


def _cell(column: Column, cell) -> Cell:
    text = written.signed(cell) if column.kind == "signed" else written.value(cell)
    if cell is None:
        return Cell(text, "unknown")
    return Cell(text, "text" if column.kind == "text" else "")


@register.filter
def headings(annex: Annex) -> list[list[Heading]]:
    """The lines of the table's head: one, or two where columns stand under a common heading."""
    if not annex.has_groups:
        return [[Heading(column.label) for column in annex.columns]]
    upper = []
    for group, columns in groupby(annex.columns, key=lambda column: column.group):
        if group:
            upper.append(Heading(group, across=len(list(columns))))
        else:
            upper += [Heading(column.label, down=2) for column in columns]
    return [upper, [Heading(column.label) for column in annex.columns if column.group]]


@register.filter
def written_value(figure) -> str:
    return written.value(figure)


@register.filter
def typed_paragraphs(section: Section, report: Report) -> list[str]:
    """What staff wrote in the section, a paragraph a line, each token replaced by its figure."""
    return [line.strip() for line in fill(section.text, report.figures).splitlines() if line.strip()]
