"""The charts of a report: made of its value alone, so that page, paper and version draw the same."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from reports.charts import on_sheets
from reports.charts.layout import SHEET
from reports.charts.report import report_charts
from reports.models import ReportVersion
from reports.pdf import report_pdf
from reports.report import build_report
from reports.value import BreakdownRow, Period, ProgrammeLine
from reports.versions.content import read_content
from tests import factories
from tests.reports import papers, review, sample


def numbers(chart):
    return [(row.bar.label, row.bar.value, row.bar.target) for row in chart.rows]


def test_charts_draw_the_figures_of_the_report():
    classes, learners, programmes, results = report_charts(sample.REPORT)
    months = sample.REPORT.breakdowns["month"]
    assert [one[2] for one in numbers(classes)] == [1.5, 3, 4.5, 6, 7.5, 9]
    assert numbers(classes)[-1][1] == sum(row.classes for row in months) == sample.FIGURES["O1"]
    assert numbers(learners)[-1] == ("Tháng 6", sample.FIGURES["O2"], None)
    assert [one[1] for one in numbers(results)] == [sample.FIGURES[f"R{place}"] for place in range(4, 9)]
    assert sum(one[1] for one in numbers(programmes)) == sample.FIGURES["O1c"]
    assert not [row for chart in report_charts(sample.REPORT) for row in chart.rows if row.bar.address]


def test_a_later_half_adds_to_what_the_year_had_opened_and_shows_no_month_to_come():
    period = Period("2022-H2", date(2022, 6, 15), date(2022, 12, 14), "6 tháng cuối năm 2022")
    figures = sample.FIGURES | {"O1": 2, "O1c": 11, "O2": 70, "O2c": 634, "P1a": 24}
    rows = (BreakdownRow("2022-06", "Tháng 6/2022", 1, 30), BreakdownRow("2022-08", "Tháng 8/2022", 1, 40))
    report = replace(sample.REPORT, period=period, as_of=date(2022, 9, 3), figures=figures, breakdowns={"month": rows})
    classes, learners, _, _ = report_charts(report)
    assert numbers(classes) == [
        ("Tháng 6", 10, 12),
        ("Tháng 7", 10, 14),
        ("Tháng 8", 11, 16),
        ("Tháng 9", 11, 18),
        ("Tháng 10", None, 20),
        ("Tháng 11", None, 22),
        ("Tháng 12", None, 24),
    ]
    assert [one[1] for one in numbers(learners)] == [594, 594, 634, 634, None, None, None]


def test_a_programme_on_both_lines_of_a_province_is_one_bar_with_both_quotas():
    own = ProgrammeLine("a", "Chương trình A", False, 3, 90, 1, 30, 2, 60, None, None)
    joint = replace(own, joint=True, planned_classes=2, planned_learners=None)
    _, _, programmes, _ = report_charts(replace(sample.REPORT, programmes=(own, joint)))
    assert numbers(programmes) == [("Chương trình A", 4, 5)]
    assert programmes.rows[0].bar.cells == ("4", "5", "120", "chưa có")


def test_a_report_that_knows_no_months_has_no_charts():
    assert report_charts(replace(sample.REPORT, figures={}, breakdowns={}, programmes=())) == []


def test_a_chart_longer_than_a_sheet_goes_on_on_the_next_on_the_same_scale():
    many = tuple(replace(sample.PROGRAMMES[0], code=f"p{n}", name=f"Chương trình {n}") for n in range(40))
    _, _, chart, _ = report_charts(replace(sample.REPORT, programmes=many))
    pieces = on_sheets(chart)
    assert [row.bar for piece in pieces for row in piece.rows] == [row.bar for row in chart.rows]
    assert [row.length for piece in pieces for row in piece.rows] == [row.length for row in chart.rows]
    assert max(piece.height for piece in pieces) <= SHEET < chart.height
    assert {piece.rows[0].top for piece in pieces} == {0}
    last = pieces[-1].rows[-1]
    assert last.bar_top < last.top + last.height <= pieces[-1].legend_top
    assert [piece.title.endswith("(tiếp theo)") for piece in pieces] == [False] + [True] * (len(pieces) - 1)
    assert len({piece.key for piece in pieces}) == len(pieces)


def test_charts_stand_on_paper_as_pictures_with_words_in_its_own_letters():
    pdf = report_pdf(replace(sample.REPORT, classes=(), lecturers=()))
    printed = " ".join(papers.flowing(pdf)[-2:])
    assert "Biểu đồ" in printed
    assert "6 tháng đầu năm 2022: đã thực hiện 9 lớp, kế hoạch cả năm 18." in printed
    assert "Trên 419 học viên được đánh giá của 9 lớp đã kết thúc; 145 học viên không được đánh giá." in printed
    assert {name.partition("-")[0] for name in papers.fonts(pdf)} == {"Tinos"}
    assert papers.run("pdfimages", "-list", "-", given=pdf).splitlines()[2:] == []
    figures = papers.run("pdfinfo", "-struct", "-", given=pdf).count("Figure")
    assert figures == 4


@pytest.fixture
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: review.TODAY)


@pytest.mark.django_db
@pytest.mark.usefixtures("_today")
def test_each_bar_opens_as_many_as_it_shows(centre, other_centre, client_of, clerk):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 120)])
    factories.enrol(factories.make_class(centre, "Q1", opened_on=date(2022, 2, 3)))
    review.make_books(centre)
    client = client_of(clerk)
    page = client.get(reverse("reports:report", args=[centre.code, "2022-03"])).context
    bars = [row.bar for chart in page["charts"] for row in chart.rows if row.bar.address]
    opened = [(bar, client.get(bar.address).context["opened"].total) for bar in bars]
    assert [(bar.hint, total) for bar, total in opened if bar.value != total] == []
    assert [(bar.label, bar.value) for bar in bars[:3:2]] == [("Tháng 3", 3), ("Bồi dưỡng nhận thức về Đảng", 3)]
    assert len(bars) >= 6


@pytest.mark.django_db
@pytest.mark.usefixtures("_today")
def test_a_version_draws_what_the_report_drew_when_it_was_submitted(monkeypatch, centre, other_centre):
    from reports.actions import submitting  # noqa: PLC0415

    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: review.NO_PAPER)
    review.make_books(centre)
    drawn = report_charts(build_report(centre, review.PERIOD))
    review.bring_to("submitted", centre, review.people(centre))
    factories.make_class(centre, "MUON", opened_on=date(2022, 5, 5))
    kept = read_content(ReportVersion.objects.get().content).report
    assert report_charts(kept) == drawn
    assert report_charts(build_report(centre, review.PERIOD)) != drawn
