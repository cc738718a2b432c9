"""A change of rules: who would move is shown first, and a recognised class never moves."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from classes.models import AssessmentRules
from learners.rule_changes import moves
from tests import factories


@pytest.fixture
def rules(db):
    return AssessmentRules.objects.get(valid_from=None)


@pytest.fixture
def running(centre, other_centre):
    made = factories.make_class(centre, closes_on=date(2022, 3, 11))
    for mark in ("8.75", "9"):
        factories.enrol(made, factories.make_learner(centre, f"Lò Văn {mark}"), mark=Decimal(mark))
    return made


def sent(rules, **changed):
    given = {"name": rules.name, "source": rules.source, "valid_from": "", "valid_to": "30/11/2025"}
    given |= {"excellent_from": "9", "very_good_from": "8", "good_from": "7", "average_from": "5"}
    given |= {"mark_step": "0.25", "minimum_attendance": "80", "resits": "1", "excused_counts_absent": "on"}
    return given | {"attendance_open_days": "7"} | changed


def page_of(rules):
    return reverse("admin:classes_assessmentrules_change", args=[rules.pk])


def bound(rules):
    rules.refresh_from_db()
    return rules.excellent_from


def test_who_would_move_is_told_before_the_change_is_stored(office, rules, running):
    form = office.post(page_of(rules), sent(rules, excellent_from="8.5")).context["adminform"].form
    assert form.errors["agreed"] == [
        "Chưa lưu. Nếu lưu, sẽ đổi xếp loại của 01 học viên trong 01 lớp:",
        "L-01: Lò Văn 8.75, Giỏi → Xuất sắc",
    ]
    assert bound(rules) == 9
    again = sent(rules, excellent_from="8.5", seen_moves=form["seen_moves"].value(), agreed="on")
    assert office.post(page_of(rules), again | {"excellent_from": "8.75", "good_from": "8.75"}).status_code == 200
    assert office.post(page_of(rules), again).status_code == 302
    assert bound(rules) == Decimal("8.5")


def test_a_recognised_class_without_own_rules_never_moves(office, rules, running):
    recognised = factories.make_closed_class(running.centre, "L-02")
    factories.enrol(recognised, mark=Decimal("8.75"))
    page = office.post(page_of(rules), sent(rules, excellent_from="8.5", agreed="on"))
    errors = page.context["adminform"].form.non_field_errors()
    assert errors[0].startswith("Không lưu được: sẽ đổi kết quả đã công nhận của 01 học viên trong 01 lớp:")
    assert "lập bộ quy tắc mới" in errors[-1]
    assert bound(rules) == 9


def test_new_rules_move_only_classes_they_would_be_in_force_for(rules, running):
    fields = {"name": "Mới", "source": "thử", "very_good_from": 8, "good_from": 7, "average_from": 5}
    of_march = AssessmentRules(**fields, valid_from=date(2022, 3, 1), valid_to=date(2022, 3, 31))
    assert [str(one) for one in moves(of_march) if one.training_class == running] == ["L-01: Lò Văn 9, Xuất sắc → Giỏi"]
    assert moves(AssessmentRules(**fields, valid_from=date(2022, 4, 1), valid_to=date(2022, 4, 30))) == []
    running.rules = rules
    running.save()
    assert [one for one in moves(of_march) if one.training_class == running] == []


def test_closing_on_a_day_of_other_rules_shows_who_moves(client_of, clerk, running):
    fields = {"name": "Mới", "source": "thử", "very_good_from": 8, "good_from": 7, "average_from": 5}
    AssessmentRules.objects.create(**fields, valid_from=date(2022, 3, 15), valid_to=date(2022, 3, 31))
    client, page = client_of(clerk), reverse("learners:close", args=[running.pk])
    day = {"closed_on": "15/3/2022", "assessed_by": "centre"}
    answer = client.post(page, day)
    assert [str(one) for one in answer.context["moves"]] == ["L-01: Lò Văn 9, Xuất sắc → Giỏi"]
    assert client.post(page, day | {"da-xem-doi": answer.context["moves_digest"]}).status_code == 302
    running.refresh_from_db()
    assert (running.status, running.rules.name) == ("closed", "Mới")
