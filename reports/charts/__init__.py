"""Charts drawn here, as SVG: the same picture on a page, on paper and in a PDF.

`layout` turns numbers into laid-out bars, `year` makes the charts of a year from a report's figures; both are pure. The
templates `charts/figure.html` (heading, picture, table) and `charts/bars.html` (picture) draw a Chart. Nothing but
presentation attributes is used, so that the pages' policy lets it through, and every number is printed beside its bar:
a chart is read without colours and, as a table, without eyes.
"""

from reports.charts.layout import Bar, Chart, bar_chart, on_sheets

__all__ = ["Bar", "Chart", "bar_chart", "on_sheets"]
