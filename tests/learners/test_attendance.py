"""Attendance: typed or clicked, checked against the list of that day, locked after the class, judged in tiết."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centres import dates
from classes.models import AssessmentRules, Session
from learners.actions.attendance import record_attendance, take_back
from learners.actions.closing import close_class, recognise_class
from learners.actions.places import add_learner, remove_place
from learners.actions.results import Change, save_results
from learners.actions.results import Entry as Marks
from learners.attendance import AttendanceBook, Tally, short_of_attendance
from learners.attendance_codes import Entry, read_absentees
from learners.attendance_paper import sign_in_sheet_html
from learners.models import Attendance, Enrolment, Learner, Result
from tests import factories

MONDAY = date(2022, 3, 7)
TODAY = date(2022, 3, 10)
ABSENT, EXCUSED, LATE = Entry("unexcused"), Entry("excused"), Entry("late")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    def stand_on(day):
        monkeypatch.setattr(dates, "today", lambda: day)

    stand_on(TODAY)
    return stand_on


@pytest.fixture
def training_class(centre, other_centre):
    """Four learners, and five sessions of which the last is still to come; another centre's class beside it."""
    stranger = factories.enrol(factories.make_class(other_centre, "BM-02"))
    factories.make_session(stranger.training_class, MONDAY)
    training_class = factories.make_class(centre)
    for name in ("An", "Bình", "Chi", "Dung"):
        factories.enrol(training_class, factories.make_learner(centre, f"Lò Thị {name}"))
    for step in range(4):
        factories.make_session(training_class, MONDAY + timedelta(days=step), topic=f"Bài {step + 1}")
    factories.make_session(training_class, MONDAY + timedelta(days=4), topic="Thu hoạch", kind="test")
    return training_class


def sessions_of(training_class):
    return list(training_class.sessions.in_order())


def place(training_class, number):
    return training_class.enrolments.get(roll_number=number)


def take(session, **absent):
    """Take a session's attendance with who was not there: take(session, n2=ABSENT)."""
    entries = {place(session.training_class, int(key[1:])).pk: entry for key, entry in absent.items()}
    record_attendance(session=session, entries=entries, user=None, confirm=True)


def stored(session):
    rows = session.attendances.order_by("enrolment__roll_number")
    return [(row.enrolment.roll_number, row.presence, row.missed) for row in rows.select_related("enrolment")]


def test_typed_absentees_are_understood():
    found, wrong = read_absentees("3 7p, 12M;15:2 20-22 7k x1 9z x1 9-3")
    partial = Entry("partial", 2)
    assert found == {3: ABSENT, 7: ABSENT, 12: LATE, 15: partial, 20: ABSENT, 21: ABSENT, 22: ABSENT}
    assert wrong == ["Không hiểu “x1”, “9z”, “9-3”: ghi số thứ tự, ví dụ 3 7p 12m."]


class TestGrid:
    def test_typed_list_marks_the_session_as_taken(self, client_of, clerk, training_class):
        session = sessions_of(training_class)[0]
        address = reverse("learners:attendance", args=[training_class.pk])
        client_of(clerk).post(address, {"buoi": session.pk, "vang": "2 4p", "xac-nhan": "1"})
        session.refresh_from_db()
        assert (session.is_taken, session.taken_by) == (True, clerk)
        assert stored(session) == [(2, "unexcused", None), (4, "excused", None)]
        page = client_of(clerk).get(address).text
        assert '<td class="number">0/5</td><td class="number">0%</td>' in page
        assert "BM-02" not in page

    def test_wrong_number_stores_nothing_and_keeps_what_was_typed(self, client_of, clerk, training_class):
        session = sessions_of(training_class)[0]
        address = reverse("learners:attendance", args=[training_class.pk])
        page = client_of(clerk).post(address, {"buoi": session.pk, "vang": "2 99", "xac-nhan": "1"}, follow=True).text
        assert "Không có số thứ tự 99 trong danh sách lớp." in page
        assert 'value="2 99"' in page
        session.refresh_from_db()
        assert (session.is_taken, stored(session)) == (False, [])

    def test_session_of_another_class_is_not_found(self, client_of, clerk, training_class):
        foreign = Session.objects.get(training_class__code="BM-02")
        address = reverse("learners:attendance", args=[training_class.pk])
        assert client_of(clerk).post(address, {"buoi": foreign.pk, "vang": "1"}).status_code == 404

    def test_page_costs_the_same_for_more_learners_and_sessions(self, client_of, clerk, training_class):
        client, address = client_of(clerk), reverse("learners:attendance", args=[training_class.pk])

        def queries():
            with CaptureQueriesContext(connection) as made:
                client.get(address)
            return len(made)

        take(sessions_of(training_class)[0], n1=ABSENT)
        client.get(address)
        first = queries()
        for number in range(5):
            factories.enrol(training_class)
            factories.make_session(
                training_class, MONDAY, "2" if number == 0 else "3", topic="X"
            ) if number < 2 else None
        take(sessions_of(training_class)[1], n1=ABSENT, n2=LATE)
        assert queries() == first


class TestCells:
    def send(self, client, session, **fields):
        return client.post(reverse("learners:record_attendance", args=[session.pk]), fields)

    def test_cell_is_saved_at_once_with_who_wrote_it(self, client_of, clerk, training_class):
        session, enrolment = sessions_of(training_class)[1], place(training_class, 3)
        answer = self.send(client_of(clerk), session, **{f"o-{enrolment.pk}": "2"}).json()
        assert (answer["errors"], answer["stands"], answer["taken"]) == ({}, {str(enrolment.pk): "2"}, False)
        row = Attendance.objects.get()
        assert (row.presence, row.missed, row.changed_by) == ("partial", 2, clerk)
        self.send(client_of(clerk), session, **{f"o-{enrolment.pk}": "c", "xac-nhan": "1"})
        assert stored(session) == [(3, "present", None)]

    def test_saved_session_is_told_in_numbers_with_what_each_line_comes_to(self, client_of, clerk, training_class):
        session, other = sessions_of(training_class)[0], place(training_class, 1)
        people = training_class.enrolments.on_roster(session.held_on).count()
        answer = self.send(client_of(clerk), session, vang="3p 2m", **{"xac-nhan": "1"}).json()
        assert answer["said"] == (f"Đã lưu điểm danh buổi {session.when}: {people - 2:02} có mặt, 01 đi muộn, 01 vắng.")
        tallies = answer["tallies"]
        assert tallies[str(place(training_class, 3).pk)][:2] == ["0/5", "0%"]
        assert tallies[str(other.pk)] == ["5/5", "100%", False]
        answer = self.send(client_of(clerk), session, **{f"o-{other.pk}": "k"}).json()
        assert (answer["said"], answer["tallies"][str(other.pk)][:2]) == ("", ["0/5", "0%"])

    @pytest.mark.parametrize(
        ("code", "sentence"),
        [
            ("5", "Buổi có 5 tiết: vắng cả buổi thì ghi vắng có phép hoặc không phép."),
            ("x", "Chọn có mặt, muộn, có phép, không phép hoặc số tiết vắng."),
        ],
    )
    def test_senseless_cell_is_refused(self, client_of, clerk, training_class, code, sentence):
        session, enrolment = sessions_of(training_class)[0], place(training_class, 1)
        answer = self.send(client_of(clerk), session, **{f"o-{enrolment.pk}": code}).json()
        assert (answer["errors"], Attendance.objects.count()) == ({str(enrolment.pk): sentence}, 0)

    def test_learner_of_another_class_is_refused(self, client_of, clerk, training_class):
        stranger = Enrolment.objects.get(training_class__code="BM-02")
        answer = self.send(client_of(clerk), sessions_of(training_class)[0], **{f"o-{stranger.pk}": "k"}).json()
        assert answer["errors"] == {str(stranger.pk): "Học viên này không có trong lớp."}

    def test_who_had_left_or_not_yet_come_is_not_expected(self, client_of, clerk, training_class):
        gone, late = place(training_class, 1), place(training_class, 2)
        Enrolment.objects.filter(pk=gone.pk).update(state="withdrawn", withdrawn_on=date(2022, 3, 8))
        Enrolment.objects.filter(pk=late.pk).update(joined_on=date(2022, 3, 8))
        first, second = sessions_of(training_class)[:2]
        assert set(self.send(client_of(clerk), first, **{f"o-{late.pk}": "k"}).json()["errors"]) == {str(late.pk)}
        assert set(self.send(client_of(clerk), second, **{f"o-{gone.pk}": "k"}).json()["errors"]) == {str(gone.pk)}
        assert self.send(client_of(clerk), second, **{f"o-{late.pk}": "k"}).json()["errors"] == {}


class TestOneSession:
    def test_plain_form_saves_choices_and_typed_numbers(self, client_of, clerk, training_class):
        session = sessions_of(training_class)[0]
        fields = {f"o-{one.pk}": "c" for one in training_class.enrolments.all()}
        fields |= {f"o-{place(training_class, 1).pk}": "m", "vang": "3p", "xac-nhan": "1"}
        client_of(clerk).post(reverse("learners:session_attendance", args=[session.pk]), fields)
        assert stored(session) == [(1, "late", None), (3, "excused", None)]

    def test_what_is_wrong_is_summed_up_and_led_to(self, client_of, clerk, training_class):
        session, first = sessions_of(training_class)[0], place(training_class, 1)
        address = reverse("learners:session_attendance", args=[session.pk])
        page = client_of(clerk).post(address, {f"o-{first.pk}": "zzz", "vang": "x1 99"})
        assert [(one.place, one.address, one.sentence) for one in page.context["problems"]] == [
            (
                "Số thứ tự người vắng",
                "vang",
                "Không hiểu “x1”: ghi số thứ tự, ví dụ 3 7p 12m. Không có số thứ tự 99 trong danh sách lớp.",
            ),
            (f"1. {first.learner}", f"o{first.pk}c", "Chọn có mặt, muộn, có phép, không phép hoặc số tiết vắng."),
        ]
        assert f'<a href="#o{first.pk}c">' in page.text
        assert stored(session) == []

    def test_confirmation_is_taken_back(self, client_of, clerk, training_class):
        session = sessions_of(training_class)[0]
        take(session, n1=ABSENT)
        client_of(clerk).post(reverse("learners:session_attendance", args=[session.pk]), {"bo-xac-nhan": "1"})
        session.refresh_from_db()
        assert (session.is_taken, len(stored(session))) == (False, 1)

    def test_session_to_come_takes_none(self, client_of, clerk, training_class):
        last = sessions_of(training_class)[-1]
        with pytest.raises(ValidationError, match="sáng 11/03/2022 chưa tới ngày học"):
            record_attendance(session=last, entries={}, user=None, confirm=True)
        assert "chưa tới ngày học" in client_of(clerk).get(reverse("learners:session_attendance", args=[last.pk])).text

    def test_who_only_reads_is_not_told_that_all_were_there_before_it_is_taken(
        self, client_of, lecturer, training_class
    ):
        def shown():
            page = client_of(lecturer).get(reverse("learners:session_attendance", args=[session.pk])).text
            return [page.count(f"<span>{word}</span>") for word in ("chưa điểm danh", "Có mặt", "Vắng không phép")]

        session = sessions_of(training_class)[0]
        number = training_class.enrolments.count()
        assert shown() == [number, 0, 0]
        take(session, n1=ABSENT)
        assert shown() == [0, number - 1, 1]

    def test_sheet_has_the_order_and_numbers_of_the_class(self, training_class):
        Enrolment.objects.filter(pk=place(training_class, 2).pk).update(joined_on=date(2022, 3, 9))
        session = sessions_of(training_class)[0]
        expected = training_class.enrolments.on_roster(session.held_on).order_by("roll_number")
        page = sign_in_sheet_html(session, list(expected))
        found = [part.split("</td>")[0] for part in page.split("<tbody>")[1].split("<tr><td>")[1:]]
        assert found == ["1", "3", "4"]


class TestLock:
    @pytest.fixture
    def closed(self, training_class, today):
        today(date(2022, 3, 11))
        for session in sessions_of(training_class):
            take(session)
        close_class(training_class=training_class, closed_on=date(2022, 3, 11), assessed_by="centre")
        return training_class

    def test_open_for_the_days_of_the_rules_then_only_with_a_reason(self, closed, today):
        session = Session.objects.select_related("training_class").filter(training_class=closed).first()
        today(date(2022, 3, 18))
        take(session, n1=ABSENT)
        today(date(2022, 3, 19))
        with pytest.raises(ValidationError, match="khóa từ 19/03/2022"):
            take(session, n2=ABSENT)
        entries = {place(closed, 2).pk: EXCUSED}
        record_attendance(session=session, entries=entries, user=None, reason="Có giấy xin phép nộp sau")
        assert [row.late_reason for row in session.attendances.order_by("pk")] == ["", "Có giấy xin phép nộp sau"]

    def test_recognised_class_changes_no_more(self, closed):
        closed.refresh_from_db()
        closed.recognised_on = date(2022, 3, 11)
        closed.save()
        session = Session.objects.select_related("training_class").filter(training_class=closed).first()
        for act in (lambda: take(session, n1=ABSENT), lambda: take_back(session=session, user=None)):
            with pytest.raises(ValidationError, match="đã được công nhận"):
                act()


def test_class_with_unmarked_sessions_is_not_closed(client_of, clerk, training_class, today):
    today(date(2022, 3, 11))
    for session in sessions_of(training_class)[:3]:
        take(session)
    address = reverse("learners:close", args=[training_class.pk])
    shown = client_of(clerk).get(address).text  # said before anything is typed
    assert "Còn 02 buổi chưa điểm danh: chưa ghi kết thúc được." in shown
    assert "<li>sáng 10/03/2022: Bài 4</li><li>sáng 11/03/2022: Thu hoạch</li>" in shown
    page = client_of(clerk).post(address, {"closed_on": "11/03/2022", "assessed_by": "centre"})
    assert "Còn 02 buổi chưa điểm danh: sáng 10/03/2022 (Bài 4); sáng 11/03/2022 (Thu hoạch)." in page.text
    training_class.refresh_from_db()
    assert training_class.status == "open"


class TestEligibility:
    def test_tiet_are_counted_and_sessions_to_come_forgiven(self, training_class):
        sessions = sessions_of(training_class)
        take(sessions[0], n1=ABSENT, n2=LATE, n3=Entry("partial", 2))
        take(sessions[1], n1=EXCUSED)
        book = AttendanceBook(training_class)
        tallies = [book.tally(place(training_class, number)) for number in (1, 2, 3)]
        assert [(one.attended, one.held, one.total, one.percent) for one in tallies] == [
            (0, 10, 25, Decimal("0.00")),
            (10, 10, 25, Decimal("100.00")),
            (8, 10, 25, Decimal("80.00")),
        ]
        # 15 of 25 tiết would be 60 % even if all the rest were attended; 23 of 25 suffice
        assert [one.is_short for one in tallies] == [True, False, False]
        assert set(short_of_attendance(training_class)) == {place(training_class, 1).pk}

    def test_exactly_the_limit_suffices(self, training_class):
        take(sessions_of(training_class)[0], n1=ABSENT)
        assert short_of_attendance(training_class) == {}  # 20 of 25 tiết are 80 %

    @pytest.mark.parametrize(
        ("total", "most_missed"), [(5, 1), (7, 1), (25, 5), (28, 5), (45, 9), (49, 9), (50, 10), (51, 10), (295, 59)]
    )
    def test_a_fifth_of_the_tiet_may_be_missed_and_not_one_more(self, total, most_missed):
        short = [Tally(total, total, missed, Decimal(80)).is_short for missed in range(total + 1)]
        assert short == [False] * (most_missed + 1) + [True] * (total - most_missed)

    def test_excused_absence_and_uncounted_sessions_follow_the_settings(self, training_class):
        sessions = sessions_of(training_class)
        for session in sessions[:2]:
            take(session, n1=EXCUSED, n2=ABSENT)
        AssessmentRules.objects.update(excused_counts_absent=False)
        Session.objects.filter(pk=sessions[0].pk).update(counted=False)
        book = AttendanceBook(training_class)
        assert [book.tally(place(training_class, n)).missed for n in (1, 2)] == [0, 5]
        assert book.tally(place(training_class, 2)).total == 20

    def test_who_is_short_gets_no_mark(self, training_class):
        for session in sessions_of(training_class)[:2]:
            take(session, n1=ABSENT)
        short, fine = place(training_class, 1), place(training_class, 2)
        changes = {one.pk: Change("||", Marks(mark=Decimal(8))) for one in (short, fine)}
        with pytest.raises(ValidationError) as refused:
            save_results(training_class=training_class, changes=changes, user=None)
        assert refused.value.message_dict == {
            str(short.pk): ["Không đủ điều kiện kiểm tra: dự học 0/10 tiết (0%), phải dự từ 80% số tiết của lớp."]
        }
        changes[short.pk] = Change("||", Marks(not_assessed="attendance"))
        assert save_results(training_class=training_class, changes=changes, user=None) == 2

    def test_mark_from_before_holds_up_the_recognition(self, training_class, today):
        sessions = sessions_of(training_class)
        today(date(2022, 3, 11))
        Result.objects.bulk_create(Result(enrolment=one, mark=8) for one in training_class.enrolments.all())
        for session in sessions:
            take(session, **({"n3": ABSENT} if session in sessions[:2] else {}))
        close_class(training_class=training_class, closed_on=date(2022, 3, 11), assessed_by="centre")
        with pytest.raises(ValidationError, match="01 học viên có điểm mà không đủ số tiết dự học: số thứ tự 3"):
            recognise_class(training_class=training_class, number="", recognised_on=date(2022, 3, 11))

    def test_class_without_attendance_is_judged_as_ever(self, training_class):
        changes = {place(training_class, 1).pk: Change("||", Marks(mark=Decimal(8)))}
        assert save_results(training_class=training_class, changes=changes, user=None) == 1


def test_who_comes_later_is_not_absent_unnoticed_before(centre, training_class):
    take(sessions_of(training_class)[0])
    added = add_learner(training_class=training_class, learner=Learner(full_name="Vũ Văn Muộn"), place=Enrolment())
    assert added.joined_on == TODAY
    assert AttendanceBook(training_class).tally(added).missed == 5


def test_sessions_after_leaving_are_not_attended(training_class):
    for session in sessions_of(training_class)[:2]:
        take(session)
    gone = place(training_class, 1)
    gone.state, gone.withdrawn_on = "withdrawn", date(2022, 3, 8)
    assert AttendanceBook(training_class).tally(gone).attended == 5


def test_place_with_attendance_is_not_taken_away(training_class):
    take(sessions_of(training_class)[0], n1=ABSENT)
    with pytest.raises(ValidationError, match="đã được điểm danh"):
        remove_place(enrolment=place(training_class, 1))


def test_class_page_leads_to_timetable_and_attendance(client_of, clerk, training_class):
    take(sessions_of(training_class)[0], n1=ABSENT)
    take(sessions_of(training_class)[1], n1=ABSENT)
    page = client_of(clerk).get(reverse("learners:class", args=[training_class.pk])).text
    assert reverse("classes:timetable", args=[training_class.pk]) in page
    assert "đã điểm danh 2/4 buổi đã học" in page
    assert "1 học viên không đủ số tiết dự học" in page
