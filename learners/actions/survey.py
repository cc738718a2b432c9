"""Storing the year's survey of needs."""

from django.core.exceptions import ValidationError
from django.db import transaction

from centres.models import Centre
from classes.models import AnnualPlan, TrainingNeed
from learners.actions.places import unit_named
from learners.survey import Grid, digest

CHANGED = (
    "Khảo sát đã có người khác sửa trong lúc trang này mở. Số vừa nhập vẫn ở dưới; hãy mở lại trang khảo sát ở thẻ khác"
    " để so, rồi bấm lưu lần nữa nếu vẫn muốn ghi như dưới đây."
)


@transaction.atomic
def save_survey(*, centre: Centre, year: int, grid: Grid) -> int:
    """Store exactly the needs of a judged grid; return how many units there are.

    Units not known yet are made. Raises ValidationError where somebody changed the survey since the grid was opened;
    the grid then holds what is stored now, so that sent again it is stored.
    """
    Centre.objects.select_for_update().get(pk=centre.pk)
    plan, _ = AnnualPlan.objects.get_or_create(centre=centre, year=year)
    stored = {(need.unit_id, need.programme_id): need for need in plan.needs.all()}
    if grid.stored != (now := digest(stored.values())):
        grid.stored = now
        raise ValidationError(CHANGED)
    by_code = {one.code: one for one in grid.programmes}
    units = 0
    for row in grid.filled:
        if not row.numbers:
            continue
        unit, units = unit_named(centre, row.unit), units + 1
        for code, learners in row.numbers.items():
            _store(stored.pop((unit.pk, by_code[code].pk), None), plan, unit, by_code[code], learners)
    for need in stored.values():
        need.delete()
    return units


def _store(need, plan, unit, programme, learners):
    if need and need.learners == learners:
        return
    need = need or TrainingNeed(plan=plan, unit=unit, programme=programme)
    need.learners = learners
    need.full_clean()
    need.save()
