"""Saving a list touches no row that it does not name, and undoing it leaves the database as it was."""

import random
from datetime import date

import pytest
from auditlog.context import set_actor
from auditlog.models import LogEntry

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


def _line(chance, number):
    name, year = chance.choice(NAMES), chance.choice([1990, 1991])
    number = chance.choice(["", f"0011900000{number:02}"])
    return f"{name};05/02/{year};Nam;{number};Xóm {chance.randrange(3)};Bí thư;{chance.choice(['', '0912345678'])}"


@pytest.mark.parametrize("seed", range(8))
def test_import_touches_whom_it_names_and_undo_leaves_no_trace(centre, training_class, clerk, seed):
    chance = random.Random(seed)  # noqa: S311
    earlier = factories.make_class(centre, "CU-01")
    for name in chance.sample(NAMES, 4):
        birth = chance.choice([{"birth_year": 1990}, {"birth_date": date(1990, 2, 5)}, {}])
        factories.enrol(earlier, factories.make_learner(centre, name, **birth), unit_name="Xóm 1")
    before = dump()
    waiting = upload(training_class, *[_line(chance, number) for number in range(10)])
    saved = save_roster(upload=waiting, user=clerk)
    if saved.plan.waiting:
        waiting.delete()
    changed = changes(before, dump())
    known = {str(planned.learner.pk) for planned in saved.plan.to_save}
    gone, new = changed.get("learners_learner", (set(), set()))
    assert {row[1:].split(",")[0] for row in gone | new} <= known
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
