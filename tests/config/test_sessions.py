import pytest
from django.conf import settings

NOW = 1_750_000_000
HOUR = 3600
EXPIRED = "Phiên làm việc đã hết hạn. Mời đăng nhập lại để làm tiếp."
PAGE = "/tai-khoan/mat-khau/"


@pytest.fixture
def at(monkeypatch):
    """Set the clock of the session limits: `at(seconds after the first request)`."""

    def set_clock(seconds):
        monkeypatch.setattr("config.sessions.time.time", lambda: NOW + seconds)

    set_clock(0)
    return set_clock


@pytest.fixture
def at_work(client_of, clerk, at):
    client = client_of(clerk)
    assert client.get(PAGE).status_code == 200
    return client


def test_a_session_ends_after_two_idle_hours(at_work, at):
    at(2 * HOUR - 1)
    assert at_work.get(PAGE).status_code == 200
    at(4 * HOUR - 1)
    response = at_work.get(PAGE, follow=True)
    assert response.redirect_chain == [(f"/tai-khoan/dang-nhap/?next={PAGE}", 302)]
    assert [str(message) for message in response.context["messages"]] == [EXPIRED]


def test_a_session_ends_after_twelve_hours_of_work(at_work, at):
    for hour in range(1, 12):
        at(hour * HOUR)
        assert at_work.get(PAGE).status_code == 200
    at(12 * HOUR)
    assert at_work.get(PAGE).status_code == 302


def test_an_ended_session_is_gone_from_the_server(at_work, at):
    cookie = at_work.cookies[settings.SESSION_COOKIE_NAME].value
    at(3 * HOUR)
    at_work.get(PAGE)
    at(3 * HOUR + 1)
    at_work.cookies[settings.SESSION_COOKIE_NAME] = cookie
    assert at_work.get(PAGE).status_code == 302


def test_the_stamp_is_written_at_most_once_a_minute(at_work, at, django_assert_num_queries):
    at(59)
    with django_assert_num_queries(2):  # the session, the user
        at_work.get("/quan-tri/password_change/")
    assert at_work.session["seen"] == NOW
    at(60)
    at_work.get(PAGE)
    assert at_work.session["seen"] == NOW + 60


def test_the_cookie_ends_with_the_browser(client, clerk, counters):
    client.post("/tai-khoan/dang-nhap/", {"login": "alice", "password": "suoi-dao-2026-thu"})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["expires"], cookie["max-age"], cookie["httponly"], cookie["samesite"]) == ("", "", True, "Lax")


def test_a_fragment_asked_for_without_a_session_reloads_the_page(client, db):
    response = client.get(PAGE, headers={"HX-Request": "true"})
    assert (response.status_code, response["HX-Refresh"]) == (200, "true")
    assert response.content == b""
