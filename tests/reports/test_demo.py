"""The demo stands on any day of the year, is made once, and is never changed by a second start."""

import json
from datetime import date, timedelta

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command

from centres import dates
from centres.models import Centre, Membership, User
from classes.models import AnnualPlan, TrainingClass
from classes.models.training_class import Kind, Ownership, Status
from learners.models import Commendation, Enrolment, Learner, Result
from reports.actions import submitting
from reports.demo import making
from reports.demo.accounts import PASSWORD
from reports.demo.making import make_demo
from reports.demo.schedule import around, classes_for
from reports.models import PeriodReport, Remark, ReportSection
from reports.periods import Calendar
from reports.report import build_report
from reports.states import states
from tests import factories

pytestmark = pytest.mark.once

DAYS = [date(2027, 1, 2), date(2026, 7, 15), date(2028, 2, 29), date(2026, 12, 31), date(2026, 11, 22)]


@pytest.fixture
def stand_on(monkeypatch):
    # Typesetting three reports takes longer than all the rest
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: b"%PDF-1.7")
    return lambda day: monkeypatch.setattr(dates, "today", lambda: day)


@pytest.fixture
def made(db, stand_on, request):
    stand_on(request.param)
    make_demo()
    return Centre.objects.get(code="xa-suoi-dao")


on_one_day = pytest.mark.parametrize("made", DAYS[-1:], indirect=True, ids=str)


@pytest.mark.parametrize(
    "made", [DAYS[-1], *(pytest.param(day, marks=pytest.mark.audit) for day in DAYS[:-1])], indirect=True, ids=str
)
def test_the_demo_stands_on_any_day(made):
    only_the_class_without_marks_fails_the_gate(made)
    every_state_of_a_class_is_there(made)
    last_year_can_be_compared_with(made)
    the_plan_has_a_first_decision_and_an_adjustment(made)
    the_period_that_just_ended_waits_for_its_report(made)
    reports_are_on_their_way(made)


def reports_are_on_their_way(made):
    found = states([made], made.reports.values_list("period", flat=True), dates.today())
    assert {"approved", "returned", "submitted"} <= {one.state for one in found.values()}
    assert Remark.objects.filter(answer="").count() == 2


def only_the_class_without_marks_fails_the_gate(made):
    year = dates.today().year
    report = build_report(made, str(year))
    assert [(e.code, e.where, e.learners) for e in report.errors] == [("G2", f"SD{year % 100:02}-51", 7)]
    assert report.warnings == ()


def every_state_of_a_class_is_there(made):
    classes, today = made.classes.all(), dates.today()
    assert set(classes.values_list("status", flat=True)) == set(Status.values)
    assert set(classes.values_list("kind", flat=True)) == set(Kind.values)
    assert set(classes.values_list("ownership", flat=True)) == set(Ownership.values)
    assert classes.filter(outside_plan=True).count() == 1
    assert list(classes.filter(status=Status.CANCELLED, cancel_reason="")) == []
    assert classes.filter(status=Status.PLANNED, opened_on__lte=today).count() == 0
    assert classes.filter(status__in=[Status.OPEN, Status.CLOSED], opened_on__gt=today).count() == 0
    assert classes.filter(recognised_on__gt=today).count() == 0
    assert classes.filter(opened_on__lt=made.valid_from).count() == 0


def last_year_can_be_compared_with(made):
    today = dates.today()
    report = build_report(made, str(today.year))
    last_year = made.classes.filter(opened_on__year=today.year - 1, kind=Kind.NORMAL, status=Status.CLOSED)
    assert report.figures["O1p"] == last_year.count() > 0
    assert made.classes.filter(titled=True).count() > 0
    assert Commendation.objects.filter(enrolment__training_class__centre=made).count() > 0


def the_plan_has_a_first_decision_and_an_adjustment(made):
    today = dates.today()
    plan = AnnualPlan.objects.get(centre=made, year=today.year)
    decisions = list(plan.decisions.order_by("-kind"))
    assert [d.kind for d in decisions] == ["initial", "adjustment"]
    assert all(date(today.year, 1, 1) <= d.decided_on <= today for d in decisions)
    figures = build_report(made, str(today.year)).figures
    assert (figures["P1a"] - figures["P1"], figures["P2a"] - figures["P2"]) == (1, 55)


def the_period_that_just_ended_waits_for_its_report(made):
    today, calendar = dates.today(), Calendar.of(made.province)
    periods = [calendar.period(f"{y}{part}") for y in (today.year - 1, today.year) for part in ("-H1", "")]
    ended = sorted((p for p in periods if made.valid_from < p.last < today), key=lambda p: p.last)
    written = set(PeriodReport.objects.filter(centre=made, dated_on__isnull=False).values_list("period", flat=True))
    assert written == {p.code for p in ended[:-1]}
    begun = PeriodReport.objects.get(centre=made, dated_on=None, steps=None)
    assert calendar.period(begun.period).first <= today <= calendar.period(begun.period).last
    assert begun.sections.count() == 3


@on_one_day
def test_the_predecessor_is_read_in_the_comparison(made):
    district = made.predecessors.get()
    assert (district.code, district.exists_on(dates.today())) == ("huyen-dao-son", False)
    assert district.classes.filter(opened_on__gt=district.valid_to).count() == 0
    figures = build_report(made, "2026-H1").figures
    opened = district.classes.filter(opened_on__range=(date(2025, 1, 1), date(2025, 6, 30))).count()
    assert figures["O1p"] == opened == 7


@on_one_day
def test_people_units_and_lists_are_filled(made):
    assert made.units.filter(parent=None).count() == 3
    assert made.units.count() == 12
    of_class = {
        code: set(Enrolment.objects.filter(training_class__code=code).values_list("learner", flat=True))
        for code in ("SD26-53", "SD25-10")
    }
    assert len(set.intersection(*of_class.values())) == 5
    assert Enrolment.objects.filter(training_class__centre=made, unit=None).count() == 0
    assert set(Enrolment.objects.filter(training_class__centre=made).values_list("state", flat=True)) == {
        "attending",
        "no_show",
        "withdrawn",
    }


@on_one_day
def test_a_second_start_changes_nothing(made, stand_on):
    TrainingClass.objects.filter(code="SD26-51").update(name="Tên đã sửa tay")
    Learner.objects.filter(enrolments__training_class__code="SD26-51", enrolments__roll_number=1).update(phone="0912")
    User.objects.filter(username="giaovu.xa-suoi-dao").update(full_name="Người đã đổi tên")
    counted = (Centre, User, Membership, TrainingClass, Learner, Enrolment, Result, PeriodReport, ReportSection)
    before = {model: list(model.objects.order_by("pk").values()) for model in counted}
    stand_on(dates.today() + timedelta(days=200))
    make_demo()
    assert {model: list(model.objects.order_by("pk").values()) for model in counted} == before


def test_codes_are_given_once_on_every_day():
    began = date(2025, 7, 1)
    for number in range(400):
        today = date(2026, 1, 1) + timedelta(days=number)
        codes = [one.code for one in classes_for(today, began)]
        assert len(codes) == len(set(codes)), today
        missing = next(one for one in around(today) if one.unmarked)
        assert missing.closes.year == today.year, today


@pytest.fixture
def shipped(db, monkeypatch):
    """One centre of the case files, with a centre beside it that somebody entered; the invented one without classes."""
    monkeypatch.setattr(making, "fill", lambda centre, today: None)
    province = factories.make_province("yen-bai", name="Yên Bái")
    centre = factories.make_centre("tp-yen-bai", province, place="Yên Bái")
    factories.make_centre("xa-tu-nhap", place="Tự Nhập")
    return centre


def run(tmp_path):
    file = tmp_path / "danh sách" / "accounts.json"
    call_command("demo", write=file)
    return json.loads(file.read_text("utf-8"))


def test_accounts_are_listed_by_role_and_place(shipped, tmp_path, stand_on, capsys):
    stand_on(date(2026, 3, 3))
    listed = run(tmp_path)
    assert [(one["role"], one["username"], one.get("centre") or one.get("province")) for one in listed] == [
        ("administrator", "quantri", None),
        ("clerk", "giaovu.xa-suoi-dao", "xa-suoi-dao"),
        ("director", "giamdoc.xa-suoi-dao", "xa-suoi-dao"),
        ("lecturer", "giangvien.xa-suoi-dao", "xa-suoi-dao"),
        ("host_reviewer", "danguy.xa-suoi-dao", "xa-suoi-dao"),
        ("clerk", "giaovu.tp-yen-bai", "tp-yen-bai"),
        ("director", "giamdoc.tp-yen-bai", "tp-yen-bai"),
        ("province_reviewer", "tuyengiao.thanh-lam", "thanh-lam"),
        ("province_reviewer", "tuyengiao.yen-bai", "yen-bai"),
    ]
    for one in listed:
        user = User.objects.get(username=one["username"])
        assert user.check_password(one["password"])
        validate_password(one["password"], user)
        assert user.is_superuser is user.is_staff is (one["role"] == "administrator")
        held = [(m.role, (m.centre and m.centre.code) or m.province.code) for m in user.memberships.all()]
        assert held == ([] if user.is_superuser else [(one["role"], one.get("centre") or one.get("province"))])
    table = capsys.readouterr().out.splitlines()
    assert len(table) == 1 + len(listed)
    assert table[2].split() == ["giaovu.xa-suoi-dao", PASSWORD, "giáo", "vụ", "xa-suoi-dao"]


def test_a_changed_password_is_kept_and_not_listed(shipped, tmp_path, stand_on):
    stand_on(date(2026, 3, 3))
    run(tmp_path)
    clerk = User.objects.get(username="giaovu.tp-yen-bai")
    clerk.set_password("mat-khau-rieng-cua-toi")
    clerk.save()
    passwords = {one["username"]: one["password"] for one in run(tmp_path)}
    assert passwords.pop("giaovu.tp-yen-bai") is None
    assert set(passwords.values()) == {PASSWORD}
    clerk.refresh_from_db()
    assert clerk.check_password("mat-khau-rieng-cua-toi")


def test_production_is_refused(db, settings, tmp_path):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="not in production"):
        run(tmp_path)
    assert not User.objects.exists()
    assert not Centre.objects.exists()
