"""Quota decisions that fit the year's round of classes."""

from collections import Counter
from datetime import date

from classes.models import AnnualPlan, PlanDecision, Programme, Quota
from classes.models.plan import DecisionKind
from reports.demo.schedule import Planned, year_round

# Programmes that the decision gives a class more of than the usual round holds
SPARE = {"nhan-thuc-ve-dang": 55, "dang-vien-moi": 45, "bi-thu-chi-bo": 50, "qp-an-doi-tuong-4": 60}


def make_plans(centre, today: date, began: date) -> None:
    """Last year's plan with its first decision, this year's with an adjustment besides."""
    for year in (today.year - 1, today.year):
        held = year_round(year, "", since=began)
        first_day = max(date(year, 1, 8), began)
        if held:
            make_plan(centre, year, held, min(first_day, today))
    adjust(centre, today)


def make_plan(centre, year: int, held: list[Planned], decided_on: date) -> AnnualPlan:
    plan = AnnualPlan.objects.create(
        centre=centre,
        year=year,
        guidance=f"Hướng dẫn công tác giáo dục lý luận chính trị năm {year} của {centre.province.board}.",
    )
    decision = PlanDecision.objects.create(
        plan=plan, number="03-QĐ/ĐU", decided_on=decided_on, issuer=f"Ban Thường vụ {centre.host}"
    )
    classes = Counter(one.programme for one in held) + Counter(dict.fromkeys(SPARE, 1))
    for programme in Programme.objects.filter(code__in=classes):
        code = programme.code
        learners = sum(one.learners for one in held if one.programme == code) + SPARE.get(code, 0)
        Quota.objects.create(
            decision=decision, programme=programme, classes=classes[code], learners=round(learners, -1)
        )
    return plan


def adjust(centre, today: date) -> None:
    plan = AnnualPlan.objects.get(centre=centre, year=today.year)
    decision = PlanDecision.objects.create(
        plan=plan,
        number="27-QĐ/ĐU",
        decided_on=min(date(today.year, 5, 20), today),
        issuer=f"Ban Thường vụ {centre.host}",
        kind=DecisionKind.ADJUSTMENT,
    )
    for code, classes, learners in (("dang-vien-moi", 1, 45), ("kiem-tra-giam-sat", -1, -40), ("can-bo-nguon", 1, 50)):
        Quota.objects.create(
            decision=decision, programme=Programme.objects.get(code=code), classes=classes, learners=learners
        )
