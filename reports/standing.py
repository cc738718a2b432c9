"""How far each centre has come with each report, and since when it is late: for the home page and the reviewers' tables."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from centres.models import Centre, Province, User
from reports.models import PeriodReport
from reports.periods import Calendar
from reports.value import Period


class State(StrEnum):
    NOT_BEGUN = "chưa bắt đầu"
    DRAFT = "đang soạn"
    SUBMITTED = "đã nộp"
    RETURNED = "trả lại"
    APPROVED = "đã duyệt"

    @property
    def is_submitted(self) -> bool:
        """Whether nothing is awaited from the centre."""
        return self in (State.SUBMITTED, State.APPROVED)


@dataclass(frozen=True)
class Asked:
    """A report that is asked for, and the last day on which it is in time: None where the province has set none."""

    period: Period
    due: date | None


def asked_of(province: Province, today: date) -> list[Asked]:
    """The six months and the year, of last year and this one, the earliest first. One query."""
    calendar = Calendar.of(province)
    codes = [code for year in (today.year - 1, today.year) for code in (f"{year}-H1", str(year))]
    return [Asked(calendar.period(code), None) for code in codes]


def states_of(user: User, centres: Collection[Centre], codes: Collection[str]) -> dict[tuple[int, str], State]:
    """How far each centre (by its key) has come with each period's report. One query for all of them together."""
    written = PeriodReport.objects.for_user(user).filter(centre__in=[one.pk for one in centres], period__in=codes)
    found = {(centre, code): _state(dated_on) for centre, code, dated_on in written.values_list(*FACTS)}
    return {(one.pk, code): found.get((one.pk, code), State.NOT_BEGUN) for one in centres for code in codes}


FACTS = ("centre", "period", "dated_on")


def _state(dated_on) -> State:
    """A report that bears its date has been signed and sent."""
    return State.SUBMITTED if dated_on else State.DRAFT
