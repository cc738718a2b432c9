#!/usr/bin/env python3
"""Measure the certificates of a class and its list of results as ratios to bare WeasyPrint in the same run.

    .venv/bin/python bench/class_papers.py             # 50 and 500 certificates, 240 learners, SQLite
    .venv/bin/python bench/class_papers.py 20 100      # other numbers of certificates
    DATABASE_URL=postgres://… .venv/bin/python bench/class_papers.py

Times are this process's own processor time, so that other work on the machine does not count; a PostgreSQL server's
share is left out. The database it is given gets a test database beside it, which is removed afterwards.
"""

import os
import re
import resource
import statistics
import sys
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - the path and the settings come first

django.setup()

from django.test.utils import get_runner, override_settings, setup_test_environment  # noqa: E402

from bench.run import bare_pdf, ratio  # noqa: E402
from centres import jobs  # noqa: E402
from centres.models import Centre, Province, SendingUnit, User  # noqa: E402
from classes.models import Programme, TrainingClass  # noqa: E402
from learners.actions.certificates import issue_certificates, print_certificates  # noqa: E402
from learners.certificate_paper import certificate_html, joined  # noqa: E402
from learners.certificates import printed_in_order  # noqa: E402
from learners.models import Certificate, Enrolment, Learner, Result  # noqa: E402
from learners.papers.checklist import BY_KEY, papers_of  # noqa: E402
from learners.papers.facts import Facts  # noqa: E402
from learners.papers.pdf import papers_html, papers_pdf  # noqa: E402

DAY = date(2026, 3, 20)
LIST = 240
WAITING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


def make_centre() -> Centre:
    province = Province.objects.create(code="do-thu", name="Đo Thử", committee="Tỉnh ủy", board="Ban Tuyên giáo")
    return Centre.objects.create(
        code="do-thu", name="Trung tâm Chính trị xã Đo Thử", level="commune", host="Đảng ủy xã Đo Thử", place="Đo Thử",
        province=province, signer_name="Đỗ Văn Thử",
    )  # fmt: skip


def make_class(centre: Centre, learners: int) -> TrainingClass:
    """A recognised class in which everybody passed."""
    training_class = TrainingClass.objects.create(
        centre=centre, code=f"D-{learners}", name=f"Lớp bồi dưỡng nhận thức về Đảng, {learners} học viên",
        programme=Programme.objects.get(code="nhan-thuc-ve-dang"), status="closed", assessed_by="centre",
        opened_on=date(2026, 3, 2), closed_on=date(2026, 3, 6), recognised_on=date(2026, 3, 10),
        recognition_number="09-QĐ/TTCT",
    )  # fmt: skip
    people = [
        Learner(centre=centre, full_name=f"Nguyễn Thị Thùy Dương {one}", birth_date=date(1990, 2, 5)).set_keys()
        for one in range(learners)
    ]
    names = [f"Chi bộ thôn Đông số {number}" for number in range(30)]
    units = [SendingUnit.objects.get_or_create(centre=centre, name=name)[0] for name in names]
    places = Enrolment.objects.bulk_create(
        Enrolment(
            training_class=training_class,
            learner=one,
            roll_number=at,
            unit=units[at % 30],
            unit_name=names[at % 30],
        )
        for at, one in enumerate(Learner.objects.bulk_create(people), 1)
    )
    Result.objects.bulk_create(Result(enrolment=one, mark=Decimal(5 + one.roll_number % 6)) for one in places)
    return training_class


def timed(function):
    """Processor seconds and value."""
    start = time.process_time()
    value = function()
    return time.process_time() - start, value


def usual(*functions, times=5):
    """The median time of several runs of each, taken in turn: what slows the process down slows all of them."""
    rounds = [[timed(function)[0] for function in functions] for _ in range(times)]
    return [statistics.median(taken) for taken in zip(*rounds, strict=True)]


def peak() -> float:
    """The most memory that this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def issue_and_print(training_class: TrainingClass, user: User) -> tuple[float, float]:
    """Seconds for issuing, and for making every paper in the background job."""
    address = "https://so-lop.example"
    issuing, _ = timed(
        lambda: issue_certificates(training_class=training_class, issued_on=DAY, user=user, address=address)
    )
    job = print_certificates(training_class=training_class, user=user, address="/")
    printing, _ = timed(lambda: jobs.run.call(job.pk))
    return issuing, printing


def one_behind_the_other(htmls: list[str]) -> str:
    """The pages as one document: the bodies of all behind the head of the first."""
    bodies = [re.search(r"<main.*</main>", html, re.DOTALL)[0] for html in htmls]
    pages = "".join(f'<div style="break-before: page">{body}</div>' for body in bodies)
    return htmls[0].replace(bodies[0], pages)


def measure_certificates(few: int, many: int, centre: Centre, user: User) -> None:
    pages, memory = {}, {}
    classes = {number: make_class(centre, number) for number in (few, many)}
    issue_and_print(make_class(centre, 3), user)  # fonts are read and templates compiled once
    for number, training_class in classes.items():
        issuing, printing = issue_and_print(training_class, user)
        pages[number], memory[number] = printing / number, peak()
        print(f"issuing {number} certificates: {issuing * 1000:.0f} ms, {issuing / number * 1000:.2f} ms each")
        print(f"making {number} certificates: {pages[number]:.4f} s a page, peak memory {memory[number]:.0f} MB")
    htmls = [certificate_html(one) for one in Certificate.objects.order_by("-pk")[:few]]
    whole, _ = timed(lambda: bare_pdf(one_behind_the_other(htmls)))
    bare, _ = timed(lambda: [bare_pdf(html) for html in htmls])
    ratio("a certificate", pages[many], whole / few, f"a page of bare WeasyPrint, {few} in one document", "≤ 1.2")
    ratio("a certificate", pages[many], bare / few, "a page of bare WeasyPrint, each its own document")
    print(f"growth from {few} to {many}: {pages[many] / pages[few]:.2f} × a page (aim ≤ 1.1)")
    print(f"memory from {few} to {many}: {memory[many] / memory[few]:.2f} × (aim ≤ 1.1)")
    for number, training_class in classes.items():
        joining, paper = timed(lambda training_class=training_class: joined(printed_in_order(training_class)))
        print(
            f"{number} in one file: {joining / number:.4f} s a page, {len(paper) / number / 1000:.1f} kB a page, peak memory {peak():.0f} MB"
        )


def measure_list(centre: Centre) -> None:
    """The list of results from its rows to the PDF, against WeasyPrint on the same page."""
    training_class = make_class(centre, LIST)

    def papers():
        return papers_of(BY_KEY["bang-diem"], Facts(TrainingClass.objects.get(pk=training_class.pk)))

    html = papers_html(papers())
    whole, bare = usual(lambda: papers_pdf(papers()), lambda: bare_pdf(html))
    ratio(f"list of {LIST} results", whole, bare, "bare WeasyPrint on the same page", "≤ 1.2")


def main():
    few, many = (int(text) for text in sys.argv[1:3]) if len(sys.argv) > 2 else (50, 500)
    setup_test_environment()
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        centre = make_centre()
        user = User.objects.create_user("do-thu", password="khong-dang-nhap-bang-mat-khau")  # noqa: S106
        with override_settings(TASKS=WAITING):
            measure_certificates(few, many, centre, user)
        measure_list(centre)
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
