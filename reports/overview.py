"""What a province's reviewer starts from: the province's totals and each centre's reports of a year."""

from dataclasses import dataclass

from django.urls import reverse

from centres.models import Centre, Province
from reports.period_list import main_codes
from reports.periods import name_of


@dataclass(frozen=True)
class PeriodLink:
    label: str
    address: str


@dataclass(frozen=True)
class ProvinceOverview:
    province: Province
    links: list[PeriodLink]
    centres: list[tuple[Centre, list[PeriodLink]]]


def overviews(user, year: int) -> list[ProvinceOverview]:
    """Each province the user reviews, with its centres that existed at some time of the year. Two queries."""
    provinces = list(Province.objects.for_user(user))
    centres = Centre.objects.for_user(user).filter(province__in=provinces).existing_in(year)
    return [
        ProvinceOverview(
            province,
            _links("reports:province", province.code, year),
            [(one, _links("reports:report", one.code, year)) for one in centres if one.province_id == province.pk],
        )
        for province in provinces
    ]


def _links(name, code, year):
    return [PeriodLink(name_of(period), reverse(name, args=[code, period])) for period in main_codes(year)]
