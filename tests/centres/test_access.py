"""Who sees a centre, and on which days."""

from datetime import date

import pytest

from centres import dates
from centres.access import roles_in
from centres.models import Centre, Membership, Province, Role, User

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 16)
SPANS = {
    (None, None): True,
    (TODAY, None): True,
    (None, TODAY): True,
    (TODAY, TODAY): True,
    (None, date(2026, 3, 15)): False,
    (date(2026, 3, 17), None): False,
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)


def again(user):
    """The account as the next request loads it."""
    return User.objects.get(pk=user.pk)


@pytest.mark.parametrize(("span", "holds"), SPANS.items())
def test_membership_holds_from_its_first_day_to_its_last(centre, other_centre, clerk, span, holds):
    clerk.memberships.update(valid_from=span[0], valid_to=span[1])
    assert len(again(clerk).held()) == clerk.memberships.active().count() == holds
    assert roles_in(again(clerk), centre) == ({Role.CLERK} if holds else set())
    assert list(Centre.objects.for_user(again(clerk))) == ([centre] if holds else [])


def test_role_taken_away_or_given_holds_from_the_next_request(centre, other_centre, client_of, clerk):
    client = client_of(clerk)
    pages = [f"/bao-cao/{one.code}/2026-H1/" for one in (centre, other_centre)]
    assert [client.get(page).status_code for page in pages] == [200, 404]
    clerk.memberships.update(centre=other_centre)
    assert [client.get(page).status_code for page in pages] == [404, 200]


def test_memberships_are_read_once_for_an_account(centre, other_centre, clerk, django_assert_num_queries):
    Membership.objects.create(user=clerk, role=Role.LECTURER, centre=other_centre)
    with django_assert_num_queries(1):
        assert (roles_in(clerk, centre), roles_in(clerk, other_centre)) == ({Role.CLERK}, {Role.LECTURER})
    with django_assert_num_queries(1):
        assert set(Centre.objects.for_user(clerk)) == {centre, other_centre}


def test_reviewers_see_the_centre_they_review_for_and_their_province_s(centre, other_centre, host_reviewer, reviewer):
    assert list(Centre.objects.for_user(host_reviewer)) == [centre]
    assert list(Centre.objects.staffed_by(host_reviewer)) == list(Centre.objects.staffed_by(reviewer)) == []
    assert set(Centre.objects.for_user(reviewer)) == {centre, other_centre}
    assert list(Province.objects.for_user(reviewer)) == [centre.province]
    assert list(Province.objects.for_user(host_reviewer)) == []


def test_staff_see_the_predecessors_of_their_centre_too(centre, other_centre, clerk, outsider, host_reviewer):
    centre.predecessors.add(other_centre)
    for seen in (Centre.objects.for_user, Centre.objects.staffed_by):
        assert (set(seen(clerk)), list(seen(outsider))) == ({centre, other_centre}, [other_centre])
    assert list(Centre.objects.for_user(host_reviewer)) == [centre]
