"""What is done to decisions and classes, without a page before it: the rules hold for every entrance."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from centres import dates
from classes import actions, quotas
from classes.models import AnnualPlan, AssessmentRules, PlanDecision, TrainingClass
from classes.steps import state_of
from tests.factories import enrol, make_class, make_closed_class, make_decision, programme


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 7, 1))


def stored(training_class, *names):
    return TrainingClass.objects.filter(pk=training_class.pk).values_list(*names).get()


def cancel(training_class, reason):
    training_class.status, training_class.cancel_reason = "cancelled", reason
    actions.save_class(training_class=training_class)


def test_class_goes_from_plan_to_recognition(centre):
    planned = make_class(centre, status="planned", opened_on=date(2026, 2, 5))
    actions.open_class(
        training_class=planned, opened_on=date(2026, 2, 6), number="3-QĐ/TTCT", decided_on=date(2026, 2, 1)
    )
    assert stored(planned, "status", "opened_on", "opening_number") == ("open", date(2026, 2, 6), "3-QĐ/TTCT")
    actions.close_class(training_class=planned, closed_on=date(2026, 2, 12))
    rules = AssessmentRules.objects.in_force(date(2026, 2, 12))
    assert stored(planned, "status", "assessed_by", "rules") == ("closed", "centre", rules.pk)
    actions.recognise_class(training_class=planned, recognised_on=date(2026, 2, 20), number="9-QĐ/TTCT")
    assert stored(planned, "recognised_on", "recognition_number") == (date(2026, 2, 20), "9-QĐ/TTCT")


def test_class_is_judged_by_the_rules_of_its_closing_day(centre):
    old, new = date(2025, 11, 28), date(2025, 12, 5)
    assert AssessmentRules.objects.in_force(old) != AssessmentRules.objects.in_force(new)
    running = make_class(centre, opened_on=date(2025, 11, 20))
    for day in (old, new):
        actions.close_class(training_class=running, closed_on=day)
        assert stored(running, "rules") == (AssessmentRules.objects.in_force(day).pk,)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("opened_on", date(2022, 3, 6)),
        ("closed_on", date(2022, 3, 12)),
        ("recognised_on", date(2022, 3, 12)),
        ("kind", "maintained"),
        ("assessed_by", "nobody"),
        ("recognition_number", "1"),
    ],
)
def test_recognised_class_is_not_changed(centre, field, value):
    recognised = make_closed_class(centre, recognition_number="9-QĐ/TTCT")
    setattr(recognised, field, value)
    with pytest.raises(ValidationError) as refusal:
        actions.save_class(training_class=recognised)
    assert refusal.value.message_dict == {field: ["Kết quả của lớp đã được công nhận nên mục này không sửa được nữa."]}


def test_recognised_class_is_not_recognised_or_cancelled_again(centre):
    recognised = make_closed_class(centre)
    with pytest.raises(ValidationError, match="đã được công nhận"):
        actions.recognise_class(training_class=recognised, recognised_on=date(2022, 4, 1))
    with pytest.raises(ValidationError, match="đã được công nhận"):
        cancel(recognised, "nhầm")
    assert stored(recognised, "status", "recognised_on") == ("closed", date(2022, 3, 11))


def test_recognition_waits_for_the_closing(centre):
    running = make_class(centre)
    with pytest.raises(ValidationError):
        actions.recognise_class(training_class=running, recognised_on=date(2022, 4, 1))
    assert stored(running, "status", "recognised_on") == ("open", None)


def test_closing_without_rules_in_force_is_refused(centre):
    AssessmentRules.objects.update(valid_from=date(2026, 6, 1), valid_to=None)
    running = make_class(centre)
    with pytest.raises(ValidationError) as refusal:
        actions.close_class(training_class=running, closed_on=date(2022, 3, 11))
    message = "Chưa có bộ quy tắc đánh giá áp dụng cho ngày này; hãy báo người quản trị."
    assert refusal.value.message_dict == {"closed_on": [message]}


@pytest.mark.parametrize(
    ("code", "fields", "assessed_by"),
    [
        ("nhan-thuc-ve-dang", {}, "centre"),
        ("chuyen-de", {}, "nobody"),
        ("ngach-chuyen-vien", {"ownership": "joint", "partner": "Trường Chính trị tỉnh"}, "partner"),
    ],
)
def test_closing_proposes_who_assessed(centre, code, fields, assessed_by):
    running = make_class(centre, programme_code=code, **fields)
    actions.close_class(training_class=running, closed_on=date(2022, 3, 11))
    assert stored(running, "assessed_by") == (assessed_by,)


def test_closing_is_held_to_days_and_partners(centre):
    running = make_class(centre)
    for fields, field, message in (
        ({"closed_on": date(2022, 3, 1)}, "__all__", "Ngày bế giảng không được trước ngày khai giảng."),
        ({"closed_on": date(2026, 7, 2)}, "closed_on", "Ngày này chưa tới."),
        (
            {"closed_on": date(2022, 3, 11), "assessed_by": "partner"},
            "assessed_by",
            "Lớp do trung tâm chủ trì không có đơn vị phối hợp để đánh giá.",
        ),
    ):
        with pytest.raises(ValidationError) as refusal:
            actions.close_class(training_class=running, **fields)
        assert refusal.value.message_dict == {field: [message]}
    assert stored(running, "status", "closed_on") == ("open", None)


def test_closed_class_is_not_cancelled(centre):
    closed = make_closed_class(centre, recognised_on=None)
    with pytest.raises(ValidationError, match="Lớp “Đã kết thúc” không chuyển sang “Đã hủy” được"):
        cancel(closed, "nhầm")


def test_reopened_class_leaves_its_closing_behind(centre):
    rules = AssessmentRules.objects.in_force(date(2022, 3, 11))
    closed = make_closed_class(centre, recognised_on=None, rules=rules, considered_for_titles=True, titled=True)
    closed.status = "open"
    actions.save_class(training_class=closed)
    assert stored(closed, "status", "closed_on", "assessed_by", "rules", "titled") == ("open", None, "", None, None)


def test_cancelled_class_keeps_its_reason_until_it_is_taken_up_again(centre):
    planned = make_class(centre, status="planned")
    cancel(planned, "không đủ học viên")
    assert stored(planned, "status", "cancel_reason") == ("cancelled", "không đủ học viên")
    planned.status = "planned"
    actions.save_class(training_class=planned)
    assert stored(planned, "status", "cancel_reason") == ("planned", "")


CLOSED = {"status": "closed", "closed_on": date(2022, 3, 11), "assessed_by": "centre"}
STATES = {
    "planned": {"status": "planned"},
    "open": {"status": "open"},
    "closed": CLOSED,
    "recognised": CLOSED | {"recognised_on": date(2022, 3, 12)},
    "cancelled": {"status": "cancelled", "cancel_reason": "không đủ học viên"},
}
ALLOWED = {
    *(("", "planned"), ("", "open"), ("planned", "open"), ("planned", "cancelled")),
    *(("open", "planned"), ("open", "closed"), ("open", "cancelled")),
    *(("closed", "open"), ("closed", "recognised"), ("cancelled", "planned")),
}


def put(training_class, state):
    given = {"closed_on": None, "assessed_by": "", "recognised_on": None, "cancel_reason": "", **STATES[state]}
    for name, value in given.items():
        setattr(training_class, name, value)


@pytest.mark.parametrize("reached", STATES)
@pytest.mark.parametrize("begun", ["", *STATES])
def test_every_step_from_every_state(centre, begun, reached):
    one = TrainingClass(centre=centre, code="L-01", name="Lớp", programme=programme(), opened_on=date(2022, 3, 7))
    if begun:
        put(one, begun)
        actions.enter_past_class(training_class=one)
    put(one, reached)
    if (begun, reached) in ALLOWED or begun == reached:
        actions.save_class(training_class=one)
        assert state_of(TrainingClass.objects.get()) == reached
        return
    with pytest.raises(ValidationError) as refused:
        actions.save_class(training_class=one)
    assert {"status", "recognised_on"} & set(refused.value.error_dict)
    assert [state_of(stored) for stored in TrainingClass.objects.all()] == [begun] * bool(begun)


def test_class_with_a_code_taken_meanwhile_is_refused(centre):
    late = TrainingClass(centre=centre, code="L-01", name="Sau", programme=programme(), opened_on=date(2026, 1, 5))
    make_class(centre)
    with pytest.raises(ValidationError, match="Trung tâm đã có lớp mang mã này"):
        actions.save_class(training_class=late)


def test_refused_decision_leaves_no_empty_plan(centre):
    decision = PlanDecision(number="1", kind="initial", decided_on=date(2026, 1, 5), issuer="Ban Thường vụ")
    negative = [quotas.Line(programme(), -1, None)]
    with pytest.raises(ValidationError, match="không được âm"):
        actions.save_decision(centre=centre, year=2026, decision=decision, lines=negative)
    assert not AnnualPlan.objects.exists()


def test_two_adjustments_cannot_both_take_the_last_class(centre):
    make_decision(centre, 2026, number="1", lines=[("chuyen-de", 1, 10)])
    taking = [quotas.Line(programme("chuyen-de"), -1, 0)]
    for number, refused in (("2", False), ("3", True)):
        decision = PlanDecision(number=number, kind="adjustment", decided_on=date(2026, 3, 1), issuer="Ban Thường vụ")
        if refused:
            with pytest.raises(ValidationError, match="còn -1 lớp"):
                actions.save_decision(centre=centre, year=2026, decision=decision, lines=taking)
        else:
            actions.save_decision(centre=centre, year=2026, decision=decision, lines=taking)
    assert list(PlanDecision.objects.values_list("number", flat=True)) == ["1", "2"]


def test_decision_that_others_rest_on_is_not_deleted(centre):
    make_decision(centre, 2026, number="1", lines=[("chuyen-de", 1, 10)])
    more = make_decision(
        centre, 2026, number="2", kind="adjustment", decided_on=date(2026, 2, 1), lines=[("chuyen-de", 2, 0)]
    )
    make_decision(
        centre, 2026, number="3", kind="adjustment", decided_on=date(2026, 3, 1), lines=[("chuyen-de", -3, 0)]
    )
    with pytest.raises(ValidationError, match="Sau quyết định 3, ngày 01/03/2026"):
        actions.delete_decision(decision=more)
    assert PlanDecision.objects.count() == 3


def test_learner_count_is_that_of_the_enrolments(centre, other_centre):
    counted = make_class(centre)
    for state in ("attending", "no_show", "left_before"):
        enrol(counted, state=state)
    enrol(counted, state="withdrawn", withdrawn_on=date(2022, 3, 9))
    make_class(centre, "L-02")
    numbers = TrainingClass.objects.with_learner_count().order_by("code").values_list("code", "learner_count")
    assert list(numbers) == [("BM-01", 2), ("L-01", 2), ("L-02", 0)]
    assert counted.enrolments.counted().count() == 2
