from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import in_order
from centres.models import Centre
from classes.models.programme import Confidence


class HolidayQuerySet(models.QuerySet):
    def for_user(self, user):
        """The nation's days off, and those of the centres the user sees."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self.filter(Q(centre__isnull=True) | Q(centre__in=Centre.objects.for_user(user)))

    def of(self, centre):
        """What a centre keeps: the nation's days and its own."""
        return self.filter(Q(centre__isnull=True) | Q(centre=centre))

    def between(self, first, last):
        """Those with a day from the first to the last day."""
        return self.filter(first_day__lte=last, last_day__gte=first)


class Holiday(models.Model):
    """Days on which no class is held unless somebody says so; without a centre it is the whole nation's."""

    centre = models.ForeignKey(
        Centre,
        verbose_name="trung tâm",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="holidays",
        help_text="Để trống nếu cả nước cùng nghỉ.",
    )
    name = models.CharField("ngày nghỉ", max_length=200)
    first_day = models.DateField("từ ngày")
    last_day = models.DateField("đến hết ngày")
    source = models.TextField("căn cứ", blank=True)
    confidence = models.CharField("độ tin cậy", max_length=2, choices=Confidence.choices, default=Confidence.C)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        verbose_name = "ngày nghỉ"
        verbose_name_plural = "ngày nghỉ"
        ordering = ["first_day", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "first_day"],
                name="holiday_of_centre_once",
                violation_error_message="Trung tâm đã ghi một đợt nghỉ từ ngày này.",
            ),
            UniqueConstraint(
                fields=["first_day"],
                condition=Q(centre__isnull=True),
                name="holiday_of_nation_once",
                violation_error_message="Đã có một đợt nghỉ chung từ ngày này.",
            ),
            in_order(
                "holiday_days_in_order", "first_day", "last_day", "Ngày nghỉ cuối không được trước ngày nghỉ đầu."
            ),
        ]

    def __str__(self):
        return self.name

    def holds(self, day) -> bool:
        return self.first_day <= day <= self.last_day
