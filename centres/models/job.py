from django.conf import settings
from django.db import models
from django.db.models import F, Q

from centres.models.centre import Centre


class JobQuerySet(models.QuerySet):
    def for_user(self, user):
        """Long work the user asked for, in centres still visible to the user."""
        return self.filter(user=user.pk, centre__in=Centre.objects.for_user(user))

    def unfinished(self):
        return self.filter(finished_at__isnull=True, cancelled_at__isnull=True)


class Job(models.Model):
    """Long work done in the background step by step: who asked for it, how far it is, how it ended.

    A job holds no result: each step writes what it makes where it belongs, so that a job begun again leaves out what is
    there already.
    """

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="jobs")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người yêu cầu", on_delete=models.CASCADE, related_name="jobs"
    )
    kind = models.CharField("loại việc", max_length=50)
    title = models.CharField("việc", max_length=200)
    subject = models.PositiveBigIntegerField("của dòng", help_text="Khóa của dòng mà việc này làm cho.")
    address = models.CharField("trang kết quả", max_length=300)
    total = models.PositiveIntegerField("tất cả", null=True, blank=True)
    done = models.PositiveIntegerField("đã xong", default=0)
    error = models.CharField("lý do dừng", max_length=500, blank=True)
    requested_at = models.DateTimeField("yêu cầu lúc", auto_now_add=True)
    beat_at = models.DateTimeField("làm đến lúc", null=True, blank=True)
    finished_at = models.DateTimeField("xong lúc", null=True, blank=True)
    cancelled_at = models.DateTimeField("thôi lúc", null=True, blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "việc chạy nền"
        verbose_name_plural = "việc chạy nền"
        ordering = ["-requested_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="job_done_within_total",
                condition=Q(total__isnull=True) | Q(done__lte=F("total")),
                violation_error_message="Số phần đã xong không được quá tất cả.",
            ),
            models.UniqueConstraint(
                fields=["kind", "subject"],
                condition=Q(finished_at__isnull=True, cancelled_at__isnull=True),
                name="job_once_at_a_time",
                violation_error_message="Việc này đang được làm.",
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_over(self) -> bool:
        return bool(self.finished_at or self.cancelled_at)

    @property
    def percent(self) -> int:
        """How far the work is, for the bar: 0 to 100."""
        return 100 * self.done // self.total if self.total else 0
