"""The communes, wards or districts that a centre serves, from when to when and by which document."""

from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import in_order
from centres.models.centre import Centre
from centres.models.province import Province

OVERLAP = "Trung tâm đã phục vụ địa bàn này trong một khoảng thời gian trùng với khoảng ghi ở đây."


class LocalityQuerySet(models.QuerySet):
    def for_user(self, user):
        """Localities of the provinces of the centres the user sees."""
        return self.filter(province__in=Centre.objects.for_user(user).values("province"))


class Locality(models.Model):
    """A commune, ward, special zone or former district of a province, under its full name: xã Giang Thành."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.PROTECT, related_name="localities")
    name = models.CharField("tên địa bàn", max_length=100, help_text="Ghi đủ cả cấp, ví dụ: xã Giang Thành.")

    objects = LocalityQuerySet.as_manager()

    class Meta:
        verbose_name = "địa bàn"
        verbose_name_plural = "địa bàn"
        ordering = ["province", "name", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["province", "name"],
                name="locality_name_once",
                violation_error_message="Tỉnh đã có địa bàn mang tên này.",
            )
        ]

    def __str__(self):
        return self.name


class ServedLocality(models.Model):
    """That a centre serves a locality. Several centres may serve one, one centre usually serves several."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="served_localities"
    )
    locality = models.ForeignKey(Locality, verbose_name="địa bàn", on_delete=models.PROTECT, related_name="served")
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    document = models.CharField(
        "văn bản giao địa bàn", max_length=300, blank=True, help_text="Số, ngày và cơ quan ban hành."
    )

    class Meta:
        verbose_name = "địa bàn phục vụ"
        verbose_name_plural = "địa bàn phục vụ"
        ordering = ["centre", "locality__name", models.F("valid_from").asc(nulls_first=True), "pk"]
        constraints = [
            in_order(
                "served_locality_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày thôi phục vụ địa bàn không được trước ngày bắt đầu.",
            ),
            UniqueConstraint(
                fields=["centre", "locality", "valid_from"],
                name="served_locality_start_once",
                violation_error_message=OVERLAP,
            ),
            UniqueConstraint(
                fields=["centre", "locality"],
                condition=Q(valid_from__isnull=True),
                name="served_locality_undated_once",
                violation_error_message=OVERLAP,
            ),
        ]

    def __str__(self):
        return f"{self.locality}"

    def overlaps(self, other: "ServedLocality") -> bool:
        """Whether both are of one locality and share a day."""
        begins_in_time = self.valid_from is None or other.valid_to is None or self.valid_from <= other.valid_to
        ends_in_time = other.valid_from is None or self.valid_to is None or other.valid_from <= self.valid_to
        return self.locality_id == other.locality_id and begins_in_time and ends_in_time
