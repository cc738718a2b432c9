from django.db import models
from django.db.models import UniqueConstraint

from centres.models import Centre
from reports.models.report import PERIOD_LENGTH


class PastReportQuerySet(models.QuerySet):
    def for_user(self, user):
        """Past reports of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class PastReport(models.Model):
    """A centre's report from before the system, entered as totals and nested "trong đó" lines."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="past_reports")
    period = models.CharField("kỳ", max_length=PERIOD_LENGTH)
    classes = models.PositiveIntegerField("số lớp", null=True, blank=True)
    learners = models.PositiveIntegerField("số học viên", null=True, blank=True)

    objects = PastReportQuerySet.as_manager()

    class Meta:
        verbose_name = "báo cáo cũ"
        verbose_name_plural = "báo cáo cũ"
        ordering = ["centre", "period"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "period"],
                name="past_report_once",
                violation_error_message="Trung tâm đã có báo cáo cũ của kỳ này.",
            )
        ]

    def __str__(self):
        return f"{self.centre}, {self.period}"


class PastReportLine(models.Model):
    """A "trong đó" line of a past report, or of another line."""

    report = models.ForeignKey(PastReport, verbose_name="báo cáo", on_delete=models.CASCADE, related_name="lines")
    parent = models.ForeignKey(
        "self", verbose_name="thuộc dòng", null=True, blank=True, on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    label = models.CharField("nội dung", max_length=300)
    classes = models.PositiveIntegerField("số lớp", null=True, blank=True)
    learners = models.PositiveIntegerField("số học viên", null=True, blank=True)

    class Meta:
        verbose_name = "dòng “trong đó”"
        verbose_name_plural = "các dòng “trong đó”"
        ordering = ["report", "position", "pk"]

    def __str__(self):
        return self.label
