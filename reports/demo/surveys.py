"""What the units registered for the year to come, and the draft that is being made of it."""

from datetime import date

from classes.draft import propose
from classes.models import AnnualPlan, Programme, TrainingNeed
from classes.plan_actions import save_draft

# Learners that each unit of the top level registers, in turn
WANTED = {
    "nhan-thuc-ve-dang": (45, 30, 38),
    "dang-vien-moi": (22, 18, 26),
    "bi-thu-chi-bo": (20, 15, 0),
    "mat-tran-doan-the": (30, 0, 42),
    "chuyen-de": (0, 60, 55),
}


def survey_next_year(centre, today: date) -> None:
    """The survey of next year from the units of the top level, and its draft plan; no decision yet."""
    year = today.year + 1
    plan = AnnualPlan.objects.create(centre=centre, year=year)
    programmes = {one.code: one for one in Programme.objects.filter(code__in=WANTED)}
    for place, unit in enumerate(centre.units.filter(parent__isnull=True).order_by("name", "pk")[:9]):
        for code, numbers in WANTED.items():
            if learners := numbers[place % len(numbers)]:
                TrainingNeed.objects.create(plan=plan, unit=unit, programme=programmes[code], learners=learners)
    before = centre.classes.really_opened().filter(opened_on__year=today.year).order_by("-opened_on", "-pk")
    texts = {
        "guidance": f"Hướng dẫn công tác giáo dục lý luận chính trị năm {year} của {centre.province.board}.",
        "purpose": "",
        "execution": "",
    }
    lines = propose(list(plan.needs.select_related("programme")), list(before))
    save_draft(centre=centre, year=year, texts=texts, lines=lines)
