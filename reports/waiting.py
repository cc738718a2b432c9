"""What lies with a reviewer: every submitted report of any period and year, the earliest first."""

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils import timezone

from centres.models import Centre, User
from reports.models import PeriodReport, ReviewStep
from reports.models.review import StepKind
from reports.periods import name_of
from reports.tasks.value import Kind, Task


def waiting(user: User, centre: Centre | None = None) -> list[Task]:
    """Reports whose last step is their submission, of one centre or of all that the user sees. One query."""
    steps = ReviewStep.objects.filter(report=OuterRef("pk")).order_by("-pk")
    last = {name: Subquery(steps.values(path)[:1]) for name, path in LAST.items()}
    reports = PeriodReport.objects.for_user(user).annotate(**last).filter(step=StepKind.SUBMITTED)
    if centre:
        reports = reports.filter(centre=centre)
    return [_task(report) for report in reports.select_related("centre").order_by("submitted_at", "pk")]


LAST = {"step": "kind", "submitted_at": "at", "version": "version__number"}


def _task(report) -> Task:
    address = reverse("reports:version", args=[report.centre.code, report.period, report.version])
    text = f"Báo cáo {name_of(report.period)}: {report.centre.name}"
    return Task(text, address, f"nộp ngày {timezone.localtime(report.submitted_at):%d/%m/%Y}", kind=Kind.DECISION)
