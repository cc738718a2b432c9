"""L9 and what each lecturer taught: tiết from the sessions, standard hours by the norm in force. One query."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce, JSONObject

from centres.numbers import HUNDREDTH
from centres.validity import valid_on
from classes.models import Lecturer, LecturerActivity, TeachingNorm
from classes.models.lecturer import ActivityKind, Duty
from classes.timetable.hours import due_hours, standard_hours
from reports.figures.window import Window
from reports.value import LecturerLine

NORM = ("hours", "director_percent", "deputy_percent", "papers_per_hour", "hours_per_period", "hours_per_test_set")
UNKNOWN = {"L9": None, "L9c": None}


class Teaching:
    """L9 and L9c of each centre, and its lecturers' lines."""

    def __init__(self, rows: list[Lecturer], window: Window):
        self.figures, self.lines = {}, {}
        for row in rows:
            if row.ever:
                known = self.figures.setdefault(row.centre_id, {"L9": 0, "L9c": 0})
                known["L9"] += row.periods
                known["L9c"] += row.periods_to_date
            if line := _line(row, window):
                self.lines.setdefault(row.centre_id, []).append(line)

    def of(self, centre: int) -> dict[str, int | None]:
        """L9 and L9c; chưa có where no session held so far has a lecturer."""
        return self.figures.get(centre, UNKNOWN)

    def lines_of(self, centre: int) -> tuple[LecturerLine, ...]:
        return tuple(self.lines.get(centre, ()))


def load_teaching(centres, window: Window) -> Teaching:
    """Every lecturer of the centres with tiết, papers and test sets, in the period and in the year. One query."""
    return Teaching(list(_lecturers(centres, window)), window)


def _lecturers(centres, window):
    spans = {"": window.in_period, "_to_date": window.to_date}
    held = Q(sessions__cancel_reason="", sessions__held_on__lte=window.as_of)
    taught = {"ever": Count("sessions", filter=held)}
    for suffix, days in spans.items():
        within = held & Q(sessions__held_on__range=days)
        taught[f"sessions_held{suffix}"] = Count("sessions", filter=within)
        taught[f"periods{suffix}"] = Sum("sessions__periods", filter=within, default=0)
        taught[f"papers{suffix}"] = _amount(ActivityKind.MARKING, days)
        taught[f"test_sets{suffix}"] = _amount(ActivityKind.TEST_SET, days)
    return Lecturer.objects.filter(centre__in=centres).annotate(norm=_norm(window.year), **taught).by_engagement()


def _amount(kind, days):
    done = LecturerActivity.objects.filter(lecturer=OuterRef("pk"), kind=kind, held_on__range=days)
    return Coalesce(Subquery(done.order_by().values("lecturer").annotate(n=Sum("quantity")).values("n")), 0)


def _norm(year):
    """The norm in force on the year's last day, beside each lecturer: a report has no query to spare for it."""
    day = date(year, 12, 31)
    valid = TeachingNorm.objects.filter(valid_on(day)).newest_first()
    return Subquery(valid.values(norm=JSONObject(**{name: name for name in NORM}))[:1])


def _line(row, window):
    norm = TeachingNorm(**{name: Decimal(str(value)) for name, value in row.norm.items()}) if row.norm else None
    due = due_hours(row, norm) if norm else None
    did = row.periods_to_date or row.papers_to_date or row.test_sets_to_date
    if not did and (due is None or not _teaches_in(row, window)):
        return None
    return LecturerLine(
        name=row.full_name,
        post=row.get_engagement_display() if row.duty == Duty.LECTURER else row.get_duty_display(),
        sessions=row.sessions_held,
        periods=row.periods,
        papers=row.papers,
        test_sets=row.test_sets,
        hours=_rounded(standard_hours(norm, row.periods, row.papers, row.test_sets)) if norm else None,
        hours_to_date=_rounded(standard_hours(norm, row.periods_to_date, row.papers_to_date, row.test_sets_to_date))
        if norm
        else None,
        due=_rounded(due) if due is not None else None,
    )


def _teaches_in(row, window):
    first, last = window.to_date
    return (row.valid_from is None or row.valid_from <= last) and (row.valid_to is None or row.valid_to >= first)


def _rounded(hours):
    return hours.quantize(HUNDREDTH, ROUND_HALF_UP)
