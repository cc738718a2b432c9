"""Every number of a report's tables opens to what adds up to it; every line has a code that opens it."""

import re
from datetime import date
from decimal import Decimal
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

from centres import dates
from centres.models import Centre
from reports.actions import submitting
from reports.annexes import annexes
from reports.annexes.codes import find_line, tidy_code
from reports.figures.window import Window
from reports.models import PeriodEnd
from reports.periods import Calendar
from reports.report import build_report
from reports.versions.drill import classes_of, open_figure
from reports.versions.rows import PARTS, live_rows, mismatches
from tests import factories
from tests.reports.random_cases import make_case
from tests.reports.review import NO_PAPER, PERIOD, TODAY, make_books, submit
from tests.reports.test_recount import load

pytestmark = pytest.mark.django_db
PERIODS = ("2022-H1", "2022-07", "2022-03-10_2022-09-20", "2022")


def opened_of(link, report, rows):
    """What the address of a cell opens, as its view does."""
    code, _, query = link.partition("/?")
    asked = dict(parse_qsl(query))
    by, key = asked.get("theo", ""), asked.get("khoa", "")
    if by in PARTS:
        rows = rows.of_part(by, key)
        return open_figure(code, report, rows, set(rows.classes))
    return open_figure(code.removesuffix("/"), report, rows, classes_of(report, rows, by, key))


def narrowed_links(report):
    for annex in annexes(report):
        for row in annex.rows:
            for place, link in row.links.items():
                if "?" in link:
                    yield annex.key, row.cells, row.cells[place], link


def assert_opens(centre, period):
    report = build_report(centre, period)
    rows = live_rows(centre, Window.of(Calendar.of(centre.province), period))
    assert mismatches(report.figures, rows) == []
    wrong = []
    for table, cells, number, link in narrowed_links(report):
        opened = opened_of(link, report, rows)
        total = opened and opened.total
        if total != number or sum(part.number for part in opened.parts) != number:
            wrong.append((table, cells[:2], number, link, total))
    assert wrong == []
    return len(list(narrowed_links(report)))


@pytest.mark.parametrize("seed", range(20, 22))
def test_every_number_of_the_tables_opens_to_its_sum(tmp_path, other_centre, seed):
    case = make_case(seed, centres=1)
    load(tmp_path, case)
    centre = Centre.objects.get(code=case["centres"][0]["code"])
    if seed % 2:
        PeriodEnd.objects.create(province=centre.province, part="M", from_year=2022, day=14)
    assert sum(assert_opens(centre, period) for period in PERIODS) > 100


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(2000, 2030))
def test_every_number_of_many_more_opens_to_its_sum(tmp_path, other_centre, seed):
    test_every_number_of_the_tables_opens_to_its_sum(tmp_path, other_centre, seed)


@pytest.fixture
def version(centre, other_centre, director, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)
    make_books(centre)
    return submit(centre, director)


def at(name, centre, *more):
    return reverse(f"reports:{name}", args=[centre.code, PERIOD, 1, *more])


def test_a_line_is_opened_by_the_code_on_paper_also_after_later_edits(version, centre, clerk, client_of):
    client = client_of(clerk)
    answer = client.get(at("find_line", centre), {"ma": " b2,1 "})
    assert answer.url == at("version_line", centre, "B2.1")
    centre.classes.update(name="Lớp đã sửa tên")
    html = client.get(at("version_line", centre, "B2.1")).text
    assert "Lớp Bồi dưỡng thứ nhất" in html
    assert "Lớp đã sửa tên" not in html
    assert f"{at('version_figure', centre, 'R3')}?theo=lop&amp;khoa=" in html


def test_a_code_that_is_on_no_line_is_answered(version, centre, clerk, client_of):
    answer = client_of(clerk).get(at("find_line", centre), {"ma": "B9.9"}, follow=True)
    assert "Bản trình này không có dòng mang mã “B9.9”." in answer.text
    assert client_of(clerk).get(at("version_line", centre, "B9.9")).status_code == 404


@pytest.mark.parametrize(("typed", "code"), [("b2.3", "B2.3"), (" B 2,3", "B2.3"), ("O1c", "O1c"), ("o1", "O1")])
def test_codes_are_understood_as_typed(typed, code):
    assert tidy_code(typed) == code


def test_a_code_is_found_by_searching(version, centre, clerk, outsider, client_of):
    page = reverse("reports:search")
    html = client_of(clerk).get(page, {"q": "b2.3"}).text
    assert f'href="{at("find_line", centre)}?ma=B2.3"' in html
    assert "Dòng B2.3 của báo cáo 6 tháng đầu năm 2022, bản trình lần 1" in re.sub(r"<[^>]+>", "", html)
    assert "Dòng B2.3" not in re.sub(r"<[^>]+>", "", client_of(outsider).get(page, {"q": "b2.3"}).text)


def test_codes_stay_with_their_tables_whichever_a_report_has(centre, other_centre):
    made = annexes(build_report(centre, PERIOD))
    make_books(centre)
    full = annexes(build_report(centre, PERIOD))
    assert [annex.key for annex in made] != [annex.key for annex in full]
    assert find_line(full, "B2.2")[0].key == "xep-loai"
    assert find_line(full, "O2")[1].cells[1] == "Số lượt học viên"
    assert find_line(full, "R10")[1].cells[3] == Decimal("66.67")
    codes = [row.code for annex in full for row in annex.rows if row.code]
    assert len(codes) == len(set(codes))


def test_other_days_of_a_programme_in_both_forms_open_to_their_classes(centre, other_centre):
    for number, (form, month) in enumerate([("own", 1), ("joint", 2), ("joint", 3), ("own", 5)]):
        partner = "Hội Nông dân xã" if form == "joint" else ""
        made = factories.make_class(
            centre, f"AB-{number}", ownership=form, partner=partner, opened_on=date(2022, month, 7), called=9
        )
        for _ in range(number + 1):
            factories.enrol(made)
    past = factories.make_class(
        centre, "AB-P", ownership="joint", partner="Hội Nông dân xã", opened_on=date(2021, 5, 7)
    )
    factories.enrol(past)
    assert assert_opens(centre, "2022-Q2") > 10
    report = build_report(centre, "2022-Q2")
    table = next(one for one in annexes(report) if one.key == "mo-lop")
    joint = next(row for row in table.rows if "phoi-hop" in row.links.get(6, "") and row.kind == "line")
    rows = live_rows(centre, Window.of(Calendar.of(centre.province), "2022-Q2"))
    found = {
        place: [part.row.code for part in opened_of(joint.links[place], report, rows).parts] for place in (6, 7, 10)
    }
    assert found == {6: ["AB-1", "AB-2"], 7: ["AB-1", "AB-2"], 10: ["AB-P"]}
