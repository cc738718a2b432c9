"""What the report's templates print: cells and headings of the annex tables, figures, paragraphs with their figures."""

from dataclasses import dataclass

from django import template

from reports import written
from reports.annexes import Annex, Column, Row, headings
from reports.dictionary import define

register = template.Library()


@dataclass(frozen=True)
class Cell:
    text: str
    css: str = ""
    opens: bool = False  # the cell that leads to the class behind the row
    meaning: str = ""  # the definition of the figure that the row names


@register.filter
def cells(annex: Annex, row: Row) -> list[Cell]:
    """The row as texts, each with the class its column or value asks for."""
    return [_cell(column, cell, row) for column, cell in zip(annex.columns, row.cells, strict=True)]


def _cell(column: Column, cell, row: Row) -> Cell:
    text = written.signed(cell) if column.kind == "signed" else written.value(cell)
    css = "unknown" if cell is None else "text" if column.is_text else ""
    names_figure = column.kind == "figure" and row.kind == "line"
    return Cell(text, css, column.kind == "class", define(row.cells[0]).meaning if names_figure else "")


register.filter("headings", headings)


@register.filter
def written_value(figure) -> str:
    return written.value(figure)


@register.filter
def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The list under "Nơi nhận", however it was typed: "- …;" on each line, a full stop after the last."""
    names = [line.strip().lstrip("-–").rstrip(";.").strip() for line in recipients]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]
