"""What stands behind a report's figures: one row per class and per learner's place, each with the codes it counts in.

A class's codes: O1, O1c, O1p, O4, R1, R1c, R12 (the lowest one), T1, T1b, M1, M3, E1. A place's: O2, O2c, O3, R2 to R9 and
their year to date, R11, T2, T3, T3c, M2, M4, D1 to D4. A code ending in b is the base of a fraction, one with a colon a row of a table: of composition, by locality, by form. The places of last year's
classes are not listed, only how many they were.
"""

from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.db.models.functions import Coalesce

from centres.models import Centre
from centres.numbers import percent_of
from classes.models import TrainingClass
from classes.models.training_class import AssessedBy, Kind
from learners.models import Commendation, Enrolment
from learners.models.enrolment import COUNTED_STATES, State
from reports.figures.localities import Localities
from reports.figures.marks import RULE_FIELDS, UNMARKED, by_bounds, with_band
from reports.figures.people import SHARES, UNKNOWN_KEY, age_band
from reports.figures.rows import ClassCount, load_classes
from reports.figures.window import Window, within
from reports.models import FrozenClass, FrozenEnrolment, ReportVersion

PASSED = ("R4", "R5", "R6", "R7")
PARTS = ("age", "education", "unit", "locality")


def part_code(by: str, key: str) -> str:
    """The code of a place in a row of the tables of composition and localities, short whatever the row is called."""
    return f"{by}:{sha256(key.encode()).hexdigest()[:8]}"


def form_code(ownership: str) -> str:
    """The code of a class of the centre's own (own) or of a joint one (joint)."""
    return f"form:{ownership}"


@dataclass(frozen=True)
class ClassRow:
    key: int
    code: str
    name: str
    programme: str
    opened_on: date | None
    closed_on: date | None
    called: int | None
    learners: int
    codes: frozenset[str]


@dataclass(frozen=True)
class PlaceRow:
    key: int
    class_key: int
    learner_key: int
    roll_number: int
    name: str
    unit: str
    codes: frozenset[str]


@dataclass(frozen=True)
class Rows:
    classes: dict[int, ClassRow] = field(default_factory=dict)
    places: dict[int, PlaceRow] = field(default_factory=dict)

    @property
    def know_forms(self) -> bool:
        """Versions from before do not hold which classes were joint."""
        return any(code.startswith("form:") for row in self.classes.values() for code in row.codes)

    def of_part(self, by: str, key: str) -> "Rows":
        """Only the places in one row of a table: an age, an education, a sending unit, a locality."""
        known = "" if key == UNKNOWN_KEY else key
        wanted = part_code(by, known)
        kept = {
            place.key: place
            for place in self.places.values()
            if (place.unit == known if by == "unit" else wanted in place.codes)
        }
        return Rows(self.classes, kept)

    def classes_in(self, code: str) -> list[ClassRow]:
        return [row for row in self.classes.values() if code in row.codes]

    def places_in(self, code: str) -> list[PlaceRow]:
        return [row for row in self.places.values() if code in row.codes]


def live_rows(centre: Centre, window: Window) -> Rows:
    """The rows as they are now. A fixed number of queries, one more for each further set of bounds."""
    counts = load_classes([centre], window)
    lowest = _lowest(counts)
    classes = {one.line.pk: _class_row(one, lowest) for one in counts}
    known = Localities.of([centre])
    return Rows(classes, _places({one.line.pk: one for one in counts if _has_places(one)}, window, known))


def frozen_rows(version: ReportVersion) -> Rows:
    """The rows as they stood when the version was submitted. Two queries."""
    same = ("code", "name", "programme", "opened_on", "closed_on", "called", "learners")
    classes = {
        row.class_key: ClassRow(
            key=row.class_key, codes=frozenset(row.codes.split()), **{name: getattr(row, name) for name in same}
        )
        for row in version.classes.all()
    }
    same = ("class_key", "learner_key", "roll_number", "name", "unit")
    places = {
        row.enrolment_key: PlaceRow(
            key=row.enrolment_key, codes=frozenset(row.codes.split()), **{name: getattr(row, name) for name in same}
        )
        for row in version.enrolments.all()
    }
    return Rows(classes, places)


def freeze_rows(version: ReportVersion, rows: Rows) -> None:
    """Store the rows beside the version."""
    FrozenClass.objects.bulk_create(
        FrozenClass(version=version, class_key=row.key, **_stored(row, without=("key", "codes")))
        for row in rows.classes.values()
    )
    FrozenEnrolment.objects.bulk_create(
        (
            FrozenEnrolment(version=version, enrolment_key=row.key, **_stored(row, without=("key", "codes")))
            for row in rows.places.values()
        ),
        batch_size=2000,
    )


def _stored(row, without):
    values = {name: value for name, value in vars(row).items() if name not in without}
    return values | {"codes": f" {' '.join(sorted(row.codes))} "}


def _has_places(one: ClassCount) -> bool:
    line = one.line
    current = one.opened_to_date or one.finished_to_date or one.rewarded_to_date or one.graduated_to_date
    return bool(line.opened or line.finished or line.maintained or line.graduated or current)


def _lowest(counts):
    """R12 of each assessed class that has the lowest share."""
    shares = {
        one.line.pk: percent_of(one.line.good_or_better, one.line.assessed)
        for one in counts
        if one.line.finished and one.line.assessed
    }
    return {pk for pk, share in shares.items() if share == min(shares.values())}


def _class_row(one: ClassCount, lowest) -> ClassRow:
    line = one.line
    considered = line.finished and line.considered_for_titles
    belongs = {
        "O1": line.opened,
        "O1c": one.opened_to_date,
        "O1p": one.opened_past,
        "O4": line.opened and line.called is not None,
        "R1": line.finished,
        "R1c": one.finished_to_date,
        "R12": line.pk in lowest,
        "T1": considered and line.titled,
        "T1b": considered,
        "M1": line.maintained,
        "M3": line.graduated > 0,
        "E1": line.expected,
    }
    return ClassRow(
        key=line.pk,
        code=line.code,
        name=line.name,
        programme=line.programme_name,
        opened_on=line.opened_on,
        closed_on=line.closed_on,
        called=line.called,
        learners=line.learners,
        codes=frozenset((form_code(line.ownership), *(code for code, is_in in belongs.items() if is_in))),
    )


def _places(classes: dict[int, ClassCount], window, known: Localities) -> dict[int, PlaceRow]:
    rules = list(
        TrainingClass.objects.filter(pk__in=classes).values("pk", "assessed_by", "title_decision", *RULE_FIELDS)
    )
    assessed_by = {row["pk"]: row["assessed_by"] for row in rules}
    rows = [
        row
        for bounds, keys in by_bounds(rules).items()
        for row in with_band(_enrolments(keys, window), bounds).values(*COLUMNS, "band")
    ]
    by_list = {row["training_class"] for row in rows if row["excellent"] and row["state"] in COUNTED_STATES}
    by_list |= {row["pk"] for row in rules if row["title_decision"]}
    found = []
    for row in rows:
        one = classes[row["training_class"]]
        row |= {"assessed_by": assessed_by[one.line.pk], "by_list": one.line.pk in by_list}
        if codes := frozenset((*_codes(row, one, window), *_locality(row, one, known))):
            found.append((one.line.opened_on or date.min, _place_row(row, codes)))
    found.sort(key=lambda pair: (pair[0], pair[1].class_key, pair[1].roll_number))
    return {place.key: place for _, place in found}


COLUMNS = (
    *("pk", "training_class", "learner_id", "unit_id", "roll_number", "state", "graduated_on", "result__not_assessed"),
    *("learner__full_name", "sent_by", "education", "age_band", "excellent", "rewarded", "rewarded_to_date"),
    *(f"{code}{suffix}" for code in SHARES for suffix in ("", "b")),
)


def _enrolments(keys, window):
    named = Commendation.objects.filter(enrolment=OuterRef("pk"))
    rewards = named.filter(kind=Commendation.Kind.REWARD, enrolment__training_class__kind=Kind.NORMAL)
    shares = {code: _truth(part) for code, (part, _) in SHARES.items()}
    shares |= {f"{code}b": _truth(known) for code, (_, known) in SHARES.items()}
    return (
        Enrolment.objects.filter(training_class__in=keys)
        .annotate(
            sent_by=Coalesce("unit__name", "unit_name"),
            age_band=age_band(window),
            excellent=Exists(named.filter(kind=Commendation.Kind.EXCELLENT)),
            rewarded=Exists(rewards.filter(decided_on__range=window.in_period)),
            rewarded_to_date=Exists(rewards.filter(decided_on__range=window.to_date)),
            **shares,
        )
        .order_by("training_class", "roll_number", "pk")
    )


def _truth(condition: Q):
    return ExpressionWrapper(condition, output_field=BooleanField())


def _place_row(row, codes):
    return PlaceRow(
        key=row["pk"],
        class_key=row["training_class"],
        learner_key=row["learner_id"],
        roll_number=row["roll_number"],
        name=row["learner__full_name"],
        unit=row["sent_by"] or "",
        codes=codes,
    )


def _codes(row, one: ClassCount, window):
    """The codes of one place, by the rules of reports/figures/rows.py."""
    if row["rewarded"]:
        yield "T3"
    if row["rewarded_to_date"]:
        yield "T3c"
    if row["state"] not in COUNTED_STATES:
        return
    line = one.line
    if line.opened:
        yield from ("O2", "O3", *(code for code in row if code in PEOPLE and row[code]))
        yield from (part_code("age", row["age_band"]), part_code("education", row["education"]))
    if one.opened_to_date:
        yield "O2c"
    results = tuple(_results(row))
    if line.finished:
        yield from ("R2", *results)
        if _has_completed(row, line):
            yield "R11"
        if line.considered_for_titles and _is_excellent(row, line):
            yield "T2"
        if line.considered_for_titles:
            yield "T2b"
    if one.finished_to_date:
        yield from ("R2c", *(f"{code}c" for code in results))
    if line.maintained:
        yield "M2"
    if within(row["graduated_on"], window.in_period):
        yield "M4"


PEOPLE = frozenset(f"{code}{suffix}" for code in SHARES for suffix in ("", "b"))


def _locality(row, one: ClassCount, known: Localities):
    """The row by locality that a place of O2 is counted in."""
    if one.line.opened and row["state"] in COUNTED_STATES and known.are_known:
        key = known.key_of(one.centre, row["unit_id"], one.line.opened_on)
        yield part_code("locality", "" if key == UNKNOWN_KEY else key)


def _results(row):
    if row["band"] != UNMARKED:
        yield "R3"
        if row["band"].startswith("R"):
            yield row["band"]
        return
    by_others = row["assessed_by"] in (AssessedBy.PARTNER, AssessedBy.NOBODY)
    if row["result__not_assessed"] or row["state"] != State.ATTENDING or by_others:
        yield "R9"


def _has_completed(row, line):
    if row["state"] != State.ATTENDING:
        return False
    if row["assessed_by"] == AssessedBy.NOBODY:
        return True
    return line.recognised_on is not None and row["band"] in PASSED


def _is_excellent(row, line):
    """By the commendation list where the class has one, else by the band."""
    if line.excellent is None:
        return False
    return row["excellent"] if row["by_list"] else row["band"] == "R4"


# The figures that are the number of their classes, of their places, and of the persons or the called behind them
OF_CLASSES = ("O1", "O1c", "R1", "R1c", "M1", "M3", "E1")
OF_PLACES = (
    *("O2", "O2c", "M2", "M4", "T3", "T3c", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "R9"),
    *("R2c", "R3c", "R4c", "R5c", "R6c", "R7c", "R8c", "R9c"),
)
FRACTIONS = ("T1", "T2", *SHARES)


def number_behind(code: str, rows: Rows):
    """What the rows add up to for a figure, in the figure's own shape; KeyError where rows do not make the figure."""
    if code in OF_CLASSES:
        return len(rows.classes_in(code))
    if code in OF_PLACES:
        return len(rows.places_in(code))
    if code in FRACTIONS:
        listed = rows.classes_in if code == "T1" else rows.places_in
        return len(listed(code)), len(listed(f"{code}b"))
    return SPECIAL[code](rows)


def _called(rows, code):
    known = [row.called for row in rows.classes_in(code) if row.called is not None]
    return sum(known) if known or not rows.classes_in(code) else None


SPECIAL = {
    "O3": lambda rows: len({row.learner_key for row in rows.places_in("O3")}),
    "O4": lambda rows: _called(rows, "O4") if rows.classes_in("O4") or not rows.classes_in("O1") else None,
    "E2": lambda rows: _called(rows, "E1"),
    "O1p": lambda rows: len(rows.classes_in("O1p")),
    "O2p": lambda rows: sum(row.learners for row in rows.classes_in("O1p")),
}
FROM_ROWS = frozenset([*OF_CLASSES, *OF_PLACES, *FRACTIONS, *SPECIAL])


def mismatches(figures: dict, rows: Rows) -> list[str]:
    """Codes whose figure is not what the rows add up to. Last year's may come from elsewhere, an unknown one from nowhere."""
    wrong = []
    for code in FROM_ROWS - {"O1p", "O2p"}:
        value = figures.get(code)
        known = value is not None and not (isinstance(value, tuple) and value[0] is None)
        if known and value != number_behind(code, rows):
            wrong.append(code)
    return sorted(wrong)
