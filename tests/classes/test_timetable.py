"""Timetables: made from the outline around days off, refused where somebody or something is taken twice."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centres import dates
from classes import timetable_actions as actions
from classes.models import Holiday, LecturerActivity, Module, Session
from classes.timetable.hours import teaching_of
from classes.timetable.outline import as_text, lessons_of, read_outline
from classes.timetable.paper import timetable_html
from classes.timetable.planning import days_in_words
from tests import factories

MONDAY = date(2022, 3, 7)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 10))


@pytest.fixture
def training_class(centre, other_centre):
    """A class beside another centre's that meets at the same time, in a room of the same name."""
    other = factories.make_class(other_centre, "BM-02")
    actions.save_session(
        session=Session(training_class=other, held_on=MONDAY, part="1", topic="X"), room_name="Hội trường"
    )
    return factories.make_class(centre)


def fields_of(training_class, **changed):
    given = {
        "start": "07/03/2022",
        "per_session": "5",
        "room": "Hội trường",
        "weekdays": ["0", "1", "2", "3", "4"],
        "parts": ["1", "2"],
        "outline": as_text(lessons_of(training_class)),
    }
    return given | changed


def test_outline_as_shown_reads_back_as_the_programmes_lessons(training_class):
    lessons = lessons_of(training_class)
    lines, wrong = read_outline(as_text(lessons), lessons, 5)
    assert wrong == []
    assert [(line.lesson, line.periods, line.kind) for line in lines] == [
        (one, one.periods, one.kind) for one in lessons
    ]


def test_typed_lines_are_understood():
    text = "Khai giảng\n\nChuyên đề địa phương: truyền thống xã – 10 tiết\nĐi thực tế tại khu di tích (5 tiết)\nX – 900 tiết"
    lines, wrong = read_outline(text, [], 5)
    assert [(line.title, line.periods, line.kind) for line in lines] == [
        ("Khai giảng", 5, "other"),
        ("Chuyên đề địa phương: truyền thống xã", 10, "local"),
        ("Đi thực tế tại khu di tích", 5, "visit"),
    ]
    assert wrong == ["Dòng 5: số tiết phải từ 1 đến 200, nội dung không dài quá 300 chữ."]


def test_timetable_is_previewed_then_stored_around_days_off(client_of, clerk, centre, training_class):
    Holiday.objects.create(centre=centre, name="Nghỉ lũ", first_day=date(2022, 3, 8), last_day=date(2022, 3, 8))
    client, address = client_of(clerk), reverse("classes:make_timetable", args=[training_class.pk])
    preview = client.post(address, fields_of(training_class, xem="")).text
    assert "Bỏ qua ngày nghỉ: 08/03/2022 (Nghỉ lũ)." in preview
    assert "10 buổi, 50 tiết, trong 5 ngày." in preview
    assert training_class.sessions.count() == 0
    client.post(address, fields_of(training_class, luu=""))
    stored = [(one.held_on.day, one.part, one.periods, one.kind) for one in training_class.sessions.in_order()]
    assert stored[:3] == [(7, "1", 5, "lesson"), (7, "2", 5, "lesson"), (9, "1", 5, "lesson")]
    assert stored[-1] == (14, "2", 5, "test")
    assert training_class.sessions.in_order()[2].topic.endswith("(tiếp theo)")
    assert {str(one.room) for one in training_class.sessions.all()} == {"Hội trường"}


def test_tet_is_among_the_days_off(client_of, clerk, training_class):
    training_class.opened_on = date(2022, 1, 28)
    training_class.save()
    fields = fields_of(training_class, start="28/01/2022", xem="", outline="Bài 1\nBài 2\nBài 3", parts=["1"])
    page = client_of(clerk).post(reverse("classes:make_timetable", args=[training_class.pk]), fields).text
    assert "31/01/2022–04/02/2022 (Tết Nguyên đán Nhâm Dần)" in page
    assert "Thứ Hai 07/02/2022" in page


def test_new_timetable_takes_the_place_of_what_nobody_touched(client_of, clerk, training_class):
    taken = factories.make_session(training_class, MONDAY, topic="Đã điểm danh", taken_at="2022-03-07T01:00:00Z")
    factories.make_session(training_class, MONDAY, "2", topic="Bỏ")
    fields = fields_of(training_class, outline="Bài A", start="08/03/2022", parts=["1"], replace="on", luu="")
    client_of(clerk).post(reverse("classes:make_timetable", args=[training_class.pk]), fields)
    assert [one.topic for one in training_class.sessions.in_order()] == [taken.topic, "Bài A"]


class TestClashes:
    @pytest.fixture
    def taken(self, centre, training_class):
        """A lecturer and a room that another class of the centre has in the morning of Monday."""
        other = factories.make_class(centre, "L-02", name="Lớp bạn")
        lecturer = factories.make_lecturer(centre)
        session = Session(training_class=other, held_on=MONDAY, part="1", topic="Y", lecturer=lecturer)
        return actions.save_session(session=session, room_name="Phòng 1")

    def test_lecturer_and_room_are_refused_with_the_other_class(self, training_class, taken):
        session = Session(training_class=training_class, held_on=MONDAY, part="1", topic="X", lecturer=taken.lecturer)
        with pytest.raises(ValidationError) as refused:
            actions.save_session(session=session, room_name=" phòng  1")
        assert refused.value.message_dict == {
            "lecturer": ["Giảng viên Lò Thị Giảng đã có buổi ở lớp L-02 (Lớp bạn) vào sáng 07/03/2022."],
            "room": ["Phòng 1 đã có lớp L-02 (Lớp bạn) học vào sáng 07/03/2022."],
        }

    def test_form_says_it_beside_the_field_and_stores_nothing(self, client_of, clerk, training_class, taken):
        fields = {"held_on": "07/03/2022", "part": "1", "periods": "5", "kind": "lesson", "topic": "X"}
        fields |= {"lecturer": taken.lecturer_id, "room_name": "Phòng 2"}
        page = client_of(clerk).post(reverse("classes:new_session", args=[training_class.pk]), fields).text
        assert "đã có buổi ở lớp L-02 (Lớp bạn) vào sáng 07/03/2022." in page
        assert training_class.sessions.count() == 0

    def test_table_of_assignments_is_all_or_nothing(self, client_of, clerk, training_class, taken):
        clashing = factories.make_session(training_class, MONDAY)
        free = factories.make_session(training_class, MONDAY, "2")
        fields = {f"{one.pk}-lecturer": taken.lecturer_id for one in (clashing, free)}
        address = reverse("classes:assign", args=[training_class.pk])
        page = client_of(clerk).post(address, fields).text
        assert (
            page.count(f'<li><a href="#id_{clashing.pk}-lecturer">Sáng 07/03/2022</a>: ')
            == page.count("<li><a href=")
            == 1
        )
        assert training_class.sessions.filter(lecturer__isnull=False).count() == 0
        fields[f"{clashing.pk}-lecturer"] = ""
        assert client_of(clerk).post(address, fields | {f"{free.pk}-room": "Phòng 1"}).status_code == 302
        free.refresh_from_db()
        assert (free.lecturer, str(free.room)) == (taken.lecturer, "Phòng 1")

    def test_called_off_session_takes_nobodys_time(self, training_class, taken):
        actions.cancel_session(session=taken, reason="Mưa lũ")
        session = Session(training_class=training_class, held_on=MONDAY, part="1", topic="X", lecturer=taken.lecturer)
        actions.save_session(session=session, room_name="Phòng 1")
        with pytest.raises(ValidationError, match="lớp L-01"):
            actions.restore_session(session=taken)

    @pytest.mark.parametrize(
        ("day", "field", "sentence"),
        [
            (date(2022, 4, 10), "holiday_reason", "10/04/2022 là ngày nghỉ (Giỗ Tổ Hùng Vương)."),
            (date(2022, 3, 6), "held_on", "Trước ngày khai giảng 07/03/2022 của lớp."),
        ],
    )
    def test_odd_days_are_refused(self, training_class, day, field, sentence):
        session = Session(training_class=training_class, held_on=day, part="1", topic="X")
        with pytest.raises(ValidationError) as refused:
            actions.save_session(session=session)
        assert refused.value.message_dict[field][0].startswith(sentence)

    def test_a_day_off_is_taught_once_somebody_says_why(self, training_class):
        day = date(2022, 4, 10)
        session = Session(training_class=training_class, held_on=day, part="1", topic="X", holiday_reason="Học bù")
        assert actions.save_session(session=session).pk

    def test_another_centres_lecturer_is_refused(self, other_centre, training_class):
        stranger = factories.make_lecturer(other_centre)
        session = Session(training_class=training_class, held_on=MONDAY, part="1", topic="X", lecturer=stranger)
        with pytest.raises(ValidationError, match="không thuộc trung tâm"):
            actions.save_session(session=session)


def test_session_with_attendance_neither_moves_nor_goes(training_class):
    session = factories.make_session(training_class, MONDAY, taken_at="2022-03-07T01:00:00Z")
    session.held_on = MONDAY + timedelta(days=1)
    for act in (
        lambda: actions.save_session(session=session),
        lambda: actions.cancel_session(session=session, reason="Mưa"),
        lambda: actions.delete_session(session=session),
    ):
        with pytest.raises(ValidationError, match="đã điểm danh"):
            act()


def test_hours_are_counted_by_the_norm_of_1147(monkeypatch, centre, other_centre):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 6, 1))
    lecturer = factories.make_lecturer(centre)
    director = factories.make_lecturer(centre, "Lường Đức Trầm", duty="director", engagement="part_time")
    invited = factories.make_lecturer(centre, "Hà Văn Mời", engagement="invited")
    training_class = factories.make_class(centre, opened_on=date(2026, 5, 1))
    for day in (4, 5):
        factories.make_session(training_class, date(2026, 5, day), lecturer=lecturer)
    factories.make_session(training_class, date(2026, 6, 9), lecturer=lecturer)  # still to come
    for kind, quantity in (("marking", 45), ("test_set", 2), ("contest", 1)):
        LecturerActivity.objects.create(lecturer=lecturer, kind=kind, held_on=date(2026, 5, 20), quantity=quantity)
    found = teaching_of([lecturer, director, invited], 2026)
    assert [(one.sessions, one.periods, one.hours, one.due) for one in found] == [
        (2, 10, Decimal("20.5"), Decimal(270)),  # 10 + 45/6 + 2 × 1,5
        (0, 0, Decimal(0), Decimal(27)),
        (0, 0, Decimal(0), None),
    ]
    assert (found[0].percent, found[0].class_hours, found[0].class_due) == (Decimal("7.59"), Decimal(10), Decimal(135))
    assert [one.share for one in found] == ["7,59%", "0%", ""]
    assert [one.due for one in teaching_of([lecturer], 2024)] == [None]


def test_hours_in_class_stand_beside_the_least_of_the_year(monkeypatch, client_of, clerk, centre):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 6, 1))
    lecturer = factories.make_lecturer(centre)
    invited = factories.make_lecturer(centre, "Hà Văn Mời", engagement="invited")
    training_class = factories.make_class(centre, opened_on=date(2026, 5, 1))
    factories.make_session(training_class, date(2026, 5, 4), lecturer=lecturer)
    page = client_of(clerk).get(reverse("classes:lecturer", args=[lecturer.pk])).text
    assert "<strong>5/135</strong>giờ giảng trên lớp so với mức ít nhất của năm" in page
    assert "giờ giảng trên lớp" not in client_of(clerk).get(reverse("classes:lecturer", args=[invited.pk])).text


def test_week_shows_every_class_of_the_centre_and_no_other(client_of, clerk, centre, training_class):
    factories.make_session(training_class, MONDAY, lecturer=factories.make_lecturer(centre), topic="Bài của ta")
    page = client_of(clerk).get(reverse("classes:week"), {"ngay": "2022-03-09"}).text
    assert "Từ 07/03/2022 đến 13/03/2022" in page
    assert "Bài của ta" in page
    assert "BM-02" not in page


def test_lecturer_with_an_account_finds_the_own_timetable(client_of, centre, lecturer, training_class):
    own = factories.make_lecturer(centre, account=lecturer)
    factories.make_session(training_class, date(2022, 3, 11), lecturer=own, topic="Bài của tôi")
    client = client_of(lecturer)
    address = reverse("classes:lecturer", args=[own.pk])
    assert f'href="{address}">Lịch giảng của tôi</a>' in client.get(reverse("classes:week")).text
    assert "Bài của tôi" in client.get(address).text


def test_pages_cost_the_same_for_one_session_and_for_five(client_of, clerk, centre, training_class):
    client = client_of(clerk)
    of_class = [reverse(name, args=[training_class.pk]) for name in ("classes:timetable", "classes:assign")]
    of_centre = [f"{reverse('classes:week')}?ngay=2022-03-07", f"{reverse('classes:lecturers')}?nam=2022"]

    def queries(address):
        with CaptureQueriesContext(connection) as made:
            client.get(address)
        return len(made)

    def add(number):
        lecturer = factories.make_lecturer(centre, f"Giảng viên {number}")
        factories.make_session(training_class, MONDAY + timedelta(days=number), lecturer=lecturer)

    add(0)
    for address in (*of_class, *of_centre):  # the browser session is written at first
        client.get(address)
    first = [queries(address) for address in (*of_class, *of_centre)]
    for number in range(1, 5):
        add(number)
    assert [queries(address) for address in (*of_class, *of_centre)] == first


def test_modules_done_are_what_reports_count(client_of, clerk, centre, other_centre):
    long_class = factories.make_class(centre, "TC-1", "trung-cap-llct", kind="maintained", modules_done=5)
    fields = {
        "0-title": "Triết học",
        "0-begun_on": "1/9/21",
        "0-done_on": "30/9/21",
        "1-title": "Kinh tế",
        "2-title": "",
    }
    address = reverse("classes:modules", args=[long_class.pk])
    assert client_of(clerk).post(address, fields).status_code == 302
    long_class.refresh_from_db()
    assert long_class.modules_done == 1
    fields = {"0-title": "", "1-title": "Kinh tế", "1-done_on": "1/12/21"}
    client_of(clerk).post(address, fields)
    assert list(Module.objects.values_list("position", "title")) == [(1, "Kinh tế")]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"0-title": "Triết học", "0-done_on": "30/9/21", "1-title": "Kinh tế"}, "Đã lưu 02 học phần, đã xong 01."),
        ({"0-title": "Triết học"}, "Đã lưu 01 học phần, chưa xong học phần nào."),
        ({"0-title": ""}, "Lớp không còn học phần nào."),
    ],
)
def test_saved_modules_are_told_in_words(client_of, clerk, centre, fields, told):
    long_class = factories.make_class(centre, "TC-1", "trung-cap-llct", kind="maintained")
    page = client_of(clerk).post(reverse("classes:modules", args=[long_class.pk]), fields, follow=True)
    assert [str(message) for message in page.context["messages"]] == [told]


def test_wrong_module_is_summed_up_and_led_to(client_of, clerk, centre):
    long_class = factories.make_class(centre, "TC-1", "trung-cap-llct", kind="maintained")
    fields = {"0-title": "Triết học", "1-title": "", "1-done_on": "30/9/21"}
    page = client_of(clerk).post(reverse("classes:modules", args=[long_class.pk]), fields).text
    assert '<a href="#id_1-title">Dòng 2 – Tên học phần</a>: Thiếu tên học phần.' in page


def test_activities_of_nobody_lead_to_the_first_lecturer(client_of, clerk, centre):
    address, new = reverse("classes:new_activities"), f'href="{reverse("classes:new_lecturer")}"'
    client = client_of(clerk)
    assert (new in client.get(address).text, "Ghi hoạt động</button>" in client.get(address).text) == (True, False)
    factories.make_lecturer(centre)
    assert (new in client.get(address).text, "Ghi hoạt động</button>" in client.get(address).text) == (False, True)


@pytest.mark.parametrize("who", ["reviewer", "host_reviewer"])
def test_way_to_a_class_leads_to_the_list_only_where_one_opens(request, client_of, training_class, who):
    client = client_of(request.getfixturevalue(who))
    page = client.get(reverse("classes:timetable", args=[training_class.pk])).text
    leads = f'<li class="breadcrumb-item"><a href="{reverse("classes:list")}">Lớp</a></li>' in page
    assert leads == (client.get(reverse("classes:list")).status_code == 200) == (who == "host_reviewer")


def test_printed_timetable_has_every_session_in_order(centre, training_class):
    lecturer = factories.make_lecturer(centre)
    factories.make_session(training_class, MONDAY, "2", topic="Sau", lecturer=lecturer)
    factories.make_session(training_class, MONDAY, "1", topic="Trước")
    page = timetable_html(training_class, list(training_class.sessions.select_related("lecturer", "room").in_order()))
    assert page.index("Trước") < page.index("Sau") < page.index("Lò Thị Giảng") < page.index("GIÁM ĐỐC")
    assert "Lớp gồm 2 buổi, 10 tiết, học trong 1 ngày" in page
    assert '<h1 class="kind">LỊCH HỌC</h1>' in page
    assert 'class="number"' not in page


def test_days_off_that_follow_each_other_are_named_once():
    tet, rain = Holiday(name="Tết"), Holiday(name="Nghỉ lũ")
    days = [(date(2027, 2, 4), tet), (date(2027, 2, 5), tet), (date(2027, 5, 13), rain)]
    assert days_in_words(days) == "04/02/2027–05/02/2027 (Tết), 13/05/2027 (Nghỉ lũ)"
