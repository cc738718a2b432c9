from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q, UniqueConstraint

from centres.constraints import in_order
from centres.models.centre import Centre
from centres.models.locality import Locality


class SendingUnitQuerySet(models.QuerySet):
    def for_user(self, user):
        """Units of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class SendingUnit(models.Model):
    """A Party committee, cell, office or association that sends learners to one centre; units form a tree."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="units")
    parent = models.ForeignKey(
        "self", verbose_name="trực thuộc", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    name = models.CharField("tên đơn vị", max_length=200)
    locality = models.ForeignKey(
        Locality,
        verbose_name="thuộc địa bàn",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        help_text="Để trống thì theo đơn vị cấp trên.",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = SendingUnitQuerySet.as_manager()

    class Meta:
        verbose_name = "đơn vị cử học viên"
        verbose_name_plural = "đơn vị cử học viên"
        ordering = ["centre", "name", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "parent", "name"],
                name="unit_name_once_under_parent",
                violation_error_message="Đơn vị cấp trên này đã có một đơn vị cùng tên.",
            ),
            UniqueConstraint(
                fields=["centre", "name"],
                condition=Q(parent__isnull=True),
                name="unit_name_once_at_top",
                violation_error_message="Trung tâm đã có một đơn vị cùng tên.",
            ),
            models.CheckConstraint(
                name="unit_not_its_own_parent",
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                violation_error_message="Đơn vị không thể trực thuộc chính nó.",
            ),
            in_order("unit_dates_in_order", "valid_from", "valid_to", "Ngày kết thúc không được trước ngày bắt đầu."),
        ]

    def __str__(self):
        return self.name

    def clean(self):
        if self.centre_id and (found := {name: text for name, text in self._faults() if text}):
            raise ValidationError(found)

    def _faults(self):
        yield "parent", self._fault_of_parent() if self.parent_id else ""
        if self.locality_id and self.locality.province_id != self.centre.province_id:
            yield "locality", f"Địa bàn phải thuộc {self.centre.province}."

    def _fault_of_parent(self):
        if self.parent.centre_id != self.centre_id:
            return f"Đơn vị cấp trên phải thuộc cùng trung tâm: {self.centre}."
        if self.pk and self.pk in {unit.pk for unit in self.parent.and_above()}:
            return f"“{self.parent}” đang trực thuộc “{self}”, nên không thể là cấp trên của nó."
        return ""

    def and_above(self) -> list["SendingUnit"]:
        """The unit and all above it, from the bottom up; a loop, which only a script could have made, ends it."""
        seen, unit = {}, self
        while unit and unit.pk not in seen:
            seen[unit.pk] = unit
            unit = unit.parent
        return list(seen.values())
