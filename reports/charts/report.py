"""The charts of one report, made of nothing but its value: the same of a live report, of a version, of a province."""

from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

from reports.charts.centres import centre_chart
from reports.charts.layout import Bar, Chart
from reports.charts.pictures import month_bar, month_chart, programme_chart, results_chart
from reports.glance import Amounts, programmes_of
from reports.periods import parse
from reports.value import Report


def report_charts(report: Report, figures_at: str = "") -> list[Chart]:
    """The charts that the report has something for. `figures_at` is the address under which its figures open; without
    it no bar leads anywhere, as on paper."""
    when = report.period.label[:1].upper() + report.period.label[1:]
    total = Amounts(*(report.figures.get(code) for code in ("O1c", "O2c", "P1a", "P2a")))
    charts = []
    # A free period may reach back into the year before, of which no plan and no year to date speaks here
    if report.breakdowns.get("month") and _before_the_period(report, "classes") >= 0:
        charts += [_by_month(report, unit, total, when, figures_at) for unit in ("classes", "learners")]
    if report.programmes:
        charts.append(_by_programme(report, total, when, figures_at))
    if any(line.figures for line in report.centres):
        charts.append(centre_chart(report.centres, when=when))
    if report.figures.get("R3"):
        charts.append(_results(report, when, figures_at))
    return charts


def _by_month(report, unit, total, when, figures_at) -> Chart:
    bars = list(_month_bars(report, unit, total, figures_at))
    key = {"classes": "bieu-do-lop", "learners": "bieu-do-luot"}[unit]
    return month_chart(unit, bars, key=key, when=when, total=total)


def _month_bars(report, unit, total, figures_at) -> Iterator[Bar]:
    """The months of the period. Each holds what the year had opened by its end: what was opened before the period, then
    the months' own numbers."""
    opened = {row.key: getattr(row, unit) for row in report.breakdowns["month"]}
    done = _before_the_period(report, unit)
    year, plan = parse(report.period.code).year, getattr(total, f"planned_{unit}")
    code = {"classes": "O1c", "learners": "O2c"}[unit]
    # A month that ends before the calendar's may hold the last days of the period
    last = max(report.period.last, *(date.fromisoformat(f"{key}-01") for key in opened))
    for month in _months(report.period.first, last):
        done += opened.get(f"{month:%Y-%m}", 0)
        begun = month <= report.as_of or f"{month:%Y-%m}" in opened
        target = plan * _passed(month, year) / 12 if plan else None
        shown = done if begun else None
        address = f"{figures_at}{code}/?{urlencode({'theo': 'den-thang', 'khoa': f'{month:%Y-%m}'})}"
        label = f"Tháng {month.month}" if month.year == year else f"{month.month}/{month.year}"
        yield month_bar(label, unit, shown, target, address if figures_at and shown else "", "mở các lớp đó")


def _before_the_period(report, unit) -> int:
    """What the year had opened before the period's first day; a period that begins with the year has nothing before it."""
    to_date, own = ("O1c", "O1") if unit == "classes" else ("O2c", "O2")
    figures = report.figures
    known = figures.get(to_date) is not None and figures.get(own) is not None
    return figures[to_date] - figures[own] if known else 0


def _months(first: date, last: date) -> Iterator[date]:
    """The first day of each month that the days reach into."""
    month = first.replace(day=1)
    while month <= last:
        yield month
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)


def _passed(month: date, year: int) -> int:
    """How many of the year's twelve months are over at the end of this one; none in a December before it."""
    return max(0, min(12, (month.year - year) * 12 + month.month))


def _by_programme(report, total, when, figures_at) -> Chart:
    def address_of(one):
        return f"{figures_at}O1c/?{urlencode({'theo': 'ten-chuong-trinh', 'khoa': one.name})}" if figures_at else ""

    programmes = programmes_of(report.programmes)
    return programme_chart(programmes, total, key="bieu-do-chuong-trinh", when=when, address_of=address_of)


def _results(report, when, figures_at) -> Chart:
    return results_chart(
        report.figures,
        key="bieu-do-ket-qua",
        when=when,
        address_of=lambda code: f"{figures_at}{code}/" if figures_at else "",
        opens="mở danh sách các lớp có học viên xếp loại này",
    )
