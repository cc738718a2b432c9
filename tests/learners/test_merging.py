"""Two learners who are one person: merged without a foreign row touched, taken apart without a trace."""

import random
from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError

from learners.actions.merging import merge_learners, split_learners
from learners.actions.places import change_place
from learners.merging import FIELDS, FIRST, SECOND, split_blockers
from learners.models import Certificate, Learner, LearnerMerge
from tests import factories
from tests.dumps import changes, dump


def certificate(place, user, number="01/2022"):
    printed = {"full_name": place.learner.full_name}
    return Certificate.objects.create(
        centre=place.training_class.centre,
        enrolment=place,
        number=number,
        issued_on=date(2022, 3, 20),
        issued_by=user,
        printed=printed,
        pdf=b"%PDF ban in",
    )


@pytest.fixture
def pair(centre, other_centre, clerk):
    """One person entered twice: each was in a class, the second has a certificate."""
    kept = factories.make_learner(centre, "Trần Thị Hòa", birth_year=1990, phone="0912000001")
    merged = factories.make_learner(
        centre, "Trần Thị Hoà", birth_date=date(1990, 2, 5), national_id="001190000001", ethnicity="Tày"
    )
    factories.enrol(factories.make_closed_class(centre, "A-1"), kept, mark=7)
    place = factories.enrol(factories.make_closed_class(centre, "A-2"), merged, mark=9)
    certificate(place, clerk)
    return kept, merged


def merge(one, other, clerk, **answers):
    return merge_learners(one=one, other=other, answers=answers, user=clerk)


def test_merge_brings_places_together_and_keeps_what_is_better_known(pair, clerk):
    kept, merged = pair
    merge(merged, kept, clerk)  # in whatever order they are named
    kept.refresh_from_db()
    assert [place.training_class.code for place in kept.enrolments.order_by("pk")] == ["A-1", "A-2"]
    assert (kept.full_name, kept.birth, kept.phone, kept.ethnicity) == (
        "Trần Thị Hòa",
        "05/02/1990",
        "0912000001",
        "Tày",
    )
    assert kept.national_id == "001190000001"
    assert not Learner.objects.filter(pk=merged.pk).exists()
    issued = Certificate.objects.get()
    assert (issued.printed, bytes(issued.pdf)) == ({"full_name": "Trần Thị Hoà"}, b"%PDF ban in")


def test_merge_is_in_the_history_without_the_citizen_number(pair, clerk):
    merge(*pair, clerk)
    told = LogEntry.objects.filter(content_type__model__in=["learner", "enrolment", "learnermerge"])
    acts = set(told.values_list("content_type__model", "action"))
    assert {("learner", 2), ("enrolment", 1), ("learnermerge", 0)} <= acts  # gone, changed, made
    assert "001190000001" not in repr(list(told.values_list("changes", flat=True)))


def test_merge_refused_with_every_reason(centre, clerk, pair):
    kept, merged = pair
    Learner.objects.filter(pk=kept.pk).update(national_id="001190000002")
    kept.refresh_from_db()
    both = factories.make_class(centre, "A-3")
    factories.enrol(both, kept)
    factories.enrol(both, merged)
    before = dump()
    with pytest.raises(ValidationError) as refused:
        merge(kept, merged, clerk)
    assert [text.split(":")[0] for text in refused.value.messages] == [
        "Hai số định danh khác nhau (•••• •••• 0002 và •••• •••• 0001)",
        "Cả hai cùng có trong danh sách lớp A-3. Nếu là một người ghi hai lần, hãy xóa một lần khỏi danh sách lớp rồi gộp.",
    ]
    assert dump() == before
    with pytest.raises(ValidationError, match="hai học viên khác nhau"):
        merge(kept, kept, clerk)


def test_merge_of_another_centres_learner_is_refused(pair, other_centre, clerk):
    with pytest.raises(ValidationError, match="không còn"):
        merge(pair[0], Learner.objects.filter(centre=other_centre).first(), clerk)


@pytest.mark.parametrize("seed", range(4))
def test_merge_touches_only_whom_it_names_and_splits_without_a_trace(centre, other_centre, clerk, seed):
    chance = random.Random(seed)  # noqa: S311
    people = [_somebody(centre, chance) for _ in range(6)]
    classes = [factories.make_closed_class(centre, f"R-{number}") for number in range(5)]
    kept, merged = sorted(chance.sample(people, 2), key=lambda one: one.pk)
    Learner.objects.filter(pk=chance.choice([kept.pk, merged.pk])).update(national_id="001190000009")
    for training_class in classes:
        for learner in chance.sample([one for one in people if one != chance.choice([kept, merged])], 4):
            if not training_class.enrolments.filter(learner__in=[kept, merged]).exists() or learner not in (
                kept,
                merged,
            ):
                place = factories.enrol(training_class, learner, mark=8)
                if chance.random() < 0.5:
                    certificate(place, clerk, f"{place.pk}/2022")
    moved = list(merged.enrolments.values_list("pk", flat=True))
    before = dump()
    done = merge(kept, merged, clerk, **{name: chance.choice([FIRST, SECOND]) for name in FIELDS})
    changed = changes(before, dump())
    assert set(changed) <= {"learners_learner", "learners_enrolment", "learners_learnermerge"}
    gone, new = changed["learners_learner"]
    assert {int(row[1:].split(",")[0]) for row in gone} <= {kept.pk, merged.pk}
    assert {int(row[1:].split(",")[0]) for row in new} <= {kept.pk}
    assert {int(row[1:].split(",")[0]) for row in changed.get("learners_enrolment", ((), ()))[1]} == set(moved)
    split_learners(merge=done)
    assert changes(before, dump()) == {}


def _somebody(centre, chance):
    day = chance.choice([None, date(1980 + chance.randrange(9), 5, 13)])
    return factories.make_learner(
        centre,
        chance.choice(["Trần Thị Hoà", "Trần Thị Hòa", "Lý Ân"]),
        birth_date=day,
        birth_year=day.year if day else chance.choice([None, 1985]),
        gender=chance.choice(["", "nu"]),
        phone=chance.choice(["", "0912000001", "0912000002"]),
        hometown=chance.choice(["", "Gò Sương"]),
    )


def test_split_blocked_by_what_happened_since(centre, pair, clerk):
    kept, merged = pair
    done = merge(kept, merged, clerk)
    kept = Learner.objects.get(pk=kept.pk)
    kept.ethnicity, kept.national_id = "Nùng", ""
    kept.save()
    factories.make_learner(centre, "Người Giữ Số", national_id="001190000001")
    third = factories.enrol(factories.make_class(centre, "A-4"), kept)  # a class since then blocks nothing
    Certificate.objects.filter(number="01/2022").update(number="02/2022")
    certificate_since = certificate(third, clerk)
    done.before["enrolments"].append(third.pk)
    done.save()
    done = LearnerMerge.objects.get()
    assert split_blockers(done) == [
        "Số định danh đã được sửa sau khi gộp.",
        "Dân tộc đã được sửa sau khi gộp.",
        "Số định danh của hồ sơ đã gộp nay là của Người Giữ Số.",
        f"Giấy chứng nhận {certificate_since.number} đã cấp sau khi gộp.",
    ]
    before = dump()
    with pytest.raises(ValidationError, match="đã được sửa"):
        split_learners(merge=done)
    assert dump() == before


def test_split_leaves_later_places_and_corrections_with_the_kept_one(centre, pair, clerk):
    kept, merged = pair
    done = merge(kept, merged, clerk)
    kept = Learner.objects.get(pk=kept.pk)
    later = factories.enrol(factories.make_class(centre, "A-4"), kept)
    kept.hometown = "Gò Sương"
    kept.save()
    later.position = "Bí thư"
    change_place(enrolment=later)
    again = split_learners(merge=done)
    kept.refresh_from_db()
    assert again == merged
    assert [place.training_class.code for place in kept.enrolments.order_by("pk")] == ["A-1", "A-4"]
    assert (kept.hometown, kept.birth, kept.national_id) == ("Gò Sương", "1990", "")


def test_a_chain_of_merges_comes_apart_again(centre, pair, clerk):
    before = dump()
    third = factories.make_learner(centre, "Trần Thị Hòa", birth_year=1990)
    with_third = dump()
    first = merge(*pair, clerk)
    second = merge(third, Learner.objects.get(pk=pair[0].pk), clerk)
    assert second.kept_id == pair[0].pk
    split_learners(merge=first)
    split_learners(merge=second)
    assert changes(with_third, dump()) == {}
    third.delete()
    assert changes(before, dump()) == {}
