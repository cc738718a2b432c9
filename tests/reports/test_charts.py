"""The year in pictures: the same numbers as the report, each bar leading to exactly its classes."""

import re
from datetime import date
from io import BytesIO
from xml.etree import ElementTree

import pytest
from django.template.loader import render_to_string
from django.utils.html import escape
from pypdf import PdfReader

from centres import dates
from reports.charts.layout import Bar, bar_chart
from reports.charts.year import year_charts
from reports.glance import glance
from reports.models import PeriodEnd
from reports.report import build_report
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 6, 20))


@pytest.fixture
def year(centre, other_centre):
    """The province's year begins on 15/12. A class before it, a planned and a maintained one count in no bar."""
    PeriodEnd.objects.create(province=centre.province, part="Y", from_year=2020, month=12, day=14)
    factories.make_decision(
        centre, lines=[("nhan-thuc-ve-dang", 3, 120), ("chuyen-de", 2, None), ("dang-vien-moi", 1, 40)]
    )
    for code, day in (("A", date(2021, 12, 14)), ("B", date(2021, 12, 15)), ("C", date(2022, 3, 31))):
        factories.enrol(factories.make_class(centre, code, opened_on=day))
    closed = factories.make_closed_class(centre, "D", programme_code="chuyen-de")
    for mark in (9, 7, 7):
        factories.enrol(closed, mark=mark)
    factories.make_class(centre, "E", status="planned", opened_on=date(2022, 7, 1))
    factories.make_class(centre, "F", kind="maintained", opened_on=date(2022, 4, 1))
    return centre


def numbers(chart):
    return [(row.bar.label, row.bar.value, row.bar.target) for row in chart.rows]


def test_charts_show_the_figures_of_the_year_s_report(year):
    seen, figures = glance(year, 2022), build_report(year, "2022").figures
    assert {code: seen.figures[code] for code in ("O1", "O2", "P1a", "P2a", "O7", "R1", "R3", "R4", "R6")} == {
        code: figures[code] for code in ("O1", "O2", "P1a", "P2a", "O7", "R1", "R3", "R4", "R6")
    }
    months, programmes, learners, results = year_charts(seen)
    assert numbers(months)[:7] == [
        ("Tháng 1", 1, 0.5),
        ("Tháng 2", 1, 1),
        ("Tháng 3", 3, 1.5),
        ("Tháng 4", 3, 2),
        ("Tháng 5", 3, 2.5),
        ("Tháng 6", 3, 3),
        ("Tháng 7", None, 3.5),
    ]
    assert [one for _, one, _ in numbers(learners)][:6] == [1, 1, 5, 5, 5, 5]
    assert {one[1:] for one in numbers(programmes)} == {(0, 1), (2, 3), (1, 2)}
    assert [one for _, one, _ in numbers(results)] == [figures[f"R{code}"] for code in range(4, 9)] == [1, 0, 2, 0, 0]
    assert seen.summary == "Đã mở 3/6 lớp được giao, với 5 lượt học viên."
    assert seen.pace.sentence == ("Đạt 50% kế hoạch năm về số lớp khi đã qua 46% thời gian của năm: kịp tiến độ")


def test_each_bar_leads_to_a_list_of_as_many_classes_as_it_says(year, client_of, clerk):
    client = client_of(clerk)
    bars = [row.bar for chart in year_charts(glance(year, 2022)) for row in chart.rows if row.bar.address]
    assert len(bars) == 6 + 2 + 6 + 2
    for bar in bars:
        said = int(re.search(r"mở danh sách (\d+) lớp", bar.hint)[1])
        assert (bar.hint, client.get(bar.address).context["listing"].count) == (bar.hint, said)


def test_a_span_in_the_address_is_named_and_a_broken_one_ignored(year, client_of, clerk):
    client = client_of(clerk)
    page = client.get("/lop/?nam=tat-ca&ngay=mo.2021-12-15.2022-01-31").content.decode()
    assert "Đã khai giảng từ 15/12/2021 đến 31/01/2022" in page
    assert client.get("/lop/?nam=tat-ca&ngay=mo.2021-13-15.2022-01-31").context["listing"].count == 6


def test_picture_is_whole_svg_with_words_and_nothing_the_policy_refuses():
    bars = [
        Bar(
            "Một chương trình <b> có tên dài đến mức phải xuống một dòng thứ hai", 4, "4/8 lớp", 8, "/lop/", "Mở 4 lớp"
        ),
        Bar("Chưa mở", 0, "0/2 lớp", 2),
        Bar("Ngoài kế hoạch", None, "chưa có"),
    ]
    chart = bar_chart(
        bars,
        key="thu",
        title="Thử",
        description="Mô tả",
        headings=("A", "B"),
        legend=(("bar", "Làm"),),
        labels_above=True,
    )
    first, second, _ = chart.rows
    room = 360 - 62
    assert [(row.length, row.target_length) for row in chart.rows] == [
        (room // 2, room),
        (0, round(room / 4)),
        (0, None),
    ]
    assert [line for _, line in first.label_lines] == [
        "Một chương trình <b> có tên dài đến mức phải xuống một",
        "dòng thứ hai",
    ]
    assert first.top + first.height == second.top
    drawn = render_to_string("charts/bars.html", {"chart": chart})
    tree = ElementTree.fromstring(drawn)  # noqa: S314
    names = [one.tag.rpartition("}")[2] for one in tree.iter()]
    assert (names[0], names.count("a"), names.count("title"), "script" in names) == ("svg", 1, 2, False)
    assert not [one for one in tree.iter() if "style" in one.attrib]
    assert escape("<b>") in drawn


def test_chart_prints_in_a_pdf(year):

    from centres.papers.typesetting import typeset  # noqa: PLC0415

    chart = year_charts(glance(year, 2022), linked=False)[1]
    page = render_to_string("charts/bars.html", {"chart": chart})
    pdf = typeset(f"<!doctype html><html lang=vi><head><title>Thử</title></head><body>{page}</body></html>")
    [printed] = PdfReader(BytesIO(pdf)).pages
    assert "2/3 lớp" in printed.extract_text()
    assert b"0.078431 0.313725 0.360784 rg" in printed.get_contents().get_data()
