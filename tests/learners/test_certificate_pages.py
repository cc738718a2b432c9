"""The pages of certificates: issue, paper, reissue, withdraw, register, blanks, and the check without login."""

import io
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.html import escape
from pypdf import PdfReader

from centres import dates
from centres.models import Job
from classes.models import TrainingClass
from learners.actions import certificates as actions
from learners.actions.certificates import issue_certificates, store_paper, withdraw_certificate
from learners.certificate_paper import certificate_html
from learners.models import BlankMovement, Certificate, CertificatePattern, CertificatesCopy, RegisterEntry
from learners.views import certificates as views
from tests import factories
from tests.test_tenancy import blank_page

DAY = date(2022, 3, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 24))


@pytest.fixture
def recognised(centre, other_centre):
    training_class = factories.make_closed_class(centre, "L-01", recognition_number="09-QĐ/TTCT")
    for name, mark in (("Vũ Thị Ánh", 9), ("Lê Văn Đạt", 4.75), ("Hồ Ngọc Bích", 7.5)):
        factories.enrol(training_class, factories.make_learner(centre, name), mark=mark, unit_name="Chi bộ thôn Đông")
    return training_class


@pytest.fixture
def issued(recognised, clerk):
    return issue_certificates(training_class=recognised, issued_on=DAY, user=clerk, address="https://so-lop.example")


def page(client, name, *args):
    return client.get(reverse(f"learners:{name}", args=args)).content.decode()


def test_class_shows_who_waits_and_until_when(recognised, client_of, clerk):
    shown = page(client_of(clerk), "certificates", recognised.pk)
    assert "2 học viên đã hoàn thành chương trình đang chờ cấp giấy chứng nhận." in shown
    assert "Hạn cấp: 26/03/2022, còn 2 ngày." in shown


def test_issuing_makes_numbers_entries_and_papers(recognised, client_of, clerk, django_capture_on_commit_callbacks):
    client = client_of(clerk)
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(reverse("learners:issue_certificates", args=[recognised.pk]), {"day": "20/3/22"})
    assert answer.headers["Location"] == reverse("learners:certificates", args=[recognised.pk])
    assert (
        "Đã cấp 02 giấy chứng nhận, từ số 001/2022-NTVD đến số 002/2022-NTVD"
        in client.get(answer.headers["Location"]).content.decode()
    )
    assert [bytes(paper)[:5] for paper in Certificate.objects.values_list("pdf", flat=True)] == [b"%PDF-"] * 2
    papers = client.get(reverse("learners:class_papers", args=[recognised.pk])).content
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(papers)).pages]
    assert [name for page in pages for name in ("Vũ Thị Ánh", "Hồ Ngọc Bích") if name in page] == [
        *("Vũ Thị Ánh", "Hồ Ngọc Bích")
    ]


def test_large_class_is_joined_in_the_background_until_its_certificates_change(
    issued, recognised, client_of, clerk, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(views, "AT_ONCE", 1)
    keys = sorted(one.pk for one in issued)
    monkeypatch.setattr(actions, "certificate_pdf", lambda certificate: blank_page())
    for certificate in issued:
        store_paper(certificate)
    client, address = client_of(clerk), reverse("learners:class_papers", args=[recognised.pk])
    assert client.get(address).url == reverse("learners:certificates", args=[recognised.pk])
    assert "Ghép bản in cả lớp" in page(client, "certificates", recognised.pk)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("learners:join_certificates", args=[recognised.pk]))
    job, copy = Job.objects.get(), CertificatesCopy.objects.get()
    assert (job.address, job.done, job.total, copy.certificates) == (address, 3, 3, keys)
    content = client.get(address).content
    assert (len(PdfReader(io.BytesIO(content)).pages), bytes(copy.content)) == (2, content)
    withdraw_certificate(certificate=issued[0], withdrawn_on=DAY, reason="Kê khai sai", user=clerk)
    monkeypatch.setattr(views, "AT_ONCE", 0)
    assert client.get(address).status_code == 302


def test_wrong_day_keeps_what_was_typed_and_issues_nothing(recognised, client_of, clerk):
    shown = client_of(clerk).post(reverse("learners:issue_certificates", args=[recognised.pk]), {"day": "1/3/22"})
    body = shown.content.decode()
    assert "Không được trước ngày công nhận kết quả, 11/03/2022." in body
    assert 'value="1/3/22"' in body
    assert not Certificate.objects.exists()


def test_certificates_without_the_decisions_number_are_issued_only_where_that_was_seen(recognised, client_of, clerk):
    TrainingClass.objects.update(recognition_number="")
    client, address = client_of(clerk), reverse("learners:issue_certificates", args=[recognised.pk])
    refused = client.post(address, {"day": "20/3/22"})
    assert list(refused.context["form"].errors) == ["unnumbered"]
    assert "Lấy số quyết định" in refused.content.decode()
    assert not Certificate.objects.exists()
    assert client.post(address, {"day": "20/3/22", "unnumbered": "on"}).status_code == 302
    assert Certificate.objects.count() == 2


def test_reissue_and_withdrawal_show_in_the_list_and_the_register(
    issued, recognised, client_of, clerk, django_capture_on_commit_callbacks
):
    client = client_of(clerk)
    first, second = issued
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            reverse("learners:reissue_certificate", args=[first.pk]), {"day": "22/3/22", "reason": "In sai tên"}
        )
    assert answer.status_code == 302
    new = Certificate.objects.get(replaces=first)
    assert bytes(new.pdf).startswith(b"%PDF")  # kept from the start, as of those issued
    answer = client.post(
        reverse("learners:withdraw_certificate", args=[second.pk]), {"day": "23/3/22", "reason": "Kê khai sai"}
    )
    assert answer.status_code == 302
    shown = page(client, "certificates", recognised.pk)
    assert "Đã thay bằng số 003/2022-NTVD" in shown
    assert "Đã thu hồi" in shown
    register = page(client, "register")
    assert "In sai tên" in register
    assert "Kê khai sai" in register
    assert RegisterEntry.objects.count() == 4


def test_binding_keeps_a_volume(issued, client_of, clerk):
    client = client_of(clerk)
    assert client.post(reverse("learners:bind_register")).status_code == 302
    assert "Quyển số 1</a>: từ số 1 đến số 2, 2 trang" in page(client, "register")
    volume = issued[0].centre.register_volumes.get()
    assert client.get(reverse("learners:register_volume", args=[volume.pk])).content == bytes(volume.pdf)


def test_blanks_are_counted_and_faults_said_together(issued, centre, client_of, clerk):
    client = client_of(clerk)
    address = reverse("learners:blanks")
    given = {"kind": "received", "moved_on": "1/3/22", "quantity": "50", "note": "Phiếu 01"}
    assert client.post(address, given).status_code == 302
    shown = client.post(address, {"kind": "spoiled", "moved_on": "30/3/22", "quantity": "0", "note": ""})
    body = shown.content.decode()
    for sentence in ("Phôi hỏng phải ghi lý do.", "Không được sau hôm nay."):
        assert sentence in body
    assert BlankMovement.objects.filter(centre=centre).count() == 1
    assert "<strong>48</strong>" in page(client, "blanks").replace("\n", "")


def test_patterns_are_settled_per_programme_and_seen_in_the_next_number(recognised, other_centre, client_of, clerk):
    client, address = client_of(clerk), reverse("learners:patterns")
    assert "001/2022-NTVD" in page(client, "patterns")
    for pattern, wrong in (
        ("GCN/{năm}", "đúng một lần"),
        ("{1}{năm}", "phải có dấu"),
        ("{1}/{so}", "chỉ dùng được"),
    ):
        answer = client.post(address, {"programme": recognised.programme_id, "pattern": pattern})
        assert wrong in answer.content.decode()
    for pattern in ("{1}-GCN", "{0001}/{năm}-GCN"):  # the second takes the place of the first
        given = {"programme": recognised.programme_id, "pattern": pattern, "source": "Quy chế của trung tâm"}
        assert client.post(address, given).status_code == 302
    assert client.post(address, {"programme": "", "pattern": "{1}/CN-{năm}"}).status_code == 302
    shown = page(client, "patterns")
    for text in ("0001/2022-GCN", "1/CN-2022", "Quy chế của trung tâm"):
        assert text in shown
    assert "Số kế tiếp: 0001/2022-GCN." in page(client, "certificates", recognised.pk)
    assert CertificatePattern.objects.filter(centre=recognised.centre).count() == 2


def test_who_only_teaches_reads_the_patterns(recognised, client_of, lecturer):
    address = reverse("learners:patterns")
    page = client_of(lecturer).get(address).text
    assert ("Ví dụ số đầu tiên" in page, "Lưu mẫu số" in page, "{001}" in page) == (True, False, False)
    assert client_of(lecturer).post(address, {"pattern": "{1}"}).status_code == 403


def check(client, certificate):
    client.logout()
    return page(client, "check_certificate", certificate.code)


def test_public_page_reads_out_what_was_printed(issued, client):
    shown = check(client, issued[0])
    for printed in ("Còn giá trị.", "Vũ Thị Ánh", "Chi bộ thôn Đông", "001/2022-NTVD", "09-QĐ/TTCT", "Xuất sắc"):
        assert printed in shown
    assert "Hồ Ngọc Bích" not in shown


def test_public_page_says_replaced_withdrawn_and_expired(issued, client, client_of, clerk, monkeypatch):
    client_of(clerk).post(
        reverse("learners:reissue_certificate", args=[issued[0].pk]), {"day": "22/3/22", "reason": "In sai"}
    )
    client.post(reverse("learners:withdraw_certificate", args=[issued[1].pk]), {"day": "22/3/22", "reason": "Sai"})
    assert "Đã được thay" in check(client, issued[0])
    assert "Đã thu hồi" in check(client, issued[1])
    newest = Certificate.objects.order_by("-pk")[0]
    monkeypatch.setattr(dates, "today", lambda: date(2027, 3, 23))
    assert "Đã hết hạn" in check(client, newest)


def test_public_page_shows_every_printed_field_and_nothing_more(issued, client, client_of, clerk):
    issued[0].enrolment.learner.__class__.objects.filter(pk=issued[0].enrolment.learner_id).update(
        national_id="001190000011", phone="0912345678", hometown="Xã An Bình", birth_year=1990
    )
    client_of(clerk).post(
        reverse("learners:reissue_certificate", args=[issued[0].pk]), {"day": "22/3/22", "reason": "In mờ"}
    )
    newest = Certificate.objects.order_by("-pk")[0]
    shown = check(client, newest)
    printed = re.sub(r"<(style|svg|head).*?</\1>", "", certificate_html(newest), flags=re.DOTALL)
    values = [escape(value) for key, value in newest.printed.items() if value and key != "address"]
    assert [value for value in values if value not in shown] == []
    assert [value for value in values if value.upper() not in printed.upper()] == []
    assert newest.printed["replaces"] == "001/2022-NTVD"
    for hidden in ("001190000011", "0912345678", "In mờ", "Lê Thị Giáo Vụ", "8,00", "9,00"):
        assert hidden not in shown


def test_guessed_code_shows_nothing(issued, client):
    answer = client.get(reverse("learners:check_certificate", args=["x" * 22]))
    assert answer.status_code == 404
    assert "Không có giấy chứng nhận này" in answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_trying_codes_is_limited(issued, client):
    unknown = [reverse("learners:check_certificate", args=[f"{number:022}"]) for number in range(60)]
    assert [client.get(address).status_code for address in unknown] == [404] * 60
    assert client.get(reverse("learners:check_certificate", args=[issued[0].code])).status_code == 429
