from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.models import Province

MONTHS = [(f"{month:02}", f"Riêng tháng {month}") for month in range(1, 13)]
QUARTERS = [(f"Q{quarter}", f"Riêng quý {roman}") for quarter, roman in enumerate(("I", "II", "III", "IV"), 1)]


class Part(models.TextChoices):
    """Parts of the year whose last day a province may set; single months and quarters stand beside them (PARTS)."""

    HALF = "H1", "6 tháng đầu năm"
    NINE_MONTHS = "9M", "9 tháng"
    YEAR = "Y", "Cả năm"
    EVERY_MONTH = "M", "Mọi tháng"
    EVERY_QUARTER = "Q", "Mọi quý"


PARTS = [*Part.choices, *QUARTERS, *MONTHS]


def _in_its_own_month():
    """A month or quarter ends in its own last month, so that each is longer than nothing whatever its neighbours' days."""
    condition = Q(part="01", month=1)
    for place, (part, _) in enumerate(MONTHS[1:], 2):
        condition |= Q(part=part, month=place)
    for place, (part, _) in enumerate(QUARTERS, 1):
        condition |= Q(part=part, month=place * 3)
    return condition


class PeriodEnd(models.Model):
    """The last day that a province sets for a part of the year, from a year on; without one the calendar's holds."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.CASCADE, related_name="period_ends")
    part = models.CharField("kỳ", max_length=2, choices=PARTS)
    from_year = models.PositiveSmallIntegerField("áp dụng từ năm")
    month = models.PositiveSmallIntegerField(
        "tháng",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="Để trống khi chốt một ngày chung cho mọi tháng, hoặc cho tháng cuối của mọi quý.",
    )
    day = models.PositiveSmallIntegerField("ngày", validators=[MinValueValidator(1), MaxValueValidator(31)])
    source = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "ngày chốt số liệu"
        verbose_name_plural = "ngày chốt số liệu"
        ordering = ["province", "part", "from_year"]
        constraints = [
            UniqueConstraint(
                fields=["province", "part", "from_year"],
                name="period_end_once",
                violation_error_message="Tỉnh đã có ngày chốt của kỳ này từ năm đó.",
            ),
            models.CheckConstraint(
                name="period_end_part_known",
                condition=Q(part__in=[code for code, _ in PARTS]),
                violation_error_message="Kỳ báo cáo không hợp lệ.",
            ),
            models.CheckConstraint(
                name="period_end_is_a_day",
                condition=Q(month__isnull=True, day__gte=1, day__lte=31)
                | Q(month__gte=1, month__lte=12, day__gte=1)
                & (
                    Q(month__in=[1, 3, 5, 7, 8, 10, 12], day__lte=31)
                    | Q(month__in=[4, 6, 9, 11], day__lte=30)
                    | Q(month=2, day__lte=28)
                ),
                violation_error_message="Ngày chốt phải là một ngày có thật trong mọi năm.",
            ),
            models.CheckConstraint(
                name="period_end_in_its_season",
                condition=Q(part="H1", month__gte=4, month__lte=8)
                | Q(part="9M", month__gte=8, month__lte=10)
                | Q(part="Y", month__gte=11)
                | Q(part__in=("M", "Q"), month__isnull=True)
                | _in_its_own_month(),
                violation_error_message="6 tháng chốt trong khoảng tháng 4–8, 9 tháng trong tháng 8–10, cả năm trong tháng 11–12;"
                " tháng và quý chốt ngay trong tháng cuối của kỳ, “mọi tháng”, “mọi quý” thì để trống ô tháng.",
            ),
        ]

    def __str__(self):
        day = f"ngày {self.day}" if self.month is None else f"{self.day:02}/{self.month:02}"
        return f"{self.get_part_display()}: {day} từ năm {self.from_year}"
