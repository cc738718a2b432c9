"""Making one of a unit spelled twice: what speaks against it, what moves, and taking it back as any change of a list."""

from django.core.exceptions import ValidationError

from centres.bulk import Act, give, register
from centres.listing import shown
from centres.models import SendingUnit
from classes.models import TrainingNeed
from learners.models import Enrolment, RosterLayout, RosterUpload

MOVED = (
    ("enrolments", Enrolment, "unit", "người trong danh sách các lớp, kể cả không đến hoặc rút"),
    ("needs", TrainingNeed, "unit", "nhu cầu đăng ký trong khảo sát"),
    ("children", SendingUnit, "parent", "đơn vị trực thuộc"),
    ("uploads", RosterUpload, "unit", "tệp danh sách đã gửi"),
    ("layouts", RosterLayout, "unit", "cách đọc danh sách đã nhớ"),
)
"""(name in the record, model, its field, in words): whatever names a unit."""


def merge_refusals(unit: SendingUnit, kept: SendingUnit) -> list[str]:
    """Why the unit cannot go into the other one; empty when it can."""
    found = []
    if unit.pk in {one.pk for one in kept.and_above()}:
        found.append(f"“{kept}” trực thuộc “{unit}”: hãy đổi đơn vị cấp trên của “{kept}” trước.")
    names = SendingUnit.objects.filter(parent=kept).values("name")
    for name in unit.children.filter(name__in=names).order_by("name").values_list("name", flat=True):
        found.append(f"Cả hai đều có đơn vị trực thuộc tên “{name}”: hãy gộp hai đơn vị ấy trước.")
    return found + [_both_registered(*pair) for pair in _needs_of_both(unit, kept)]


def _needs_of_both(unit, kept):
    needs = unit.needs.select_related("plan", "programme").order_by("plan__year", "programme__position", "pk")
    others = {(need.plan_id, need.programme_id): need for need in kept.needs.all()}
    return [(need, others[key]) for need in needs if (key := (need.plan_id, need.programme_id)) in others]


def _both_registered(need, other):
    # Whether the two numbers are one registration entered twice or two parts of it, only the units know
    return (
        f"Khảo sát năm {need.plan.year}: cả hai cùng đăng ký {need.programme} ({shown(need.learners)} và "
        f"{shown(other.learners)} học viên). Hãy để lại một dòng với số đúng rồi gộp."
    )


def merge_notes(unit: SendingUnit, kept: SendingUnit) -> list[str]:
    """What one should know before merging; nothing of it refuses."""
    place, other = locality_of(unit), locality_of(kept)
    if place == other:
        return []
    names = [one.name if one else "chưa rõ địa bàn" for one in (place, other)]
    return [
        f"Địa bàn khác nhau ({names[0]}; {names[1]}): báo cáo chưa nộp sẽ tính các lượt này theo địa bàn của “{kept}”."
    ]


def locality_of(unit: SendingUnit):
    """The locality of the unit, or of the nearest above it that has one; None where nobody knows."""
    return next((one.locality for one in unit.and_above() if one.locality_id), None)


class MergeUnit(Act):
    """A unit goes into another: whatever named it names that one. What papers and versions printed stays."""

    key, label, noun = "don-vi-gop", "Gộp đơn vị", "đơn vị"

    def rows(self, centre, pks):
        return list(SendingUnit.objects.filter(centre=centre, pk__in=pks).select_related("centre").order_by("pk"))

    def title(self, values):
        return f"Gộp đơn vị vào “{values['name']}”"

    def change(self, row, values):
        kept = SendingUnit.objects.filter(centre=row.centre_id).exclude(pk=row.pk).filter(pk=values["kept"]).first()
        if kept is None:
            raise ValidationError("Đơn vị được giữ không còn trong danh mục.")
        if refusals := merge_refusals(row, kept):
            raise ValidationError(refusals)
        unnamed = list(row.enrolments.filter(unit_name="").values_list("pk", flat=True))
        Enrolment.objects.filter(pk__in=unnamed).update(unit_name=row.name)  # as their lists and papers say
        moved = {name: _move(model, field, row, kept) for name, model, field, _ in MOVED}
        words = [[words, shown(len(moved[name])), f"về {kept}"] for name, _, _, words in MOVED[:3] if moved[name]] or [
            ["danh mục đơn vị", "có", "không còn"]
        ]
        row.delete()
        return {"kept": kept.pk, "moved": moved, "unnamed": unnamed, "words": words}

    def words(self, before, after):
        return []  # `change` tells how many of what moved

    def undo(self, centre, change, row):
        kept = SendingUnit.objects.filter(centre=centre, pk=change["kept"]).first()
        if row is not None or kept is None:
            raise ValidationError(
                "đơn vị được giữ không còn trong danh mục; nếu đã gộp tiếp, hãy hoàn tác lần ấy trước."
            )
        unit = SendingUnit(pk=change["pk"])
        give(unit, change["before"])
        if unit.parent_id and not SendingUnit.objects.filter(centre=centre, pk=unit.parent_id).exists():
            raise ValidationError("đơn vị cấp trên cũ không còn trong danh mục.")
        unit.full_clean()
        unit.save(force_insert=True)
        for name, model, field, _ in MOVED:
            _move(model, field, kept, unit, pks=change["moved"][name])
        Enrolment.objects.filter(pk__in=change["unnamed"], unit=unit, unit_name=unit.name).update(unit_name="")


def _move(model, field, source, target, pks=None):
    """Let the rows of one unit (of these, as far as they are still its own) name another; return which."""
    rows = model.objects.filter(**{field: source})
    rows = rows if pks is None else rows.filter(pk__in=pks)
    if model is RosterLayout and target.roster_layouts.exists():
        return []  # one for each unit: that of the kept one stays
    found = list(rows.order_by("pk").values_list("pk", flat=True))
    model.objects.filter(pk__in=found).update(**{field: target})
    return found


MERGE = MergeUnit()
register(MERGE)
