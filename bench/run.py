#!/usr/bin/env python3
"""Measure the six-month report of one centre as ratios to floors taken in the same run.

    .venv/bin/python bench/run.py              # SQLite in a temporary folder
    DATABASE_URL=postgres://… .venv/bin/python bench/run.py

The database it is given gets a test database beside it, which is removed afterwards.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django  # noqa: E402 - the path and the settings come first

django.setup()

import weasyprint  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.db.models import Count, Q  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext, get_runner, setup_test_environment  # noqa: E402
from pypdf import PdfReader  # noqa: E402

from bench import urls  # noqa: E402
from bench.cases import case  # noqa: E402
from centres.models import Centre, Membership, Role, User  # noqa: E402
from learners.models import Enrolment  # noqa: E402
from reports import actions, pdf  # noqa: E402
from reports.actions.submitting import draft_of, explained, pack_of  # noqa: E402
from reports.canonical import report_json  # noqa: E402
from reports.checklist import mark_of  # noqa: E402
from reports.models import PeriodReport  # noqa: E402
from reports.report import build_report  # noqa: E402

PERIOD, YEAR = "2024-H1", "2024"
LARGE, SMALL = "xa-do-thu", "xa-do-nho"


def seconds(function, times):
    """The median time of several runs, after one that warms up."""
    function()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        function()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def load(folder):
    for code, classes, enrolments in ((LARGE, 60, 6500), (SMALL, 6, 650)):
        path = Path(folder) / f"{code}.json"
        path.write_text(json.dumps(case(classes, enrolments, code)))
        start = time.perf_counter()
        call_command("load_case", str(path), verbosity=0)
        print(f"load_case {classes} classes, {enrolments} enrolments: {time.perf_counter() - start:.1f} s")


def clerk_client():
    user = User.objects.create_user("do-thu", password="khong-dang-nhap-bang-mat-khau")  # noqa: S106 - force_login
    for centre in Centre.objects.all():
        Membership.objects.create(user=user, role=Role.CLERK, centre=centre)
    client = Client()
    client.force_login(user)
    return client


def queries_of(function):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        function()
    return len(captured)


def bare_query(centre):
    """The floor of the figures: one query that counts the half-year's enrolments, those marked among them."""
    return Enrolment.objects.filter(training_class__centre=centre, training_class__opened_on__year=2024).aggregate(
        learners=Count("pk"), marked=Count("pk", filter=Q(result__mark__isnull=False))
    )


def bare_pdf(html, variant="pdf/ua-1"):
    return weasyprint.HTML(string=html).write_pdf(pdf_variant=variant)


def ratio(name, time_taken, floor, floor_name, aim=None):
    aimed = f" (aim {aim})" if aim else ""
    print(f"{name}: {time_taken * 1000:.1f} ms, {time_taken / floor:.2f} × {floor_name} {floor * 1000:.1f} ms{aimed}")


def measure():
    centre = Centre.objects.get(code=LARGE)
    client = clerk_client()
    address = f"/bao-cao/{LARGE}/{PERIOD}/"
    page = client.get(address)
    assert page.status_code == 200, page.status_code  # noqa: S101 - a failed page would be measured as a fast one
    urls.fill(len(page.content))
    figures = seconds(lambda: report_json(build_report(centre, PERIOD)), 9)
    ratio("JSON", figures, seconds(lambda: bare_query(centre), 30), "bare query")
    bare_page = seconds(lambda: client.get("/do-thu/"), 30)
    ratio(
        "page",
        seconds(lambda: client.get(address), 9),
        bare_page,
        f"bare page of {len(client.get('/do-thu/').content)} bytes ({len(page.content)})",
        "≤ 3",
    )
    report = build_report(centre, PERIOD)
    html = pdf.report_html(report)
    paper = seconds(lambda: pdf.report_pdf(report), 3)
    ratio("PDF", paper, seconds(lambda: bare_pdf(html), 3), "bare WeasyPrint, tagged as ours", "≤ 1.2")
    ratio("PDF", paper, seconds(lambda: bare_pdf(html, None), 3), "bare WeasyPrint, untagged")
    for code, name in ((LARGE, "60 classes"), (SMALL, "6 classes")):
        one = Centre.objects.get(code=code)
        print(f"queries for {name}: {queries_of(lambda one=one: build_report(one, PERIOD))} (aim ≤ 15)")


def second_version(centre):
    """The year's report submitted, returned, and changed since: what its next pack is made of."""
    report = PeriodReport.objects.create(centre=centre, period=YEAR)
    director, reviewer = (User.objects.create_user(name) for name in ("do-giam-doc", "do-nguoi-duyet"))
    Membership.objects.create(user=director, role=Role.DIRECTOR, centre=centre)
    Membership.objects.create(user=reviewer, role=Role.PROVINCE_REVIEWER, province=centre.province)
    found = [one.entry for one in explained(report, build_report(centre, YEAR))]
    reasons = {mark_of(entry): (entry.message, "Đo thử.") for entry in found}
    actions.give_reasons(report=report, user=reviewer, reasons=reasons)
    version = actions.submit_report(report=report, user=director)
    actions.return_version(version=version, user=reviewer, reason="Đo thử.")
    for training_class in centre.classes.all()[:20]:
        Enrolment.objects.filter(training_class=training_class, roll_number=1).update(state="no_show")
    return report


def peak_megabytes(function) -> float:
    """The most memory that a process held which does this and nothing else beside what this one already holds."""
    connections.close_all() if connection.vendor == "postgresql" else None
    child = os.fork()
    if not child:
        try:
            function()
        finally:
            os._exit(0)
    return os.wait4(child, 0)[2].ru_maxrss / 1024


def measure_pack():
    """The pack of a year: report, annexes, charts, comparison with the version before, check page."""
    centre = Centre.objects.get(code=LARGE)
    stored = second_version(centre)
    draft = draft_of(stored)
    report, pack = draft.content.report, pack_of(stored, draft)
    html = pdf.report_html(report, pack)
    memory = peak_megabytes(lambda: pdf.report_pdf(build_report(centre, YEAR), pack_of(stored, draft_of(stored))))
    pages = len(PdfReader(BytesIO(pdf.report_pdf(report, pack))).pages)
    print(f"pack of {pages} pages, {len(pack.comparisons)} comparison: peak memory {memory:.0f} MB (aim < 400)")
    whole = seconds(lambda: pdf.report_pdf(report, pack), 3)
    bare = seconds(lambda: bare_pdf(html), 3)
    print(
        f"pack: {pages / whole:.1f} pages a second, bare WeasyPrint {pages / bare:.1f}: {whole / bare:.2f} × (aim ≤ 1.2)"
    )
    counted = seconds(lambda: pack_of(stored, draft_of(stored)), 3)
    print(f"counting, freezing and comparing it: {counted * 1000:.0f} ms")


def main():
    setup_test_environment()
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        with tempfile.TemporaryDirectory() as folder:
            load(folder)
        measure_pack()
        measure()
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
