"""What is done to the draft of a year's plan."""

from django.db import transaction

from centres.models import Centre
from classes.models import AnnualPlan, PlanLine

TEXTS = ("guidance", "purpose", "execution")


@transaction.atomic
def save_draft(*, centre: Centre, year: int, texts: dict[str, str], lines: list[PlanLine]) -> AnnualPlan:
    """Store the draft of the year: its texts, and exactly these lines in their order."""
    Centre.objects.select_for_update().get(pk=centre.pk)
    plan, _ = AnnualPlan.objects.get_or_create(centre=centre, year=year)
    for name in TEXTS:
        setattr(plan, name, texts[name])
    plan.full_clean()
    plan.save()
    for line in plan.draft_lines.all():
        line.delete()  # one by one: the history knows nothing of what goes in bulk
    for position, line in enumerate(lines, 1):
        line.plan, line.position = plan, position
        line.full_clean()
        line.save()
    return plan
