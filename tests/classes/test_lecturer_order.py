"""Lecturers stand as a Vietnamese list does, by given names, wherever they are listed or chosen."""

from importlib import import_module

import pytest
from auditlog.models import LogEntry
from django.apps import apps
from django.urls import reverse

from centres.names import sort_key
from classes.models import Lecturer
from tests import factories
from tests.classes.lecturers import BY_ENGAGEMENT, BY_NAME, make_lecturers, named_in


@pytest.fixture
def lecturers(centre, other_centre):
    return make_lecturers(centre, other_centre)


def test_list_has_each_kind_of_engagement_in_the_order_of_names(client_of, clerk, lecturers):
    assert named_in(client_of(clerk).get(reverse("classes:lecturers")).text) == BY_ENGAGEMENT


@pytest.mark.parametrize("page", ["assign", "new_session"])
def test_choices_for_a_session_are_in_the_order_of_names(client_of, clerk, centre, lecturers, page):
    training_class = factories.make_class(centre)
    factories.make_session(training_class)
    assert named_in(client_of(clerk).get(reverse(f"classes:{page}", args=[training_class.pk])).text) == BY_NAME


def test_choices_for_an_activity_are_in_the_order_of_names(client_of, clerk, lecturers):
    assert named_in(client_of(clerk).get(reverse("classes:new_activities")).text) == BY_NAME


def test_order_follows_a_name_put_right_and_its_history_names_no_key(centre, lecturers):
    one = Lecturer.objects.get(full_name="An Thị Ưng")
    one.full_name = "An Thị Ái"
    one.save()
    assert [str(found) for found in centre.lecturers.in_name_order()][:3] == ["An Thị Ái", "Đỗ Văn An", "Vũ Thị Ánh"]
    assert LogEntry.objects.get_for_object(one).get().changes == {"full_name": ["An Thị Ưng", "An Thị Ái"]}


def test_lecturers_entered_before_get_their_key(lecturers):
    Lecturer.objects.update(sort_key="")
    import_module("classes.migrations.0009_lecturer_order").fill_keys(apps, None)
    assert {one.sort_key == sort_key(one.full_name) for one in Lecturer.objects.all()} == {True}
    assert Lecturer.objects.count() == 9
