"""The periods of a year as the list of reports shows them: their days, how far they have come, what is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from reports.models import PeriodReport
from reports.periods import Calendar
from reports.states import ReportState
from reports.value import Period

NOT_BEGUN, RUNNING, ENDED = "Chưa đến kỳ", "Đang trong kỳ", "Đã hết kỳ"
BADGES = {NOT_BEGUN: "status-planned", RUNNING: "status-open", ENDED: "status-closed"}


@dataclass(frozen=True)
class PeriodLine:
    period: Period
    state: str
    written: PeriodReport | None = None
    review: ReportState | None = None

    @property
    def title(self) -> str:
        """The period's name at the head of a row: "6 tháng đầu năm 2022" with a capital where it begins with a letter."""
        return self.period.label[:1].upper() + self.period.label[1:]

    @property
    def badge(self) -> str:
        return BADGES[self.state]


def codes_of(year: int, free: Sequence[str] = ()) -> dict[str, list[str]]:
    """The codes of a year's periods under the headings of the list; `free` are the free ones that somebody wrote on."""
    own = {"Kỳ tự chọn": sorted(free)} if free else {}
    return own | {
        "6 tháng, 9 tháng, cả năm": main_codes(year),
        "Quý": [f"{year}-Q{quarter}" for quarter in range(1, 5)],
        "Tháng": [f"{year}-{month:02}" for month in range(1, 13)],
    }


def main_codes(year: int) -> list[str]:
    """The periods that are reported to the province."""
    return [f"{year}-H1", f"{year}-9M", f"{year}-H2", str(year)]


def period_lines(
    calendar: Calendar,
    codes: dict[str, list[str]],
    today: date,
    written=(),
    reviews: dict[str, ReportState] | None = None,
) -> list[tuple[str, list[PeriodLine]]]:
    """Every period under its heading (`codes_of`); `written` are the PeriodReports that exist for some of them, `reviews` where each stands."""
    found, reviews = {report.period: report for report in written}, reviews or {}
    return [
        (heading, [_line(calendar.period(code), today, found.get(code), reviews.get(code)) for code in codes])
        for heading, codes in codes.items()
    ]


def _line(period: Period, today: date, written, review) -> PeriodLine:
    state = NOT_BEGUN if today < period.first else ENDED if today > period.last else RUNNING
    return PeriodLine(period, state, written, review)
