"""A province's own report: number, date, signer and free text beside the totals of approved reports."""

import pytest
from django.urls import reverse

from centres import dates
from reports.actions import submitting
from reports.models import ProvinceReport
from reports.report import build_province_report
from tests.reports.review import NO_PAPER, PERIOD, TODAY, bring_to, make_books, people

pytestmark = pytest.mark.django_db
PAGE = ("reports:province_text", ["tinh-a", PERIOD])


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


def write(client, **fields):
    address = reverse(PAGE[0], args=PAGE[1])
    shown = client.get(address).context["form"]
    data = {name: shown[name].value() or "" for name in shown.fields if shown[name].value() not in (None, False)}
    return client.post(address, data | fields)


def test_what_the_province_writes_stands_beside_the_totals(centre, other_centre, client_of, reviewer):
    make_books(centre)
    bring_to("approved", centre, people(centre))
    client = client_of(reviewer)
    given = {"number": "12", "dated_on": "20/7/2022", "signed_by_deputy": "on", "muc-III": "Đã mở [[O1]] lớp."}
    answer = write(client, **given)
    assert (answer.status_code, answer["Location"]) == (302, reverse("reports:province", args=["tinh-a", PERIOD]))
    report = build_province_report(centre.province, PERIOD)
    head = report.letterhead
    assert (head.number, head.on_behalf, head.signer_title) == ("Số 12-BC/BTGDVTU", "K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN")
    assert head.place_and_date == "Tỉnh A, ngày 20 tháng 7 năm 2022"
    assert next(one.text for one in report.sections if one.key == "III") == "Đã mở [[O1]] lớp."
    assert any("1/2 trung tâm" in text for text in report.prose)
    wrong = write(client, **{"muc-III": "Đã mở [[X9]] lớp."})
    assert "“[[X9]]” không phải là số liệu" in wrong.text
    replaced = write(client, **{"muc-II.2".replace(".", "-"): "Câu của tỉnh.", "thay-muc-II-2": "on"})
    assert replaced.status_code == 302
    section = next(one for one in build_province_report(centre.province, PERIOD).sections if one.key == "II.2")
    assert (section.generated, section.text) == ((), "Câu của tỉnh.")


def test_without_an_approved_report_there_is_nothing_to_write_on(centre, client_of, reviewer):
    answer = client_of(reviewer).get(reverse(PAGE[0], args=PAGE[1]))
    assert (answer.status_code, answer["Location"]) == (302, reverse("reports:province", args=["tinh-a", PERIOD]))
    assert not ProvinceReport.objects.exists()


def test_an_administrator_reads_and_does_not_write(centre, office):
    assert office.get(reverse(PAGE[0], args=PAGE[1])).status_code == 403
