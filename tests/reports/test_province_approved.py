"""A province's report from approved versions: Vĩnh Phúc with its nine centres, and with one report missing."""

import io
from dataclasses import replace

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from centres.models import Centre, Province
from reports.actions.submitting import draft_of
from reports.annexes import annexes
from reports.canonical import report_json
from reports.cases.writing import load_cases
from reports.charts.report import report_charts
from reports.models import PeriodReport, ReportVersion, ReviewStep
from reports.pdf import report_html
from reports.report import build_province_report
from reports.versions.content import sha256
from reports.versions.rows import freeze_rows
from reports.xlsx import report_xlsx
from tests import factories

pytestmark = pytest.mark.django_db
PERIOD = "2021-H1"
COVERED = "8/9 trung tâm"


def approve(centre, author):
    """The centre's report as it would be stored, approved, without its paper."""
    report = PeriodReport.objects.create(centre=centre, period=PERIOD)
    draft = draft_of(report)
    facts = {"content": draft.stored, "sha256": sha256(draft.stored), "pdf": b"", "pdf_sha256": sha256(b"")}
    at = timezone.now()
    version = ReportVersion.objects.create(report=report, number=1, submitted_by=author, submitted_at=at, **facts)
    freeze_rows(version, draft.rows)
    for kind in ("submitted", "approved"):
        ReviewStep.objects.create(report=report, kind=kind, version=version, by=author, at=at)


def cells(report, key):
    annex = next(one for one in annexes(report) if one.key == key)
    return {str(row.cells[1]): row.cells for row in annex.rows}


def test_nine_centres_then_eight(client, other_centre):
    """One test, since loading nine centres takes seconds: first whole, then with one report missing."""
    load_cases([settings.BASE_DIR / "demo" / "cases" / "vinh-phuc.json"])
    province, author = Province.objects.get(code="vinh-phuc"), factories.make_user()
    centres = list(Centre.objects.filter(province=province))
    for centre in centres:
        approve(centre, author)
    whole, live = build_province_report(province, PERIOD), build_province_report(province, PERIOD, live=True)
    exact = ("O1", "O2", "O3", "O4", "O5", "O7", "O8", "R1", "R2", "R3", "R10", "R12", "T1", "L1", "L3")
    assert {code: whole.figures.get(code) for code in exact} == {code: live.figures.get(code) for code in exact}
    assert (whole.figures["O1"], whole.figures["O2"], whole.figures["L1"], whole.figures["L3"]) == (46, 5470, 32, 79)
    assert [line.figures["O2"] for line in whole.centres] == [line.figures["O2"] for line in live.centres]
    assert COVERED not in report_html(replace(whole, coverage={}))
    assert sorted(cells(whole, "theo-dia-ban").values()) == sorted(cells(live, "theo-dia-ban").values())
    assert cells(whole, "theo-dia-ban")["Huyện Lập Thạch"][2] == "Trung tâm Chính trị huyện Lập Thạch"
    assert cells(whole, "theo-dia-ban")["Tổng cộng"][3:5] == (46, 5470)
    assert whole.breakdowns["locality"] == live.breakdowns["locality"]
    assert sum(row.learners for row in whole.breakdowns["locality"]) == 5470

    missing = centres[4]
    ReviewStep.objects.filter(report__centre=missing, kind="approved").delete()
    says_eight_of_nine(client, province, missing, whole)


def says_eight_of_nine(client, province, missing, whole):
    report = build_province_report(province, PERIOD)
    answer = report_json(report)
    known_by_all = [code for code, known in whole.coverage.items() if known == (9, 9)]
    assert {code: answer["coverage"][code] for code in known_by_all} == {code: [8, 9] for code in known_by_all}
    assert len(known_by_all) > 40
    assert {known for _, known in answer["coverage"].values()} == {9}
    one = next(line for line in whole.centres if line.name == missing.name)
    assert report.figures["O2"] == whole.figures["O2"] - one.figures["O2"]
    assert report.notes[:2] == (
        "Cộng từ báo cáo đã duyệt của 8/9 trung tâm.",
        f"Chưa có báo cáo được duyệt: {missing.name}.",
    )
    assert report.prose[1].startswith(f"Theo báo cáo đã duyệt của {COVERED}, trong 6 tháng đầu năm 2021")
    for key in ("mo-lop", "theo-trung-tam", "theo-dia-ban", "phan-loai"):
        assert f"Tổng cộng ({COVERED})" in cells(report, key)
    row = cells(report, "theo-trung-tam")[f"{missing.name} (chưa có báo cáo được duyệt)"]
    assert set(row[2:]) == {None}
    summed = [row.cells for row in next(one for one in annexes(report) if one.key == "tong-hop").rows]
    assert {cell[4] for cell in summed if cell[0] in known_by_all} == {COVERED}
    on_page_paper_and_sheet(client, province, report)


def on_page_paper_and_sheet(client, province, report):
    client.force_login(factories.make_user("province_reviewer", province=province))
    body = client.get(reverse("reports:province", args=[province.code, PERIOD])).text
    paper = report_html(report)
    for text in (body, paper):
        assert text.count(COVERED) > 40
    sheet = load_workbook(io.BytesIO(report_xlsx(report)))["Tổng hợp theo trung tâm"]
    assert f"Tổng cộng ({COVERED})" in [cell.value for cell in sheet["B"]]
    chart = next(one for one in report_charts(report) if one.key == "bieu-do-trung-tam")
    names = [laid.bar.label for laid in chart.rows]
    assert (len(names), names) == (9, sorted(names, key=[line.name for line in report.centres].index))
    assert [laid.bar.shown for laid in chart.rows].count("chưa duyệt") == 1


def test_centres_stand_under_their_level_of_then(centre, other_centre):
    other_centre.level = "ward"
    other_centre.save()
    report = build_province_report(centre.province, "2022-H1", live=True)
    annex = next(one for one in annexes(report) if one.key == "theo-trung-tam")
    assert [(row.kind, row.cells[1]) for row in annex.rows] == [
        ("group", "Phường"),
        ("line", "Trung tâm Chính trị xã Bình Minh"),
        ("group", "Xã"),
        ("line", "Trung tâm Chính trị xã An Bình"),
        ("total", "Tổng cộng"),
    ]
    assert annex.rows[1].cells[2:] == (77, 7777, 1, 2, annex.rows[1].cells[6], annex.rows[1].cells[7], 1, 2, 100, None)
