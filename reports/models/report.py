from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from centres.models import Centre

PERIOD_LENGTH = 21  # of 2022-01-05_2022-06-14


class PeriodReportQuerySet(models.QuerySet):
    def for_user(self, user):
        """Reports of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class PeriodReport(models.Model):
    """A centre's report of one period: what people write on it. Its figures are counted, never stored here."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="reports")
    period = models.CharField("kỳ", max_length=PERIOD_LENGTH)
    number = models.PositiveIntegerField("số văn bản", null=True, blank=True)
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    signed_by_deputy = models.BooleanField("phó giám đốc ký thay (K/T)", default=False)

    objects = PeriodReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo kỳ"
        verbose_name_plural = "báo cáo kỳ"
        ordering = ["centre", "-period"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "period"],
                name="report_period_once",
                violation_error_message="Trung tâm đã có báo cáo của kỳ này.",
            )
        ]

    def __str__(self):
        return f"{self.centre}, {self.period}"


class ReportSectionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Sections of the reports the user sees."""
        return self.filter(report__in=PeriodReport.objects.for_user(user))


class ReportSection(models.Model):
    """Free text of one section, paragraphs separated by line breaks, figures in it as tokens such as [[O1]]."""

    report = models.ForeignKey(PeriodReport, verbose_name="báo cáo", on_delete=models.CASCADE, related_name="sections")
    key = models.CharField("mục", max_length=20)
    text = models.TextField("nội dung", blank=True)
    replaces = models.BooleanField("viết thay các câu lập sẵn", default=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người sửa", null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField("sửa lúc", auto_now=True)

    objects = ReportSectionQuerySet.as_manager()

    class Meta:
        verbose_name = "mục của báo cáo"
        verbose_name_plural = "các mục của báo cáo"
        ordering = ["report", "key"]
        constraints = [
            UniqueConstraint(
                fields=["report", "key"],
                name="section_once",
                violation_error_message="Báo cáo đã có mục này.",
            )
        ]

    def __str__(self):
        return self.key
