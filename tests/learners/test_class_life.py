"""Opening a class, making one like a past one, naming who is sent elsewhere: through the clerk's own pages."""

from datetime import date

import pytest

from centres import dates
from classes.models import Holiday, TrainingClass
from learners.models import ClassOfficers, OutsidePlace
from tests.factories import (
    enrol,
    make_class,
    make_closed_class,
    make_learner,
    make_lecturer,
    make_outside_course,
    make_session,
    programme,
)

pytestmark = pytest.mark.django_db
MONDAY = date(2022, 3, 7)


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 18))


@pytest.fixture
def work(centre, other_centre, clerk, client_of):
    return client_of(clerk)


def test_a_class_is_not_opened_while_something_is_missing_unless_that_was_seen(work, centre):
    one = make_class(centre, status="planned", opened_on=MONDAY)
    page = f"/lop/{one.pk}/mo/"
    answer = work.post(page, {"opened_on": "7/3/2022"})
    text = answer.content.decode()
    for gap in (
        "Chưa có số, ngày quyết định mở lớp.", "Chưa có danh sách học viên.", "Chưa ghi số triệu tập.",
        "Chưa có thời khóa biểu.", "Chưa ghi đủ Ban quản lý lớp (chủ nhiệm, giáo vụ).",
    ):  # fmt: skip
        assert gap in text
    one.refresh_from_db()
    assert one.status == "planned"
    work.post(page, {"opened_on": "7/3/2022", "number": "05-QĐ/TTCT", "decided_on": "1/3/2022", "anyway": "on"})
    one.refresh_from_db()
    assert (one.status, one.opening_number, one.opening_decided_on) == ("open", "05-QĐ/TTCT", date(2022, 3, 1))
    assert "Lớp đã khai giảng ngày 07/03/2022." in work.get(page).content.decode()


def test_a_complete_class_opens_without_a_question(work, centre):
    one = make_class(centre, status="planned", opened_on=MONDAY, called=25)
    for _ in range(25):
        enrol(one)
    make_session(one)
    ClassOfficers.objects.create(training_class=one, head="Lò Thị Giảng", secretary="Lê Thị Giáo Vụ")
    sent = {"opened_on": "7/3/2022", "number": "05-QĐ/TTCT", "decided_on": "1/3/2022"}
    answer = work.post(f"/lop/{one.pk}/mo/", sent)
    assert answer.status_code == 302, answer.context["form"].errors
    one.refresh_from_db()
    assert one.status == "open"


def test_a_day_to_come_is_refused_beside_its_field(work, centre):
    one = make_class(centre, status="planned", opened_on=date(2022, 3, 21))
    sent = {"opened_on": "21/3/2022", "number": "05-QĐ/TTCT", "decided_on": "20/3/2022", "anyway": "on"}
    form = work.post(f"/lop/{one.pk}/mo/", sent).context["form"]
    assert form.errors == {
        "opened_on": ["Ngày khai giảng chưa tới: lớp còn là “Dự kiến”."],
        "decided_on": ["Ngày này chưa tới."],
    }


@pytest.mark.parametrize(
    ("fields", "test_held", "stage"),
    [
        ({"status": "planned"}, False, "Dự kiến"),
        ({}, False, "Đang học"),
        ({}, True, "Kiểm tra, đánh giá"),
        ({"status": "closed", "closed_on": MONDAY, "assessed_by": "centre"}, True, "Kết thúc"),
        ({"status": "cancelled", "cancel_reason": "mưa"}, False, None),
    ],
)
def test_where_a_class_is_in_its_life(work, centre, fields, test_held, stage):
    one = make_class(centre, **fields)
    if test_held:
        make_session(one, kind="test", taken_at="2022-03-07T08:00Z")
    life = work.get(f"/lop/{one.pk}/").context["life"]
    assert (life.names[life.current - 1] if life else None) == stage


def test_a_recognised_class_waits_for_certificates(work, centre):
    one = make_closed_class(centre)
    enrol(one, mark=8)
    life = work.get(f"/lop/{one.pk}/").context["life"]
    assert life.names[life.current - 1] == "Cấp giấy chứng nhận"


def test_a_class_like_a_past_one(work, centre, other_centre):
    lecturer, busy = make_lecturer(centre), make_lecturer(centre, "Vũ Văn Bận")
    make_session(make_class(centre, "L-9", opened_on=date(2022, 4, 1)), date(2022, 5, 16), lecturer=busy)
    old = make_closed_class(
        centre, "2022-01", course_number="1", ownership="joint", partner="Đoàn xã", place="Hội trường"
    )
    enrol(old)
    for day, part, who in ((7, "1", lecturer), (7, "2", lecturer), (8, "1", busy), (9, "1", lecturer)):
        make_session(old, date(2022, 3, day), part, topic=f"Bài {day}.{part}", lecturer=who)
    make_session(old, date(2022, 3, 10), topic="Đã hủy", cancel_reason="mưa")
    ClassOfficers.objects.create(training_class=old, head="Lò Thị Giảng", secretary="Lê Thị Giáo Vụ")
    Holiday.objects.create(centre=centre, name="Nghỉ lũ", first_day=date(2022, 5, 13), last_day=date(2022, 5, 13))
    form = work.get(f"/lop/{old.pk}/sao-chep/").context["form"]
    assert (form["code"].value(), form["course_number"].value()) == ("2022-02", "2")
    answer = work.post(
        f"/lop/{old.pk}/sao-chep/", {"opened_on": "12/5/2022", "code": "2022-02", "course_number": "2"}, follow=True
    )
    new = TrainingClass.objects.get(centre=centre, code="2022-02")
    assert (new.status, new.partner, new.place, new.called) == ("planned", "Đoàn xã", "Hội trường", None)
    assert (new.name, new.closes_on) == (f"Lớp {new.programme.short_name} khóa 2 năm 2022", date(2022, 5, 17))
    assert [(one.held_on.day, one.part, one.topic, one.lecturer) for one in new.sessions.in_order()] == [
        (12, "1", "Bài 7.1", lecturer), (12, "2", "Bài 7.2", lecturer), (16, "1", "Bài 8.1", None),
        (17, "1", "Bài 9.1", lecturer),
    ]  # fmt: skip
    assert (new.enrolments.count(), new.officers.head, new.officers.monitor) == (0, "Lò Thị Giảng", None)
    told = [str(one) for one in answer.context["messages"]]
    assert told[:2] == [
        "Đã lập lớp 2022-02 với 04 buổi học, đến ngày 17/05/2022. Danh sách học viên còn trống.",
        "Đã bỏ qua ngày nghỉ: 13/05/2022 (Nghỉ lũ).",
    ]
    assert "bỏ trống giảng viên. Giảng viên Vũ Văn Bận đã có buổi ở lớp L-9" in told[2]


def test_a_class_that_met_once_a_week_keeps_its_weekday(work, centre):
    old = make_closed_class(centre, "2022-01", opened_on=date(2022, 2, 5))
    for day in (5, 12, 19):
        make_session(old, date(2022, 2, day))
    work.post(f"/lop/{old.pk}/sao-chep/", {"opened_on": "7/5/2022", "code": "2022-02"})
    new = TrainingClass.objects.get(centre=centre, code="2022-02")
    assert [one.held_on for one in new.sessions.in_order()] == [date(2022, 5, day) for day in (7, 14, 21)]


def test_a_code_taken_is_refused_and_nothing_is_made(work, centre):
    old = make_closed_class(centre, "2022-01")
    make_session(old)
    form = work.post(f"/lop/{old.pk}/sao-chep/", {"opened_on": "7/4/2022", "code": "2022-01"}).context["form"]
    assert form.errors["code"] == ["Trung tâm đã có lớp mang mã này."]
    assert TrainingClass.objects.filter(centre=centre).count() == 1


def test_a_new_class_with_its_timetable_in_one_step(work, centre):
    chosen = programme("nhan-thuc-ve-dang")
    sent = {
        "programme": chosen.pk, "code": "L-1", "opened_on": "4/4/2022", "status": "planned", "ownership": "own",
        "kind": "normal", "place": "Hội trường A", "timetable": "bai", "weekdays": ["0", "1", "2", "3", "4"],
        "parts": ["1", "2"],
    }  # fmt: skip
    assert work.post("/lop/moi/", sent).status_code == 302
    one = TrainingClass.objects.get(centre=centre, code="L-1")
    assert sum(session.periods for session in one.sessions.all()) == sum(x.periods for x in chosen.outline.all())
    assert {session.room.name for session in one.sessions.select_related("room")} == {"Hội trường A"}
    assert one.closes_on == one.sessions.in_order().last().held_on
    form = work.post("/lop/moi/", sent | {"code": "L-2"}).context["form"]
    assert "Hội trường A đã có lớp L-1" in form.errors["timetable"][0]
    assert not TrainingClass.objects.filter(code="L-2").exists()


def test_who_is_sent_elsewhere_is_seen_on_the_persons_page_and_found(work, centre, other_centre):
    course = make_outside_course(centre, "Cao cấp lý luận khóa 12", people=1)
    learner, second = make_learner(centre, "Nguyễn Văn Cử"), make_learner(centre, "Nguyễn Văn Đi")
    stranger = make_learner(other_centre, "Nguyễn Văn Lạ")
    page = f"/ke-hoach/cu-di-hoc/{course.pk}/nguoi/"
    assert [one.pk for one in work.get(page, {"tim": "nguyen van"}).context["found"]] == [learner.pk, second.pk]
    assert work.post(page, {"nguoi": stranger.pk}).status_code == 404
    work.post(page, {"nguoi": learner.pk})
    text = work.post(page, {"nguoi": second.pk}, follow=True).content.decode()
    assert "Lớp ghi cử đi 01 người và đã ghi đủ tên." in text
    assert list(OutsidePlace.objects.values_list("learner", flat=True)) == [learner.pk]
    assert "Cao cấp lý luận khóa 12" in work.get(f"/hoc-vien/{learner.pk}/").content.decode()
    assert "lý luận khóa 12" in work.get("/tim/", {"q": "cao cap"}).content.decode()
    assert "1 người có tên" in work.get("/ke-hoach/cu-di-hoc/?nam=2022").content.decode()
    work.post(f"{page}{OutsidePlace.objects.get().pk}/bo/")
    assert not OutsidePlace.objects.exists()
