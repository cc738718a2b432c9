"""A stored row is checked again only where a change can have broken something."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from centres.cleaning import clean_changed
from learners.models import Enrolment
from tests import factories


@pytest.fixture
def place(centre, other_centre):
    return factories.enrol(factories.make_class(centre))


def test_change_that_no_rule_speaks_of_asks_the_database_for_the_row_alone(place, django_assert_num_queries):
    place.position = "Bí thư"
    with django_assert_num_queries(1):
        clean_changed(place)


@pytest.mark.parametrize(
    "change",
    [
        {"state": "withdrawn"},  # beside a day that is not there and did not change
        {"state": "no such state"},
        {"withdrawn_on": date(2022, 3, 9)},
        {"roll_number": 0},
    ],
)
def test_what_breaks_a_rule_is_refused_as_full_clean_does(place, change):
    for name, value in change.items():
        setattr(place, name, value)
    with pytest.raises(ValidationError) as whole:
        place.full_clean()
    with pytest.raises(ValidationError) as changed:
        clean_changed(place)
    assert changed.value.message_dict == whole.value.message_dict


def test_number_of_another_place_is_refused(place):
    other = factories.enrol(place.training_class)
    other.roll_number = place.roll_number
    with pytest.raises(ValidationError):
        clean_changed(other)


def test_new_row_is_checked_whole(place):
    with pytest.raises(ValidationError) as refused:
        clean_changed(Enrolment(training_class=place.training_class, roll_number=place.roll_number))
    assert "learner" in refused.value.error_dict
