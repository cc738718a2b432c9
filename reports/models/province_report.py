"""What a province's reviewers write on its own report; its figures are added up, never stored here."""

from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from centres.models import Province
from reports.models.report import PERIOD_LENGTH


class ProvinceReportQuerySet(models.QuerySet):
    def for_user(self, user):
        """Reports of the provinces the user reviews for."""
        return self.filter(province__in=Province.objects.for_user(user))


class ProvinceReport(models.Model):
    """Number, date and signer of a province's report of one period."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.PROTECT, related_name="reports")
    period = models.CharField("kỳ", max_length=PERIOD_LENGTH)
    number = models.PositiveIntegerField("số văn bản", null=True, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    signed_by_deputy = models.BooleanField("phó trưởng ban ký thay (K/T)", default=False)

    objects = ProvinceReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo tổng hợp của tỉnh"
        verbose_name_plural = "báo cáo tổng hợp của tỉnh"
        ordering = ["province", "-period"]
        constraints = [
            UniqueConstraint(
                fields=["province", "period"],
                name="province_report_once",
                violation_error_message="Tỉnh đã có báo cáo của kỳ này.",
            )
        ]

    def __str__(self):
        return f"{self.province}, {self.period}"


class ProvinceSection(models.Model):
    """Free text of one section, as in a centre's report (ReportSection)."""

    report = models.ForeignKey(
        ProvinceReport, verbose_name="báo cáo", on_delete=models.CASCADE, related_name="sections"
    )
    key = models.CharField("mục", max_length=20)
    text = models.TextField("nội dung", blank=True)
    replaces = models.BooleanField("viết thay các câu lập sẵn", default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người sửa", null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    class Meta:
        verbose_name = "mục của báo cáo tổng hợp"
        verbose_name_plural = "các mục của báo cáo tổng hợp"
        ordering = ["report", "key"]
        constraints = [
            UniqueConstraint(
                fields=["report", "key"],
                name="province_section_once",
                violation_error_message="Báo cáo đã có mục này.",
            )
        ]

    def __str__(self):
        return self.key
