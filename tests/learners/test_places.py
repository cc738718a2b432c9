"""One place in a class: adding by hand, changing, state, removal."""

from datetime import date

import pytest
from django.urls import reverse

from centres import dates
from centres.models import SendingUnit
from learners.forms import parse_birth
from learners.models import Enrolment, Learner, Result
from tests import factories

PERSON = {"full_name": "Lê Văn An", "birth": "5/2/1990", "gender": "nam", "national_id": "001 090 000 011"}
PLACE = {"unit_name": "Chi bộ thôn Đông", "position": "Bí thư", "party_status": "full", "party_joined_on": "3/2/2015"}


@pytest.fixture(autouse=True)
def on_a_day(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 20))


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


def add_page(training_class):
    return reverse("learners:add", args=[training_class.pk])


def place_page(enrolment, name="place"):
    return reverse(f"learners:{name}", args=[enrolment.pk])


def test_add_makes_learner_place_and_unit(client_of, clerk, training_class):
    factories.enrol(training_class)
    client_of(clerk).post(add_page(training_class), PERSON | PLACE)
    place = training_class.enrolments.get(roll_number=2)
    learner = place.learner
    assert (learner.full_name, learner.birth_date, learner.birth_year, learner.gender, learner.national_id) == (
        "Lê Văn An",
        date(1990, 2, 5),
        1990,
        "nam",
        "001090000011",
    )
    assert (place.unit.name, place.unit_name, place.position, place.party_status, place.party_joined_on) == (
        "Chi bộ thôn Đông",
        "Chi bộ thôn Đông",
        "Bí thư",
        "full",
        date(2015, 2, 3),
    )
    assert learner.centre == training_class.centre


def test_add_tidies_the_name_only_in_form(client_of, clerk, training_class):
    client_of(clerk).post(add_page(training_class), {"full_name": "  LÊ  VĂN AN "})
    assert training_class.enrolments.get().learner.full_name == "Lê Văn An"


def test_add_several_in_a_row(client_of, clerk, training_class):
    response = client_of(clerk).post(add_page(training_class), PERSON | {"them-nua": "1"})
    assert response.url == add_page(training_class)


@pytest.mark.parametrize(
    ("sent", "form", "field", "error"),
    [
        ({"full_name": ""}, "person", "full_name", "Chưa nhập ô này."),
        ({"full_name": "123"}, "person", "full_name", "“123” không phải là họ tên."),
        ({"full_name": "=SUM(A1)"}, "person", "full_name", "Họ tên không có dấu “=”: xin bỏ dấu này."),
        ({"full_name": "Lê <b>Văn</b> An"}, "person", "full_name", "Họ tên không có dấu “<”: xin bỏ dấu này."),
        ({"birth": "31/2/1990"}, "person", "birth", "Không có ngày 31/02/1990."),
        (
            {"birth": "21/3/2022"},
            "person",
            "birth",
            "Ngày sinh phải từ năm 1900 và không sau hôm nay, 20/03/2022.",
        ),
        ({"birth": "hè 90"}, "person", "birth", "Ghi ngày sinh dạng 05/02/1990, hoặc chỉ năm sinh: 1990."),
        ({"birth": "1800"}, "person", "birth", "Ghi ngày sinh dạng 05/02/1990, hoặc chỉ năm sinh: 1990."),
        ({"national_id": "12345"}, "person", "national_id", "Số định danh có đúng 12 chữ số."),
        (
            {"phone": "123"},
            "person",
            "phone",
            "Số điện thoại có 10 chữ số bắt đầu bằng 0 (máy bàn: 11 chữ số bắt đầu bằng 02).",
        ),
        (
            {"party_joined_on": "21/3/2022"},
            "place",
            "party_joined_on",
            "Ngày vào Đảng phải từ 03/02/1930 và không sau hôm nay.",
        ),
    ],
)
def test_add_refused_beside_the_field(client_of, clerk, training_class, sent, form, field, error):
    response = client_of(clerk).post(add_page(training_class), PERSON | PLACE | sent)
    assert response.context[form].errors == {field: [error]}
    assert response.context["person"]["full_name"].value() == sent.get("full_name", "Lê Văn An")
    stored = (Learner.objects.filter(centre=training_class.centre), training_class.enrolments, SendingUnit.objects)
    assert [rows.exists() for rows in stored] == [False, False, False]


@pytest.mark.parametrize("name", ["Ksor H'Bia", "Nguyễn Văn An (A)", "K' Brêu-Ayun", "Lê Văn An 2"])
def test_add_takes_names_as_people_bear_them(client_of, clerk, training_class, name):
    client_of(clerk).post(add_page(training_class), PERSON | PLACE | {"full_name": name})
    assert [place.learner.full_name for place in training_class.enrolments.all()] == [name]


def test_add_drops_marks_that_turn_the_writing_around(client_of, clerk, training_class):
    client_of(clerk).post(add_page(training_class), PERSON | PLACE | {"full_name": "Ba \u2066\u202eLê\u2069"})
    assert [place.learner.full_name for place in training_class.enrolments.all()] == ["Ba Lê"]


def test_add_tells_all_errors_at_once(client_of, clerk, training_class):
    sent = PERSON | PLACE | {"birth": "x", "national_id": "1", "party_joined_on": "y"}
    response = client_of(clerk).post(add_page(training_class), sent)
    assert (set(response.context["person"].errors), set(response.context["place"].errors)) == (
        {"birth", "national_id"},
        {"party_joined_on"},
    )


def test_add_knows_the_person_by_number(client_of, clerk, training_class):
    known = factories.make_learner(training_class.centre, "Lê Văn An", national_id="001090000011")
    client_of(clerk).post(add_page(training_class), PERSON)
    assert training_class.enrolments.get().learner == known


def test_add_number_of_somebody_else(client_of, clerk, training_class):
    factories.make_learner(training_class.centre, "Trần Thị Bưởi", national_id="001090000011")
    response = client_of(clerk).post(add_page(training_class), PERSON | {"who": "new"})
    assert response.context["person"].errors == {"who": ["Số định danh này đang là của Trần Thị Bưởi."]}
    assert not training_class.enrolments.exists()


@pytest.mark.parametrize(("who", "learners"), [("new", 2), ("same", 1)])
def test_add_asks_who_it_is(client_of, clerk, training_class, who, learners):
    known = factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990)
    client = client_of(clerk)
    asked = client.post(add_page(training_class), PERSON)
    assert asked.context["person"].errors == {"who": ["Cùng tên; ngày sinh trong sổ: 1990."]}
    assert asked.context["person"].fields["who"].choices == [
        (str(known.pk), "Lê Văn An, sinh 1990"),
        ("new", "Người khác, trùng tên"),
    ]
    client.post(add_page(training_class), PERSON | {"who": str(known.pk) if who == "same" else who})
    assert Learner.objects.filter(centre=training_class.centre).count() == learners
    assert (training_class.enrolments.get().learner == known) == (who == "same")


def test_add_of_another_centres_learner_is_not_taken(client_of, clerk, training_class, other_centre):
    factories.make_learner(training_class.centre, "Lê Văn An", birth_year=1990)
    stranger = other_centre.learners.first()
    response = client_of(clerk).post(add_page(training_class), PERSON | {"who": str(stranger.pk)})
    assert "who" in response.context["person"].errors
    assert not training_class.enrolments.exists()


def test_add_twice_is_refused(client_of, clerk, training_class):
    client = client_of(clerk)
    client.post(add_page(training_class), PERSON)
    response = client.post(add_page(training_class), PERSON)
    assert response.context["person"].non_field_errors() == ["Học viên này đã có trong danh sách lớp."]
    assert training_class.enrolments.count() == 1


def test_add_refused_by_a_closed_class(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre)
    response = client_of(clerk).post(add_page(training_class), PERSON)
    assert response.context["person"].non_field_errors() == [response.context["refusal"]]
    assert not Learner.objects.filter(centre=centre).exists()


@pytest.fixture
def place(training_class):
    learner = factories.make_learner(training_class.centre, "Lê Văn An")
    return factories.enrol(training_class, learner, unit_name="Chi bộ thôn Đông")


@pytest.mark.parametrize(
    ("state", "day", "stored"),
    [
        ("no_show", "", None),
        ("left_before", "", None),
        ("left_before", "6/3/2022", date(2022, 3, 6)),
        ("withdrawn", "9/3/2022", date(2022, 3, 9)),
    ],
)
def test_state_is_stored(client_of, clerk, place, state, day, stored):
    client_of(clerk).post(place_page(place), {"state": state, "withdrawn_on": day})
    place.refresh_from_db()
    assert (place.state, place.withdrawn_on, place.unit_name) == (state, stored, "Chi bộ thôn Đông")


def test_state_back_to_attending_drops_the_day(client_of, clerk, place):
    Enrolment.objects.filter(pk=place.pk).update(state="withdrawn", withdrawn_on=date(2022, 3, 9))
    client_of(clerk).post(place_page(place), {"state": "attending", "withdrawn_on": "9/3/2022"})
    place.refresh_from_db()
    assert (place.state, place.withdrawn_on) == ("attending", None)


@pytest.mark.parametrize(
    ("state", "day", "error"),
    [
        ("withdrawn", "", "Học viên thôi học giữa chừng phải ghi ngày thôi học."),
        ("withdrawn", "6/3/2022", "Trước ngày khai giảng 07/03/2022: hãy chọn “Rút trước buổi đầu”."),
        ("withdrawn", "21/3/2022", "Ngày thôi học chưa đến."),
        ("attending", "9/3/2022", "Chỉ người thôi học hoặc rút mới có ngày này: chọn lại tình trạng hoặc xóa ngày."),
        ("no_show", "9/3/2022", "Chỉ người thôi học hoặc rút mới có ngày này: chọn lại tình trạng hoặc xóa ngày."),
    ],
)
def test_state_refused_beside_the_day(client_of, clerk, place, state, day, error):
    response = client_of(clerk).post(place_page(place), {"state": state, "withdrawn_on": day})
    assert response.context["state_form"].errors == {"withdrawn_on": [error]}
    place.refresh_from_db()
    assert place.state == "attending"


def test_state_of_who_has_a_mark(client_of, clerk, place):
    Result.objects.create(enrolment=place, mark=8)
    response = client_of(clerk).post(place_page(place), {"state": "no_show"})
    assert response.context["state_form"].errors == {
        "state": ["Học viên đã có kết quả; hãy xóa kết quả ở trang nhập kết quả trước."]
    }


def test_place_keeps_what_was_true_in_other_classes(client_of, clerk, centre, place):
    elsewhere = factories.enrol(factories.make_class(centre, "L-02"), place.learner, unit_name="Chi bộ thôn Đông")
    client_of(clerk).post(place_page(place), PLACE | {"unit_name": "Công an xã"})
    place.refresh_from_db()
    elsewhere.refresh_from_db()
    assert (place.unit_name, place.unit.name, elsewhere.unit_name) == ("Công an xã", "Công an xã", "Chi bộ thôn Đông")


def test_remove_takes_the_learner_along_when_in_no_other_class(client_of, clerk, place):
    client_of(clerk).post(place_page(place, "remove"))
    assert not Enrolment.objects.filter(pk=place.pk).exists()
    assert not Learner.objects.filter(pk=place.learner_id).exists()


def test_remove_keeps_a_learner_of_another_class(client_of, clerk, centre, place):
    factories.enrol(factories.make_class(centre, "L-02"), place.learner)
    client_of(clerk).post(place_page(place, "remove"))
    assert Learner.objects.get(pk=place.learner_id).enrolments.count() == 1


def test_remove_refused_while_something_rests_on_it(client_of, clerk, place):
    Result.objects.create(enrolment=place, mark=8)
    place.commendations.create(kind="reward", decided_on=date(2022, 3, 11))
    response = client_of(clerk).post(place_page(place, "remove"), follow=True)
    assert response.context["blockers"] == [
        "Học viên đã có kết quả trong lớp này.",
        "Học viên đã được khen thưởng hoặc ghi danh hiệu trong lớp này.",
    ]
    assert Enrolment.objects.filter(pk=place.pk).exists()


def test_nothing_changes_once_recognised(client_of, clerk, centre):
    place = factories.enrol(factories.make_closed_class(centre))
    client = client_of(clerk)
    client.post(place_page(place), {"state": "no_show"})
    client.post(place_page(place), PLACE)
    client.post(place_page(place, "remove"))
    place.refresh_from_db()
    assert (place.state, place.unit_name) == ("attending", "")


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("lecturer", 403), ("reviewer", 404)])
def test_places_are_for_those_who_enter_data(request, client_of, place, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(place_page(place)).status_code == status
    assert client.post(place_page(place), {"state": "no_show"}).status_code == status
    assert client.post(place_page(place, "remove")).status_code == status
    assert Enrolment.objects.get(pk=place.pk).state == "attending"


@pytest.mark.parametrize(("who", "status"), [("outsider", 404), ("lecturer", 403), ("reviewer", 403)])
def test_adding_is_for_those_who_enter_data(request, client_of, training_class, who, status):
    client = client_of(request.getfixturevalue(who))
    assert client.get(add_page(training_class)).status_code == status
    assert client.post(add_page(training_class), PERSON).status_code == status
    assert not training_class.enrolments.exists()


def test_remove_is_only_posted(client_of, clerk, place):
    assert client_of(clerk).get(place_page(place, "remove")).status_code == 405


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("13/8/74", date(1974, 8, 13)),
        ("5/2/05", date(2005, 2, 5)),
        ("20/3/06", date(2006, 3, 20)),  # sixteen today
        ("21/3/06", date(1906, 3, 21)),
        ("130874", date(1974, 8, 13)),
    ],
)
def test_birth_with_a_year_in_two_digits(typed, born):
    assert parse_birth(typed) == (born, born.year)
