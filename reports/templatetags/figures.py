"""What the report's templates print: cells and headings of the annex tables, figures, paragraphs with their figures."""

from dataclasses import dataclass

from django import template

from reports import written
from reports.annexes import Annex, Column, Row, headings
from reports.value import Report, Section
from reports.wording import resolve

register = template.Library()


@dataclass(frozen=True)
class Cell:
    text: str
    css: str = ""


@register.filter
def cells(annex: Annex, row: Row) -> list[Cell]:
    """The row as texts, each with the class its column or value asks for."""
    return [_cell(column, cell) for column, cell in zip(annex.columns, row.cells, strict=True)]


def _cell(column: Column, cell) -> Cell:
    text = written.signed(cell) if column.kind == "signed" else written.value(cell)
    if cell is None:
        return Cell(text, "unknown")
    return Cell(text, "text" if column.kind == "text" else "")


register.filter("headings", headings)


@register.filter
def written_value(figure) -> str:
    return written.value(figure)


@register.filter
def typed_paragraphs(section: Section, report: Report) -> list[str]:
    """What staff wrote in the section, a paragraph a line, each token replaced by its figure."""
    return [line.strip() for line in resolve(section.text, report.figures).splitlines() if line.strip()]


@register.filter
def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The list under "Nơi nhận", however it was typed: "- …;" on each line, a full stop after the last."""
    names = [line.strip().lstrip("-–").rstrip(";.").strip() for line in recipients]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]
