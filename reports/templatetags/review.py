"""Cells of the report's tables with what they open: a figure its classes, a row a remark."""

from html import escape
from urllib.parse import urlencode

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from reports.annexes import Annex, Row
from reports.models.review import RemarkKind
from reports.templatetags.figures import page_cells

register = template.Library()


@register.simple_tag(takes_context=True)
def report_cells(context, annex: Annex, row: Row, place: int) -> SafeString:
    """The row's cells; figures lead to their classes (`figures_at`).

    `remark_at`: the address where a remark is written, for who may; `remarked`: places that bear one.
    """
    cells = page_cells(annex, row, context.get("figures_at", ""))
    is_figure = annex.key == "tong-hop" and row.kind == "line"
    if row.kind == "group":
        return SafeString(f"{cells}<td></td>") if context.get("remark_at") else cells
    kind, target = (RemarkKind.FIGURE, row.cells[0]) if is_figure else (RemarkKind.ROW, f"{annex.key}:{place}")
    return SafeString(cells + _remark(context, kind, target, _name_of(row)))


@register.simple_tag(takes_context=True)
def remark_link(context, kind: str, target: str, name: str = "câu này") -> SafeString:
    """The small link beside a sentence or figure, for who may remark on it; `name` is what a reader of the page hears."""
    return _link(context, kind, target, name)


def _name_of(row):
    """The first words of the row: what stands before them is its number or code."""
    return next((cell for cell in row.cells[1:] if isinstance(cell, str) and cell), "dòng này")


def _remark(context, kind, target, name):
    return f'<td class="remark-cell">{_link(context, kind, target, name)}</td>' if context.get("remark_at") else ""


def _link(context, kind, target, name):
    if not context.get("remark_at"):
        return SafeString("")
    marked = (str(kind), target) in {(str(k), t) for k, t in context.get("remarked", ())}
    text = "Đã nhận xét" if marked else "Nhận xét"
    address = escape(f"{context['remark_at']}?{urlencode({'loai': str(kind), 'cho': target})}")
    label = escape(f"{text} về {name}")
    return SafeString(f'<a class="remark-link d-print-none" href="{address}" aria-label="{label}">{text}</a>')


@register.filter
def moment(value) -> str:
    """14:05 ngày 20/06/2026"""
    return f"{timezone.localtime(value):%H:%M ngày %d/%m/%Y}"
