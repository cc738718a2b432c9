"""Comparisons of the pack: with the same period last year, with the version before; figure, before, now, difference, why."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from centres.models import Role
from reports import actions
from reports.actions import submitting
from reports.actions.submitting import draft_of, pack_of
from reports.models import PastReport
from reports.pdf import Pack, print_context, report_pdf
from reports.report import build_report
from reports.versions.comparison import with_last_year
from reports.views import files
from tests import factories
from tests.reports import papers, reading, review, sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: review.TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: review.NO_PAPER)


def last_year(centre):
    """One finished class of two marks in March 2021, of another programme than this year's."""
    days = {"opened_on": date(2021, 3, 1), "closed_on": date(2021, 3, 5), "recognised_on": date(2021, 3, 8)}
    closed = factories.make_closed_class(centre, "CU", programme_code="chuyen-de", called=9, **days)
    for mark in (9, 7):
        factories.enrol(closed, mark=mark)


def rows(annex):
    return {row.cells[0]: row.cells[2:] for row in annex.rows}


def test_last_year_stands_beside_this_year_with_the_programmes_that_account_for_it(centre, other_centre):
    review.make_books(centre)
    last_year(centre)
    last_year(other_centre)
    report = build_report(centre, review.PERIOD)
    compared = rows(with_last_year(centre, report))
    new, old = "Bồi dưỡng nhận thức về Đảng", "Bồi dưỡng chuyên đề"
    assert compared["O1"] == (1, 2, 1, f"{new} +2; {old} -1")
    assert compared["O2"] == (2, 4, 2, f"{new} +4; {old} -2")
    assert compared["O4"] == (9, 4, -5, f"{old} -9; {new} +4")
    assert compared["R4"] == (1, 1, 0, f"{new} +1; {old} -1")
    assert compared["R10"][:2] == (100, report.figures["R10"])
    assert compared["R10"][2] == report.figures["R10"] - 100
    assert {"O9", "O10", "O1c", "O1p", "E1", "P1"} & set(compared) == set()
    assert (compared["O1"][0], compared["O2"][0]) == (report.figures["O1p"], report.figures["O2p"])


def test_a_past_report_typed_in_compares_its_two_totals_alone(centre, other_centre):
    review.make_books(centre)
    PastReport.objects.create(centre=centre, period="2021-H1", classes=5, learners=210)
    compared = with_last_year(centre, build_report(centre, review.PERIOD))
    assert rows(compared) == {"O1": (5, 2, -3, ""), "O2": (210, 4, -206, "")}


def test_nothing_known_of_last_year_is_no_comparison(centre, other_centre):
    review.make_books(centre)
    last_year(other_centre)
    assert with_last_year(centre, build_report(centre, review.PERIOD)) is None


def test_the_version_before_is_compared_by_figure_with_the_records_that_changed_it(centre, other_centre):
    review.make_books(centre)
    of = review.people(centre)
    report = review.bring_to("returned", centre, of)
    factories.enrol(centre.classes.get(code="AB-02"))
    pack = pack_of(report, draft_of(report))
    [compared] = pack.comparisons
    assert (compared.title, pack.number) == ("So sánh với bản trình lần 1", 2)
    found = rows(compared)
    why = found["O2"][3]
    assert found["O2"] == (4, 5, 1, why)
    assert why.startswith("AB-02 – ")
    assert why.endswith(": thêm học viên: 01 học viên")
    assert "R1" not in found


def test_a_version_that_changes_no_figure_says_so(centre, other_centre):
    review.make_books(centre)
    report = review.bring_to("returned", centre, review.people(centre))
    [compared] = pack_of(report, draft_of(report)).comparisons
    assert (compared.rows, compared.notes) == ((), ("Không số liệu nào khác bản trình lần 1.",))


def test_what_is_submitted_carries_its_comparisons_and_who_submitted_it(centre, other_centre, monkeypatch):
    printed = []
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: printed.append(pack) or review.NO_PAPER)
    review.make_books(centre)
    last_year(centre)
    of = review.people(centre)
    report = review.bring_to("returned", centre, of)
    actions.submit_report(report=report, user=of[Role.DIRECTOR], note="Đã sửa.")
    first, second = printed
    assert [annex.key for annex in first.comparisons] == ["so-sanh-nam-truoc"]
    assert [annex.key for annex in second.comparisons] == ["so-sanh-nam-truoc", "so-sanh-ban-truoc"]
    assert (second.number, second.submitted_by, second.note) == (2, str(of[Role.DIRECTOR]), "Đã sửa.")


@pytest.mark.once
def test_the_pack_is_one_file_with_a_bookmark_for_each_part_and_the_check_last(centre, other_centre):
    review.make_books(centre)
    last_year(centre)
    report = build_report(centre, review.PERIOD)
    rules = (("G1", "Cộng khớp."),)
    pack = Pack(1, (), rules, comparisons=(with_last_year(centre, report),))
    pdf = report_pdf(replace(sample.REPORT, name=report.name), pack)
    titles = [item.title for item in papers.reader(pdf).outline if not isinstance(item, list)]
    assert titles[0] == "BÁO CÁO"
    assert titles[-3:] == ["Phụ lục 7 Biểu đồ", "So sánh với cùng kỳ năm trước", "Kiểm tra số liệu"]
    pages = papers.flowing(pdf)
    assert "O2 Số lượt học viên 2 4 +2" in " ".join(pages[-3:-1])
    assert "G1 Cộng khớp. Đạt" in papers.lines(pdf)
    assert "Bản xem trước của bản trình lần 1, chưa trình." in pages[-1]
    widths = [round(page.mediabox[2] / papers.MM) for page in papers.reader(pdf).pages]
    assert widths[-3:] == [297, 297, 210]


@pytest.fixture
def typeset(monkeypatch):
    """What is handed to the typesetter by the pages of files."""
    handed = []
    monkeypatch.setattr(files, "report_pdf", lambda *given: handed.append(given) or review.NO_PAPER)
    return handed


def test_whoever_prepares_a_report_sees_its_pack_before_it_is_submitted(
    centre, other_centre, client_of, clerk, typeset
):
    review.make_books(centre)
    last_year(centre)
    page = client_of(clerk).get(reverse("reports:check", args=[centre.code, review.PERIOD])).text
    at = reverse("reports:centre_file", args=[centre.code, review.PERIOD, "ban-trinh"])
    assert f'href="{at}"' in page
    answer = client_of(clerk).get(at)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="ban-trinh-xa-an-binh-2022-H1.pdf"'
    [(report, pack)] = typeset
    assert report.figures["O2"] == 4
    assert (pack.number, pack.submitted_at, len(pack.comparisons), len(pack.rules)) == (1, None, 1, 6)


def test_a_province_s_pack_compares_and_checks_its_totals(centre, other_centre, client_of, administrator, typeset):
    review.make_books(centre)
    for one in (centre, other_centre):
        last_year(one)
    review.bring_to("approved", centre, review.people(centre))
    at = reverse("reports:province_file", args=[centre.province.code, review.PERIOD, "ban-trinh"])
    assert client_of(administrator).get(f"{at}?chua-duyet=1").status_code == 200
    [(report, pack)] = typeset
    [compared] = pack.comparisons
    assert (report.scope, report.live, pack.number) == ("province", True, None)
    assert rows(compared)["O1"][:3] == (2, 3, 1)
    checked = print_context(report, pack)
    assert [rule.code for rule in checked["checked"]] == ["G1", "G2", "G3", "G4", "G5", "G6"]
    assert checked["address"] == reverse("reports:province", args=[centre.province.code, review.PERIOD])


def test_the_sheet_holds_the_comparison_and_the_check_too(centre, other_centre, client_of, clerk):
    review.make_books(centre)
    last_year(centre)
    at = reverse("reports:centre_file", args=[centre.code, review.PERIOD, "excel"])
    sheets = reading.sheet_rows(client_of(clerk).get(at).content)
    assert list(sheets)[-2:] == ["So sánh với cùng kỳ năm trước", "Kiểm tra số liệu"]
    compared = {row[0]: row[2:5] for row in sheets["So sánh với cùng kỳ năm trước"]}
    assert compared["O2"] == ["2", "4", "+2"]
    assert compared["R10"] == ["100%", "66,67%", "-33,33%"]
    assert [row[2] for row in sheets["Kiểm tra số liệu"]][-6:] == ["G1", "G2", "G3", "G4", "G5", "G6"]
