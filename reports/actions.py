"""Acts over a report and its sections."""

from django.db import transaction

from centres.models import User
from reports.models import PeriodReport, ReportSection


@transaction.atomic
def save_report_text(*, report: PeriodReport, texts: dict[str, str], user: User) -> None:
    """Store the report's own fields and the text of each section that changed, under the user's name."""
    report.save()
    stored = {section.key: section for section in report.sections.select_for_update()}
    for key, text in texts.items():
        section = stored.get(key) or ReportSection(report=report, key=key)
        if section.text != text:
            section.text, section.changed_by = text, user
            section.save()
