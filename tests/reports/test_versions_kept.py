"""What the database itself keeps of a version: no change, no deletion; two who submit at once make one version."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, connections, transaction

from centres import dates
from reports import actions
from reports.actions import submitting
from reports.append_only import RECORDS, SEALS, TABLES, install, remove
from reports.models import FrozenClass, FrozenEnrolment, FrozenRecord, ReportVersion, ReviewStep, VersionSeal
from tests import factories
from tests.reports.review import NO_PAPER, TODAY, make_books, report_of, submit


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)


@pytest.fixture
def guarded(db):
    """The triggers that a migration makes; taken out again, because other tests empty these tables."""
    install(connection, TABLES + SEALS + RECORDS)
    yield
    remove(connection, TABLES + SEALS + RECORDS)


@pytest.mark.parametrize("model", [ReportVersion, FrozenClass, FrozenEnrolment, FrozenRecord, ReviewStep, VersionSeal])
def test_the_database_refuses_to_change_or_delete(model, guarded, centre, director):
    make_books(centre)
    factories.make_outside_course(centre)
    submit(centre, director)
    field = {ReportVersion: "note", ReviewStep: "reason", VersionSeal: "code", FrozenRecord: "what"}.get(model, "name")
    for act in (lambda: model.objects.update(**{field: "sửa"}), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            act()
    assert model.objects.exclude(**{field: "sửa"}).exists()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_submit_at_once_make_one_version():
    centre = factories.make_centre()
    make_books(centre)
    report, signers = report_of(centre), [factories.make_user("director", centre) for _ in range(2)]
    start, told = threading.Barrier(2), []

    def act(user):
        start.wait()
        try:
            told.append(actions.submit_report(report=report, user=user).number)
        except ValidationError as refused:
            told.append(refused.messages[0])
        finally:
            connections.close_all()

    threads = [threading.Thread(target=act, args=[user]) for user in signers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told, key=str) == [1, "Báo cáo đã được trình hoặc đã duyệt."]
    assert ReportVersion.objects.count() == ReviewStep.objects.count() == 1
