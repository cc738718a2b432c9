"""The charts of a year: opened month by month against the plan, programme by programme, and the results."""

from urllib.parse import urlencode

from django.urls import reverse

from classes.models.training_class import Kind
from classes.spans import FINISHED, OPENED, Span
from reports.charts.layout import Chart
from reports.charts.pictures import month_bar, month_chart, programme_chart, results_chart
from reports.glance import Glance


def year_charts(glance: Glance, *, linked: bool = True) -> list[Chart]:
    """All charts of the year that have something to show; without links for paper."""
    charts = [
        by_month(glance, "classes", linked=linked),
        by_programme(glance, linked=linked),
        by_month(glance, "learners", linked=linked),
    ]
    return charts + ([results(glance, linked=linked)] if glance.figures["R3"] else [])


def by_month(glance: Glance, unit: str, *, linked: bool = True) -> Chart:
    """What was opened up to the end of each month of the year; a bar leads to the classes opened by then."""
    plan = getattr(glance.total, f"planned_{unit}")
    bars = [_month_bar(glance, unit, month, end, plan, linked) for month, end in enumerate(glance.month_ends(), 1)]
    return month_chart(unit, bars, key=f"theo-thang-{unit}", when=f"Năm {glance.year}", total=glance.total)


def _month_bar(glance, unit, month, end, plan, linked):
    first, as_of = glance.window.to_date
    begun = glance.year < as_of.year or (as_of.year, as_of.month) >= (glance.year, month)
    lines = glance.opened_by(end) if begun else []
    done = (len(lines) if unit == "classes" else sum(line.learners for line in lines)) if begun else None
    address = class_list(Span(OPENED, first, min(end, as_of))) if linked and lines else ""
    target = plan * month / 12 if plan else None
    return month_bar(f"Tháng {month}", unit, done, target, address, f"mở danh sách {len(lines)} lớp")


def by_programme(glance: Glance, *, linked: bool = True) -> Chart:
    """Each programme's classes of the year against its plan."""
    span = Span(OPENED, *glance.window.to_date)
    return programme_chart(
        glance.programmes,
        glance.total,
        key="theo-chuong-trinh",
        when=f"Năm {glance.year}",
        address_of=lambda one: class_list(span, one.code) if linked else "",
    )


def results(glance: Glance, *, linked: bool = True) -> Chart:
    """The bands of the finished classes; every bar leads to these classes, whose lists say who is in it."""
    address = class_list(Span(FINISHED, *glance.window.to_date)) if linked else ""
    return results_chart(
        glance.figures,
        key="ket-qua-nam",
        when=f"Năm {glance.year}",
        address_of=lambda code: address,
        opens=f"mở danh sách {glance.figures['R1']} lớp đã kết thúc",
    )


def class_list(span: Span, programme: str = "") -> str:
    """The address of exactly the classes that a bar counts."""
    asked = {"nam": "tat-ca", "loai": Kind.NORMAL.value, "ngay": str(span)}
    return f"{reverse('classes:list')}?{urlencode(asked | ({'chuong-trinh': programme} if programme else {}))}"
