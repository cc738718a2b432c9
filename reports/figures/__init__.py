"""From rows to figures: `count_centre` and `count_province` give every figure and breakdown of a period.

rows, people, plan, past, books and teaching read the database, a fixed number of queries for all centres together; totals and
breakdowns only add up. A class stores no count, so nothing here can be out of date.
"""

from reports.figures.scope import Counted, count_centre, count_province

__all__ = ["Counted", "count_centre", "count_province"]
