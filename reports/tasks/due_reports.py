"""Reports not submitted yet whose day comes near or has passed."""

from datetime import date, timedelta

from django.urls import reverse

from centres.models import Centre, User
from classes.models import TrainingClass
from reports.period_list import main_codes
from reports.states import Days, ReportState, State
from reports.tasks.value import Task
from reports.value import Period

Asked = dict[str, tuple[Period, date | None]]  # by code: the period, and the last day to submit its report
SOON = timedelta(days=14)
LONG_PAST = timedelta(days=90)
"""Reports older than this belong to data entered afterwards: nobody waits for them any more, but of those of the
calendar year for which the province has set a day."""
ALWAYS_ASKED = ("-H1", "")
"""Where the province has set no days, the six months and the year are asked for from their period's end."""


def asked(centre: Centre, days: Days, today: date) -> Asked:
    """The periods whose reports are asked for now."""
    calendar = days.calendar(centre.province_id)
    periods = [calendar.period(code) for year in (today.year - 1, today.year) for code in main_codes(year)]
    dues = [(period, days.due(centre.province_id, period.code)) for period in periods]
    return {period.code: (period, due) for period, due in dues if _is_asked(period, due, today)}


def tasks(centre: Centre, user: User, asked: Asked, found: dict[str, ReportState], today: date) -> list[Task]:
    """Drafts of periods in which the centre opened a class. One query where there is a draft."""
    drafts = [pair for code, pair in asked.items() if found[code].state == State.DRAFT]
    days = _opening_days(user, centre, [period for period, _ in drafts]) if drafts else ()
    return [
        _task(centre, period, due, today)
        for period, due in drafts
        if any(period.first <= day <= period.last for day in days)
    ]


def _is_asked(period: Period, due, today):
    if due and today >= due - SOON and period.last.year == today.year:
        return True
    if today > period.last + LONG_PAST:
        return False
    if due:
        return today >= due - SOON
    return today > period.last and period.code[4:] in ALWAYS_ASKED


def _opening_days(user, centre, periods):
    first, last = min(period.first for period in periods), max(period.last for period in periods)
    classes = TrainingClass.objects.for_user(user).filter(centre=centre).opened_between(first, last)
    return set(classes.values_list("opened_on", flat=True))


def _task(centre, period, due, today):
    address = reverse("reports:report", args=[centre.code, period.code])
    if due is None:
        return Task(f"Đến kỳ báo cáo {period.label}", address, f"số liệu đến hết {period.last:%d/%m/%Y}")
    return Task(f"Báo cáo {period.label}", address, f"hạn nộp {due:%d/%m/%Y}, {days_left(due, today)}", due=due)


def days_left(due: date, today: date) -> str:
    """còn 5 ngày, hôm nay là hạn cuối, trễ 3 ngày"""
    left = (due - today).days
    if left == 0:
        return "hôm nay là hạn cuối"
    return f"còn {left} ngày" if left > 0 else f"trễ {-left} ngày"
