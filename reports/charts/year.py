"""The charts of a year: opened month by month against the plan, programme by programme, and the results."""

from urllib.parse import urlencode

from django.urls import reverse

from classes.models.training_class import Kind
from classes.spans import FINISHED, OPENED, Span
from learners.bands import Band
from reports import written
from reports.charts.layout import Bar, Chart, bar_chart
from reports.glance import Glance

FIGURES = {"classes": "O1c", "learners": "O2c"}
UNITS = {"classes": "lớp", "learners": "lượt học viên"}
CUMULATED = {"classes": "Số lớp đã mở, cộng dồn theo tháng", "learners": "Lượt học viên, cộng dồn theo tháng"}
PLANNED, DONE = "Kế hoạch", "Thực hiện"


def year_charts(glance: Glance, *, linked: bool = True) -> list[Chart]:
    """All charts of the year that have something to show; without links for paper."""
    charts = [
        by_month(glance, "classes", linked=linked),
        by_programme(glance, linked=linked),
        by_month(glance, "learners", linked=linked),
    ]
    return charts + ([results(glance, linked=linked)] if glance.figures["R3"] else [])


def by_month(glance: Glance, unit: str, *, linked: bool = True) -> Chart:
    """What was opened up to the end of each month; the dashed line is the plan spread evenly over the year."""
    plan = getattr(glance.total, f"planned_{unit}")
    bars = [_month_bar(glance, unit, month, end, plan, linked) for month, end in enumerate(glance.month_ends(), 1)]
    done = written.value(getattr(glance.total, unit))
    planned = f"kế hoạch cả năm {written.value(plan)}"
    return bar_chart(
        bars,
        key=f"theo-thang-{unit}",
        title=CUMULATED[unit],
        code=FIGURES[unit],
        description=f"Năm {glance.year}: đã thực hiện {done} {UNITS[unit]}, {planned}.",
        headings=("Đến hết", DONE, "Kế hoạch chia đều"),
        legend=(("bar", DONE), *((("line", "Kế hoạch chia đều"),) if plan else ())),
        joined=True,
    )


def _month_bar(glance, unit, month, end, plan, linked):
    first, as_of = glance.window.to_date
    begun = glance.year < as_of.year or (as_of.year, as_of.month) >= (glance.year, month)
    lines = glance.opened_by(end) if begun else []
    done = (len(lines) if unit == "classes" else sum(line.learners for line in lines)) if begun else None
    target = plan * month / 12 if plan else None
    span = Span(OPENED, first, min(end, as_of))
    shown = "" if done is None else written.count(done)
    return Bar(
        label=f"Tháng {month}",
        value=done,
        shown=shown,
        target=target,
        address=class_list(span) if linked and lines else "",
        hint=f"Đến hết tháng {month}: {shown} {UNITS[unit]}; mở danh sách {len(lines)} lớp",
        cells=(shown or "–", written.UNKNOWN if target is None else written.count(round(target))),
    )


def by_programme(glance: Glance, *, linked: bool = True) -> Chart:
    """Each programme's classes, solid, inside what was planned, in outline."""
    span = Span(OPENED, *glance.window.to_date)
    bars = [_programme_bar(one, class_list(span, one.code) if linked else "") for one in glance.programmes]
    total = glance.total
    planned = any(bar.target is not None for bar in bars)
    return bar_chart(
        bars,
        key="theo-chuong-trinh",
        title=f"Số lớp đã mở{' so với kế hoạch,' if planned else ''} theo chương trình",
        code="O1c",
        description=f"Năm {glance.year}: đã mở {total.classes} lớp, kế hoạch {written.value(total.planned_classes)} lớp.",
        headings=("Chương trình", "Lớp đã mở", "Kế hoạch lớp", "Lượt học viên", "Kế hoạch học viên"),
        legend=(("bar", DONE), ("outline", PLANNED)) if planned else (),
        labels_above=True,
    )


def _programme_bar(one, address):
    given = one.amounts
    planned = given.planned_classes
    shown = written.count(given.classes) + (f"/{written.count(planned)}" if planned is not None else "") + " lớp"
    return Bar(
        label=one.name,
        value=given.classes,
        shown=shown,
        target=planned,
        address=address if one.code and given.classes else "",
        hint=f"{one.name}: đã mở {given.classes} lớp, kế hoạch {written.value(planned)}; mở danh sách {given.classes} lớp",
        cells=tuple(
            written.value(number) for number in (given.classes, planned, given.learners, given.planned_learners)
        ),
    )


def results(glance: Glance, *, linked: bool = True) -> Chart:
    """The bands of the finished classes; every bar leads to these classes, whose lists say who is in it."""
    figures = glance.figures
    finished, assessed = figures["R1"], figures["R3"]
    address = class_list(Span(FINISHED, *glance.window.to_date)) if linked else ""
    bars = [
        _band_bar(band.label, figures[f"R{code}"], assessed, finished, address) for code, band in enumerate(Band, 4)
    ]
    base = f"{written.count(assessed)} học viên được đánh giá của {written.count(finished)} lớp đã kết thúc"
    left_out = f"; {written.count(figures['R9'])} học viên không được đánh giá" if figures["R9"] else ""
    return bar_chart(
        bars,
        key="ket-qua-nam",
        title="Kết quả học tập",
        code="R3",
        description=f"Năm {glance.year}: {base}.",
        headings=("Xếp loại", "Số học viên", "Tỷ lệ"),
        note=f"Trên {base}{left_out}.",
    )


def _band_bar(label, number, assessed, finished, address):
    share = written.percent(written.share(number, assessed))
    return Bar(
        label=label,
        value=number,
        shown=f"{written.count(number)}",
        address=address if number else "",
        hint=f"{label}: {number} học viên ({share}); mở danh sách {finished} lớp đã kết thúc",
        cells=(written.count(number), share),
    )


def class_list(span: Span, programme: str = "") -> str:
    """The address of exactly the classes that a bar counts."""
    asked = {"nam": "tat-ca", "loai": Kind.NORMAL.value, "ngay": str(span)}
    return f"{reverse('classes:list')}?{urlencode(asked | ({'chuong-trinh': programme} if programme else {}))}"
