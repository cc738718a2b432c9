"""Confirming a class's marks: by somebody other than who keyed them, as they were seen."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from centres.models import Role
from learners.actions.closing import recognise_class
from learners.actions.confirming import ask_again, confirm_results, return_results
from learners.actions.results import Change, Entry, save_results
from learners.confirmation import digest, lines_of, returned_with
from learners.models import CentreCriteria, Result
from reports.tasks import tasks_of
from tests import factories

TODAY = date(2022, 3, 16)


@pytest.fixture
def training_class(centre, other_centre):
    made = factories.make_closed_class(centre, recognised_on=None)
    for _ in range(2):
        factories.enrol(made)
    return made


def key(training_class, user, *marks):
    """The user types these marks over what stands, from the first of the list on."""
    rows = training_class.enrolments.select_related("result").order_by("roll_number")
    changes = {
        row.pk: Change(str(Entry.of(row)), Entry(Decimal(mark))) for row, mark in zip(rows, marks, strict=False) if mark
    }
    save_results(training_class=training_class, changes=changes, user=user)


def page_of(training_class):
    return reverse("learners:confirm_results", args=[training_class.pk])


def confirm(training_class, user):
    return confirm_results(training_class=training_class, user=user, seen=digest(training_class))


def recognise(training_class):
    return recognise_class(training_class=training_class, number="09-QĐ/TTCT", recognised_on=TODAY)


def texts(user, centre, role):
    return [one.text for one in tasks_of(centre, user, TODAY, {role}) if "kết quả" in one.text]


def test_marks_are_keyed_by_one_and_confirmed_by_another_before_recognition(client_of, clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    with pytest.raises(ValidationError) as refused:
        recognise(training_class)
    assert refused.value.messages == [
        "Kết quả của 02 học viên chưa được xác nhận. "
        "Người xác nhận là giám đốc hoặc phó giám đốc, và không phải người đã nhập."
    ]
    client = client_of(director)
    page = client.get(page_of(training_class))
    assert (page.context["waiting"], page.context["keyers"][0][:2]) == (2, ("Lê Thị Giáo Vụ", 2))
    sent = {"viec": "xac-nhan", "da-xem": page.context["digest"]}
    answer = client.post(page_of(training_class), sent, follow=True)
    assert [str(one) for one in answer.context["messages"]] == ["Đã xác nhận kết quả của 02 học viên."]
    assert set(Result.objects.filter(enrolment__training_class=training_class).values_list("confirmed_by")) == {
        (director.pk,)
    }
    assert recognise(training_class).is_recognised


def test_a_mark_changed_later_waits_again_and_its_change_is_shown(clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    confirm(training_class, director)
    key(training_class, clerk, "7.5")
    lines = lines_of(training_class)
    assert [(line.mark, line.waits, line.before) for line in lines] == [("7,50", True, "8,00"), ("9,00", False, "")]
    with pytest.raises(ValidationError):
        recognise(training_class)


def test_who_keyed_one_of_them_does_not_confirm(centre, clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    key(training_class, director, 7)
    with pytest.raises(ValidationError) as refused:
        confirm(training_class, director)
    assert refused.value.messages == [
        "Kết quả của 01 học viên do chính tài khoản này nhập, nên một người khác xác nhận: "
        "quản trị viên cần thêm tài khoản phó giám đốc."
    ]
    deputy = factories.make_user(Role.DEPUTY, centre, full_name="Vi Thị Phó")
    with pytest.raises(ValidationError, match="xác nhận: Vi Thị Phó"):
        confirm(training_class, director)
    assert confirm(training_class, deputy) == 2


def test_a_clerk_confirms_only_where_the_centre_has_settled_it(centre, clerk, director, training_class):
    key(training_class, director, 8, 9)
    with pytest.raises(PermissionDenied):
        confirm(training_class, clerk)
    CentreCriteria.objects.create(centre=centre, clerks_confirm=True)
    assert confirm(training_class, clerk) == 2


def test_what_was_not_seen_is_not_confirmed(clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    seen = digest(training_class)
    key(training_class, clerk, 4)
    with pytest.raises(ValidationError, match="vừa thay đổi"):
        confirm_results(training_class=training_class, user=director, seen=seen)
    assert Result.objects.filter(confirmed_by__isnull=False).count() == 0


def test_nothing_is_confirmed_while_a_mark_is_missing(clerk, director, training_class):
    key(training_class, clerk, 8)
    with pytest.raises(ValidationError, match="Còn 01 học viên chưa có điểm"):
        confirm(training_class, director)


def test_returned_marks_need_a_remark_and_wait_for_an_answer(client_of, clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    confirm(training_class, director)
    client = client_of(director)
    page = client.post(page_of(training_class), {"viec": "tra-lai", "nhan-xet": " "})
    assert [one.sentence for one in page.context["problems"]] == ["Hãy ghi nhận xét để người nhập biết cần sửa gì."]
    client.post(page_of(training_class), {"viec": "tra-lai", "nhan-xet": "Xem lại bài số 2"})
    assert returned_with(training_class).remark == "Xem lại bài số 2"
    assert Result.objects.unconfirmed().count() == 2
    client = client_of(clerk)
    assert "Xem lại bài số 2" in client.get(reverse("learners:results", args=[training_class.pk])).text
    client.post(page_of(training_class), {"viec": "de-nghi", "nhan-xet": "Đã đối chiếu, đúng 9"})
    assert returned_with(training_class) is None
    with pytest.raises(ValidationError):
        ask_again(training_class=training_class, user=clerk, remark="Lần nữa")


@pytest.mark.parametrize(
    ("who", "status"),
    [("outsider", 404), ("reviewer", 403), ("lecturer", 403), ("clerk", 403), ("director", 302)],
)
def test_who_confirms(request, client_of, clerk, training_class, who, status):
    key(training_class, clerk, 8, 9)
    client = client_of(request.getfixturevalue(who))
    sent = {"viec": "xac-nhan", "da-xem": digest(training_class)}
    assert client.post(page_of(training_class), sent).status_code == status


def test_marks_brought_in_from_files_need_no_confirmation(training_class):
    key(training_class, None, 8, 9)
    assert recognise(training_class).is_recognised


def test_everyone_is_told_what_waits_for_them(centre, clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    assert texts(director, centre, Role.DIRECTOR) == ["Chờ xác nhận kết quả: Lớp L-01"]
    assert texts(clerk, centre, Role.CLERK) == []
    return_results(training_class=training_class, user=director, remark="Xem lại")
    assert texts(clerk, centre, Role.CLERK) == ["Giám đốc trả lại kết quả: Lớp L-01"]
    key(training_class, clerk, 7)
    assert texts(clerk, centre, Role.CLERK) == []
    assert texts(director, centre, Role.DIRECTOR) == ["Chờ xác nhận kết quả: Lớp L-01"]
    confirm(training_class, director)
    assert texts(clerk, centre, Role.CLERK) == ["Chờ công nhận kết quả: Lớp L-01"]


def test_the_keyer_is_not_told_to_confirm_own_work(centre, clerk, director, training_class):
    key(training_class, director, 8, 9)
    assert texts(director, centre, Role.DIRECTOR) == []


@pytest.mark.parametrize("rows", [1, 4])
def test_confirming_page_queries_do_not_grow(client_of, director, training_class, rows, django_assert_num_queries):
    for _ in range(rows):
        factories.enrol(training_class)
    key(training_class, None, *([8] * (rows + 2)))
    client = client_of(director)
    client.get(page_of(training_class))
    with django_assert_num_queries(17):
        client.get(page_of(training_class))


def test_the_page_leads_on_from_returned_and_from_confirmed_marks(client_of, clerk, director, training_class):
    key(training_class, clerk, 8, 9)
    return_results(training_class=training_class, user=director, remark="Dòng 2: xem lại.")
    results = reverse("learners:results", args=[training_class.pk])
    shown = client_of(clerk).get(page_of(training_class)).text
    assert f'href="{results}">Sửa ở bảng kết quả</a>' in shown
    assert f'<a href="{results}" aria-current="page">Kết quả</a>' in shown
    assert "Sửa ở bảng kết quả" not in client_of(director).get(page_of(training_class)).text
    ask_again(training_class=training_class, user=clerk, remark="Đã xem lại.")
    confirm(training_class, director)
    assert client_of(director).get(page_of(training_class)).context["next"].label == "Công nhận kết quả"
