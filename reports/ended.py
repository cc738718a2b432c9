"""Centres of a province that ended before a period's last day: in no total of it (docs/FIGURES.md), but named."""

from django.db.models import Count, Q

from centres.models import Centre, Province
from classes.models import TrainingClass
from classes.models.training_class import Kind
from learners.models.enrolment import COUNTED_STATES
from reports.figures.rows import OPENED
from reports.figures.window import Window
from reports.periods import parse
from reports.wording import held, short_date


def ended_notes(province: Province, window: Window) -> tuple[str, ...]:
    """A sentence for each that opened a class in the period, with what is left out; of a year, why its halves hold more."""
    return tuple(_note(window, **row) for row in _left_out(province, window))


def _left_out(province, window):
    ended = Centre.objects.filter(province=province, valid_to__lt=window.period.last)
    classes = TrainingClass.objects.filter(centre__in=ended, kind=Kind.NORMAL, status__in=OPENED)
    return (
        classes.filter(opened_on__range=window.in_period)
        .order_by("centre__name", "centre__pk")
        .values("centre__name", "centre__valid_to")
        .annotate(
            classes=Count("pk", distinct=True),
            learners=Count("enrolments", filter=Q(enrolments__state__in=COUNTED_STATES)),
        )
    )


def _note(window, *, centre__name, centre__valid_to, classes, learners):
    text = (
        f"Không cộng {centre__name} vì đã kết thúc hoạt động trước ngày cuối kỳ (hoạt động đến hết ngày"
        f" {short_date(centre__valid_to)}): mở trong kỳ {held(classes, learners)}."
    )
    if parse(window.period.code).part == "" and centre__valid_to >= _half_last(window):
        text += " Báo cáo 6 tháng đầu năm của tỉnh có cộng trung tâm này nên hai kỳ 6 tháng cộng lại nhiều hơn cả năm."
    return text


def _half_last(window):
    return window.calendar.period(f"{window.year}-H1").last
