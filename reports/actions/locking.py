"""Whoever takes a step of a report first locks it: its steps so far decide what may be done."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError

from centres import dates
from centres.models import Centre
from reports.models import PeriodReport, ReviewStep
from reports.states import State, state_after


@dataclass(frozen=True)
class Locked:
    """A report held until the transaction ends, with its steps and the state they make."""

    report: PeriodReport
    steps: list[ReviewStep]
    state: State

    @property
    def last_version(self) -> int | None:
        """The key of the last version submitted."""
        return next((step.version_id for step in reversed(self.steps) if step.kind == "submitted"), None)

    @property
    def approved_version(self) -> int | None:
        """The key of the last version approved."""
        return next((step.version_id for step in reversed(self.steps) if step.kind == "approved"), None)


def lock_report(centre: Centre, period: str) -> Locked:
    """The report as it stands now; made where nothing was written on it yet. The centre comes first, as everywhere."""
    Centre.objects.select_for_update().get(pk=centre.pk)
    report, _ = PeriodReport.objects.get_or_create(centre=centre, period=period)
    steps = list(report.steps.order_by("pk"))
    return Locked(report, steps, state_after(steps, dates.today()))


def require_state(locked: Locked, *allowed: State, refusal: str) -> None:
    """ValidationError with the sentence unless the report is in one of the states."""
    if locked.state not in allowed:
        raise ValidationError(refusal)
