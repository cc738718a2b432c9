"""A form sent after the session's end: nothing typed is lost, and nobody else gets it."""

from urllib.parse import quote

import pytest

from classes.models import TrainingClass
from config.unsent import DISCARD, KEY
from tests import factories

FORM = "/lop/moi/?nam=2026"
TYPED = {
    "programme": "",
    "code": "L-7",
    "name": "Lớp “đêm” <b>thử</b>",
    "ownership": "own",
    "kind": "normal",
    "status": "planned",
    "opened_on": "5/2/2026",
}


@pytest.fixture
def ended(client, clerk, other_centre, counters, monkeypatch):
    """A client whose session ended while a form was being typed."""
    client.force_login(clerk)
    monkeypatch.setattr("config.sessions.time.time", lambda: 1_750_000_000)
    client.get("/lop/moi/")
    monkeypatch.setattr("config.sessions.time.time", lambda: 1_750_000_000 + 3 * 3600)
    return client


def log_in(client, username, to=FORM):
    address = f"/tai-khoan/dang-nhap/?next={quote(to)}"
    return client.post(address, {"login": username, "password": factories.PASSWORD}, follow=True)


def test_what_was_typed_is_offered_after_the_login_and_saved(ended, clerk):
    assert ended.post(FORM, TYPED)["Location"] == f"/tai-khoan/dang-nhap/?next={quote(FORM)}"
    page = log_in(ended, "alice")
    assert dict(page.context["fields"]) == {name: [value] for name, value in TYPED.items()}
    assert 'value="Lớp “đêm” &lt;b&gt;thử&lt;/b&gt;"' in page.text
    assert ended.get(FORM).context["fields"]  # loading the page again loses nothing
    again = TYPED | {"programme": factories.programme().pk}
    assert ended.post(FORM, again).status_code == 302
    assert TrainingClass.objects.for_user(clerk).get(code="L-7").name == "Lớp “đêm” <b>thử</b>"
    assert KEY not in ended.session


def test_other_pages_open_as_ever(ended):
    ended.post(FORM, TYPED)
    assert log_in(ended, "alice", to="/lop/").templates[0].name == "classes/list.html"


def test_what_was_typed_may_be_thrown_away(ended):
    ended.post(FORM, TYPED)
    log_in(ended, "alice")
    page = ended.post(FORM, {DISCARD: "1"}, follow=True)
    assert (page.redirect_chain, page.templates[0].name) == ([(FORM, 302)], "classes/form.html")
    assert KEY not in ended.session


def test_somebody_else_is_not_shown_it(ended, director):
    ended.post(FORM, TYPED)
    page = log_in(ended, "bob")
    assert page.templates[0].name == "classes/form.html"
    assert "L-7" not in page.text
    assert KEY not in ended.session


@pytest.mark.parametrize("address", ["/tai-khoan/mat-khau/", FORM])
def test_passwords_are_never_kept(ended, address):
    ended.post(address, {"oldpassword": "a", "password1": "b", "password2": "b"})
    assert KEY not in ended.session


def test_without_a_session_there_is_nobody_to_keep_it_for(client, db):
    client.post(FORM, TYPED)
    assert KEY not in client.session


def test_a_line_asked_for_after_the_end_keeps_the_others(ended):
    address = "/ke-hoach/quyet-dinh/moi/"
    ended.post(address, {"number": "05-QĐ", "them-dong": "1"}, headers={"HX-Request": "true"})
    page = log_in(ended, "alice", to=address)
    assert dict(page.context["fields"]) == {"number": ["05-QĐ"], "them-dong": ["1"]}
