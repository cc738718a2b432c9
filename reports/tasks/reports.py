"""The centre's own reports: those asked for (due_reports) and those on their way (reviews), their states read once."""

from datetime import date

from centres.models import Centre, User
from reports.states import Days, states
from reports.tasks import due_reports, reviews
from reports.tasks.value import Task


def tasks(centre: Centre, user: User, today: date) -> list[Task]:
    """Three queries; two more while a report is asked for or was begun, another while one is neither."""
    days = Days.of({centre.province_id})
    asked = due_reports.asked(centre, days, today)
    codes = sorted({*asked, *reviews.stepped(user, centre)})
    found = {code: state for (_, code), state in states([centre], codes, today, days).items()} if codes else {}
    return [*due_reports.tasks(centre, user, asked, found, today), *reviews.tasks(centre, user, found)]
