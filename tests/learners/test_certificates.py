"""Certificates: who gets one, numbers without gap, every act a new line, and what is printed stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from centres import dates, jobs
from centres.models import Job
from learners.actions.certificates import (
    bind_volume,
    issue_certificates,
    print_certificates,
    record_blanks,
    reissue_certificate,
    store_paper,
    withdraw_certificate,
)
from learners.certificate_paper import certificate_pdf
from learners.certificate_text import months_later
from learners.certificates import blanks_of, due_on, to_issue
from learners.models import Certificate, CertificatePattern, RegisterEntry
from tests import factories

SITE = "https://so-lop.example"
DAY = date(2022, 3, 20)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))


@pytest.fixture
def recognised(centre, other_centre):
    """Three of four passed; the first of the list is last by name."""
    training_class = factories.make_closed_class(centre, "L-01", recognition_number="09-QĐ/TTCT")
    for name, mark in (("Vũ Thị Ánh", 9), ("Lê Văn Đạt", 4.75), ("Hồ Ngọc Bích", 7.5), ("An Văn An", 5)):
        factories.enrol(training_class, factories.make_learner(centre, name, birth_date=date(1990, 2, 5)), mark=mark)
    return training_class


def issue(training_class, user, **fields):
    given = {"issued_on": DAY, "user": user, "address": SITE}
    return issue_certificates(training_class=training_class, **given | fields)


def lines(centre):
    return list(RegisterEntry.objects.filter(centre=centre).values_list("number", "kind", "certificate__number"))


def test_those_who_passed_get_one_in_the_order_of_the_list(recognised, clerk):
    issued = issue(recognised, clerk)
    assert [(c.number, c.printed["full_name"], c.printed["band"], c.printed["register_number"]) for c in issued] == [
        ("001/2022-NTVD", "Vũ Thị Ánh", "Xuất sắc", "1"),
        ("002/2022-NTVD", "Hồ Ngọc Bích", "Khá", "2"),
        ("003/2022-NTVD", "An Văn An", "Trung bình", "3"),
    ]
    assert lines(recognised.centre) == [(n, "issued", f"00{n}/2022-NTVD") for n in (1, 2, 3)]
    assert not to_issue(recognised).exists()


def test_valid_for_the_months_of_the_programme(recognised, clerk):
    assert [c.valid_until for c in issue(recognised, clerk)] == [date(2027, 3, 20)] * 3


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2023, 12, 31), 2, date(2024, 2, 29)),
        (date(2022, 3, 20), 60, date(2027, 3, 20)),
        (date(2022, 11, 30), 1, date(2022, 12, 30)),
    ],
)
def test_months_later_stays_in_the_month(day, months, later):
    assert months_later(day, months) == later


def test_clock_runs_from_the_recognition(recognised):
    assert due_on(recognised) == date(2022, 3, 26)


def test_numbers_run_on_in_the_next_class_and_anew_in_the_next_series(recognised, centre, clerk):
    issue(recognised, clerk)
    second = factories.make_closed_class(centre, "L-02", recognition_number="10-QĐ/TTCT")
    factories.enrol(second, mark=8)
    assert [c.number for c in issue(second, clerk)] == ["004/2022-NTVD"]
    third = factories.make_closed_class(centre, "L-03", programme_code="dang-vien-moi", recognition_number="11-QĐ/TTCT")
    factories.enrol(third, mark=8)
    CertificatePattern.objects.create(centre=centre, programme=third.programme, pattern="{1}-GCN/TTCT")
    assert [c.number for c in issue(third, clerk)] == ["1-GCN/TTCT"]
    assert [number for number, *_ in lines(centre)] == [1, 2, 3, 4, 5]


def test_another_centre_has_its_own_numbers(recognised, other_centre, clerk, outsider):
    issue(recognised, clerk)
    theirs = other_centre.classes.get(code="BM-01")
    assert [(c.number, c.printed["register_number"]) for c in issue(theirs, outsider, unnumbered=True)] == [
        ("001/2022-NTVD", "1"),
        ("002/2022-NTVD", "2"),
    ]


def test_refused_issue_leaves_no_gap(recognised, clerk, monkeypatch):
    monkeypatch.setattr("learners.actions.certificates._enter", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        issue(recognised, clerk)
    monkeypatch.undo()
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))
    assert issue(recognised, clerk)[0].number == "001/2022-NTVD"


@pytest.mark.parametrize(
    ("fields", "day", "sentence"),
    [
        (
            {"recognised_on": None},
            DAY,
            "Kết quả của lớp chưa được công nhận nên chưa cấp giấy chứng nhận được.",
        ),
        ({}, date(2022, 3, 10), "Không được trước ngày công nhận kết quả, 11/03/2022."),
        ({}, date(2022, 4, 2), "Không được sau hôm nay."),
        (
            {"programme": "chuyen-de"},
            DAY,
            "Chương trình này không cấp giấy chứng nhận.",
        ),
    ],
)
def test_issue_is_refused_with_the_reason(recognised, clerk, fields, day, sentence):
    if "programme" in fields:
        fields = {"programme": factories.programme(fields["programme"])}
    type(recognised).objects.filter(pk=recognised.pk).update(**fields)
    with pytest.raises(ValidationError) as refused:
        issue(recognised, clerk, issued_on=day)
    assert refused.value.messages == [sentence]
    assert not Certificate.objects.exists()


def test_second_issue_finds_nobody(recognised, clerk):
    issue(recognised, clerk)
    with pytest.raises(ValidationError, match="Không còn học viên nào"):
        issue(recognised, clerk)


def test_reissue_prints_the_corrected_name_and_keeps_the_old_paper(recognised, clerk):
    first = issue(recognised, clerk)[0]
    paper = store_paper(first)
    learner = first.enrolment.learner
    learner.full_name = "Vũ Thị Ngọc Ánh"
    learner.save()
    new = reissue_certificate(
        certificate=first, issued_on=date(2022, 3, 25), reason="In sai tên", user=clerk, address=SITE
    )
    first.refresh_from_db()
    assert (new.number, new.printed["full_name"], new.printed["replaces"]) == (
        "004/2022-NTVD",
        "Vũ Thị Ngọc Ánh",
        "001/2022-NTVD",
    )
    assert (first.printed["full_name"], store_paper(first)) == ("Vũ Thị Ánh", paper)
    assert lines(recognised.centre)[-1] == (4, "reissued", "004/2022-NTVD")
    with pytest.raises(ValidationError, match="đã được thay hoặc thu hồi"):
        reissue_certificate(certificate=first, issued_on=DAY, reason="Lại", user=clerk, address=SITE)


def test_paper_made_after_corrections_is_byte_for_byte_that_of_the_day_of_issue(recognised, centre, clerk):
    first = issue(recognised, clerk)[0]
    made_at_once = certificate_pdf(first)
    type(first.enrolment.learner).objects.filter(pk=first.enrolment.learner_id).update(full_name="Vũ Ngọc Ánh")
    recognised.enrolments.update(unit=factories.make_unit(centre, "Đơn vị khác"), unit_name="Đơn vị khác")
    type(recognised).objects.filter(pk=recognised.pk).update(name="Lớp tên khác", course_number="9")
    type(centre).objects.filter(pk=centre.pk).update(name="Trung tâm tên khác", signer_name="Người Ký Khác")
    assert store_paper(Certificate.objects.get(pk=first.pk)) == made_at_once


class KilledError(BaseException):
    """What no handler catches: the worker is gone."""


def stored_papers(training_class):
    papers = Certificate.objects.filter(enrolment__training_class=training_class).order_by("pk")
    return [(number, bytes(pdf or b"")) for number, pdf in papers.values_list("number", "pdf")]


@pytest.fixture
def printing(recognised, clerk, settings, monkeypatch):
    """Three issued, their papers waiting for a worker; `printing(after=2, then=…)` lets one work until it comes to that."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    issue(recognised, clerk)

    def work(job, mark, after=99, then=None):
        made = []

        def paper(certificate):
            if len(made) == after:
                then(job)
            made.append(certificate)
            return f"{mark} {certificate.number}".encode()

        monkeypatch.setattr("learners.actions.certificates.certificate_pdf", paper)
        jobs.run.call(job.pk)

    return work


def test_printing_that_died_with_its_worker_is_taken_up_and_doubles_nothing(recognised, clerk, printing):
    def dies(job):
        raise KilledError

    job = print_certificates(training_class=recognised, user=clerk, address="/")
    with pytest.raises(KilledError):
        printing(job, "a", after=2, then=dies)
    job.refresh_from_db()
    assert (job.done, job.total, job.is_over) == (2, 3, False)
    Job.objects.update(beat_at=timezone.now() - 2 * jobs.SILENCE)
    assert jobs.resume_silent() == 1
    printing(job, "b")
    job.refresh_from_db()
    assert job.finished_at
    assert stored_papers(recognised) == [
        ("001/2022-NTVD", b"a 001/2022-NTVD"),
        ("002/2022-NTVD", b"a 002/2022-NTVD"),
        ("003/2022-NTVD", b"b 003/2022-NTVD"),
    ]
    assert [number for number, *_ in lines(recognised.centre)] == [1, 2, 3]


def test_printing_that_is_stopped_keeps_what_is_made_and_goes_on_when_asked(recognised, clerk, client_of, printing):
    job = print_certificates(training_class=recognised, user=clerk, address="/")
    printing(job, "a", after=1, then=lambda job: jobs.cancel(job=job))
    assert [pdf for _, pdf in stored_papers(recognised)] == [b"a 001/2022-NTVD", b"a 002/2022-NTVD", b""]
    page = client_of(clerk).get(f"/lop/{recognised.pk}/giay-chung-nhan/").content.decode()
    assert "1 giấy chứng nhận chưa có bản in." in page
    again = print_certificates(training_class=recognised, user=clerk, address="/")
    assert again != job
    printing(again, "b")
    again.refresh_from_db()
    assert (again.done, again.total) == (1, 1)
    assert stored_papers(recognised)[2] == ("003/2022-NTVD", b"b 003/2022-NTVD")


def test_withdrawal_is_a_line_with_its_reason(recognised, clerk):
    first = issue(recognised, clerk)[0]
    with pytest.raises(ValidationError, match="Hãy ghi lý do"):
        withdraw_certificate(certificate=first, withdrawn_on=DAY, reason=" ", user=clerk)
    withdraw_certificate(certificate=first, withdrawn_on=DAY, reason="Kê khai sai", user=clerk)
    assert lines(recognised.centre)[-1] == (4, "withdrawn", "001/2022-NTVD")
    assert [c.number for c in Certificate.objects.standing().order_by("pk") if c.centre == recognised.centre] == [
        "002/2022-NTVD",
        "003/2022-NTVD",
    ]


def test_blanks_received_are_used_spoiled_or_left(recognised, centre, clerk):
    assert blanks_of(centre) is None
    record_blanks(centre=centre, kind="received", moved_on=DAY, quantity=5, note="", user=clerk)
    issue(recognised, clerk)
    record_blanks(centre=centre, kind="spoiled", moved_on=DAY, quantity=1, note="In lệch", user=clerk)
    blanks = blanks_of(centre)
    assert (blanks.received, blanks.used, blanks.spoiled, blanks.left) == (5, 3, 1, 1)
    with pytest.raises(ValidationError, match="Chỉ còn 1 phôi"):
        record_blanks(centre=centre, kind="spoiled", moved_on=DAY, quantity=2, note="In lệch", user=clerk)


def test_issue_without_enough_blanks_is_refused(recognised, centre, clerk):
    record_blanks(centre=centre, kind="received", moved_on=DAY, quantity=2, note="", user=clerk)
    with pytest.raises(ValidationError) as refused:
        issue(recognised, clerk)
    assert refused.value.messages == ["Cần 3 phôi mà theo sổ chỉ còn 2. Hãy ghi số phôi mới nhận rồi cấp tiếp."]


def test_volumes_follow_each_other_and_keep_their_pages(recognised, centre, clerk):
    issued = issue(recognised, clerk)
    first = bind_volume(centre=centre, user=clerk)
    assert (first.number, first.first_entry, first.last_entry, first.pages) == (1, 1, 3, 2)
    with pytest.raises(ValidationError, match="chưa có dòng nào mới"):
        bind_volume(centre=centre, user=clerk)
    withdraw_certificate(certificate=issued[1], withdrawn_on=DAY, reason="Kê khai sai", user=clerk)
    second = bind_volume(centre=centre, user=clerk)
    assert (second.number, second.first_entry, second.last_entry) == (2, 4, 4)
