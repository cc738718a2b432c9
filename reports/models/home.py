"""What the home page remembers of a person. Nothing of it is anybody else's business, or part of a report."""

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.models import Centre
from classes.models import TrainingClass
from reports.models.report import PeriodReport


class RecentQuerySet(models.QuerySet):
    def for_user(self, user):
        """One's own, in the centres one still sees."""
        seen = Centre.objects.for_user(user)
        return self.filter(Q(training_class__centre__in=seen) | Q(report__centre__in=seen), user=user)

    def of_centre(self, centre):
        return self.filter(Q(training_class__centre=centre) | Q(report__centre=centre))


class Recent(models.Model):
    """A class or a report that a person opened, and when last."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+"
    )
    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    report = models.ForeignKey(
        PeriodReport, verbose_name="báo cáo", null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    opened_at = models.DateTimeField("mở lần cuối")

    objects = RecentQuerySet.as_manager()

    class Meta:
        verbose_name = "việc đang làm dở"
        verbose_name_plural = "việc đang làm dở"
        ordering = ["-opened_at", "-pk"]
        indexes = [models.Index(fields=["user", "-opened_at"], name="recent_of_user")]
        constraints = [
            UniqueConstraint(
                fields=["user", "training_class"],
                name="recent_class_once",
                violation_error_message="Lớp này đã được ghi nhớ.",
            ),
            UniqueConstraint(
                fields=["user", "report"],
                name="recent_report_once",
                violation_error_message="Báo cáo này đã được ghi nhớ.",
            ),
            models.CheckConstraint(
                name="recent_class_or_report",
                condition=Q(training_class__isnull=False, report__isnull=True)
                | Q(training_class__isnull=True, report__isnull=False),
                violation_error_message="Chỉ ghi nhớ một lớp hoặc một báo cáo.",
            ),
        ]

    def __str__(self):
        return str(self.training_class or self.report)


class HiddenStepsQuerySet(models.QuerySet):
    def for_user(self, user):
        """One's own choices."""
        return self.filter(user=user)


class HiddenSteps(models.Model):
    """That a person does not want to see a new centre's first steps any more."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+"
    )
    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="+")

    objects = HiddenStepsQuerySet.as_manager()

    class Meta:
        verbose_name = "các bước đầu đã ẩn"
        verbose_name_plural = "các bước đầu đã ẩn"
        constraints = [
            UniqueConstraint(
                fields=["user", "centre"],
                name="hidden_steps_once",
                violation_error_message="Các bước đầu của trung tâm này đã được ẩn.",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.centre}"
