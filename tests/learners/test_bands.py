from decimal import Decimal

import pytest

from classes.models import AssessmentRules
from learners.bands import Band, band_conditions, band_of, reason_of, rules_of
from learners.models import Enrolment
from tests import factories

BOUNDARIES = [
    ("0", Band.FAILED),
    ("4.99", Band.FAILED),
    ("5.00", Band.AVERAGE),
    ("6.99", Band.AVERAGE),
    ("7.00", Band.GOOD),
    ("7.99", Band.GOOD),
    ("8.00", Band.VERY_GOOD),
    ("8.99", Band.VERY_GOOD),
    ("9.00", Band.EXCELLENT),
    ("10", Band.EXCELLENT),
]
BOUNDS = {
    "average_from": Decimal(5),
    "good_from": Decimal(7),
    "very_good_from": Decimal(8),
    "excellent_from": Decimal(9),
}


def make_rules(**fields):
    return AssessmentRules.objects.create(name="Thử", source="thử", **BOUNDS | fields)


@pytest.mark.parametrize(("mark", "band"), BOUNDARIES)
def test_band_of_boundary(mark, band):
    assert band_of(Decimal(mark), AssessmentRules(**BOUNDS)) == band


def test_every_hundredth_falls_into_the_band_of_an_independent_table():
    table = ["failed"] * 500 + ["average"] * 200 + ["good"] * 100 + ["very_good"] * 100 + ["excellent"] * 101
    rules = AssessmentRules(**BOUNDS)
    assert [band_of(Decimal(mark).scaleb(-2), rules).value for mark in range(1001)] == table


def test_band_of_nothing():
    rules = AssessmentRules(**BOUNDS)
    assert band_of(None, rules) is None
    assert band_of(Decimal(8), None) is None


def test_rules_without_excellent_end_at_very_good():
    assert band_of(Decimal(10), AssessmentRules(**BOUNDS | {"excellent_from": None})) == Band.VERY_GOOD


@pytest.mark.parametrize("excellent_from", [Decimal(9), None])
def test_conditions_agree_with_band_of(centre, excellent_from):
    rules = make_rules(excellent_from=excellent_from)
    training_class = factories.make_class(centre, rules=rules)
    marks = {factories.enrol(training_class, mark=Decimal(mark)).pk: Decimal(mark) for mark, _ in BOUNDARIES}
    factories.enrol(training_class)  # not marked: in no band
    rows = Enrolment.objects.with_final_mark()
    found = {
        pk: band
        for band, condition in band_conditions("training_class__rules").items()
        for pk in rows.filter(condition).values_list("pk", flat=True)
    }
    assert found == {pk: band_of(mark, rules) for pk, mark in marks.items()}


def test_conditions_each_row_in_one_band(centre):
    training_class = factories.make_class(centre, rules=make_rules())
    for mark, _ in BOUNDARIES:
        factories.enrol(training_class, mark=Decimal(mark))
    rows = Enrolment.objects.with_final_mark()
    assert [rows.filter(c).count() for c in band_conditions("training_class__rules").values()] == [2, 2, 2, 2, 2]


@pytest.mark.parametrize(
    ("mark", "sentence"),
    [
        ("8.25", "8,25: từ 8,00 đến dưới 9,00 là Giỏi"),
        ("9", "9,00: từ 9,00 là Xuất sắc"),
        ("4.75", "4,75: dưới 5,00 là Không đạt"),
    ],
)
def test_reason_of(mark, sentence):
    assert reason_of(Decimal(mark), AssessmentRules(**BOUNDS)) == sentence


def test_rules_of_class_keeps_its_own(centre):
    rules = make_rules()
    assert rules_of(factories.make_class(centre, rules=rules)) == rules


def test_rules_of_class_by_its_closing_day(centre):
    later = AssessmentRules.objects.get(valid_from__isnull=False)
    training_class = factories.make_class(centre, closes_on=later.valid_from)
    assert rules_of(training_class) == later


@pytest.mark.parametrize(
    ("name", "assumed", "label"),
    [
        ("Quy chế 1147", False, "Quy chế 1147"),
        ("Quy chế cũ", True, "Quy chế cũ (tạm áp dụng)"),
        ("Tạm áp dụng trước 01/12/2025", True, "Tạm áp dụng trước 01/12/2025"),
    ],
)
def test_rules_that_are_assumed_say_so_once(name, assumed, label):
    assert AssessmentRules(name=name, assumed=assumed).label == label
