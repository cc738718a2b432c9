"""The centre knows the person already: suggestions while typing, candidates side by side, warnings before saving."""

from datetime import date

import pytest
from django.urls import reverse

from learners.actions.merging import merge_learners
from learners.actions.places import remove_place
from learners.actions.roster import save_roster, undo_blockers
from learners.models import Learner
from tests import factories
from tests.learners.lists import upload

CLOSED = {"opened_on": date(2021, 3, 8), "closed_on": date(2021, 3, 12), "recognised_on": date(2021, 3, 12)}


@pytest.fixture
def known(centre, other_centre):
    """An studied the same programme, and sits in another class meanwhile."""
    factories.make_learner(other_centre, "Lê Văn An")
    learner = factories.make_learner(centre, "Lê Văn An", birth_date=date(1990, 2, 5))
    factories.enrol(factories.make_closed_class(centre, "CU-01", **CLOSED), learner, unit_name="Xóm 1")
    factories.enrol(factories.make_class(centre, "NAY-1", "chuyen-de"), learner, unit_name="Xóm 1")
    return learner


@pytest.fixture
def training_class(centre):
    return factories.make_class(centre, "MOI")


NOTES = ["Đã học chương trình này: lớp CU-01 năm 2021.", "Đang có trong lớp NAY-1 cùng thời gian."]


def test_suggestions_while_a_name_is_typed(client_of, clerk, known, training_class):
    client = client_of(clerk)
    address = reverse("learners:known_people", args=[training_class.pk])
    page = client.get(address, {"full_name": "le van a"})
    assert page.context["found"] == [(known, NOTES)]
    assert "05/02/1990, Xóm 1, lớp gần nhất NAY-1" in page.text
    for text in ("an", "le van b", ""):
        assert client.get(address, {"full_name": text}).context["found"] == []
    form = client.get(reverse("learners:add", args=[training_class.pk])).text
    assert f'data-hx-get="{address}"' in form


def test_choosing_a_suggestion_enrols_that_learner_with_the_warnings(client_of, clerk, known, training_class):
    sent = {"full_name": "Lê Văn A", "who": str(known.pk)}
    page = client_of(clerk).post(reverse("learners:add", args=[training_class.pk]), sent, follow=True)
    assert training_class.enrolments.get().learner == known
    assert Learner.objects.filter(centre=training_class.centre).count() == 1
    for note in NOTES:
        assert f"Lê Văn An: {note}" in page.text


@pytest.mark.parametrize("who", ["99999999999999999999", "²", "-1", "0"])
def test_a_choice_that_is_none_is_no_choice(client_of, clerk, known, training_class, who):
    client_of(clerk).post(reverse("learners:add", args=[training_class.pk]), {"full_name": "Hà Thị Mới", "who": who})
    assert training_class.enrolments.get().learner.full_name == "Hà Thị Mới"


def test_a_choice_against_the_number_typed_is_refused(client_of, clerk, centre, known, training_class):
    factories.make_learner(centre, "Ngô Thị Số", national_id="001190000001")
    address = reverse("learners:add", args=[training_class.pk])
    for name in ("Ngô Thị Số", "Lê Văn An"):
        sent = {"full_name": name, "national_id": "001190000001", "who": str(known.pk)}
        assert client_of(clerk).post(address, sent).status_code == 200
    assert not training_class.enrolments.exists()


def test_preview_warns_and_shows_candidates_with_their_classes(client_of, clerk, known, training_class):
    namesake = factories.make_learner(known.centre, "Hà Thị Trùng", birth_year=1990)
    factories.enrol(factories.make_class(known.centre, "CU-02"), namesake)
    one = upload(training_class, "Lê Văn An;05/02/1990;Nam;;Xóm 1;;", "Hà Thị Trùng;01/02/1990;Nữ;;Xóm 2;;")
    page = client_of(clerk).get(reverse("learners:roster_preview", args=[training_class.pk, one.pk]))
    sure, doubtful = page.context["preview"].rows
    assert [problem.reason for problem in sure.planned.problems] == NOTES
    assert [(who, [place.training_class.code for place in places]) for who, places in doubtful.planned.candidates] == [
        (namesake, ["CU-02"])
    ]
    assert "CU-02, 07/03/2022" in page.text
    assert {group.reason for group in page.context["preview"].groups} >= set(NOTES)


def test_undo_waits_for_the_split_and_removal_keeps_who_was_merged(clerk, known, training_class):
    batch = save_roster(upload=upload(training_class, "Lê Thị Mới;01/02/1991;Nữ;;Xóm 1;;"), user=clerk).batch
    new = training_class.enrolments.get().learner
    merge_learners(one=known, other=new, answers={}, user=clerk)
    assert undo_blockers(batch) == [
        "Học viên của lần nhập này đã gộp với hồ sơ khác (Lê Thị Mới): hãy tách lại trước, ở cuối trang của học viên đó."
    ]
    for place in known.enrolments.exclude(training_class__code="CU-01").order_by("pk"):
        remove_place(enrolment=place)
    closed = known.enrolments.get()
    type(closed).objects.filter(pk=closed.pk).update(training_class=factories.make_class(known.centre, "MO-2"))
    closed.refresh_from_db()
    remove_place(enrolment=closed)
    assert Learner.objects.filter(pk=known.pk).exists()
