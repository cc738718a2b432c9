"""The rows of a chart as SVG. A report's page has some eighty bars; a template's conditions on each would take a tenth of
the page's time."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from reports.charts import Chart
from reports.charts.layout import LaidBar

register = template.Library()
INK, FILL = "#22292f", "#14505c"


@register.simple_tag
def chart_rows(chart: Chart) -> SafeString:
    """Every row of the chart: its label, its bar in the outline of what was planned, its number; a link where it leads
    somewhere."""
    return SafeString("\n".join(_linked(row, "".join(_drawn(chart, row))) for row in chart.rows))


def _linked(row: LaidBar, drawn: str) -> str:
    bar = row.bar
    if not bar.address:
        return drawn
    hint = escape(bar.hint)
    return f'<a href="{escape(bar.address)}" aria-label="{hint}"><title>{hint}</title>{drawn}</a>'


def _drawn(chart: Chart, row: LaidBar):
    yield f'<rect x="0" y="{row.top}" width="{chart.width}" height="{row.height}" fill="#fff" fill-opacity="0"/>'
    for baseline, line in row.label_lines:
        yield f'<text x="0" y="{baseline}">{escape(line)}</text>'
    if row.target_length and not chart.line:
        yield f'{_bar(chart, row, row.target_length)} fill="#fff" stroke="{INK}"/>'
    if row.length:
        yield f'{_bar(chart, row, row.length)} fill="{FILL}"/>'
    if row.target_mark:
        yield f'<path d="M {row.target_mark} {row.bar_top} v {chart.thickness}" stroke="#fff" stroke-width="2"/>'
    yield f'<text x="{chart.width}" y="{row.baseline}" text-anchor="end">{escape(row.bar.shown)}</text>'


def _bar(chart, row, length) -> str:
    return f'<rect x="{chart.left}" y="{row.bar_top}" width="{length}" height="{chart.thickness}"'
