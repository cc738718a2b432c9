"""People and places of every test: one centre at work, and a second one whose data must never show."""

import gc

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.backends.base.creation import BaseDatabaseCreation
from django.template import engines
from django.test import Client
from django.test.utils import setup_databases, teardown_databases

from centres.models import Role
from tests import databases, factories
from tests.harness import UndefinedFails, faults_of_page


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what may differ there; those that empty every table last, the longest of these first.

    Last, because some others ask for the database only while they run.
    """
    if connection.vendor != "sqlite":
        same = [item for item in items if is_same_on_every_database(item)]
        config.hook.pytest_deselected(items=same)
        items[:] = [item for item in items if not is_same_on_every_database(item)]
    items.sort(key=lambda item: (empties_tables(item), item.get_closest_marker("long") is None))


def pytest_collection_finish():
    """Modules and tests stay to the end: going through them again and again for garbage takes a tenth of the time."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def is_same_on_every_database(item):
    """Whether the test opens no database (pytest-django lets none be opened unasked), or says that none can change it."""
    opens = item.get_closest_marker("django_db") or not {"db", "transactional_db"}.isdisjoint(item.fixturenames)
    return not opens or item.get_closest_marker("once") is not None


def empties_tables(item):
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not {"live_server", "transactional_db", "chromium"}.isdisjoint(item.fixturenames)


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_modify_db_settings, django_db_blocker):
    """The test database, copied from a migrated template or else migrated and kept as one."""
    with django_db_blocker.unblock():
        with databases.one_at_a_time():
            template = databases.template()
            copied = template.copy()
            made = setup_databases(verbosity=0, interactive=False, keepdb=copied)
            if not copied:
                template.keep()
        # What Django calls after a test that emptied the tables, where serialized_rollback is asked for
        BaseDatabaseCreation.deserialize_db_from_string = staticmethod(databases.load_rows)
        yield
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True, scope="session")
def undefined_variables_fail():
    engines["django"].engine.string_if_invalid = UndefinedFails("%s")


@pytest.fixture(autouse=True)
def strict_client(monkeypatch):
    """Every page a test fetches keeps to the Content-Security-Policy and holds no unrendered template marks."""
    plain_request = Client.request

    def request(self, **environ):
        response = plain_request(self, **environ)
        assert faults_of_page(response) == [], environ.get("PATH_INFO")
        return response

    monkeypatch.setattr(Client, "request", request)


@pytest.fixture
def counters(db):
    """The cache table, emptied: it belongs to no model, so no test's clean-up reaches it."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def centre(db):
    return factories.make_centre()


@pytest.fixture
def other_centre(db):
    """Another centre of the same province, with a class and learners of its own."""
    other = factories.make_centre("xa-binh-minh", name="Trung tâm Chính trị xã Bình Minh", place="Bình Minh")
    training_class = factories.make_closed_class(other, "BM-01", name="Lớp của Bình Minh")
    for name in ("Hoàng Lộ Ra", "Phạm Không Thấy"):
        factories.enrol(training_class, factories.make_learner(other, name), mark=8)
    factories.make_decision(other, number="99-QĐ/BM", lines=[("nhan-thuc-ve-dang", 77, 7777)])
    return other


@pytest.fixture
def clerk(centre):
    return factories.make_user(Role.CLERK, centre, username="alice", full_name="Lê Thị Giáo Vụ")


@pytest.fixture
def director(centre):
    return factories.make_user(Role.DIRECTOR, centre, username="bob", full_name="Ngô Văn Giám Đốc")


@pytest.fixture
def lecturer(centre):
    return factories.make_user(Role.LECTURER, centre, username="dung")


@pytest.fixture
def reviewer(centre):
    return factories.make_user(Role.PROVINCE_REVIEWER, province=centre.province, username="ray")


@pytest.fixture
def host_reviewer(centre):
    return factories.make_user(Role.HOST_REVIEWER, centre, username="hanh")


@pytest.fixture
def outsider(other_centre):
    return factories.make_user(Role.CLERK, other_centre, username="charlie")


@pytest.fixture
def administrator(db):
    return factories.make_user(username="root", is_superuser=True, is_staff=True)


@pytest.fixture
def office(client, administrator):
    """A client logged in as an administrator."""
    client.force_login(administrator)
    return client


@pytest.fixture
def client_of(client):
    """Log a user in and return the client: `client_of(clerk).get(...)`."""

    def log_in(user):
        client.force_login(user)
        return client

    return log_in
