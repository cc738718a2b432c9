#!/usr/bin/env python3
"""Measure the board and the totals of a province of 124 centres, with N learners and with ten times as many.

    .venv/bin/python bench/province.py              # 124 × 40 and 124 × 400 enrolments
    .venv/bin/python bench/province.py 100          # … × 100 and … × 1.000

The database it is given gets a test database beside it, which is removed afterwards.
"""

import statistics
import sys
from datetime import UTC, date, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import run  # isort: skip - sets Django up
import django
from django.test import Client
from django.test.utils import get_runner, setup_test_environment

from centres.models import Centre, Membership, Province, Role, User
from classes.models import Programme, TrainingClass
from learners.models import Enrolment, Learner
from reports.actions.submitting import draft_of
from reports.models import PeriodReport, ReportVersion, ReviewStep
from reports.overview import board
from reports.versions.content import sha256
from reports.versions.province import add_up
from reports.versions.records import freeze_records
from reports.versions.rows import freeze_rows

CENTRES, PERIOD, YEAR = 124, "2024-H1", 2024
AT = datetime(2024, 7, 3, tzinfo=UTC)


def load(code: str, learners: int) -> Province:
    """A province whose centres have one class with so many learners; nine of ten have an approved report."""
    province = Province.objects.create(code=code, name=f"Tỉnh {code}", committee="Tỉnh ủy", board="Ban Tuyên giáo")
    user = User.objects.create_user(f"{code}-giam-doc")
    programme = Programme.objects.get(code="chuyen-de")
    for place in range(CENTRES):
        centre = Centre.objects.create(
            code=f"{code}-{place}",
            province=province,
            name=f"Trung tâm Chính trị xã {place}",
            level="commune",
            host="Đảng ủy xã",
            place="Xã",
        )
        held = TrainingClass.objects.create(
            centre=centre, programme=programme, code="L-1", name="Lớp 1", status="open", opened_on=date(YEAR, 3, 4)
        )
        people = Learner.objects.bulk_create(
            [Learner(centre=centre, full_name=f"Nguyễn Văn Số {number}") for number in range(learners)]
        )
        Enrolment.objects.bulk_create(
            Enrolment(training_class=held, learner=one, roll_number=number) for number, one in enumerate(people, 1)
        )
        if place % 10:
            approve(centre, user)
    return province


def approve(centre, user):
    report = PeriodReport.objects.create(centre=centre, period=PERIOD)
    draft = draft_of(report)
    facts = {"content": draft.stored, "sha256": sha256(draft.stored), "pdf": b"", "pdf_sha256": sha256(b"")}
    version = ReportVersion.objects.create(report=report, number=1, submitted_by=user, submitted_at=AT, **facts)
    freeze_rows(version, draft.rows)
    freeze_records(version, draft.records)
    for kind in ("submitted", "approved"):
        ReviewStep.objects.create(report=report, kind=kind, version=version, by=user, at=AT)


def reviewer_of(province) -> Client:
    user = User.objects.create_user(f"{province.code}-duyet")
    Membership.objects.create(user=user, role=Role.PROVINCE_REVIEWER, province=province)
    client = Client()
    client.force_login(user)
    client.user = user
    return client


def measure(learners: int) -> None:
    few, many = load("it", learners), load("nhieu", learners * 10)
    clients = {province: reviewer_of(province) for province in (few, many)}
    pages = {
        province: lambda client=client, province=province: client.get(
            f"/bao-cao/tinh/{province.code}/theo-doi/?nam={YEAR}"
        )
        for province, client in clients.items()
    }
    for page in pages.values():
        assert page().status_code == 200  # noqa: S101 - a failed page would be measured as a fast one
    print(f"queries of the board's page: {run.queries_of(pages[many])} (aim ≤ 10)")
    compared("board's page", [pages[many], pages[few]], 15, "≤ 1.3")
    boards = [lambda p=p: board(clients[p].user, p, YEAR) for p in (many, few)]
    compared("board alone", boards, 15, "≤ 1.3")
    compared("totals from approved versions", [lambda p=p: add_up(p, PERIOD) for p in (many, few)], 5)


def compared(name, functions, times, aim=None):
    """The medians of both, run in turn, so that whatever else the machine does meets both."""
    taken = [[], []]
    for _ in range(times):
        for place, function in enumerate(functions):
            taken[place].append(run.seconds(function, 1))
    many, few = map(statistics.median, taken)
    run.ratio(f"{name} with ten times the learners", many, few, "the same with fewer", aim)


def main():
    setup_test_environment()
    runner = get_runner(django.conf.settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        measure(int(sys.argv[1]) if len(sys.argv) > 1 else 40)
    finally:
        runner.teardown_databases(databases)


if __name__ == "__main__":
    main()
