"""What was found, ready to be shown."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from centres.listing import shown

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Hit:
    title: str
    address: str
    detail: str = ""


@dataclass(frozen=True)
class Group:
    """Hits of one kind: the first few, how many there are (counted up to 1.000), and the list that holds them all."""

    key: str
    label: str
    hits: tuple[Hit, ...]
    count: int
    list_address: str = ""

    @property
    def count_shown(self) -> str:
        return f"hơn {shown(MOST_COUNTED)}" if self.count > MOST_COUNTED else shown(self.count)

    @property
    def is_cut(self) -> bool:
        return self.count > len(self.hits)


def group_of_rows(key: str, label: str, rows, question, made: Callable, list_address: str = "") -> Group:
    """The group of a queryset: one query while it fits, two otherwise, whatever the number of rows."""
    first = list(rows[question.start : question.start + question.most + 1])
    fits = len(first) <= question.most and not question.start
    count = len(first) if fits else rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
    return Group(key, label, tuple(made(row) for row in first[: question.most]), count, list_address)


def group_of_hits(key: str, label: str, hits: Iterable[Hit], question, list_address: str = "") -> Group:
    hits = list(hits)
    shown_hits = hits[question.start : question.start + question.most]
    return Group(key, label, tuple(shown_hits), len(hits), list_address)
