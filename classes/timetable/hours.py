"""Teaching hours of a year against the norm. Whole hours and tiết come from rows; what counts as how much is the norm's."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Sum

from centres import dates
from centres.numbers import percent_of
from classes.models import Lecturer, LecturerActivity, Session, TeachingNorm
from classes.models.lecturer import ActivityKind, Duty, Engagement
from classes.progress import as_percent


@dataclass(frozen=True)
class YearOfTeaching:
    """What one lecturer did in a year up to today.

    `hours` are standard hours, `class_hours` those of them taught in class; `due` and `class_due`, of which at least so
    many are due in the whole year, are None where no norm applies.
    """

    lecturer: Lecturer
    sessions: int
    periods: int
    papers: int
    test_sets: int
    class_hours: Decimal
    hours: Decimal
    due: Decimal | None
    class_due: Decimal | None

    @property
    def percent(self) -> Decimal | None:
        return percent_of(self.hours, self.due) if self.due else None

    @property
    def share(self) -> str:
        """The standard hours in percent of the norm, as papers write it; empty where no norm applies."""
        return as_percent(self.percent) if self.due else ""


def norm_of(year: int) -> TeachingNorm | None:
    """The norm in force on the year's last day; one that begins later is no norm of the year's."""
    return TeachingNorm.objects.in_force(date(year, 12, 31))


def teaching_of(lecturers, year: int) -> list[YearOfTeaching]:
    """Each lecturer's year, in the order given. Three queries."""
    lecturers, norm = list(lecturers), norm_of(year)
    taught = {row["lecturer"]: row for row in _taught(lecturers, year)}
    extra = defaultdict(dict)
    for row in _activities(lecturers, year):
        extra[row["lecturer"]][row["kind"]] = row["number"]
    return [_year(one, taught.get(one.pk, {}), extra[one.pk], norm) for one in lecturers]


def _taught(lecturers, year):
    held = Session.objects.live().filter(lecturer__in=lecturers, held_on__year=year, held_on__lte=dates.today())
    return held.order_by().values("lecturer").annotate(sessions=Count("pk"), total=Sum("periods"))


def _activities(lecturers, year):
    counted = LecturerActivity.objects.filter(
        lecturer__in=lecturers, held_on__year=year, kind__in=[ActivityKind.MARKING, ActivityKind.TEST_SET]
    )
    return counted.order_by().values("lecturer", "kind").annotate(number=Sum("quantity"))


def _year(lecturer, taught, extra, norm):
    periods = taught.get("total", 0)
    papers, test_sets = extra.get(ActivityKind.MARKING, 0), extra.get(ActivityKind.TEST_SET, 0)
    class_hours = hours = Decimal(periods)
    due = class_due = None
    if norm:
        class_hours = periods * norm.hours_per_period
        hours = standard_hours(norm, periods, papers, test_sets)
        due = due_hours(lecturer, norm)
        class_due = due * norm.class_percent / 100 if due is not None else None
    return YearOfTeaching(
        lecturer, taught.get("sessions", 0), periods, papers, test_sets, class_hours, hours, due, class_due
    )


def standard_hours(norm: TeachingNorm, periods: int, papers: int, test_sets: int) -> Decimal:
    """Tiết taught, papers marked and test sets made, as standard hours of the norm."""
    marking = Decimal(papers) / norm.papers_per_hour
    return periods * norm.hours_per_period + marking + test_sets * norm.hours_per_test_set


def due_hours(lecturer: Lecturer, norm: TeachingNorm) -> Decimal | None:
    """The hours of a whole year; only those who teach at the centre by profession have a norm."""
    shares = {Duty.DIRECTOR: norm.director_percent, Duty.DEPUTY: norm.deputy_percent}
    if lecturer.duty in shares:
        return Decimal(norm.hours) * shares[lecturer.duty] / 100
    return Decimal(norm.hours) if lecturer.engagement == Engagement.FULL_TIME else None
