"""A real browser before a live server. Whatever the browser complains of fails the test."""

import os
import shutil

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import expect, sync_playwright

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
TELL = "addEventListener('securitypolicyviolation', e => console.error('policy', e.effectiveDirective, e.blockedURI))"


def pytest_collection_modifyitems(items):
    for item in items:
        if "/tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium(tmp_path_factory, django_db_setup, django_db_blocker):
    """The system's Chromium, headless; without one the test is skipped, and says so."""
    program = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if not program or os.environ.get("WITHOUT_BROWSER"):
        pytest.skip("no browser on this machine: apt-get install chromium libatomic1")
    home = str(tmp_path_factory.mktemp("home"))
    rows = {alias: getattr(connections[alias], "_test_serialized_contents", "[]") for alias in connections}
    expect.set_options(timeout=20_000)  # a busy machine is no fault
    with sync_playwright() as playwright:
        prepare_django(rows)
        browser = playwright.chromium.launch(
            executable_path=program,
            # Chromium's sandbox does not start as root, and containers have a small /dev/shm
            args=["--no-sandbox", "--disable-dev-shm-usage"],
            env=os.environ | {"HOME": home, "XDG_CONFIG_HOME": home},
        )
        yield browser
        browser.close()
        with django_db_blocker.unblock():
            connections.close_all()


def prepare_django(rows):
    """Playwright's event loop stays in this thread until the session ends, and Django notices it.

    Every query would be refused as made inside that loop. And Django's connections are other ones from here on: they
    lack the migrations' rows, kept at set-up, that are put back before each test with serialized_rollback.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    for alias, kept in rows.items():
        connections[alias]._test_serialized_contents = kept


@pytest.fixture
def complaints():
    """What went wrong in the browser so far. A test that provokes some takes them out."""
    return []


@pytest.fixture
def page(chromium, complaints, live_server, django_db_serialized_rollback, counters):
    """A page of the clerks' screen size, in Vietnamese; addresses are relative to the live server."""
    context = chromium.new_context(
        base_url=live_server.url,
        locale="vi-VN",
        timezone_id=settings.TIME_ZONE,
        viewport={"width": 1366, "height": 768},
    )
    context.set_default_timeout(30_000)
    context.add_init_script(TELL)
    listen(context, complaints, live_server.url)
    yield context.new_page()
    context.close()
    assert complaints == []


def listen(context, complaints, home):
    def on_console(message):
        if message.type in {"error", "warning"}:
            complaints.append(f"{message.type}: {message.text}")

    def guard(route):
        if route.request.url.startswith(home):
            return route.continue_()
        complaints.append(f"outside: {route.request.url}")
        return route.abort()

    context.on("console", on_console)
    context.on("weberror", lambda error: complaints.append(f"script: {error.error}"))
    context.route(lambda url: not url.startswith(("data:", "blob:", "about:")), guard)


@pytest.fixture
def page_of(page, client, live_server):
    """The page with a user logged in: `page_of(clerk).goto("/lop/")`."""

    def log_in(user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
        return page

    return log_in
