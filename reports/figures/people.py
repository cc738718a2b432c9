"""Who the learners of the opened classes are: distinct persons, composition, age, education, sending unit."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Coalesce, Concat

from classes.models.training_class import Kind
from learners.models import Enrolment
from learners.models.enrolment import PartyStatus
from learners.models.learner import Gender
from reports.figures.rows import OPENED
from reports.value import BreakdownRow

AGES = {
    "den-30": "Đến 30 tuổi",
    "31-40": "Từ 31 đến 40 tuổi",
    "41-50": "Từ 41 đến 50 tuổi",
    "tren-50": "Trên 50 tuổi",
}
OLDEST = {"den-30": 30, "31-40": 40, "41-50": 50}
UNKNOWN_KEY, UNKNOWN_LABEL = "chua-ro", "Chưa rõ"
MAJORITY = ("Kinh", "kinh", "KINH", "Việt", "việt", "VIỆT")
NO_RELIGION = ("Không", "không", "KHÔNG", "Không có", "không có", "Không theo", "0")
TEXT = CharField(max_length=200)


@dataclass(frozen=True)
class People:
    persons: int  # O3
    composition: dict[str, tuple[int, int]]  # D1-D4: (n, lượt where it is known)
    breakdowns: dict[str, tuple[BreakdownRow, ...]]


def load_people(centres, window, across_centres=False) -> People:
    """Two queries. Across centres a person is one citizen number; where that is unknown, one learner of one centre."""
    enrolments = opened_enrolments(centres, window)
    totals = enrolments.aggregate(persons=Count(_person(across_centres), distinct=True), **_shares())
    return People(
        persons=totals["persons"],
        composition={code: (totals[code], totals[f"{code}_known"]) for code in SHARES},
        breakdowns=_breakdowns(enrolments, window),
    )


def opened_enrolments(centres, window):
    """The lượt of O2."""
    return Enrolment.objects.counted().filter(
        training_class__centre__in=centres,
        training_class__kind=Kind.NORMAL,
        training_class__status__in=OPENED,
        training_class__opened_on__range=window.in_period,
    )


def _person(across_centres):
    if not across_centres:
        return F("learner")
    own = Concat(Value("#"), Cast("learner_id", TEXT), output_field=TEXT)
    return Case(When(learner__national_id="", then=own), default=F("learner__national_id"), output_field=TEXT)


SHARES = {
    "D1": (Q(learner__gender=Gender.FEMALE), ~Q(learner__gender=Gender.UNKNOWN)),
    "D2": (~Q(learner__ethnicity__in=["", *MAJORITY]), ~Q(learner__ethnicity="")),
    "D3": (~Q(learner__religion__in=["", *NO_RELIGION]), ~Q(learner__religion="")),
    "D4": (
        Q(party_status__in=[PartyStatus.PROBATIONARY, PartyStatus.FULL]),
        ~Q(party_status=PartyStatus.UNKNOWN),
    ),
}


def _shares():
    counted = {code: Count("pk", filter=part) for code, (part, _) in SHARES.items()}
    return counted | {f"{code}_known": Count("pk", filter=known) for code, (_, known) in SHARES.items()}


def _breakdowns(enrolments, window):
    keys = _keys(window)
    parts = [_counted(enrolments, name, key) for name, key in keys.items()]
    found = {name: [] for name in keys}
    for name, key, learners in parts[0].union(*parts[1:], all=True):
        found[name].append((key, learners))
    return {
        "age": _rows(found["age"], lambda key: AGES.get(key, UNKNOWN_LABEL), list(AGES)),
        "education": _rows(found["education"], lambda key: key or UNKNOWN_LABEL),
        "unit": _rows(found["unit"], lambda key: key or UNKNOWN_LABEL),
    }


def age_band(window):
    """The key of AGES for an enrolment; "" where the year of birth is not known."""
    return _age(range(window.period.first.year, window.period.last.year + 1))


def _keys(window):
    return {
        "age": age_band(window),
        "education": F("education"),
        "unit": Coalesce("unit__name", "unit_name", output_field=TEXT),
    }


def _age(years):
    """The band of the age in the year the class opened. Years are compared as days: SQLite has no quick year of a day."""
    whens = [When(learner__birth_year__isnull=True, then=Value(""))]
    for year in years:
        opened = Q(training_class__opened_on__gte=date(year, 1, 1), training_class__opened_on__lte=date(year, 12, 31))
        whens += [
            When(opened & Q(learner__birth_year__gte=year - oldest), then=Value(key)) for key, oldest in OLDEST.items()
        ]
    return Case(*whens, default=Value("tren-50"), output_field=TEXT)


def _counted(enrolments, name, key):
    return (
        enrolments.order_by()
        .annotate(part=Value(name, output_field=TEXT), part_key=Cast(key, TEXT))
        .values("part", "part_key")
        .annotate(number=Count("pk"))
        .values_list("part", "part_key", "number")
    )


def _rows(found, label, order=()):
    """Rows in the order given, else the largest first; those of whom it is not known come last."""

    def place(row):
        key, learners = row
        return (not key, order.index(key) if key in order else 0, -learners, key)

    return tuple(
        BreakdownRow(key or UNKNOWN_KEY, label(key), None, learners) for key, learners in sorted(found, key=place)
    )
