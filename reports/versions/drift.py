"""What has changed in the books since a version was submitted."""

from centres.models import Centre
from reports.figures.window import Window
from reports.models import ReportVersion
from reports.periods import Calendar
from reports.report import build_report
from reports.versions.content import read_content
from reports.versions.differences import Differences, differences
from reports.versions.rows import frozen_rows, live_rows


def drift(centre: Centre, version: ReportVersion) -> Differences:
    """The version against the books as they are now, counted up to the same day."""
    stored = read_content(version.content).report
    window = Window.of(Calendar.of(centre.province), stored.period.code, stored.as_of)
    now = build_report(centre, stored.period.code, as_of=stored.as_of)
    return differences(stored, frozen_rows(version), now, live_rows(centre, window))
