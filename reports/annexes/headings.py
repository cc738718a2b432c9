"""The head of an annex table: one line, or two where columns stand under a common heading."""

from itertools import groupby

from centres.papers.heading import Heading
from reports.annexes.table import Annex


def headings(annex: Annex) -> list[list[Heading]]:
    """The lines of the head, each with its cells and how far they reach across and down."""
    numbered = list(enumerate(annex.columns))
    if not annex.has_groups:
        return [[Heading(column.label, place) for place, column in numbered]]
    upper = []
    for group, run in groupby(numbered, key=lambda pair: pair[1].group):
        members = list(run)
        if group:
            upper.append(Heading(group, members[0][0], across=len(members)))
        else:
            upper += [Heading(column.label, place, down=2) for place, column in members]
    return [upper, [Heading(column.label, place) for place, column in numbered if column.group]]
