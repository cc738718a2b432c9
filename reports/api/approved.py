"""What the interface tells: approved versions of a province's centres, and its totals, each with its signature."""

import json
from datetime import datetime

from centres.models import Province
from reports.canonical import canonical
from reports.models import ReportVersion, ReviewStep, VersionSeal
from reports.models.review import StepKind
from reports.seals.keys import current_signer
from reports.seals.token import claim_of, signed
from reports.value import Report
from reports.versions.content import read_content, sha256

PAGE = 200


def approvals(province: Province, *, since: datetime | None, after: int) -> list[ReviewStep]:
    """Approvals of the province's reports in their order, later than `since` and than the step `after`; a page and one."""
    steps = ReviewStep.objects.filter(kind=StepKind.APPROVED, report__centre__province=province, pk__gt=after)
    if since:
        steps = steps.filter(at__gt=since)
    steps = steps.select_related("report__centre", "version").defer("version__content", "version__pdf")
    return list(steps.order_by("pk")[: PAGE + 1])


def latest_of(steps: list[ReviewStep]) -> set[int]:
    """Keys of the steps that approved what is in force now."""
    reports = {step.report_id for step in steps}
    every = ReviewStep.objects.filter(kind=StepKind.APPROVED, report__in=reports).order_by("pk")
    return set(dict(every.values_list("report", "pk")).values())


def line_of(step: ReviewStep, *, in_force: bool, address: str) -> dict:
    """An approval as the list of versions tells it; `in_force` is false once a later version was approved."""
    report, version = step.report, step.version
    return {
        "centre": report.centre.code,
        "name": report.centre.name,
        "period": report.period,
        "number": version.number,
        "approved_at": step.at.isoformat(),
        "in_force": in_force,
        "sha256": version.sha256,
        "address": address,
    }


def approved_version(province: Province, centre: str, period: str, number: int) -> ReportVersion | None:
    """The version, when it was approved, without its PDF."""
    versions = ReportVersion.objects.filter(
        report__centre__province=province, report__centre__code=centre, report__period=period, number=number
    )
    return versions.filter(steps__kind=StepKind.APPROVED).defer("pdf").distinct().first()


def signed_version(version: ReportVersion) -> dict:
    """{"content", "token"}: the stored canonical JSON; versions from before seals are signed now."""
    stored = bytes(version.content)
    seal = VersionSeal.objects.filter(version=version).first()
    return {"content": json.loads(stored), "token": seal.token if seal else _signed_now(version, stored)}


def _signed_now(version, stored):
    report, day = read_content(stored).report, version.submitted_at.date()
    return signed(claim_of(report, number=version.number, day=day, sha256=version.sha256), current_signer())


def hash_of(report: Report) -> str:
    """SHA-256 of the report as it would be stored now, in hexadecimal."""
    return sha256(canonical(report))


def signed_totals(report: Report) -> dict:
    """The same of a province's totals, signed as they are now: number 0, the day they count up to."""
    stored = canonical(report)
    claim = claim_of(report, number=0, day=report.as_of, sha256=sha256(stored))
    return {"content": json.loads(stored), "token": signed(claim, current_signer())}
