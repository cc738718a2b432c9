"""Saving a list into a class, and taking it back."""

from datetime import date
from unittest import mock

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError

from centres.models import SendingUnit
from learners.actions import roster as roster_actions
from learners.actions.roster import save_roster, undo_blockers, undo_import
from learners.actions.uploads import correct_upload
from learners.models import Enrolment, ImportBatch, Learner, Result, RosterUpload
from learners.roster_plan import Outcome, plan_roster
from tests import factories
from tests.learners.lists import upload

TWO = (
    "Lê Văn An;05/02/1990;Nam;001090000011;Chi bộ thôn Đông;Bí thư;0912345678",
    "Trần Thị Bưởi;1985;Nữ;;Công an xã;;",
)


def outcomes(one):
    return {row.line: str(row.outcome) for row in plan_roster(one).rows}


def dump():
    rows = [
        row for model in (Learner, Enrolment, SendingUnit, ImportBatch, Result) for row in model.objects.order_by("pk")
    ]
    return serializers.serialize("json", rows)


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


def test_save_roster_stores_people_places_and_units(training_class, clerk):
    factories.enrol(training_class, factories.make_learner(training_class.centre, "Đã Có Trước"))
    saved = save_roster(upload=upload(training_class, *TWO), user=clerk)
    rows = training_class.enrolments.filter(batch=saved.batch).order_by("roll_number")
    assert [
        (e.roll_number, e.learner.full_name, e.learner.birth, e.learner.gender, e.unit_name, e.position, e.source_line)
        for e in rows
    ] == [
        (2, "Lê Văn An", "05/02/1990", "nam", "Chi bộ thôn Đông", "Bí thư", 2),
        (3, "Trần Thị Bưởi", "1985", "nu", "Công an xã", "", 3),
    ]
    an = rows[0].learner
    assert (an.national_id, an.phone, an.centre) == ("001090000011", "0912345678", training_class.centre)
    units = SendingUnit.objects.filter(centre=training_class.centre)
    assert [unit.name for unit in units.order_by("pk")] == ["Chi bộ thôn Đông", "Công an xã"]
    assert rows[0].unit == units.get(name="Chi bộ thôn Đông")
    assert (saved.batch.imported_by, saved.batch.file_name) == (clerk, "danh-sach.csv")
    assert not RosterUpload.objects.exists()


def test_save_roster_keeps_the_order_keys_of_bulk_rows(training_class):
    save_roster(upload=upload(training_class, *TWO), user=None)
    learner = Learner.objects.get(full_name="Trần Thị Bưởi")
    stored = learner.sort_key, learner.search_key
    assert stored == (learner.set_keys().sort_key, "tran thi buoi")


def test_save_roster_knows_people_and_fills_only_gaps(training_class):
    known = factories.make_learner(training_class.centre, "Lê Văn An", birth_date=date(1990, 2, 5), phone="0987000111")
    saved = save_roster(upload=upload(training_class, TWO[0]), user=None)
    known.refresh_from_db()
    assert saved.plan.counts == {Outcome.KNOWN: 1}
    assert (known.national_id, known.gender, known.phone) == ("001090000011", "nam", "0987000111")
    assert Learner.objects.filter(centre=training_class.centre).count() == 1


def test_save_roster_uses_a_unit_written_differently(training_class):
    unit = factories.make_unit(training_class.centre, "Chi bộ thôn ĐÔNG")
    save_roster(upload=upload(training_class, TWO[0]), user=None)
    assert training_class.enrolments.get().unit == unit


def test_save_roster_skips_who_is_in_the_class(training_class):
    known = factories.make_learner(training_class.centre, "Lê Văn An", birth_date=date(1990, 2, 5))
    factories.enrol(training_class, known)
    saved = save_roster(upload=upload(training_class, *TWO), user=None)
    assert (saved.saved, saved.plan.counts[Outcome.ENROLLED]) == (1, 1)
    assert training_class.enrolments.count() == 2


def test_save_roster_leaves_errors_and_doubts_waiting(training_class):
    factories.make_learner(training_class.centre, "Trần Thị Bưởi", birth_date=date(1985, 1, 1))
    one = upload(training_class, *TWO, "Ngô Văn Sai;31/02/1990;Nam;;;;")
    assert outcomes(one) == {2: "new", 3: "doubtful", 4: "wrong"}
    saved = save_roster(upload=one, user=None)
    assert (saved.saved, RosterUpload.objects.get()) == (1, one)
    assert outcomes(one) == {2: "saved", 3: "doubtful", 4: "wrong"}


def test_save_roster_twice_changes_nothing(training_class):
    one = upload(training_class, *TWO, "Ngô Văn Sai;31/02/1990;Nam;;;;")
    save_roster(upload=one, user=None)
    before = dump()
    again = save_roster(upload=one, user=None)
    assert (again.batch, again.saved) == (None, 0)
    assert dump() == before


def test_save_roster_of_a_gone_upload(training_class):
    one = upload(training_class, *TWO)
    save_roster(upload=RosterUpload.objects.get(pk=one.pk), user=None)
    with pytest.raises(RosterUpload.DoesNotExist):
        save_roster(upload=one, user=None)
    assert training_class.enrolments.count() == 2


def test_correction_makes_a_wrong_row_good(training_class):
    one = upload(training_class, "Ngô Văn Sai;31/02/1990;Nam;;;;")
    correct_upload(upload=one, cells={(2, "birth"): "28/02/1990"}, decisions={})
    one.refresh_from_db()
    assert outcomes(one) == {2: "new"}
    save_roster(upload=one, user=None)
    assert Learner.objects.get(centre=training_class.centre).birth_date == date(1990, 2, 28)


@pytest.mark.parametrize(
    ("decision", "outcome", "learners"),
    [("", "doubtful", 1), ("new", "new", 2), ("leave", "left-out", 1), ("same", "known", 1)],
)
def test_decisions_about_a_doubt(training_class, decision, outcome, learners):
    known = factories.make_learner(training_class.centre, "Trần Thị Bưởi", birth_date=date(1985, 1, 1))
    decision = str(known.pk) if decision == "same" else decision
    one = upload(training_class, TWO[1], decisions={"2": decision})
    assert outcomes(one) == {2: outcome}
    save_roster(upload=one, user=None)
    assert Learner.objects.filter(centre=training_class.centre).count() == learners


def test_decision_for_another_centres_learner_stays_a_doubt(training_class, other_centre):
    factories.make_learner(training_class.centre, "Trần Thị Bưởi", birth_date=date(1985, 1, 1))
    stranger = other_centre.learners.first()
    one = upload(training_class, TWO[1], decisions={"2": str(stranger.pk)})
    assert outcomes(one) == {2: "doubtful"}


def test_same_person_on_two_lines_waits(training_class):
    one = upload(training_class, TWO[1], TWO[1])
    plan = plan_roster(one)
    assert [row.outcome for row in plan.rows] == [Outcome.NEW, Outcome.DOUBTFUL]
    assert plan.rows[1].match.doubt == "Có thể là cùng một người với dòng 2."


def test_too_long_text_is_an_error_beside_its_cell(training_class):
    one = upload(training_class, f"Lê Văn Dài;1990;Nam;;{'x' * 201};;")
    [row] = plan_roster(one).rows
    assert (row.outcome, [(p.field, p.reason) for p in row.problems]) == (
        Outcome.WRONG,
        [("unit", "Dài quá 200 chữ; hãy viết gọn lại")],
    )


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ({"status": "cancelled", "cancel_reason": "thiếu học viên"}, "Lớp đã hủy nên không nhập học viên được nữa."),
        (
            {"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"},
            "Lớp đã kết thúc ngày 11/03/2022 nên không nhập thêm học viên được. Nếu ghi kết thúc nhầm, hãy mở lại lớp ở"
            " trang của lớp.",
        ),
    ],
)
def test_save_roster_refused_by_the_class(centre, state, sentence):
    training_class = factories.make_class(centre, **state)
    with pytest.raises(ValidationError) as refused:
        save_roster(upload=upload(training_class, *TWO), user=None)
    assert refused.value.messages == [sentence]
    assert not Learner.objects.exists()


def test_fault_in_the_middle_leaves_nothing(training_class):
    one = upload(training_class, *TWO)
    before = dump()
    with mock.patch.object(roster_actions, "_enrol", side_effect=RuntimeError), pytest.raises(RuntimeError):
        save_roster(upload=one, user=None)
    assert dump() == before
    assert RosterUpload.objects.get() == one


def test_undo_leaves_the_database_as_it_was(training_class):
    factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990, phone="0987000111")
    factories.enrol(training_class)
    one = upload(training_class, *TWO, decisions={"2": str(Learner.objects.get(full_name="Lê Văn An").pk)})
    before = dump()
    saved = save_roster(upload=one, user=None)
    assert dump() != before
    assert undo_import(batch=saved.batch) == 2
    assert dump() == before


def test_undo_keeps_what_was_changed_since(training_class):
    known = factories.make_learner(training_class.centre, "Lê Văn An", birth_date=date(1990, 2, 5))
    saved = save_roster(upload=upload(training_class, TWO[0]), user=None)
    known.refresh_from_db()
    known.phone = "0900000009"
    known.save()
    undo_import(batch=saved.batch)
    known.refresh_from_db()
    assert (known.phone, known.national_id) == ("0900000009", "")


def test_undo_names_everything_that_blocks(centre, training_class):
    saved = save_roster(upload=upload(training_class, *TWO), user=None)
    first, second = training_class.enrolments.order_by("roll_number")
    Result.objects.create(enrolment=first, mark=8)
    second.commendations.create(kind="excellent", decided_on=date(2022, 3, 11))
    factories.enrol(factories.make_class(centre, "L-02"), first.learner)
    before = dump()
    with pytest.raises(ValidationError) as refused:
        undo_import(batch=saved.batch)
    assert refused.value.messages == [
        "01 học viên đã có kết quả: Lê Văn An.",
        "01 học viên đã được khen thưởng hoặc ghi danh hiệu: Trần Thị Bưởi.",
        "Có học viên của lần nhập này đã vào lớp L-02: Lê Văn An.",
    ]
    assert dump() == before


def test_of_many_who_block_an_undo_some_are_named(training_class):
    saved = save_roster(upload=upload(training_class, *(f"Người Số {n};1980;;;;;" for n in range(7))), user=None)
    Result.objects.bulk_create(Result(enrolment=place, mark=8) for place in training_class.enrolments.all())
    assert undo_blockers(saved.batch) == [
        "07 học viên đã có kết quả: Người Số 0, Người Số 1, Người Số 2, Người Số 3, Người Số 4 và 2 người khác."
    ]


def test_undo_refused_once_recognised(training_class):
    saved = save_roster(upload=upload(training_class, *TWO), user=None)
    day = date(2022, 3, 11)
    type(training_class).objects.filter(pk=training_class.pk).update(
        status="closed", closed_on=day, recognised_on=day, assessed_by="nobody"
    )
    saved.batch.training_class.refresh_from_db()
    assert undo_blockers(saved.batch) == ["Kết quả của lớp đã được công nhận ngày 11/03/2022 nên không sửa được nữa."]


def test_save_roster_queries_do_not_grow(training_class, django_assert_max_num_queries):
    lines = [f"Người Số {n};{1960 + n % 40};Nam;;Chi bộ {n % 7};;" for n in range(120)]
    with django_assert_max_num_queries(22):
        save_roster(upload=upload(training_class, *lines), user=None)
    assert training_class.enrolments.count() == 120
