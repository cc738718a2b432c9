from django.conf import settings
from django.db import models
from django.db.models import UniqueConstraint

from centres.models import Centre
from learners.models.learner import Learner


class LearnerMergeQuerySet(models.QuerySet):
    def for_user(self, user):
        """Merges hold names: only for staff of the centre."""
        return self.filter(centre__in=Centre.objects.staffed_by(user))


class LearnerMerge(models.Model):
    """Two learners found to be one person. The second is no learner any more: this row stands for it and points on.

    `before` holds all that taking the two apart again needs:
    {"merged": {field: value} of the learner that is gone, "changed": {field: [value before, value now]} of the kept one,
    "enrolments": [pk] that moved, "certificates": [pk] issued for those until then, "outside": [pk] of places elsewhere that moved}.
    """

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Learner, verbose_name="học viên được giữ", on_delete=models.PROTECT, related_name="merges")
    merged_pk = models.PositiveBigIntegerField("mã hồ sơ đã gộp", editable=False)
    merged_name = models.CharField("họ và tên trong hồ sơ đã gộp", max_length=100)
    before = models.JSONField("trước khi gộp", default=dict, editable=False)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người gộp", null=True, on_delete=models.PROTECT, related_name="+"
    )
    merged_at = models.DateTimeField("gộp lúc", auto_now_add=True)

    objects = LearnerMergeQuerySet.as_manager()

    class Meta:
        verbose_name = "lần gộp học viên"
        verbose_name_plural = "lần gộp học viên"
        ordering = ["merged_at", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["merged_pk"],
                name="learner_merged_once",
                violation_error_message="Hồ sơ này đã được gộp.",
            )
        ]

    def __str__(self):
        return f"{self.merged_name} → {self.kept}"
