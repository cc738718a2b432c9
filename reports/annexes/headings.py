"""The head of an annex table: one line, or two where columns stand under a common heading."""

from dataclasses import dataclass
from itertools import groupby

from reports.annexes.table import Annex


@dataclass(frozen=True)
class Heading:
    label: str
    column: int  # counted from 0
    across: int = 1
    down: int = 1


def headings(annex: Annex) -> list[list[Heading]]:
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
