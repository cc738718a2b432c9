"""Where each report stands: derived from its steps, never stored. `states` answers for many centres and periods at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Count, F, Q
from django.utils import timezone

from centres.models import Centre
from reports.models import PeriodEnd, PeriodReport, ReportDue, ReviewStep
from reports.models.due import DuePart
from reports.models.review import StepKind
from reports.periods import FREE, Calendar, parse


class State(StrEnum):
    DRAFT = "draft"
    PREPARED = "prepared"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"
    AMENDING = "amending"


LABELS = {
    State.DRAFT: "Đang soạn",
    State.PREPARED: "Chờ trình",
    State.SUBMITTED: "Chờ duyệt",
    State.RETURNED: "Bị trả lại",
    State.APPROVED: "Đã duyệt",
    State.REOPENED: "Được mở lại",
    State.AMENDING: "Đang điều chỉnh",
}
NOT_BEGUN = "Chưa bắt đầu"
"""A draft of which nothing was stored yet: neither text, nor a reason, nor a step."""
BADGES = {
    State.DRAFT: "badge-plan",
    State.PREPARED: "badge-wait",
    State.SUBMITTED: "badge-wait",
    State.RETURNED: "badge-bad",
    State.APPROVED: "badge-good",
    State.REOPENED: "badge-plan",
    State.AMENDING: "badge-plan",
}
FOLLOWS = {
    StepKind.PREPARED: State.PREPARED,
    StepKind.SUBMITTED: State.SUBMITTED,
    StepKind.RETURNED: State.RETURNED,
    StepKind.APPROVED: State.APPROVED,
    StepKind.REOPENED: State.REOPENED,
    StepKind.AMENDED: State.AMENDING,
    StepKind.DROPPED: State.APPROVED,
}
IN_THE_CENTRE = frozenset({State.DRAFT, State.PREPARED, State.RETURNED, State.REOPENED, State.AMENDING})
"""States in which the centre works on the report: its text may change, and it may be submitted."""


@dataclass(frozen=True)
class ReportState:
    """A centre's report of a period on one day. `days_late` is 0 while it is in time, or where the province set no day."""

    state: State = State.DRAFT
    is_begun: bool = False  # whether anything was ever stored of it
    report: int | None = None  # key of the PeriodReport
    version: int | None = None  # number of the last version submitted
    approved: int | None = None  # number of the last version approved, also while a later one is on its way
    submitted_at: datetime | None = None  # of the last version
    submitted_by: str = ""
    first_submitted_on: date | None = None
    approved_at: datetime | None = None
    until: date | None = None  # of a report that was reopened
    due: date | None = None
    days_late: int = 0
    remarks: int = 0  # on a returned report, those without an answer

    @property
    def label(self) -> str:
        return LABELS[self.state] if self.is_begun else NOT_BEGUN

    @property
    def badge(self) -> str:
        return BADGES[self.state]

    @property
    def is_late(self) -> bool:
        return self.days_late > 0

    @property
    def is_submitted(self) -> bool:
        """Whether it lies with the reviewer or has been approved: the centre owes nothing."""
        return self.state in (State.SUBMITTED, State.APPROVED)

    @property
    def is_in_the_centre(self) -> bool:
        return self.state in IN_THE_CENTRE


def states(
    centres: Iterable[Centre], periods: Iterable[str], today: date, days: "Days | None" = None
) -> dict[tuple[int, str], ReportState]:
    """The state of each (centre's key, period code), also where nothing was ever written. Four queries in all, two of
    them for `days`, which may be given.

    Reading is not asked about here: pass centres that the user may see.
    """
    centres, periods = list(centres), list(periods)
    steps = _steps_by_report(centres, periods)
    begun = _open_remarks(centres, periods)
    days = days or Days.of({centre.province_id for centre in centres})
    return {
        (centre.pk, code): _state_of(
            steps.get((centre.pk, code), []),
            begun.get((centre.pk, code)),
            days.due_of(centre, code),
            today,
        )
        for centre in centres
        for code in periods
    }


def state_of(centre: Centre, period: str, today: date) -> ReportState:
    """The state of one report."""
    return states([centre], [period], today)[centre.pk, period]


def _steps_by_report(centres, periods):
    rows = (
        ReviewStep.objects.filter(report__centre__in=centres, report__period__in=periods)
        .select_related("by", "report")
        .annotate(version_number=F("version__number"))
        .order_by("pk")
    )
    found = {}
    for step in rows:
        found.setdefault((step.report.centre_id, step.report.period), []).append(step)
    return found


def _open_remarks(centres, periods) -> dict[tuple[int, str], int]:
    """Every report that was begun, with how many remarks on returned versions of it want an answer."""
    waiting = Q(versions__remarks__answer="", versions__steps__kind=StepKind.RETURNED)
    rows = (
        PeriodReport.objects.filter(centre__in=centres, period__in=periods)
        .order_by()
        .annotate(open_remarks=Count("versions__remarks", filter=waiting, distinct=True))
        .values_list("centre", "period", "open_remarks")
    )
    return {(centre, period): number for centre, period, number in rows}


def _state_of(steps, remarks, due, today):
    """`remarks` is None for a report of which nothing was ever stored."""
    if not steps:
        return ReportState(is_begun=remarks is not None, due=due, days_late=_days_after(due, today))
    state = state_after(steps, today)
    submitted = [step for step in steps if step.kind == StepKind.SUBMITTED]
    approved = [step for step in steps if step.kind == StepKind.APPROVED]
    first = timezone.localdate(submitted[0].at) if submitted else None
    last = submitted[-1] if submitted else None
    return ReportState(
        state=state,
        is_begun=True,
        report=steps[0].report_id,
        version=last.version_number if last else None,
        approved=approved[-1].version_number if approved else None,
        submitted_at=last.at if last else None,
        submitted_by=str(last.by) if last else "",
        first_submitted_on=first,
        approved_at=approved[-1].at if approved else None,
        until=steps[-1].until if state == State.REOPENED else None,
        due=due,
        days_late=_days_after(due, first or today),
        remarks=remarks if state == State.RETURNED else 0,
    )


def state_after(steps: list[ReviewStep], today: date) -> State:
    """The state that follows from a report's steps in their order."""
    if not steps:
        return State.DRAFT
    last = steps[-1]
    if last.kind == StepKind.WITHDRAWN:
        approved_before = any(step.kind == StepKind.APPROVED for step in steps)
        return State.AMENDING if approved_before else State.DRAFT
    if last.kind == StepKind.REOPENED and today > last.until:
        return State.APPROVED
    return FOLLOWS[last.kind]


def _days_after(due, day):
    return max((day - due).days, 0) if due else 0


class Days:
    """Calendars and due days of some provinces, read once."""

    def __init__(self, ends, dues):
        self._calendars = {province: Calendar(rows) for province, rows in ends.items()}
        self._dues = dues

    @classmethod
    def of(cls, provinces) -> "Days":
        """Two queries."""
        ends, dues = {}, {}
        for end in PeriodEnd.objects.filter(province__in=provinces):
            ends.setdefault(end.province_id, []).append(end)
        for row in ReportDue.objects.filter(province__in=provinces).order_by("from_year"):
            dues.setdefault((row.province_id, row.part), []).append(row)
        return cls(ends, dues)

    def calendar(self, province: int) -> Calendar:
        return self._calendars.get(province) or Calendar()

    def due_of(self, centre: Centre, code: str) -> date | None:
        """The same for a centre: None too where it did not exist on the period's last day."""
        due = self.due(centre.province_id, code)
        if due and not centre.exists_on(self.calendar(centre.province_id).period(code).last):
            return None
        return due

    def due(self, province: int, code: str) -> date | None:
        """The last day on which the report is in time; None where the province has set none."""
        year = parse(code).year
        rows = [row for row in self._dues.get((province, part_of(code)), ()) if row.from_year <= year]
        if not rows:
            return None
        return self.calendar(province).period(code).last + timedelta(days=rows[-1].days)


def part_of(code: str) -> DuePart | None:
    """Which due day holds for a period: 2022-05 → M, 2022-Q2 → Q, 2022 → Y; none for a free one."""
    part = parse(code).part
    if part == FREE:
        return None
    if part.startswith("Q"):
        return DuePart.QUARTER
    return DuePart.MONTH if part.isdigit() else DuePart(part or "Y")
