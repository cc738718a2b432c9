import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from centres import dates
from reports import written
from reports.annexes import annexes
from reports.report import build_report
from tests import factories
from tests.reports import papers


@pytest.fixture
def first_half(centre, other_centre):
    """The centre with a plan and two classes of the first half of 2022; the other centre has its own."""
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 100)])
    closed = factories.make_closed_class(centre, "AB-01", name="Lớp Bồi dưỡng thứ nhất")
    for mark in (9, 8, 6):
        factories.enrol(closed, mark=mark)
    joint = {"ownership": "joint", "partner": "Hội Nông dân xã"}
    factories.enrol(factories.make_class(centre, "AB-02", name="Lớp phối hợp", **joint))
    return centre


def address(name, centre, period="2022-H1", **more):
    return reverse(f"reports:{name}", kwargs={"code": centre.code, "period": period, **more})


def cell_texts(html, caption_id):
    """The body rows of the table under a heading, as the texts of their cells."""
    table = html.partition(f'<h2 id="{caption_id}"')[2].partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr.*?</tr>", table, re.S)
    texts = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in rows]
    meaningless = [[re.sub(r'<span class="meaning">.*?</span>', "", text) for text in row] for row in texts]
    return [[re.sub(r"<[^>]+>", "", text) for text in row] for row in meaningless]


def test_page_shows_the_figures_of_its_centre_alone(first_half, clerk, client_of):
    html = client_of(clerk).get(address("report", first_half)).text
    summary = {row[0]: row[3] for row in cell_texts(html, "tong-hop") if row[0]}
    assert {code: summary[code] for code in ("P1", "P2", "O1", "O2", "O7", "O8", "R1", "R3", "R4", "R7", "R9")} == {
        "P1": "4",
        "P2": "100",
        "O1": "2",
        "O2": "4",
        "O7": "50%",
        "O8": "4%",
        "R1": "1",
        "R3": "3",
        "R4": "1",
        "R7": "1",
        "R9": "0",
    }
    assert "Bình Minh" not in html
    assert "7.777" not in html


def sheet_text(cell):
    """A cell of the sheet as its number format shows it in Vietnamese."""
    if cell.value is None or isinstance(cell.value, str):
        return cell.value or ""
    if cell.number_format.endswith("%"):
        return written.percent(Decimal(str(cell.value)) * 100)
    if isinstance(cell.value, date):
        return written.day(cell.value)
    return written.signed(cell.value) if cell.number_format.startswith("+") else written.count(cell.value)


def json_text(code, value):
    if isinstance(value, list):
        pair = tuple(Decimal(part) if isinstance(part, str) else part for part in value)
        return written.change(pair) if code in ("O9", "O10") else written.value(pair)
    return written.percent(Decimal(value)) if isinstance(value, str) else written.value(value)


def test_page_sheet_paper_and_json_say_the_same(first_half, clerk, client_of):
    client = client_of(clerk)
    html = client.get(address("report", first_half)).text
    book = load_workbook(BytesIO(client.get(address("centre_file", first_half, kind="excel")).content))
    printed = papers.lines(client.get(address("centre_file", first_half, kind="pdf")).content)
    figures = json.loads(client.get(address("centre_file", first_half, kind="json")).content)["figures"]
    for annex in annexes(build_report(first_half, "2022-H1")):
        shown = cell_texts(html, annex.key)
        sheet = book[annex.title]
        first = int(sheet.freeze_panes[1:])
        stored = sheet.iter_rows(min_row=first, max_row=first + len(annex.rows) - 1)
        assert [[sheet_text(cell) for cell in row] for row in stored] == shown
    summary = [row for row in cell_texts(html, "tong-hop") if row[0]]
    assert [row for row in summary if " ".join(row) not in printed] == []
    assert {row[0]: row[3] for row in summary} == {code: json_text(code, value) for code, value in figures.items()}


def test_files_open_with_their_kinds_and_names(first_half, clerk, client_of):
    kinds = {}
    for kind in ("pdf", "word", "excel", "json"):
        response = client_of(clerk).get(address("centre_file", first_half, kind=kind))
        kinds[kind] = (response["Content-Type"], response["Content-Disposition"])
    assert kinds == {
        "pdf": ("application/pdf", 'inline; filename="bao-cao-xa-an-binh-2022-H1.pdf"'),
        "word": (
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            'attachment; filename="bao-cao-xa-an-binh-2022-H1.docx"',
        ),
        "excel": (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            'attachment; filename="bao-cao-xa-an-binh-2022-H1.xlsx"',
        ),
        "json": ("application/json", 'inline; filename="bao-cao-xa-an-binh-2022-H1.json"'),
    }


def test_json_is_offered_to_administrators_alone(first_half, clerk, administrator, client_of):
    link = f'href="{address("centre_file", first_half, kind="json")}"'
    page = address("report", first_half)
    assert (link in client_of(clerk).get(page).text, link in client_of(administrator).get(page).text) == (False, True)


def test_page_names_the_class_without_marks_and_leads_to_it(first_half, clerk, client_of):
    unmarked = factories.make_closed_class(first_half, "AB-03", name="Lớp chưa có điểm")
    factories.enrol(unmarked)
    html = client_of(clerk).get(address("report", first_half)).text
    assert "BẢN NHÁP – số liệu chưa đạt kiểm tra" in html
    assert "1 lỗi phải sửa trước khi trình" in html
    assert "Lớp AB-03 – Lớp chưa có điểm đã kết thúc nhưng 01 học viên chưa có điểm" in html
    assert f'<a href="{reverse("learners:class", args=[unmarked.pk])}">Mở lớp này</a>' in html


def test_sound_report_says_so(first_half, clerk, client_of):
    html = client_of(clerk).get(address("report", first_half)).text
    assert "Số liệu đạt kiểm tra" in html
    assert "BẢN NHÁP" not in html


def test_every_figure_stands_with_its_definition(first_half, clerk, client_of):
    html = client_of(clerk).get(address("report", first_half)).text
    assert '<tr id="O7">' in html
    assert '<span class="meaning">Số lớp lũy kế chia cho chỉ tiêu lớp sau điều chỉnh.</span>' in html


def test_page_before_the_last_day_says_up_to_which_day_it_counts(first_half, clerk, client_of, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 5, 15))
    assert "số liệu tính đến ngày 15/05/2022" in client_of(clerk).get(address("report", first_half)).text


NAMES = ("report", "text", "centre_file")


@pytest.mark.parametrize(
    ("person", "statuses"),
    [
        ("clerk", (200, 200, 200)),
        ("director", (200, 200, 200)),
        ("lecturer", (200, 403, 200)),
        ("host_reviewer", (200, 403, 200)),
        ("reviewer", (200, 403, 200)),
        ("outsider", (404, 404, 404)),
    ],
)
def test_who_may_open_a_report(first_half, request, client_of, person, statuses):
    client = client_of(request.getfixturevalue(person))
    more = {"centre_file": {"kind": "json"}}
    found = tuple(client.get(address(name, first_half, **more.get(name, {}))).status_code for name in NAMES)
    assert found == statuses


def test_reports_ask_for_login(first_half, client):
    for name in ("report", "text"):
        assert client.get(address(name, first_half)).status_code == 302


@pytest.mark.parametrize("period", ["2022-H3", "2022-13", "1999", "abc", "2022-h1"])
def test_period_that_is_none_is_not_found(first_half, clerk, client_of, period):
    assert client_of(clerk).get(address("report", first_half, period)).status_code == 404


def test_report_page_costs_the_same_for_any_number_of_classes(
    first_half, clerk, client_of, django_assert_num_queries, django_assert_max_num_queries
):
    client = client_of(clerk)
    client.get(address("report", first_half))
    with django_assert_max_num_queries(26) as few:
        client.get(address("report", first_half))
    for n in range(10, 15):
        factories.enrol(factories.make_closed_class(first_half, f"AB-{n}"), mark=7)
    with django_assert_num_queries(len(few)):
        client.get(address("report", first_half))


def test_list_shows_every_period_of_the_year_with_its_state(first_half, clerk, client_of, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 5, 15))
    html = client_of(clerk).get(reverse("reports:list"), {"nam": "2022"}).text
    links = re.findall(r'<a href="/bao-cao/xa-an-binh/([-\w]+)/">', html)
    assert links == [
        *("2022-H1", "2022-9M", "2022-H2", "2022"),
        *(f"2022-Q{n}" for n in range(1, 5)),
        *(f"2022-{n:02}" for n in range(1, 13)),
    ]
    assert [html.count(state) for state in ("Đã hết kỳ", "Đang trong kỳ", "Chưa đến kỳ")] == [5, 5, 10]
    assert "Tổng hợp theo tỉnh" not in html


def test_list_of_a_province_reviewer_leads_to_the_province(first_half, reviewer, client_of):
    html = client_of(reviewer).get(reverse("reports:list"), {"nam": "2022"}).text
    assert "/bao-cao/tinh/tinh-a/theo-doi/?nam=2022" in html
    assert re.findall(r'href="(/bao-cao/tinh/[^"?]+)"', html) == [
        f"/bao-cao/tinh/tinh-a/{period}/" for period in ("2022-H1", "2022-9M", "2022-H2", "2022")
    ]


def test_province_adds_up_its_centres_and_says_they_are_not_approved(first_half, reviewer, client_of):
    html = client_of(reviewer).get("/bao-cao/tinh/tinh-a/2022-H1/").text
    summary = {row[0]: row[3] for row in cell_texts(html, "tong-hop") if row[0]}
    assert (summary["O1"], summary["O2"], summary["N1"]) == ("3", "6", "2")
    assert "Số liệu chưa duyệt" in html
    assert 'href="/bao-cao/xa-binh-minh/2022-H1/"' in html


@pytest.mark.parametrize("person", ["clerk", "director", "host_reviewer", "outsider"])
def test_province_is_for_its_reviewers(first_half, request, client_of, person):
    client = client_of(request.getfixturevalue(person))
    assert client.get("/bao-cao/tinh/tinh-a/2022-H1/").status_code == 404
    assert client.get("/bao-cao/tinh/tinh-a/2022-H1/json").status_code == 404


def test_province_of_another_reviewer_is_not_found(first_half, reviewer, client_of):
    factories.make_province("tinh-b", name="Tỉnh B")
    assert client_of(reviewer).get("/bao-cao/tinh/tinh-b/2022-H1/").status_code == 404


def test_reports_are_only_read(first_half, clerk, client_of):
    assert client_of(clerk).post(address("report", first_half)).status_code == 405
    assert client_of(clerk).post(reverse("reports:list")).status_code == 405


def test_a_period_of_two_typed_days_has_its_report(first_half, clerk, client_of):
    client, page = client_of(clerk), reverse("reports:list")
    answer = client.get(page, {"nam": "2022", "tu": "1/3/22", "den": "14/6/2022"})
    assert answer.url == address("report", first_half, "2022-03-01_2022-06-14")
    html = client.get(answer.url).text
    assert "kỳ từ ngày 01/03/2022 đến hết ngày 14/06/2022" in html
    answer = client.get(page, {"nam": "2022", "tu": "14/6/2022", "den": "1/3/2022"})
    assert "Ngày cuối kỳ không được trước ngày đầu kỳ." in answer.text


def test_a_reviewer_types_two_days_for_the_province(first_half, reviewer, client_of):
    asked = {"tu": "1/3/2022", "den": "14/6/2022", "tinh": first_half.province.code}
    answer = client_of(reviewer).get(reverse("reports:list"), asked)
    assert answer.url == reverse("reports:province", args=[first_half.province.code, "2022-03-01_2022-06-14"])
    assert client_of(reviewer).get(answer.url).status_code == 200


def test_a_free_period_that_somebody_wrote_on_stands_in_the_list(first_half, clerk, client_of):
    first_half.reports.create(period="2021-12-20_2022-01-10")
    html = client_of(clerk).get(reverse("reports:list"), {"nam": "2022"}).text
    assert "Kỳ từ ngày 20/12/2021 đến hết ngày 10/01/2022" in html
    assert "Kỳ từ ngày" not in client_of(clerk).get(reverse("reports:list"), {"nam": "2021"}).text
