"""The dossier of a class and the register of papers, as staff use them."""

import io
import zipfile
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from centres import dates, jobs
from centres.models import Job
from learners.actions import certificates
from learners.actions.certificates import issue_certificates
from learners.actions.joining import join_certificates
from learners.actions.paper_files import LARGEST, kind_of, pack_dossier
from learners.certificate_paper import register_extract_html
from learners.models import (
    Certificate,
    CertificatesCopy,
    ClassOfficers,
    DossierCopy,
    DossierNote,
    Paper,
    PaperFile,
    Term,
)
from learners.papers import parcel
from learners.papers.checklist import dossier_of
from learners.papers.facts import Facts
from tests import factories
from tests.test_tenancy import blank_page


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))


@pytest.fixture
def one(centre, other_centre):
    one = factories.make_closed_class(centre, "L-01", name="Lớp bồi dưỡng khóa 1")
    for mark in (8, 9):
        factories.enrol(one, unit_name="Chi bộ Đông", mark=mark)
    Term.objects.create(centre=centre, name="2020-2025", valid_from=date(2020, 8, 1))
    return one


def gaps(one):
    return [entry.item.key for entry in dossier_of(Facts(one)) if entry.is_gap]


def send(client, one, item, name, content):
    address = reverse("learners:attach_file", args=[one.pk, item])
    return client.post(address, {"file": SimpleUploadedFile(name, content)})


def zipped(*names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


def test_gaps_close_with_a_number_a_file_or_a_note(one, client_of, clerk):
    assert gaps(one) == [
        *("chi-tieu", "thong-bao", "danh-sach-cu", "mo-lop", "ban-quan-ly", "lich-hoc", "diem-danh", "bien-ban"),
        *("cong-nhan", "giay-chung-nhan", "bao-cao", "gui-ket-qua"),
    ]
    client = client_of(clerk)
    number = reverse("learners:number_paper", args=[one.pk, "mo-lop"])
    assert client.post(number, {"dated_on": "1/3/22", "by_deputy": "1"}).status_code == 302
    item = reverse("learners:dossier_item", args=[one.pk, "danh-sach-cu"])
    client.post(item, {"number": "15-CV/ĐU", "dated_on": "25/02/2022"})
    client.post(reverse("learners:dossier_item", args=[one.pk, "lich-hoc"]), {"not_needed": "on"})
    send(client, one, "diem-danh", "diem danh.pdf", blank_page())
    one.refresh_from_db()
    assert gaps(one) == [
        *("chi-tieu", "thong-bao", "ban-quan-ly", "bien-ban"),
        *("cong-nhan", "giay-chung-nhan", "bao-cao", "gui-ket-qua"),
    ]
    assert (one.opening_number, Paper.objects.get().by_deputy) == ("01-QĐ/TTCT", True)
    assert DossierNote.objects.count() == 2
    page = client.get(reverse("learners:dossier", args=[one.pk])).content.decode()
    assert "Còn thiếu 8 mục" in page


def test_dossier_counts_and_leaves_the_work_to_who_may_do_it(one, client_of, clerk, lecturer):
    page = client_of(lecturer).get(reverse("learners:dossier", args=[one.pk])).text
    assert "0/1 công văn có số" in page
    assert "2 học viên có điểm" in page
    item, advice = reverse("learners:dossier_item", args=[one.pk, "bien-ban"]), "thì quét và đính kèm ở đây."
    assert [advice in client_of(user).get(item).text for user in (clerk, lecturer)] == [True, False]


def test_number_that_is_taken_is_said_beside_its_field(one, client_of, clerk):
    other = factories.make_class(one.centre, "L-02")
    client = client_of(clerk)
    client.post(reverse("learners:number_paper", args=[other.pk, "mo-lop"]), {"dated_on": "1/3/22"})
    answer = client.post(
        reverse("learners:number_paper", args=[one.pk, "ban-quan-ly"]), {"dated_on": "2/3/22", "number": "1"}
    )
    assert "Số tiếp theo là 02." in answer.context["form"].errors["number"][0]
    assert Paper.objects.count() == 1


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7 x", "pdf"),
        (b"\xff\xd8\xff\xe0", "jpg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("[Content_Types].xml", "xl/workbook.xml"), "xlsx"),
        (zipped("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), None),
        (zipped("a.exe"), None),
        (b"PK\x03\x04 broken", None),
        (b"<html>", None),
        (b"", None),
    ],
)
def test_file_is_judged_by_its_content(content, kind):
    assert kind_of(content) == kind


def test_file_is_kept_under_a_plain_name_and_given_back_to_be_saved(one, client_of, clerk):
    client = client_of(clerk)
    send(client, one, "thong-bao", "Thông báo.exe", blank_page())
    kept = PaperFile.objects.get()
    answer = client.get(reverse("learners:paper_file", args=[kept.pk]))
    assert (kept.name, answer.content, answer["Content-Type"]) == ("Thông báo.pdf", blank_page(), "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.post(reverse("learners:delete_file", args=[kept.pk])).status_code == 302
    assert not PaperFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "words"), [(b"<script>", "Chỉ nhận tệp PDF"), (b"%PDF-" + b"x" * LARGEST, "lớn hơn 10 MB")]
)
def test_file_of_another_kind_or_too_large_is_refused(one, client_of, clerk, content, words):
    answer = send(client_of(clerk), one, "thong-bao", "a.pdf", content)
    assert words in answer.context["attach_form"].errors["file"][0]
    assert not PaperFile.objects.exists()


def test_officers_are_of_this_class_and_different(one, client_of, clerk):
    other = factories.enrol(factories.make_class(one.centre, "L-02"))
    first, second = one.enrolments.order_by("roll_number")
    client, address = client_of(clerk), reverse("learners:officers", args=[one.pk])
    assert "monitor" in client.post(address, {"monitor": other.pk}).context["form"].errors
    assert "deputy" in client.post(address, {"monitor": first.pk, "deputy": first.pk}).context["form"].errors
    client.post(address, {"head": "Bàn Thị Mai", "monitor": first.pk, "deputy": second.pk})
    assert ClassOfficers.objects.get().deputy == second


def test_whole_dossier_comes_in_one_parcel_in_order(one, client_of, clerk):
    client = client_of(clerk)
    send(client, one, "thong-bao", "ban-ky.pdf", blank_page())
    answer = client.post(reverse("learners:pack_dossier", args=[one.pk]))
    job = Job.objects.get()
    assert answer.url == reverse("centres:job", args=[job.pk])
    jobs.run.func(job.pk)
    job.refresh_from_db()
    assert (job.error, job.done) == ("", job.total)
    content = client.get(reverse("learners:packed_dossier", args=[one.pk])).content
    with zipfile.ZipFile(io.BytesIO(content)) as parcel:
        assert parcel.namelist() == [
            *("05-thong-bao.pdf", "05-thong-bao.docx", "05-thong-bao-kem-01-ban-ky.pdf"),
            *("07-mo-lop.pdf", "07-mo-lop.docx", "08-ban-quan-ly.pdf", "11-bang-diem.pdf", "12-bien-ban.pdf"),
            *("13-cong-nhan.pdf", "13-cong-nhan.docx", "16-bao-cao.pdf", "17-gui-ket-qua.pdf", "17-gui-ket-qua.docx"),
        ]
    assert DossierCopy.objects.count() == 1


ISSUED = {"issued_on": date(2022, 3, 20), "address": "https://so-lop.example", "unnumbered": True}


@pytest.fixture
def packed(one, clerk, settings, monkeypatch):
    """The class recognised, two certificates issued and printed, papers made by nobody; what asks for each long work."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    issue_certificates(training_class=one, **ISSUED, user=clerk)
    Certificate.objects.update(pdf=blank_page())
    for name in ("papers_pdf", "paper_docx", "register_extract_pdf"):
        monkeypatch.setattr(parcel, name, lambda _: blank_page())
    asked = {"training_class": one, "user": clerk, "address": "/"}
    return {"dossier": lambda: pack_dossier(**asked), "certificates-in-one": lambda: join_certificates(**asked)}


def stopping(monkeypatch, kind, act):
    """Let the work run into `act` after its first step."""
    real = jobs.KINDS[kind]

    def run(job):
        for at, step in enumerate(real(job)):
            if at == 2:
                act(job)
            yield step

    monkeypatch.setitem(jobs.KINDS, kind, run)


def kill(job):
    raise KeyboardInterrupt


COPIES = {"dossier": DossierCopy, "certificates-in-one": CertificatesCopy}


@pytest.mark.parametrize("kind", COPIES)
def test_file_of_a_killed_worker_is_made_whole_by_another(one, packed, monkeypatch, kind):
    job = packed[kind]()
    with monkeypatch.context() as patch:
        stopping(patch, kind, kill)
        with pytest.raises(KeyboardInterrupt):
            jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.done, job.is_over, COPIES[kind].objects.count()) == (1, False, 0)
    Job.objects.update(beat_at=timezone.now() - 2 * jobs.SILENCE)
    assert jobs.resume_silent() == 1
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.done, job.error, job.is_over) == (job.total, "", True)
    content = io.BytesIO(COPIES[kind].objects.get().content)
    if kind == "certificates-in-one":
        assert len(PdfReader(content).pages) == 2
        return
    with zipfile.ZipFile(content) as file:
        assert file.testzip() is None
        assert [name for name in file.namelist() if name.startswith("15")] == [
            "15-giay-chung-nhan.pdf",
            "15-so-goc.pdf",
        ]
        assert file.namelist()[-1].startswith("17-gui-ket-qua")


@pytest.mark.parametrize("kind", COPIES)
def test_work_that_is_stopped_leaves_the_file_before_it(one, packed, monkeypatch, kind):
    COPIES[kind].objects.create(
        training_class=one, content=b"cu", **({"certificates": []} if kind == "certificates-in-one" else {})
    )
    job = packed[kind]()
    stopping(monkeypatch, kind, lambda job: jobs.cancel(job=job))
    jobs.run.call(job.pk)
    job.refresh_from_db()
    assert (job.finished_at, bytes(COPIES[kind].objects.get().content)) == (None, b"cu")


def test_register_of_a_class_is_its_lines_and_names_their_volume(one, clerk, monkeypatch):
    monkeypatch.setattr(certificates, "register_pdf", lambda *args, **kwargs: (1, b""))
    other = factories.make_closed_class(one.centre, "L-02")
    factories.enrol(other, factories.make_learner(one.centre, "Vũ Thị Khác"), mark=9)
    given = ISSUED | {"user": clerk}
    first, _ = issue_certificates(training_class=one, **given)
    certificates.bind_volume(centre=one.centre, user=clerk)
    issue_certificates(training_class=other, **given)
    withdrawn = {"withdrawn_on": date(2022, 3, 21), "reason": "Kê khai sai", "user": clerk}
    certificates.withdraw_certificate(certificate=first, **withdrawn)
    pages = register_extract_html(one)
    assert pages.count("<td>001/2022-NTVD</td>") == 2
    assert "Vũ Thị Khác" not in pages
    assert "Gồm 3 dòng, từ số vào sổ 1 đến số vào sổ 4" in pages
    assert "Trong sổ gốc quyển số 1; có dòng chưa đóng quyển." in pages
    assert "giáp lai" not in pages


def test_dossier_costs_the_same_queries_for_any_class(one, client_of, clerk, django_assert_max_num_queries):
    client, address = client_of(clerk), reverse("learners:dossier", args=[one.pk])
    client.get(address)
    for number in range(20):
        factories.enrol(one, unit_name=f"Chi bộ {number}", mark=7)
    with django_assert_max_num_queries(25):
        client.get(address)


def test_register_shows_numbers_gaps_and_takes_one_by_hand(one, client_of, clerk):
    client = client_of(clerk)
    typed = {"series": "TB", "number": "3", "dated_on": "1/3/22", "subject": "về nghỉ lễ", "outside": "on"}
    answer = client.post(reverse("learners:new_paper"), typed)
    paper = Paper.objects.get()
    assert (answer.url, paper.by, paper.outside) == (reverse("learners:paper", args=[paper.pk]), clerk, True)
    page = client.get(reverse("learners:papers"))
    assert [(book.series, book.gaps_in_words, book.next_in_words) for book in page.context["books"]] == [
        ("TB", "01-02", "04")
    ]
    client.post(reverse("learners:call_off_paper", args=[paper.pk]), {"reason": "Không ban hành"})
    assert "Đã hủy: Không ban hành" in client.get(reverse("learners:papers")).content.decode()
