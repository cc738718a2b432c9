"""The first page: what waits to be done, each line leading to the very place."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Q
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres import dates
from centres.access import can_write
from centres.context import current_centre
from centres.models import Centre
from classes.context import working_year
from classes.models import AnnualPlan, TrainingClass
from classes.models.training_class import AssessedBy, Kind, Status
from learners.models.enrolment import State
from reports.models import PeriodReport
from reports.overview import overviews
from reports.periods import Calendar

SOON = timedelta(days=14)
# How long after its last day a period's report is asked for here
REPORT_DUE = timedelta(days=60)


@dataclass(frozen=True)
class Task:
    text: str
    address: str
    detail: str = ""
    late: bool = False


@require_safe
def home(request):
    centre = current_centre(request)
    if centre is None:
        return render(request, "home.html", _without_centre(request))
    year = working_year(request, centre)
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre)
    context = {
        "year": year,
        "tasks": tasks_of(request.user, centre, classes) if can_write(request.user, centre) else [],
        "running": classes.filter(status=Status.OPEN).order_by("opened_on", "code")[:10],
        "recent": classes.filter(status=Status.CLOSED).order_by("-closed_on", "code")[:5],
    }
    return render(request, "home.html", context)


def _without_centre(request):
    year = working_year(request, None)
    reviewed = [] if request.user.is_superuser else overviews(request.user, year)
    return {"year": year, "overviews": reviewed, "centres": Centre.objects.for_user(request.user).count()}


def tasks_of(user, centre, classes) -> list[Task]:
    """What waits in the centre today, the late first; the same few queries whatever the number of classes."""
    today = dates.today()
    found = [task for line in _with_gaps(classes, today) for task in _tasks_of_class(line, today)]
    found += _plan_tasks(user, centre, today)
    found += _report_tasks(user, centre, classes, today)
    return sorted(found, key=lambda task: not task.late)


def _with_gaps(classes, today):
    attending = Q(enrolments__state=State.ATTENDING)
    unmarked = attending & (
        Q(enrolments__result__isnull=True)
        | Q(enrolments__result__mark__isnull=True, enrolments__result__not_assessed="")
    )
    waiting = classes.filter(kind=Kind.NORMAL).filter(
        Q(status=Status.PLANNED, opened_on__lte=today + SOON)
        | Q(status=Status.OPEN)
        | Q(status=Status.CLOSED, closed_on__gte=today - timedelta(days=366), recognised_on__isnull=True)
        | Q(status=Status.CLOSED, closed_on__gte=today - timedelta(days=366), assessed_by=AssessedBy.CENTRE)
    )
    return waiting.annotate(enrolled=Count("enrolments"), unmarked=Count("enrolments", filter=unmarked)).order_by(
        "opened_on", "code"
    )


def _tasks_of_class(line, today):
    page = reverse("learners:class", args=[line.pk])
    if line.status == Status.PLANNED:
        late = line.opened_on < today
        words = "Đã qua ngày khai giảng mà chưa ghi mở lớp" if late else "Sắp khai giảng"
        yield Task(f"{words}: {line.name}", page, f"khai giảng {line.opened_on:%d/%m/%Y}", late)
    if line.status == Status.OPEN and line.closes_on and line.closes_on < today:
        yield Task(f"Đã qua ngày bế giảng dự kiến: {line.name}", page, f"dự kiến {line.closes_on:%d/%m/%Y}", True)
    if line.status in {Status.PLANNED, Status.OPEN} and not line.enrolled:
        yield Task(f"Chưa có danh sách học viên: {line.name}", reverse("learners:roster", args=[line.pk]))
    if line.status == Status.CLOSED and line.assessed_by == AssessedBy.CENTRE:
        if line.unmarked:
            address = reverse("learners:results", args=[line.pk])
            yield Task(f"Chưa nhập đủ kết quả: {line.name}", address, f"thiếu {line.unmarked:02} học viên", True)
        elif not line.recognised_on:
            yield Task(f"Chưa công nhận kết quả: {line.name}", page, f"bế giảng {line.closed_on:%d/%m/%Y}")


def _plan_tasks(user, centre, today):
    plans = AnnualPlan.objects.for_user(user).filter(centre=centre, year=today.year, decisions__isnull=False)
    if centre.exists_on(today) and not plans.exists():
        address = f"{reverse('classes:plan')}?nam={today.year}"
        yield Task(f"Chưa nhập quyết định giao chỉ tiêu năm {today.year}", address)


def _report_tasks(user, centre, classes, today):
    """Six-month and year reports whose period ended lately and that carry no date of signing yet."""
    calendar = Calendar.of(centre.province)
    ended = [calendar.period(code) for year in (today.year - 1, today.year) for code in (f"{year}-H1", str(year))]
    due = {period.code: period for period in ended if period.last < today <= period.last + REPORT_DUE}
    written = PeriodReport.objects.for_user(user).filter(centre=centre, period__in=due, dated_on__isnull=False)
    for code in written.values_list("period", flat=True):
        del due[code]
    for period in due.values():
        if classes.filter(opened_on__range=(period.first, period.last)).exists():
            address = reverse("reports:report", args=[centre.code, period.code])
            yield Task(f"Đến kỳ báo cáo {period.label}", address, f"số liệu đến hết {period.last:%d/%m/%Y}", True)
