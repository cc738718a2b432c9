"""The classes that a report counts, with what is counted of each: one query for classes, one for their learners."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from centres.models import Centre
from classes.models import TrainingClass
from classes.models.programme import Block, LegalGroup
from classes.models.training_class import AssessedBy, Kind, Status
from learners.models import Commendation, Enrolment, RegisterEntry
from learners.models.certificate import Act
from learners.models.enrolment import COUNTED_STATES, State
from reports.figures.lines import line_part, own_line
from reports.figures.marks import UNMARKED, by_bounds, with_band
from reports.figures.window import Window, within
from reports.value import ClassLine

OPENED = (Status.OPEN, Status.CLOSED)
REASONS = {
    "attendance": "không đủ số tiết dự học",
    "absent": "vắng kiểm tra",
    "withdrew": "thôi học giữa chừng",
    AssessedBy.PARTNER: "do đơn vị phối hợp đánh giá",
    AssessedBy.NOBODY: "chương trình không kiểm tra",
}


@dataclass(frozen=True)
class ClassCount:
    """A class as the report prints it, and which of the report's spans of days it falls in."""

    line: ClassLine
    centre: int
    inherited: bool  # a predecessor's class, only here for the comparison with last year
    phrase: str  # the programme in a sentence
    position: int
    group: tuple[str, str]
    province_line: tuple[str, str]
    block: tuple[str, str]
    opened_to_date: bool
    finished_to_date: bool
    opened_past: bool
    rewarded_to_date: int
    graduated_to_date: int
    attending: int


def load_classes(centres: list[Centre], window: Window) -> list[ClassCount]:
    """Every class that some figure of the report counts, by opening day. Four queries, one more for each further set of bounds."""
    rows = list(_rows(_relevant(centres, window), window))
    counts = _learner_counts(rows, window)
    named = {row["enrolment__training_class"]: row for row in _commendations(centres, window)}
    own = {centre.pk for centre in centres}
    return [_class_count(row, counts[row["pk"]], named.get(row["pk"], {}), own, window) for row in rows]


def _relevant(centres, window):
    opened = Q(opened_on__range=window.to_date)
    if window.past:
        opened |= Q(opened_on__range=window.in_past)
    finished = Q(finished_on__range=window.to_date)
    kept = Q(kind=Kind.MAINTAINED, opened_on__lte=window.as_of) & (
        Q(closed_on__isnull=True) | Q(closed_on__gt=window.as_of)
    )
    counted = Q(status__in=OPENED) & (opened | finished | kept | _graduating(window))
    planned = Q(status=Status.PLANNED, opened_on__range=(window.period.first, window.period.last))
    hosted = Q(centre__in=centres) & (counted | planned)
    if window.past:
        inherited = Centre.objects.filter(successors__in=centres).values("pk")
        hosted |= Q(centre__in=inherited, status__in=OPENED, opened_on__range=window.in_past)
    return TrainingClass.objects.alias(finished_on=Coalesce("recognised_on", "closed_on")).filter(hosted)


def _graduating(window):
    graduating = Enrolment.objects.counted().filter(training_class=OuterRef("pk"))
    return Q(Exists(graduating.filter(graduated_on__range=window.to_date)))


def _rows(classes, window):
    return (
        classes.annotate(
            own_line=own_line(),
            certificates=_certificates(window),
            line_code=line_part("code"),
            line_name=line_part("name"),
        )
        .order_by("opened_on", "code", "pk")
        .values(
            *("pk", "code", "name", "ownership", "partner", "kind", "status", "opened_on", "closed_on"),
            *("recognised_on", "called", "considered_for_titles", "titled", "outside_plan", "modules_done"),
            "title_decision",
            *(
                "rules_id",
                "closes_on",
                "assessed_by",
                "centre_id",
                "centre__name",
                "programme__code",
                "programme__name",
            ),
            *("programme__short_name", "programme__position", "programme__legal_group", "programme__block"),
            *("line_code", "line_name", "certificates"),
        )
    )


def _certificates(window):
    """Issued to the class's learners; unknown in a centre that has not begun a register."""
    entries = RegisterEntry.objects.filter(entered_on__lte=window.as_of).order_by()
    issued = entries.filter(kind=Act.ISSUED, certificate__enrolment__training_class=OuterRef("pk"))
    number = issued.values("certificate__enrolment__training_class").annotate(n=Count("pk")).values("n")
    begun = Exists(entries.filter(centre=OuterRef("centre")))
    return Case(When(begun, then=Coalesce(Subquery(number), 0)), output_field=IntegerField())


def _learner_counts(rows, window):
    """By class: lượt, the bands, those without a mark by reason, those who attended to the end, graduates."""
    found = defaultdict(Counter)
    for bounds, classes in by_bounds(rows).items():
        for group in _grouped(
            with_band(Enrolment.objects.counted().filter(training_class__in=classes), bounds), window
        ):
            found[group["training_class"]].update(_tallied(group))
    return found


def _grouped(enrolments, window):
    return (
        enrolments.order_by()
        .values("training_class", "band", "state", "result__not_assessed")
        .annotate(
            number=Count("pk"),
            graduated=Count("pk", filter=Q(graduated_on__range=window.in_period)),
            graduated_to_date=Count("pk", filter=Q(graduated_on__range=window.to_date)),
        )
    )


def _tallied(group):
    number, band = group["number"], group["band"]
    attending = group["state"] == State.ATTENDING
    reason = group["result__not_assessed"] or ("" if attending else "withdrew")
    return {
        "learners": number,
        "attending": number * attending,
        "assessed": number * (band != UNMARKED),
        "passed": number * (attending and band in ("R4", "R5", "R6", "R7")),
        (band if band != UNMARKED else reason): number,
        "graduated": group["graduated"],
        "graduated_to_date": group["graduated_to_date"],
    }


def _commendations(centres, window):
    rewarded = Q(kind=Commendation.Kind.REWARD, enrolment__training_class__kind=Kind.NORMAL)
    # A list of excellent learners may be dated after the period; the class it is of counts, not the day.
    excellent = Q(kind=Commendation.Kind.EXCELLENT, enrolment__state__in=COUNTED_STATES) & (
        Q(enrolment__training_class__closed_on__gte=window.year_first)
        | Q(enrolment__training_class__recognised_on__gte=window.year_first)
    )
    return (
        Commendation.objects.filter(enrolment__training_class__centre__in=centres)
        .filter(excellent | (rewarded & Q(decided_on__range=window.to_date)))
        .order_by()
        .values("enrolment__training_class")
        .annotate(
            excellent=Count("pk", filter=excellent),
            rewarded=Count("pk", filter=rewarded & Q(decided_on__range=window.in_period)),
            rewarded_to_date=Count("pk", filter=rewarded & Q(decided_on__range=window.to_date)),
        )
    )


def _class_count(row, count, named, own, window):
    here = row["centre_id"] in own
    normal = row["kind"] == Kind.NORMAL and here
    opened = normal and row["status"] in OPENED
    finished_on = row["recognised_on"] or row["closed_on"]
    return ClassCount(
        line=_line(row, count, named, window, opened, finished_on),
        centre=row["centre_id"],
        inherited=not here,
        phrase=row["programme__short_name"],
        position=row["programme__position"],
        group=(row["programme__legal_group"], LegalGroup(row["programme__legal_group"]).label),
        province_line=(row["line_code"], row["line_name"]),
        block=(row["programme__block"], Block(row["programme__block"]).label),
        opened_to_date=opened and within(row["opened_on"], window.to_date),
        finished_to_date=opened and within(finished_on, window.to_date),
        opened_past=row["kind"] == Kind.NORMAL and row["status"] in OPENED and within(row["opened_on"], window.in_past),
        rewarded_to_date=named.get("rewarded_to_date", 0),
        graduated_to_date=count["graduated_to_date"],
        attending=count["attending"],
    )


def _line(row, count, named, window, opened, finished_on):
    finished = opened and within(finished_on, window.in_period)
    bands = tuple(count[code] for code in ("R4", "R5", "R6", "R7", "R8"))
    reasons = _reasons(row, count)
    unaccounted = count["learners"] - count["assessed"] - sum(reasons.values())
    return ClassLine(
        **{name: row[name] for name in SAME_NAMES},
        month="{}-{:02}".format(*window.calendar.month_of(row["opened_on"])) if row["opened_on"] else "",
        group=row["programme__legal_group"],
        reporting_line=row["line_code"],
        block=row["programme__block"],
        programme=row["programme__code"],
        programme_name=row["programme__name"],
        learners=count["learners"],
        opened=opened and within(row["opened_on"], window.in_period),
        finished=finished,
        assessed=count["assessed"],
        bands=bands,
        not_assessed=sum(reasons.values()),
        rewarded=named.get("rewarded", 0),
        centre=row["centre__name"],
        maintained=_is_maintained(row, window),
        expected=_is_expected(row, window),
        missing=unaccounted if finished else 0,
        completed=_completed(row, count),
        graduated=count["graduated"],
        excellent=_excellent(row, count, named, unaccounted),
        reasons=tuple((REASONS[reason], number) for reason, number in reasons.items() if number),
    )


SAME_NAMES = (
    *("pk", "code", "name", "ownership", "partner", "kind", "status", "opened_on", "closed_on", "recognised_on"),
    *("called", "considered_for_titles", "titled", "outside_plan", "modules_done", "certificates"),
)


def _reasons(row, count):
    """R9 by reason, each counted on its own; a class that the centre does not assess has one reason for the rest."""
    found = {reason: count[reason] for reason in ("attendance", "absent", "withdrew")}
    if row["assessed_by"] in (AssessedBy.PARTNER, AssessedBy.NOBODY):
        found[row["assessed_by"]] = count["learners"] - count["assessed"] - sum(found.values())
    return found


def _completed(row, count):
    """Recognised as having completed: a passing mark in a recognised class; without a test, attending to the end."""
    if row["assessed_by"] == AssessedBy.NOBODY:
        return count["attending"]
    return count["passed"] if row["recognised_on"] else 0


def _excellent(row, count, named, unaccounted):
    # Once there is a decision nobody is excellent but those it names; without one the band tells
    if named.get("excellent") or row["title_decision"]:
        return named.get("excellent", 0)
    by_others = row["assessed_by"] == AssessedBy.PARTNER and not count["assessed"]
    return None if unaccounted or by_others else count["R4"]


def _is_maintained(row, window):
    return (
        row["kind"] == Kind.MAINTAINED
        and row["status"] in OPENED
        and row["opened_on"] <= window.as_of
        and (row["closed_on"] is None or row["closed_on"] > window.as_of)
    )


def _is_expected(row, window):
    return window.is_partial and row["kind"] == Kind.NORMAL and row["status"] == Status.PLANNED
