from datetime import date

import pytest

from learners.matching import KnownLearners, Person, warnings_for
from tests import factories

BORN = date(1990, 2, 5)


def person(name="Trần Thị Hoà", **fields):
    return Person(name, **fields)


def match(centre, one):
    return KnownLearners(centre, [one]).match(one)


@pytest.fixture
def hoa(centre, other_centre):
    """Known in the centre with a day of birth and a unit; another centre knows her double."""
    factories.make_learner(other_centre, "Trần Thị Hòa", birth_date=BORN, national_id="001190000001")
    learner = factories.make_learner(centre, "Trần Thị Hòa", birth_date=BORN)
    training_class = factories.make_class(centre, "CU-01")
    factories.enrol(training_class, learner, unit_name="Chi bộ thôn Đông")
    return learner


def test_match_by_citizen_number_in_own_centre_only(centre, hoa):
    found = match(centre, person(national_id="001190000001"))
    assert (found.learner, found.candidates) == (None, [hoa])
    hoa.national_id = "001190000001"
    hoa.save()
    assert match(centre, person(national_id="001190000001")).learner == hoa


def test_match_citizen_number_of_somebody_else_is_doubtful(centre, hoa):
    hoa.national_id = "001190000001"
    hoa.save()
    found = match(centre, person("Lê Văn Khác", national_id="001190000001"))
    assert (found.learner, found.candidates, found.may_be_new) == (None, [hoa], False)
    assert found.doubt == "Số định danh này đang là của Trần Thị Hòa, sinh 05/02/1990."


@pytest.mark.parametrize("unit", ["Chi bộ thôn Đông", "CHI BỘ THÔN ĐÔNG", ""])
def test_match_by_name_birth_and_unit(centre, hoa, unit):
    found = match(centre, person(birth_date=BORN, birth_year=1990, unit_name=unit))
    assert (found.learner, found.doubt) == (hoa, "")


def test_match_in_another_unit_is_doubtful(centre, hoa):
    found = match(centre, person(birth_date=BORN, birth_year=1990, unit_name="Chi bộ thôn Tây"))
    assert (found.learner, found.candidates, found.may_be_new) == (None, [hoa], True)
    assert found.doubt == "Cùng tên, cùng ngày sinh nhưng khác đơn vị."


def test_match_other_birth_is_another_person(centre, hoa):
    found = match(centre, person(birth_date=date(1990, 2, 6), birth_year=1990, unit_name="Chi bộ thôn Đông"))
    assert (found.learner, found.candidates) == (None, [])


@pytest.mark.parametrize(("year", "candidates"), [(1990, 1), (1991, 0)])
def test_match_by_year_alone_is_no_more_than_doubtful(centre, hoa, year, candidates):
    found = match(centre, person(birth_year=year, unit_name="Chi bộ thôn Đông"))
    assert (found.learner, len(found.candidates)) == (None, candidates)


def test_match_year_only_on_both_sides_with_unit(centre):
    known = factories.make_learner(centre, "Đỗ Văn Năm", birth_year=1985)
    factories.enrol(factories.make_class(centre), known, unit_name="Công an xã")
    assert match(centre, person("Đỗ Văn Năm", birth_year=1985, unit_name="Công an xã")).learner == known


def test_match_without_birth_in_another_unit_is_new(centre, hoa):
    assert match(centre, person(unit_name="Chi bộ thôn Tây")).candidates == []
    assert match(centre, person(unit_name="Chi bộ thôn Đông")).candidates == [hoa]


def test_match_other_citizen_number_is_doubtful_on_same_birth_only(centre, hoa):
    hoa.national_id = "001190000001"
    hoa.save()
    same_birth = match(centre, person(birth_date=BORN, birth_year=1990, national_id="001190000002"))
    assert same_birth.doubt == "Cùng tên, cùng ngày sinh nhưng khác số định danh (•••• •••• 0001)."
    assert match(centre, person(birth_year=1990, national_id="001190000002")).candidates == []


def test_match_several_of_one_name_is_doubtful(centre, hoa):
    twin = factories.make_learner(centre, "Trần Thị Hòa", birth_date=BORN)
    found = match(centre, person(birth_date=BORN, birth_year=1990))
    assert (found.learner, found.candidates) == (None, [hoa, twin])
    assert found.doubt == "Trung tâm có 2 học viên cùng tên có thể là người này."


def test_known_learners_costs_the_same_for_many(centre, django_assert_num_queries):
    people = [person(f"Người Thứ {number}", national_id=f"{number:012}") for number in range(400)]
    factories.make_learner(centre, "Người Thứ 7")
    with django_assert_num_queries(3):
        KnownLearners(centre, people)


def test_warnings_of_the_same_programme_and_of_classes_meanwhile(centre, other_centre, django_assert_num_queries):
    closes = date(2026, 3, 13)
    new = factories.make_class(centre, "MOI", opened_on=date(2026, 3, 9), closes_on=closes)
    days = {
        "TRUOC": {"opened_on": date(2026, 3, 2), "closes_on": date(2026, 3, 8)},
        "CUOI": {"opened_on": date(2026, 3, 2), "closes_on": new.opened_on},  # on one common day
        "MO": {"opened_on": date(2026, 3, 1)},  # nobody said until when
        "SAU": {"opened_on": date(2026, 3, 14)},
        "HUY": {"opened_on": new.opened_on, "status": "cancelled", "cancel_reason": "Thiếu người học"},
    }
    classes = {code: factories.make_class(centre, code, "chuyen-de", **fields) for code, fields in days.items()}
    earlier = factories.make_closed_class(centre, "CU-01")
    everywhere, absent = factories.make_learner(centre, "Lê Văn An"), factories.make_learner(centre, "Hà Thị Vắng")
    for training_class in [*classes.values(), earlier]:
        factories.enrol(training_class, everywhere)
        factories.enrol(training_class, absent, state="no_show")
    others = [factories.enrol(classes["MO"]).learner for _ in range(3)]
    with django_assert_num_queries(2):
        found = warnings_for(new, [everywhere, absent, *others])
    assert found == {
        everywhere.pk: [
            "Đã học chương trình này: lớp CU-01 năm 2022.",
            "Đang có trong lớp MO cùng thời gian.",
            "Đang có trong lớp CUOI cùng thời gian.",
        ]
    } | {one.pk: ["Đang có trong lớp MO cùng thời gian."] for one in others}
