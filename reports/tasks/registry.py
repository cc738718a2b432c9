"""Every source of tasks, with the roles whose home page asks it."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from centres.access import WRITERS
from centres.models import Centre, User
from reports.tasks import attendance, certificates, classes, plan, reports, results
from reports.tasks.value import Task


@dataclass(frozen=True)
class Source:
    tasks: Callable[[Centre, User, date], list[Task]]
    roles: Collection[str]


SOURCES = (
    Source(attendance.tasks, WRITERS),
    Source(classes.tasks, WRITERS),
    Source(results.tasks, WRITERS),
    Source(certificates.tasks, WRITERS),
    Source(reports.tasks, WRITERS),
    Source(plan.tasks, WRITERS),
)


def tasks_of(centre: Centre, user: User, today: date, roles: Collection[str]) -> list[Task]:
    """All that waits in the centre for a user with these roles (see `roles_in`)."""
    asked = [source for source in SOURCES if set(roles) & set(source.roles)]
    return [task for source in asked for task in source.tasks(centre, user, today)]
