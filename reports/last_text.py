"""The text of an earlier report to start a new one from."""

from dataclasses import dataclass

from centres.models import Centre, User
from reports.models import PeriodReport
from reports.periods import Calendar, name_of
from reports.value import Period


@dataclass(frozen=True)
class LastText:
    """What staff wrote on an earlier report: its name, its sections' texts, those that stood instead of proposed sentences."""

    label: str
    texts: dict[str, str]
    replaced: frozenset[str]


def last_text(user: User, centre: Centre, period: Period) -> LastText | None:
    """The same period's of the year before, else that of the latest period that ended before this one does."""
    calendar = Calendar.of(centre.province)
    before = calendar.year_before(period.code)
    found = [
        (report.period == (before.code if before else ""), calendar.period(report.period).last, report)
        for report in _written(user, centre)
        if calendar.period(report.period).last < period.last
    ]
    return _text_of(max(found, key=lambda row: row[:2])[2]) if found else None


def _written(user, centre):
    written = PeriodReport.objects.for_user(user).filter(centre=centre, sections__text__gt="")
    return written.distinct().prefetch_related("sections")


def _text_of(report):
    written = [section for section in report.sections.all() if section.text.strip()]
    return LastText(
        name_of(report.period),
        {section.key: section.text for section in written},
        frozenset(section.key for section in written if section.replaces),
    )
