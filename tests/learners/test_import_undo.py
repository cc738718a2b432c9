"""Saving a list touches no row that it does not name, and undoing it leaves the database as it was."""

from datetime import date

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learners.actions.roster import save_roster, undo_import
from tests import factories
from tests.dumps import changes, dump
from tests.learners.lists import upload

NAMES = ["Lê Văn An", "Trần Thị Hoà", "Trần Thị Hòa", "Lý Ân", "Đỗ Thị Đào", "Ksor H'Bia"]


@pytest.fixture
def training_class(centre, other_centre):
    for name in NAMES:
        factories.make_learner(other_centre, name, birth_year=1990)
    return factories.make_class(centre, "MOI")


births = st.sampled_from([{"birth_date": date(1990, 2, 5)}, {"birth_year": 1990}, {"birth_year": 1991}, {}])
known_people = st.lists(st.tuples(st.sampled_from(NAMES), births, st.booleans()), max_size=6)
typed_births = st.sampled_from(["05/02/1990", "5-2-91", "1990", "", "31/02/1990"])
typed_numbers = st.sampled_from(["", *(f"0011900000{number:02}" for number in range(6)), "00119000"])
lines = st.lists(
    st.builds(
        "{};{};{};{};{};Bí thư;{}".format,
        st.sampled_from([*NAMES, "TRẦN THỊ HOÀ", ""]),
        typed_births,
        st.sampled_from(["Nam", "Nữ", ""]),
        typed_numbers,
        st.sampled_from(["Xóm 1", "Xóm 2", ""]),
        st.sampled_from(["", "0912345678"]),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(known=known_people, lines=lines)
def test_import_touches_whom_it_names_and_undo_leaves_no_trace(centre, training_class, clerk, known, lines):
    with transaction.atomic():
        _import_and_undo(centre, training_class, clerk, known, lines)
        transaction.set_rollback(True)


def _import_and_undo(centre, training_class, clerk, known, lines):
    earlier = factories.make_class(centre, "CU-01")
    for name, birth, gave_number in known:
        number = f"0011900000{len(name):02}" if gave_number else ""
        if centre.learners.filter(national_id=number).exclude(national_id="").exists():
            number = ""
        factories.enrol(earlier, factories.make_learner(centre, name, national_id=number, **birth), unit_name="Xóm 1")
    before = dump()
    waiting = upload(training_class, *lines)
    saved = save_roster(upload=waiting, user=clerk)
    if saved.plan.waiting:
        waiting.delete()
    changed = changes(before, dump())
    named = {str(planned.learner.pk) for planned in saved.plan.to_save}
    gone, new = changed.get("learners_learner", (set(), set()))
    assert {row[1:].split(",")[0] for row in gone | new} <= named
    assert not any(gone for table, (gone, _) in changed.items() if table != "learners_learner")
    if saved.batch:
        undo_import(batch=saved.batch)
    assert changes(before, dump()) == {}


def test_undo_logs_every_row_with_who_took_it_back(centre, training_class, clerk, django_assert_max_num_queries):
    lines = [f"Lê Văn An;{day:02}/02/1990;Nam;0011900000{day:02};Xóm 1;;0912345678" for day in range(1, 21)]
    batch = save_roster(upload=upload(training_class, *lines), user=clerk).batch
    with set_actor(clerk), django_assert_max_num_queries(45):
        assert undo_import(batch=batch) == 20
    told = LogEntry.objects.filter(action=LogEntry.Action.DELETE, actor=clerk)
    assert told.filter(content_type__model="enrolment").count() == 20
    assert told.filter(content_type__model="learner").count() == 20
    assert "001190000001" not in repr(list(told.values_list("changes", "object_repr")))
    assert told.filter(content_type__model="learner").first().changes["full_name"] == ["Lê Văn An", "None"]
