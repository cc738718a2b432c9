"""Entering a class's results: the page and the act behind it."""

from datetime import date
from decimal import Decimal
from unittest import mock

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from classes.models import AssessmentRules
from learners.actions.results import Change, Entry, save_results
from learners.models import Attendance, Result
from tests import factories


@pytest.fixture
def training_class(centre, other_centre):
    return factories.make_class(centre)


@pytest.fixture
def an(training_class):
    return factories.enrol(training_class, factories.make_learner(training_class.centre, "Lê Văn An"))


@pytest.fixture
def buoi(training_class, an):
    return factories.enrol(training_class, factories.make_learner(training_class.centre, "Trần Thị Bưởi"))


def page_of(training_class):
    return reverse("learners:results", args=[training_class.pk])


def typed(enrolment, mark="", resit="", reason="", seen="||"):
    """One row as the browser sends it."""
    pk = enrolment.pk
    return {f"diem-{pk}": mark, f"lam-lai-{pk}": resit, f"ly-do-{pk}": reason, f"da-thay-{pk}": seen}


def stored(enrolment):
    result = Result.objects.filter(enrolment=enrolment).first()
    return (result.mark, result.resit_mark, result.not_assessed) if result else None


def rows_of(response):
    return {row.enrolment.learner.full_name: row for row in response.context["rows"]}


def test_results_are_saved_with_who_and_shown_with_why(client_of, clerk, training_class, an, buoi):
    client = client_of(clerk)
    response = client.post(page_of(training_class), typed(an, "7.5") | typed(buoi, "4,75", resit="6"), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Đã lưu kết quả của 2 học viên."]
    assert (stored(an), stored(buoi)) == (
        (Decimal("7.50"), None, ""),
        (Decimal("4.75"), Decimal(6), ""),
    )
    assert {result.changed_by for result in Result.objects.filter(enrolment__in=[an, buoi])} == {clerk}
    rows = rows_of(response)
    assert (rows["Lê Văn An"].band, rows["Lê Văn An"].why) == ("Khá", "7,50: từ 7,00 đến dưới 8,00 là Khá")
    assert rows["Trần Thị Bưởi"].why == "điểm làm lại 6,00: từ 5,00 đến dưới 7,00 là Trung bình"
    assert response.context["counts"].assessed == 2


def test_who_is_missing_is_named_once_somebody_has_a_mark(client_of, clerk, training_class, an, buoi):
    client = client_of(clerk)
    assert "Còn thiếu" not in client.get(page_of(training_class)).text
    shown = client.post(page_of(training_class), typed(an, "7,5"), follow=True).text
    assert "Còn thiếu kết quả của 1 học viên:" in shown
    assert f'<a href="#diem-{buoi.pk}">2</a>' in shown
    assert reverse("learners:class_paper", args=[training_class.pk, "bang-diem", "pdf"]) in shown


def test_results_stand_in_roll_number_order(client_of, clerk, training_class, an, buoi):
    type(an).objects.filter(pk=an.pk).update(roll_number=9)
    response = client_of(clerk).get(page_of(training_class))
    assert [row.enrolment.learner.full_name for row in response.context["rows"]] == ["Trần Thị Bưởi", "Lê Văn An"]


def test_all_errors_at_once_and_nothing_is_saved_or_lost(client_of, clerk, training_class, an, buoi):
    third = factories.enrol(training_class)
    sent = typed(an, "11", resit="abc") | typed(buoi, "7,3") | typed(third, "8")
    response = client_of(clerk).post(page_of(training_class), sent)
    rows = response.context["rows"]
    assert [row.errors for row in rows] == [
        {"mark": "Điểm phải từ 0 đến 10.", "resit_mark": "“abc” không phải là điểm; ví dụ điểm đúng: 7,5."},
        {"mark": "Điểm phải theo bước 0,25."},
        {},
    ]
    assert [(row.mark, row.resit_mark) for row in rows] == [("11", "abc"), ("7,3", ""), ("8", "")]
    assert response.context["wrong"] == 2
    assert not Result.objects.filter(enrolment__training_class=training_class).exists()


def test_rows_left_alone_stay_classified_beside_errors(client_of, clerk, training_class, an, buoi):
    Result.objects.create(enrolment=an, mark=Decimal(8))
    sent = typed(an, "8", seen="8||") | typed(buoi, "11")
    rows = rows_of(client_of(clerk).post(page_of(training_class), sent))
    assert [(row.band, row.why) for row in rows.values()] == [("Giỏi", "8,00: từ 8,00 đến dưới 9,00 là Giỏi"), ("", "")]


@pytest.mark.parametrize(
    ("mark", "resit", "reason", "error"),
    [
        ("8", "", "absent", "Đã có điểm thì không ghi lý do không đánh giá."),
        ("", "6", "", "Chỉ ghi điểm làm lại khi đã có điểm lần đầu."),
        ("5", "6", "", "Chỉ làm lại khi điểm lần đầu dưới 5,00."),
    ],
)
def test_row_that_contradicts_itself(client_of, clerk, training_class, an, mark, resit, reason, error):
    response = client_of(clerk).post(page_of(training_class), typed(an, mark, resit, reason))
    assert rows_of(response)["Lê Văn An"].errors == {"row": error}
    assert stored(an) is None


def test_unknown_reason_is_refused(client_of, clerk, training_class, an):
    response = client_of(clerk).post(page_of(training_class), typed(an, reason="lười"))
    assert rows_of(response)["Lê Văn An"].errors == {"reason": "Lý do không hợp lệ."}


def test_resit_refused_by_rules_without_resits(centre, clerk, client_of):
    rules = AssessmentRules.objects.get(valid_from=None)
    rules.pk, rules.resits = None, 0
    rules.save()
    enrolment = factories.enrol(factories.make_class(centre, rules=rules))
    with pytest.raises(ValidationError) as refused:
        save_results(
            training_class=enrolment.training_class,
            changes={enrolment.pk: Change("||", Entry(Decimal(4), Decimal(6)))},
            user=clerk,
        )
    assert refused.value.message_dict == {str(enrolment.pk): ["Bộ quy tắc của lớp không cho làm lại."]}


def test_reason_instead_of_a_mark(client_of, clerk, training_class, an):
    response = client_of(clerk).post(page_of(training_class), typed(an, reason="attendance"), follow=True)
    assert stored(an) == (None, None, "attendance")
    assert rows_of(response)["Lê Văn An"].why == "Không đủ số tiết dự học"
    assert (response.context["counts"].unmarked, response.context["counts"].not_assessed) == (0, 1)


def test_mark_can_be_taken_out(client_of, clerk, training_class, an):
    Result.objects.create(enrolment=an, mark=8)
    client_of(clerk).post(page_of(training_class), typed(an, seen="8,00||"))
    assert stored(an) == (None, None, "")


def test_unchanged_rows_are_not_touched(client_of, clerk, director, training_class, an, buoi):
    Result.objects.create(enrolment=an, mark=Decimal("7.30"), changed_by=director)  # from another step
    sent = typed(an, "7,30", seen="7,30||") | typed(buoi, "8")
    response = client_of(clerk).post(page_of(training_class), sent, follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Đã lưu kết quả của 1 học viên."]
    assert Result.objects.get(enrolment=an).changed_by == director


def test_what_somebody_else_saved_meanwhile_is_said_then_replaced_knowingly(
    client_of, clerk, director, training_class, an, buoi
):
    Result.objects.create(enrolment=an, mark=9, changed_by=director)
    client, sent = client_of(clerk), typed(an, "8") | typed(buoi, "7")
    response = client.post(page_of(training_class), sent)
    row = rows_of(response)["Lê Văn An"]
    assert row.errors == {
        "row": "Ngô Văn Giám Đốc vừa ghi “9,00” cho học viên này. Lưu lần nữa sẽ thay bằng giá trị ở đây."
    }
    assert (row.mark, row.seen, stored(an)[0], stored(buoi)) == ("8", "9,00||", 9, None)
    client.post(page_of(training_class), typed(an, "8", seen=row.seen) | typed(buoi, "7"))
    assert (stored(an)[0], stored(buoi)[0]) == (8, 7)


def test_what_somebody_else_saved_is_kept_where_nothing_was_typed(client_of, clerk, training_class, an, buoi):
    Result.objects.create(enrolment=an, mark=9)
    response = client_of(clerk).post(page_of(training_class), typed(an) | typed(buoi, "99"))
    assert (rows_of(response)["Lê Văn An"].mark, rows_of(response)["Lê Văn An"].seen) == ("9,00", "9,00||")
    client_of(clerk).post(page_of(training_class), typed(an) | typed(buoi, "9"))
    assert stored(an)[0] == 9


def test_same_value_saved_by_two_is_no_conflict(client_of, clerk, training_class, an):
    Result.objects.create(enrolment=an, mark=8)
    response = client_of(clerk).post(page_of(training_class), typed(an, "8"), follow=True)
    assert [str(message) for message in response.context["messages"]] == ["Không có kết quả nào thay đổi."]


def test_marks_of_another_centres_learner_are_refused(client_of, clerk, training_class, an, other_centre):
    stranger = other_centre.classes.get().enrolments.order_by("pk").first()
    response = client_of(clerk).post(page_of(training_class), typed(an, "8") | typed(stranger, "1", seen="8,00||"))
    assert len(response.context["page_errors"]) == 1
    assert (stored(an), stored(stranger)[0]) == (None, 8)


def test_who_left_takes_no_mark(client_of, clerk, training_class, an):
    type(an).objects.filter(pk=an.pk).update(state="no_show")
    response = client_of(clerk).post(page_of(training_class), typed(an, "8"), follow=True)
    assert (rows_of(response)["Lê Văn An"].takes_marks, stored(an)) == (False, None)


def test_save_results_of_who_left_is_refused(training_class, an):
    type(an).objects.filter(pk=an.pk).update(state="withdrawn", withdrawn_on=date(2022, 3, 9))
    with pytest.raises(ValidationError) as refused:
        save_results(training_class=training_class, changes={an.pk: Change("||", Entry(Decimal(8)))}, user=None)
    assert refused.value.message_dict == {str(an.pk): ["Thôi học giữa chừng: không ghi kết quả."]}


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"status": "planned"}, "Lớp chưa khai giảng nên chưa nhập kết quả được."),
        ({"status": "cancelled", "cancel_reason": "ít người"}, "Lớp đã hủy nên không có kết quả."),
        (
            {"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "nobody"},
            "Lớp không kiểm tra, đánh giá nên không có điểm để nhập.",
        ),
        (
            {"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"}
            | {"recognised_on": date(2022, 3, 12)},
            "Kết quả của lớp đã được công nhận ngày 12/03/2022 nên không sửa được nữa.",
        ),
    ],
)
def test_class_that_takes_no_marks(client_of, clerk, centre, fields, sentence):
    training_class = factories.make_class(centre, **fields)
    enrolment = factories.enrol(training_class)
    client = client_of(clerk)
    page = client.get(page_of(training_class))
    assert (page.context["refusal"], page.context["may_enter"]) == (sentence, False)
    assert client.post(page_of(training_class), typed(enrolment, "8")).context["page_errors"] == [sentence]
    assert stored(enrolment) is None


def test_who_only_reads_sees_the_reason_without_a_mark(client_of, lecturer, centre):
    training_class = factories.make_closed_class(centre)
    Result.objects.create(enrolment=factories.enrol(training_class), not_assessed="absent")
    assert "<td>Vắng kiểm tra</td>" in client_of(lecturer).get(page_of(training_class)).text


def test_closed_class_still_takes_marks_until_recognised(client_of, clerk, centre):
    training_class = factories.make_closed_class(centre, recognised_on=None)
    enrolment = factories.enrol(training_class)
    client_of(clerk).post(page_of(training_class), typed(enrolment, "8"))
    assert stored(enrolment)[0] == 8


def test_fault_in_the_middle_leaves_nothing(training_class, an, buoi):
    save, calls = Result.save, []

    def fail_at_second(self, *args, **kwargs):
        calls.append(self)
        if len(calls) == 2:
            raise RuntimeError
        return save(self, *args, **kwargs)

    changes = {one.pk: Change("||", Entry(Decimal(8))) for one in (an, buoi)}
    with mock.patch.object(Result, "save", fail_at_second), pytest.raises(RuntimeError):
        save_results(training_class=training_class, changes=changes, user=None)
    assert not Result.objects.filter(enrolment__in=[an, buoi]).exists()


def test_marks_leave_a_history(client_of, clerk, training_class, an):
    client_of(clerk).post(page_of(training_class), typed(an, "8"))
    client_of(clerk).post(page_of(training_class), typed(an, "9", seen="8,00||"))
    entry = LogEntry.objects.get_for_object(Result.objects.get(enrolment=an)).order_by("-pk").first()
    assert (entry.actor, entry.changes["mark"]) == (clerk, ["8.00", "9.00"])


@pytest.mark.parametrize(
    ("who", "get", "post"),
    [("outsider", 404, 404), ("lecturer", 200, 403), ("reviewer", 403, 403), ("director", 200, 302)],
)
def test_who_reads_and_who_enters(request, client_of, training_class, an, who, get, post):
    client = client_of(request.getfixturevalue(who))
    assert client.get(page_of(training_class)).status_code == get
    assert client.post(page_of(training_class), typed(an, "8")).status_code == post
    assert (stored(an) is None) == (post != 302)


def test_lecturer_sees_no_inputs(client_of, lecturer, training_class, an):
    page = client_of(lecturer).get(page_of(training_class))
    assert page.context["may_enter"] is False
    assert f'name="diem-{an.pk}"' not in page.text


def test_results_take_no_other_method(client_of, clerk, training_class):
    assert client_of(clerk).delete(page_of(training_class)).status_code == 405


@pytest.mark.parametrize("rows", [1, 3])
def test_results_queries_do_not_grow(client_of, clerk, training_class, rows, django_assert_num_queries):
    for _ in range(rows):
        factories.enrol(training_class, mark=8)
    client = client_of(clerk)
    client.get(page_of(training_class))
    with django_assert_num_queries(14):
        client.get(page_of(training_class))


def test_the_page_says_what_comes_after_the_last_mark(client_of, clerk, training_class, an, buoi):
    client = client_of(clerk)
    response = client.post(page_of(training_class), typed(an, "7.5"), follow=True)
    assert response.context["next"] is None
    response = client.post(page_of(training_class), typed(buoi, "8"), follow=True)
    step = response.context["next"]
    assert (step.label, step.address) == ("Kết thúc lớp", reverse("learners:close", args=[training_class.pk]))
    assert f'href="{step.address}">Kết thúc lớp</a>' in response.text


def test_after_the_end_recognition_is_next(client_of, clerk, centre, other_centre):
    training_class = factories.make_closed_class(centre, recognised_on=None)
    factories.enrol(training_class, mark=8)
    assert client_of(clerk).get(page_of(training_class)).context["next"].label == "Công nhận kết quả"


def test_no_next_step_beside_what_must_be_mended(client_of, clerk, training_class, an):
    client = client_of(clerk)
    client.post(page_of(training_class), typed(an, "8"))
    response = client.post(page_of(training_class), typed(an, "11", seen="8,00||"))
    assert (response.context["wrong"], response.context["next"]) == (1, None)


@pytest.mark.parametrize("typed_mark", ["10,01", "10,25", "11"])
def test_marks_above_ten_are_refused_whatever_the_step(client_of, clerk, training_class, an, typed_mark):
    AssessmentRules.objects.update(mark_step=Decimal("0.01"))
    response = client_of(clerk).post(page_of(training_class), typed(an, typed_mark))
    assert rows_of(response)["Lê Văn An"].errors == {"mark": "Điểm phải từ 0 đến 10."}
    assert stored(an) is None


def test_marks_at_the_bounds_are_classified_exactly_on_the_page(client_of, clerk, training_class):
    AssessmentRules.objects.update(mark_step=Decimal("0.01"))
    bounds = {
        "4,99": "Không đạt",
        "5,00": "Trung bình",
        "6,99": "Trung bình",
        "7,00": "Khá",
        "7,99": "Khá",
        "8,00": "Giỏi",
        "8,99": "Giỏi",
        "9,00": "Xuất sắc",
    }
    sent = {}
    for mark in bounds:
        sent |= typed(factories.enrol(training_class), mark)
    response = client_of(clerk).post(page_of(training_class), sent, follow=True)
    assert {row.mark: row.band for row in response.context["rows"]} == bounds


def test_who_is_short_is_told_why_and_takes_no_mark(client_of, clerk, training_class, an, buoi):
    held = factories.make_session(training_class, taken_at=timezone.now(), taken_by=clerk)
    Attendance.objects.create(session=held, enrolment=an, presence="unexcused")
    client = client_of(clerk)
    row = rows_of(client.get(page_of(training_class)))["Lê Văn An"]
    assert row.why == "dự 0/5 tiết, 0% < 80%: không đủ điều kiện kiểm tra"
    for other in ({}, typed(buoi, "11")):  # beside what cannot be read as well
        response = client.post(page_of(training_class), typed(an, "8") | other)
        assert rows_of(response)["Lê Văn An"].errors["row"].startswith("Không đủ điều kiện kiểm tra: dự học 0/5 tiết")
    assert response.context["wrong"] == 2
    assert stored(an) is None
