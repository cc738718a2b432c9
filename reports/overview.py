"""What a reviewer starts from: the province's totals, and how far each centre has come with each report of a year."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from centres import dates
from centres.listing import shown
from centres.models import Centre, Province
from reports.period_list import codes_of, main_codes
from reports.periods import name_of, parse
from reports.states import Days, ReportState, states
from reports.value import Period


@dataclass(frozen=True)
class PeriodLink:
    label: str
    address: str


@dataclass(frozen=True)
class ReportCell:
    """One centre's report of one period. Without an address nothing is expected: the centre did not exist."""

    text: str
    address: str = ""
    badge: str = ""
    days_late: int = 0
    submitted: bool = False
    submitted_on: date | None = None
    submitted_late: int = 0  # days after the last day in time, of a report that came

    @property
    def late_words(self) -> str:
        return f"trễ {shown(self.days_late)} ngày"

    @property
    def submitted_words(self) -> str:
        late = f", trễ {shown(self.submitted_late)} ngày" if self.submitted_late else ""
        return f"nộp {self.submitted_on:%d/%m/%Y}{late}"


SHORT_LABELS = {"H1": "6 tháng đầu", "9M": "9 tháng", "H2": "6 tháng cuối", "": "Cả năm"}
USUAL_NAME = "Trung tâm Chính trị "


@dataclass(frozen=True)
class ReportTable:
    """Centres by periods, and for each period how many of the centres have submitted and are late."""

    periods: list[Period]
    rows: list[tuple[Centre, list[ReportCell]]]

    @property
    def headings(self) -> list[str]:
        return [short_label(period.code) for period in self.periods]

    @property
    def named_rows(self) -> list[tuple[str, list[ReportCell]]]:
        """The rows under short names: every centre's begins alike."""
        return [(_capital(centre.name.removeprefix(USUAL_NAME)), cells) for centre, cells in self.rows]

    @property
    def sums(self) -> list[tuple[int, int, int]]:
        """(submitted, expected, late) for each period."""
        columns = [[cells[place] for _, cells in self.rows] for place in range(len(self.periods))]
        return [(_count(c, "submitted"), _count(c, "address"), _count(c, "days_late")) for c in columns]


def short_label(code: str) -> str:
    """A period at the head of a column, where the year is known: 6 tháng đầu, Quý II, Tháng 5."""
    part = parse(code).part
    return SHORT_LABELS[part] if part in SHORT_LABELS else _capital(name_of(code).partition(" năm ")[0])


def _capital(name):
    return name[:1].upper() + name[1:]


def _count(cells, name):
    return sum(bool(getattr(cell, name)) for cell in cells)


@dataclass(frozen=True)
class ProvinceOverview:
    province: Province
    links: list[PeriodLink]
    table: ReportTable


def overviews(user, year: int) -> list[ProvinceOverview]:
    """Each province the user reviews, with its centres that existed at some time of the year. Six queries in all."""
    provinces = list(Province.objects.for_user(user))
    centres = list(Centre.objects.for_user(user).filter(province__in=provinces).existing_in(year))
    known = Known.of(centres, main_codes(year))
    return [_overview(one, [c for c in centres if c.province_id == one.pk], year, known) for one in provinces]


def hosted_table(user, centre: Centre, year: int) -> ReportTable:
    """The reports of the centre that a host committee looks after."""
    codes = main_codes(year)
    return _table(centre.province_id, [centre], codes, Known.of([centre], codes))


def board(user, province: Province, year: int, kind: str = "") -> ReportTable:
    """Every centre of the province that the user sees, by the periods of a year: those reported to the province, the
    quarters or the months (`kind` is a heading of period_list.codes_of). Five queries, whatever the number of centres."""
    codes = codes_of(year).get(kind) or main_codes(year)
    centres = list(Centre.objects.for_user(user).filter(province=province).existing_in(year))
    return _table(province.pk, centres, codes, Known.of(centres, codes))


@dataclass(frozen=True)
class Known:
    """What is known of the reports of a year: their days and their states."""

    days: Days
    states: dict[tuple[int, str], ReportState]

    @classmethod
    def of(cls, centres: list[Centre], codes: list[str]) -> "Known":
        """Four queries."""
        days = Days.of({centre.province_id for centre in centres})
        return cls(days, states(centres, codes, dates.today(), days))


def _overview(province, centres, year, known):
    links = [
        PeriodLink(name_of(code), reverse("reports:province", args=[province.code, code])) for code in main_codes(year)
    ]
    return ProvinceOverview(province, links, _table(province.pk, centres, main_codes(year), known))


def _table(province, centres, codes, known):
    calendar = known.days.calendar(province)
    periods = [calendar.period(code) for code in codes]
    rows = [(centre, [_cell(centre, period, known) for period in periods]) for centre in centres]
    return ReportTable(periods, rows)


def _cell(centre, period, known):
    if not centre.exists_on(period.last):
        return ReportCell("–")
    state = known.states[centre.pk, period.code]
    return ReportCell(
        text=state.label,
        address=reverse("reports:report", args=[centre.code, period.code]),
        badge=state.badge if state.is_begun else "",
        days_late=0 if state.is_submitted else state.days_late,
        submitted=state.is_submitted,
        submitted_on=state.first_submitted_on,
        submitted_late=state.days_late if state.is_submitted else 0,
    )
