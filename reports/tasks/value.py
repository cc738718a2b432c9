"""A task, and the groups in which the home page shows tasks. No queries here."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from centres.access import LEADERS

SHOWN = 6
"""How many lines of a group stand on the home page; the rest is one click away."""


class Kind(StrEnum):
    WORK = "work"
    ANSWER = "answer"
    DECISION = "decision"


@dataclass(frozen=True)
class Task:
    """One thing that waits, and the place where it is done."""

    text: str
    address: str
    detail: str = ""
    due: date | None = None
    late: bool = False
    kind: Kind = Kind.WORK

    def is_late(self, today: date) -> bool:
        return self.late or (self.due is not None and self.due < today)


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    tasks: list[Task] = field(default_factory=list)

    @property
    def first(self) -> list[Task]:
        return self.tasks[:SHOWN]

    @property
    def rest(self) -> list[Task]:
        return self.tasks[SHOWN:]


TITLES = {
    "duyet": "Chờ xem xét, quyết định",
    "qua-han": "Quá hạn",
    "tuan-nay": "Hôm nay và tuần này",
    "sap-toi": "Sắp tới",
}


def grouped(tasks: list[Task], today: date, roles=frozenset()) -> list[Group]:
    """The groups that hold something, each sorted by its days; decisions come first for those who take them."""
    groups = {key: Group(key, title) for key, title in TITLES.items()}
    for task in sorted(tasks, key=_urgency):
        groups[_group_of(task, today, roles)].tasks.append(task)
    return [group for group in groups.values() if group.tasks]


def _urgency(task):
    return task.due or date.max, task.kind == Kind.WORK, task.text


def _group_of(task, today, roles):
    if task.kind == Kind.DECISION and LEADERS & set(roles):
        return "duyet"
    if task.is_late(today):
        return "qua-han"
    sunday = today + timedelta(days=6 - today.weekday())
    return "sap-toi" if task.due and task.due > sunday else "tuan-nay"
