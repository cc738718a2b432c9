"""Titles and rewards: what the criteria propose, and the decision as it is stored and counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from learners.actions.titles import Named, record_titles
from learners.models import CentreCriteria, Commendation, Result, TitleDecision
from learners.titles import propose
from reports.report import build_report
from tests import factories

MARKS = ("9.5", "9", "9", "8", "7", "4")


@pytest.fixture
def training_class(centre, other_centre):
    made = factories.make_closed_class(centre, considered_for_titles=True)
    for mark in MARKS:
        factories.enrol(made, mark=Decimal(mark))
    return made


def page_of(training_class):
    return reverse("learners:titles", args=[training_class.pk])


def proposed(training_class, kind):
    return [one.enrolment.roll_number for one in propose(training_class).candidates if getattr(one, kind)]


def record(training_class, user, named=(), **fields):
    given = {"titled": True, "number": "21-QĐ/TTCT", "decided_on": date(2022, 3, 15), "reason": ""}
    return record_titles(training_class=training_class, user=user, named=dict(named), **given | fields)


def place(training_class, number):
    return training_class.enrolments.get(roll_number=number).pk


def test_without_criteria_of_its_own_the_defaults_propose(training_class):
    proposal = propose(training_class)
    assert (proposal.titled, proposal.conditions[0].has) == (True, "83,33%")
    assert (proposed(training_class, "excellent"), proposed(training_class, "reward")) == ([1, 2, 3], [])


def test_never_more_than_the_share_and_ties_are_left_to_people(centre, training_class):
    CentreCriteria.objects.create(
        centre=centre, good_from=90, everybody_passed=True, excellent_by="share", excellent_share=Decimal("33.4")
    )
    proposal = propose(training_class)
    assert [one.met for one in proposal.conditions] == [False, False]
    assert proposal.titled is False
    assert proposed(training_class, "excellent") == [1]
    assert [one.enrolment.roll_number for one in proposal.candidates if one.note] == [2, 3]


def test_the_decision_is_stored_as_edited_and_counted(client_of, clerk, training_class):
    client = client_of(clerk)
    first, fourth = place(training_class, 1), place(training_class, 4)
    sent = {"titled": "dat", "number": "21-QĐ/TTCT", "decided_on": "15/3/2022"}
    sent |= {f"xuat-sac-{first}": "on", f"khen-{first}": "on", f"khen-{fourth}": "on", f"ly-do-{fourth}": "Lớp trưởng"}
    assert client.post(page_of(training_class), sent).status_code == 302
    rows = Commendation.objects.filter(enrolment__training_class=training_class)
    stored = rows.order_by("enrolment__roll_number", "kind")
    assert list(stored.values_list("enrolment__roll_number", "kind", "decision_number", "reason")) == [
        (1, "excellent", "21-QĐ/TTCT", ""),
        (1, "reward", "21-QĐ/TTCT", ""),
        (4, "reward", "21-QĐ/TTCT", "Lớp trưởng"),
    ]
    figures = build_report(training_class.centre, "2022-H1").figures
    assert (figures["T1"], figures["T2"], figures["T3"]) == ((1, 1), (1, 6), 2)
    del sent[f"xuat-sac-{first}"], sent[f"khen-{fourth}"]
    client.post(page_of(training_class), sent | {"titled": "khong"})
    assert list(stored.values_list("enrolment__roll_number", "kind")) == [(1, "reward")]
    figures = build_report(training_class.centre, "2022-H1").figures
    assert (figures["T1"], figures["T2"], figures["T3"]) == ((0, 1), (0, 6), 1)


def test_all_errors_at_once_and_nothing_is_lost(client_of, clerk, training_class):
    first = place(training_class, 1)
    page = client_of(clerk).post(page_of(training_class), {"titled": "dat", "number": "", f"khen-{first}": "on"})
    assert set(page.context["form"].errors) == {"number", "decided_on"}
    assert page.context["rows"][0]["chosen"] == Named(False, True, "")
    assert not Commendation.objects.filter(enrolment__training_class=training_class).exists()


def test_what_cannot_be_is_refused_with_the_reason(clerk, training_class):
    failed = place(training_class, 6)
    with pytest.raises(ValidationError) as refused:
        record(training_class, clerk, {failed: Named(reward=True)}, decided_on=date(2022, 3, 10))
    assert refused.value.message_dict == {
        "decided_on": ["Ngày quyết định không được trước ngày bế giảng 11/03/2022."],
        str(failed): ["Không đạt hoặc không được đánh giá nên không ghi danh hiệu, khen thưởng."],
    }
    type(training_class).objects.filter(pk=training_class.pk).update(recognised_on=None)
    with pytest.raises(ValidationError, match="chưa được công nhận"):
        record(training_class, clerk)
    assert not TitleDecision.objects.exists()


def test_class_not_considered_has_no_title_but_rewards(centre, clerk, training_class):
    type(training_class).objects.filter(pk=training_class.pk).update(considered_for_titles=False)
    with pytest.raises(ValidationError, match="không xét danh hiệu"):
        record(training_class, clerk)
    record(training_class, clerk, {place(training_class, 1): Named(reward=True)}, titled=None)
    assert Commendation.objects.get(enrolment__training_class=training_class).kind == "reward"


def test_why_there_is_no_mark_is_said_as_on_the_other_pages(training_class):
    factories.enrol(training_class)
    Result.objects.create(enrolment=factories.enrol(training_class), not_assessed="absent")
    assert [one.facts for one in propose(training_class).candidates[-3:]] == [
        "4,00, Không đạt",
        "chưa có kết quả",
        "không được đánh giá",
    ]


def test_lecturer_reads_and_does_not_write(client_of, lecturer, training_class):
    client = client_of(lecturer)
    assert client.get(page_of(training_class)).context["writes"] is False
    assert client.post(page_of(training_class), {}).status_code == 403


def test_criteria_are_settled_by_the_director(client_of, clerk, director, centre):
    page, sent = reverse("learners:criteria"), {"good_from": "70", "excellent_by": "share", "reward_by": "nobody"}
    assert client_of(clerk).post(page, sent).status_code == 403
    client = client_of(director)
    answer = client.post(page, sent)
    assert answer.context["form"].errors == {"excellent_share": ["Chọn học viên xuất sắc theo tỷ lệ thì ghi tỷ lệ."]}
    assert client.post(page, sent | {"excellent_share": "8,5"}).status_code == 302
    assert CentreCriteria.objects.get(centre=centre).excellent_share == Decimal("8.5")
