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
