"""What the report's templates print: cells and headings of the annex tables, figures, paragraphs with their figures."""

import re
from html import escape
from typing import NamedTuple

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from reports import written
from reports.annexes import Annex, Column, Row, headings
from reports.dictionary import define

register = template.Library()

DOCUMENT_NUMBER = re.compile(r"\d+-[A-ZĐ]+/[A-ZĐ]+")


class Cell(NamedTuple):
    text: str
    css: str = ""
    opens: bool = False  # the cell that leads to the class behind the row
    meaning: str = ""  # the definition of the figure that the row names


def cells(annex: Annex, row: Row) -> list[Cell]:
    """The row as texts, each with the class its column or value asks for."""
    return [_cell(column, cell, row) for column, cell in zip(annex.columns, row.cells, strict=True)]


# A report has some thousand cells; a template's conditions on each would take most of the page's time.
@register.simple_tag
def page_cells(annex: Annex, row: Row, figures_at: str = "") -> SafeString:
    """The row's cells on the page: figures explain themselves, the class's name leads to the class.

    `figures_at` is the address under which the report's figures open; without it they do not.
    """
    links = row.links if figures_at else {}
    shown = (
        f"<td{_PAGE_CLASSES[cell.css]}>{_opening(_page_content(cell, row), figures_at, links.get(place))}</td>"
        for place, cell in enumerate(cells(annex, row))
    )
    return SafeString("".join(shown))


def _opening(content, figures_at, link):
    return f'<a href="{escape(figures_at + link)}">{content}</a>' if link else content


@register.simple_tag(takes_context=True)
def paper_cells(context, annex: Annex, row: Row) -> SafeString:
    """The row's cells on paper; on that of a version (`pack`) the first one also bears the code that opens the line."""
    pack = context.get("pack")
    opens = pack and pack.submitted_at and context["report"].scope == "centre"
    code = row.code if opens and annex.key != "tong-hop" else ""
    mark = f'<span class="line-code">{code}</span>' if code else ""
    first, *others = cells(annex, row)
    shown = [f"<td{_CLASSES[first.css]}>{escape(first.text)}{mark}</td>"]
    return SafeString("".join(shown + [f"<td{_CLASSES[cell.css]}>{escape(cell.text)}</td>" for cell in others]))


_CLASSES = {"": "", "text": ' class="text"', "unknown": ' class="unknown"'}
_PAGE_CLASSES = {"": ' class="number"', "text": "", "unknown": ' class="number unknown"'}


def _page_content(cell, row):
    text = escape(cell.text)
    if row.pk and cell.opens:
        text = f'<a href="{reverse("learners:class", args=[row.pk])}">{text}</a>'
    return f'{text}<span class="meaning">{escape(cell.meaning)}</span>' if cell.meaning else text


def _cell(column: Column, cell, row: Row) -> Cell:
    text = written.signed(cell) if column.kind == "signed" else written.value(cell)
    css = "unknown" if cell is None else "text" if column.is_text else ""
    names_figure = column.kind == "figure" and row.kind == "line"
    return Cell(text, css, column.kind == "class", define(row.cells[0]).meaning if names_figure else "")


register.filter("headings", headings)


@register.filter
def with_whole_numbers(paragraph: str) -> SafeString:
    """The paragraph with every document's number kept on one line: 128-KH/TU."""
    return SafeString(DOCUMENT_NUMBER.sub(r'<span class="whole">\g<0></span>', escape(paragraph, quote=False)))


@register.filter
def written_value(figure) -> str:
    return written.value(figure)
