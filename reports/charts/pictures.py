"""The three kinds of charts, whatever they are made from: months against the plan, programmes, results."""

from collections.abc import Callable

from learners.bands import Band
from reports import written
from reports.charts.layout import Bar, Chart, bar_chart
from reports.figures.totals import Figures
from reports.glance import Amounts, Programme

FIGURES = {"classes": "O1c", "learners": "O2c"}
UNITS = {"classes": "lớp", "learners": "lượt học viên"}
CUMULATED = {"classes": "Số lớp đã mở, cộng dồn theo tháng", "learners": "Lượt học viên, cộng dồn theo tháng"}
PLANNED, DONE = "Kế hoạch", "Thực hiện"


def month_bar(label: str, unit: str, done: int | None, target: float | None, address: str = "", opens: str = "") -> Bar:
    """What was done up to the end of a month (None: it has not begun) and the plan's share up to then."""
    shown = "" if done is None else written.count(done)
    return Bar(
        label=label,
        value=done,
        shown=shown,
        target=target,
        address=address,
        hint=f"Đến hết {label[:1].lower()}{label[1:]}: {shown} {UNITS[unit]}; {opens}",
        cells=(shown or "–", written.UNKNOWN if target is None else written.count(round(target))),
    )


def month_chart(unit: str, bars: list[Bar], *, key: str, when: str, total: Amounts) -> Chart:
    """What was opened up to the end of each month; the dashed line is the plan spread evenly over the year."""
    plan = getattr(total, f"planned_{unit}")
    done = written.value(getattr(total, unit))
    planned = f"kế hoạch cả năm {written.value(plan)}"
    return bar_chart(
        bars,
        key=key,
        title=CUMULATED[unit],
        code=FIGURES[unit],
        description=f"{when}: đã thực hiện {done} {UNITS[unit]}, {planned}.",
        headings=("Đến hết", DONE, "Kế hoạch chia đều"),
        legend=(("bar", DONE), *((("line", "Kế hoạch chia đều"),) if plan else ())),
        joined=True,
    )


def programme_chart(
    programmes: list[Programme], total: Amounts, *, key: str, when: str, address_of: Callable[[Programme], str]
) -> Chart:
    """Each programme's classes, solid, inside what was planned, in outline."""
    bars = [_programme_bar(one, address_of(one)) for one in programmes]
    planned = any(bar.target is not None for bar in bars)
    return bar_chart(
        bars,
        key=key,
        title=f"Số lớp đã mở{' so với kế hoạch,' if planned else ''} theo chương trình",
        code="O1c",
        description=f"{when}: đã mở {written.value(total.classes)} lớp, kế hoạch"
        f" {written.value(total.planned_classes)} lớp.",
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


def results_chart(figures: Figures, *, key: str, when: str, address_of: Callable[[str], str], opens: str) -> Chart:
    """The bands of the finished classes. `opens` says what the address of a band's code leads to."""
    finished, assessed = figures["R1"], figures["R3"]
    bars = [
        _band_bar(band.label, figures[f"R{place}"], assessed, address_of(f"R{place}"), opens)
        for place, band in enumerate(Band, 4)
    ]
    base = f"{written.count(assessed)} học viên được đánh giá của {written.count(finished)} lớp đã kết thúc"
    left_out = f"; {written.count(figures['R9'])} học viên không được đánh giá" if figures["R9"] else ""
    return bar_chart(
        bars,
        key=key,
        title="Kết quả học tập",
        code="R3",
        description=f"{when}: {base}.",
        headings=("Xếp loại", "Số học viên", "Tỷ lệ"),
        note=f"Trên {base}{left_out}.",
    )


def _band_bar(label, number, assessed, address, opens):
    share = written.percent(written.share(number, assessed))
    return Bar(
        label=label,
        value=number,
        shown=f"{written.count(number)}",
        address=address if number else "",
        hint=f"{label}: {number} học viên ({share}); {opens}",
        cells=(written.count(number), share),
    )
