"""Reports on their way through the review: one approved, one returned with remarks, one that waits for the reviewer."""

import os
from datetime import date

from centres.models import Centre
from reports import actions
from reports.models import PeriodReport, ReportDue
from reports.models.due import DuePart
from reports.versions.content import read_content
from reports.versions.targets import quote

DUE_AFTER = {DuePart.FIRST_HALF: 10, DuePart.YEAR: 15}
REMARKS = (
    ("figure", "O4", "Số triệu tập cần đối chiếu lại với thông báo triệu tập của từng lớp."),
    ("whole", "", "Đề nghị nêu rõ hơn khó khăn khi cử học viên ở các thôn xa."),
)
SITE = f"http://localhost:{os.environ.get('PORT') or 8000}/"


def review_reports(centre: Centre, today: date) -> None:
    """The year's report of last year is approved; two earlier quarters are returned and wait. Without Pango, none."""
    set_due_days(centre.province)
    approved, (returned, waiting) = _signed(centre), _quarters(today)
    try:
        versions = [submit(centre, code) for code in (approved, returned, waiting) if code]
    except OSError:  # this machine cannot print: the demo does without
        return
    reviewer = centre.province.memberships.get(role="province_reviewer").user
    for version in versions:
        if version.report.period == approved:
            actions.approve_version(version=version, user=reviewer)
        elif version.report.period == returned:
            return_with_remarks(version, reviewer)


def set_due_days(province) -> None:
    for part, days in DUE_AFTER.items():
        ReportDue.objects.create(province=province, part=part, from_year=2025, days=days)


def _signed(centre):
    """The latest report that bears its date."""
    dated = centre.reports.filter(dated_on__isnull=False).order_by("-dated_on")
    return dated.values_list("period", flat=True).first()


def _quarters(today):
    """The third and second quarter before this one: their classes have all their marks."""
    place = today.year * 4 + (today.month - 1) // 3
    return [f"{number // 4}-Q{number % 4 + 1}" for number in (place - 3, place - 2)]


def submit(centre, code):
    report, _ = PeriodReport.objects.get_or_create(centre=centre, period=code)
    director = centre.memberships.get(role="director").user
    return actions.submit_report(report=report, user=director, note="Kính trình Ban xem xét.", site=SITE)


def return_with_remarks(version, reviewer) -> None:
    value = read_content(version.content).report
    for kind, target, text in REMARKS:
        quoted = quote(value, kind, target)
        actions.add_remark(version=version, user=reviewer, kind=kind, target=target, quoted=quoted, text=text)
    actions.return_version(version=version, user=reviewer)
