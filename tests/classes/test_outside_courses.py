"""The pages of classes elsewhere that people are sent to."""

from datetime import date

import pytest
from django.urls import reverse

from classes.models import OutsideCourse
from learners.models import OutsidePlace
from tests.factories import make_class, make_learner, make_lecturer, make_outside_course, make_session, programme

pytestmark = pytest.mark.django_db
NEW = "/ke-hoach/cu-di-hoc/moi/"


def typed(**fields):
    return {
        "programme": programme("khac").pk,
        "name": "Cao cấp lý luận chính trị",
        "host": "Học viện Chính trị khu vực I",
        "first_day": "7/3/2022",
        "last_day": "",
        "people": "1.250",
        "note": "",
    } | fields


def test_clerk_enters_corrects_and_deletes_a_course(centre, other_centre, clerk, client_of):
    theirs = make_outside_course(other_centre, "Lớp của nơi khác")
    client = client_of(clerk)
    page = client.post(NEW, typed(), follow=True)
    course = OutsideCourse.objects.get(centre=centre)
    assert (course.people, course.first_day, course.last_day) == (1250, date(2022, 3, 7), None)
    text = page.content.decode()
    assert "1.250" in text
    assert "Học viện Chính trị khu vực I" in text
    assert theirs.name not in text
    client.post(f"/ke-hoach/cu-di-hoc/{course.pk}/sua/", typed(people="3"))
    course.refresh_from_db()
    assert course.people == 3
    client.post(f"/ke-hoach/cu-di-hoc/{course.pk}/xoa/")
    assert list(OutsideCourse.objects.all()) == [theirs]


def test_every_fault_is_told_at_once_and_nothing_typed_is_lost(centre, other_centre, clerk, client_of):
    page = client_of(clerk).post(NEW, typed(host="", people="0", last_day="1/3/2022"))
    text = page.content.decode()
    assert "Số người cử đi phải từ 1 trở lên." in text
    assert "Ngày kết thúc không được trước ngày bắt đầu." in text
    assert 'value="Cao cấp lý luận chính trị"' in text
    assert not OutsideCourse.objects.exists()


def test_the_same_course_is_not_entered_twice(centre, other_centre, clerk, client_of):
    make_outside_course(other_centre, host="Học viện Chính trị khu vực I")
    client = client_of(clerk)
    client.post(NEW, typed())
    page = client.post(NEW, typed(people="5"))
    assert "Lớp này đã được ghi; nếu cử thêm người, hãy sửa số người của lớp đó." in page.content.decode()
    assert OutsideCourse.objects.filter(centre=centre).count() == 1


def test_who_may_not_enter_reads_who_does_and_finds_no_link_to_enter(centre, other_centre, lecturer, client_of):
    page, waits = reverse("classes:outside_courses"), "Lớp cử đi học hiện ra ở đây khi giáo vụ của trung tâm ghi."
    client = client_of(lecturer)
    assert waits in client.get(page, {"nam": "2022"}).text
    course = make_outside_course(centre)
    shown = client.get(page, {"nam": "2022"}).text
    assert (waits in shown, "Ghi tên" in shown) == (False, False)
    OutsidePlace.objects.create(course=course, learner=make_learner(centre))
    assert "1 người có tên" in client.get(page, {"nam": "2022"}).text


def test_nothing_is_deleted_by_one_press(client_of, clerk, centre):
    """The button lies behind a line that is opened first; whoever adds a page of this kind takes the same include."""
    session = make_session(make_class(centre))
    course, lecturer = make_outside_course(centre), make_lecturer(centre)
    for form, deletion, row in (
        ("edit_session", "delete_session", session),
        ("edit_outside_course", "delete_outside_course", course),
        ("edit_lecturer", "delete_lecturer", lecturer),
    ):
        page = client_of(clerk).get(reverse(f"classes:{form}", args=[row.pk])).text
        before, _, _ = page.partition(f'action="{reverse(f"classes:{deletion}", args=[row.pk])}"')
        assert before != page
        assert before.count("<details") == before.count("</details>") + 1
