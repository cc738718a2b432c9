"""In which reports a class counts, and why: by its opening day, its results by the day they were recognised."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from classes.models import TrainingClass
from classes.models.training_class import Kind, Status
from reports.dictionary import chapter_of
from reports.periods import Calendar

OPENING, RESULTS, MAINTAINED = "O1", "R1", "M1"


@dataclass(frozen=True)
class Attribution:
    """What counts (of a class), by which day, the rule, and (label, address) of the halves and years it counts in."""

    what: str
    by: str
    rule: str
    reports: tuple[tuple[str, str], ...] = ()


def attributions(training_class: TrainingClass) -> list[Attribution]:
    """What counts of a class, its opening first; of one maintained, cancelled or planned a single line says why nothing does."""
    if training_class.kind == Kind.MAINTAINED:
        rule = chapter_of(MAINTAINED).counts
        return [Attribution("Lớp duy trì quản lý", "không tính vào số lớp đã mở", rule)]
    if training_class.status == Status.CANCELLED:
        return [Attribution("Lớp đã hủy", "không tính vào báo cáo nào", chapter_of(OPENING).counts)]
    if training_class.status == Status.PLANNED:
        return [Attribution("Lớp dự kiến", "chưa tính; khi khai giảng thì tính", chapter_of(OPENING).counts)]
    calendar = Calendar.of(training_class.centre.province_id)
    opened = training_class.opened_on
    lines = [_line(training_class, calendar, "Số lớp, lượt học viên", "ngày khai giảng", opened, OPENING)]
    if training_class.is_closed:
        recognised = training_class.recognised_on
        by = "ngày công nhận kết quả" if recognised else "ngày bế giảng (chưa công nhận)"
        finished = recognised or training_class.closed_on
        lines.append(_line(training_class, calendar, "Kết quả", by, finished, RESULTS))
    return lines


def _line(training_class, calendar, what, by, day, code):
    reports = tuple(
        (period.label, reverse("reports:report", args=[training_class.centre.code, period.code]))
        for period in _periods(calendar, day)
    )
    return Attribution(what, f"{by} {day:%d/%m/%Y}", chapter_of(code).counts, reports)


def _periods(calendar: Calendar, day: date):
    """The half and the year in the province's calendar; a year may end before 31/12."""
    codes = [code for year in (day.year, day.year + 1) for code in (f"{year}-H1", f"{year}-H2", str(year))]
    return [period for period in map(calendar.period, codes) if period.first <= day <= period.last]
