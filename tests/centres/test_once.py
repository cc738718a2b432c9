"""A form that makes a row, sent again or twice at once: one row, and the second answer leads where the first led."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from centres.models.people import SentForm
from centres.once import FIELD, new_key
from classes.models import TrainingClass
from tests import factories

NEW = "/lop/moi/"


def typed(**fields):
    given = {"programme": factories.programme().pk, "ownership": "own", "kind": "normal", "status": "planned"}
    return given | {"code": "L-9", "opened_on": "5/2/2026", FIELD: new_key()} | fields


def test_page_of_a_new_row_carries_a_key_of_its_own(client_of, clerk):
    pages = [client_of(clerk).get(NEW).text for _ in range(2)]
    keys = {page.partition(f'name="{FIELD}" value="')[2][:36] for page in pages}
    assert len(keys) == 2
    assert all(len(key) == 36 for key in keys)


def test_sent_again_it_leads_to_the_row_of_the_first_time(client_of, clerk, centre):
    data = typed()
    first, second = client_of(clerk).post(NEW, data), client_of(clerk).post(NEW, data | {"code": "L-10"})
    made = TrainingClass.objects.get(centre=centre)
    assert first.url == second.url == f"/lop/{made.pk}/"
    assert made.code == "L-9"


def test_refused_form_is_sent_again_with_its_key(client_of, clerk, centre):
    data = typed()
    assert client_of(clerk).post(NEW, data | {"code": ""}).status_code == 200
    assert not SentForm.objects.exists()
    assert client_of(clerk).post(NEW, data).status_code == 302
    assert TrainingClass.objects.filter(centre=centre).count() == 1


def test_key_of_another_user_says_nothing(client_of, clerk, director, centre):
    data = typed()
    client_of(clerk).post(NEW, data)
    assert client_of(director).post(NEW, data | {"code": "L-10"}).status_code == 302
    assert sorted(TrainingClass.objects.filter(centre=centre).values_list("code", flat=True)) == ["L-10", "L-9"]


@pytest.mark.parametrize("key", ["", "abc", "x" * 5000])
def test_without_a_key_of_ours_a_form_is_sent_as_ever(client_of, clerk, key):
    assert client_of(clerk).post(NEW, typed(**{FIELD: key})).status_code == 302
    assert not SentForm.objects.exists()


def test_old_keys_are_forgotten(client_of, clerk):
    client_of(clerk).post(NEW, typed())
    SentForm.objects.update(sent_at=timezone.now() - timedelta(days=8))
    client_of(clerk).post(NEW, typed(code="L-10"))
    assert SentForm.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_sent_twice_at_once_it_makes_one_row(clerk, centre):
    data, answers = typed(), []
    start = threading.Barrier(2)

    def send():
        client = Client()
        client.force_login(clerk)
        start.wait()
        try:
            answers.append(client.post(NEW, data).url)
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    made = TrainingClass.objects.get(centre=centre)
    assert answers == [f"/lop/{made.pk}/"] * 2
