"""Acts over a report and its sections."""

from django.db import transaction

from centres.models import User
from reports.models import PastReport, PastReportLine, PeriodReport, ProvinceReport


@transaction.atomic
def save_report_text(
    *, report: PeriodReport | ProvinceReport, texts: dict[str, str], replaced: set[str], user: User
) -> None:
    """Store the report's own fields and the text of each section that changed, under the user's name.

    `replaced`: sections whose text stands instead of the generated sentences.
    """
    report.save()
    stored = {section.key: section for section in report.sections.select_for_update()}
    for key, text in texts.items():
        section = stored.get(key) or report.sections.model(report=report, key=key)
        replaces = key in replaced
        if (section.text, section.replaces) != (text, replaces):
            section.text, section.replaces, section.changed_by = text, replaces, user
            section.save()


@transaction.atomic
def save_past_report(*, report: PastReport, lines: list) -> None:
    """Store a report from before the system with its lines in the order typed; earlier lines give way.

    A line belongs to the nearest one before it that stands a level higher.
    """
    report.save()
    report.lines.all().delete()
    above: dict[int, PastReportLine] = {}
    for position, line in enumerate(lines, 1):
        above[line.level] = PastReportLine.objects.create(
            report=report,
            parent=above.get(line.level - 1),
            position=position,
            label=line.label,
            classes=line.classes,
            learners=line.learners,
        )
