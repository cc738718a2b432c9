from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from centres.models import Province

LATEST = 90


class DuePart(models.TextChoices):
    MONTH = "M", "Tháng"
    QUARTER = "Q", "Quý"
    FIRST_HALF = "H1", "6 tháng đầu năm"
    NINE_MONTHS = "9M", "9 tháng"
    SECOND_HALF = "H2", "6 tháng cuối năm"
    YEAR = "Y", "Cả năm"


class ReportDue(models.Model):
    """Until when a province's centres submit a report: so many days after the period's last day, from a year on.

    Without a row the province has set no day, and no report is late.
    """

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.CASCADE, related_name="report_dues")
    part = models.CharField("kỳ", max_length=2, choices=DuePart.choices)
    from_year = models.PositiveSmallIntegerField("áp dụng từ năm")
    days = models.PositiveSmallIntegerField("số ngày sau ngày cuối kỳ")
    source = models.CharField("căn cứ", max_length=200, blank=True)

    class Meta:
        verbose_name = "hạn nộp báo cáo"
        verbose_name_plural = "hạn nộp báo cáo"
        ordering = ["province", "part", "from_year"]
        constraints = [
            UniqueConstraint(
                fields=["province", "part", "from_year"],
                name="report_due_once",
                violation_error_message="Tỉnh đã có hạn nộp báo cáo của kỳ này từ năm đó.",
            ),
            one_of("report_due_part_known", "part", DuePart, "Kỳ có hạn nộp không hợp lệ."),
            models.CheckConstraint(
                name="report_due_days_sensible",
                condition=Q(days__lte=LATEST),
                violation_error_message="Hạn nộp không quá 90 ngày sau ngày cuối kỳ.",
            ),
        ]

    def __str__(self):
        return f"{self.get_part_display()}: {self.days} ngày sau ngày cuối kỳ, từ năm {self.from_year}"
