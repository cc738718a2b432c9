from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from classes.models import Session
from learners.models.enrolment import Enrolment


class Presence(models.TextChoices):
    PRESENT = "present", "Có mặt"
    LATE = "late", "Đi muộn"
    EXCUSED = "excused", "Vắng có phép"
    UNEXCUSED = "unexcused", "Vắng không phép"
    PARTIAL = "partial", "Vắng một số tiết"


class AttendanceQuerySet(models.QuerySet):
    def for_user(self, user):
        """Attendance of the enrolments the user sees: reviewers see none."""
        return self.filter(enrolment__in=Enrolment.objects.for_user(user))


class Attendance(models.Model):
    """What was noted of one learner in one session. In a session that was taken, who has no row was present."""

    session = models.ForeignKey(Session, verbose_name="buổi học", on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="học viên trong lớp", on_delete=models.CASCADE, related_name="attendances"
    )
    presence = models.CharField("dự học", max_length=20, choices=Presence.choices)
    missed = models.PositiveSmallIntegerField("số tiết vắng", null=True, blank=True)
    late_reason = models.CharField("lý do sửa sau khi khóa điểm danh", max_length=300, blank=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người ghi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_at = models.DateTimeField("ghi lúc", auto_now=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        verbose_name = "điểm danh"
        verbose_name_plural = "điểm danh"
        ordering = ["session", "enrolment"]
        constraints = [
            UniqueConstraint(
                fields=["session", "enrolment"],
                name="attendance_once",
                violation_error_message="Học viên đã được điểm danh ở buổi này.",
            ),
            one_of("attendance_presence_known", "presence", Presence, "Tình trạng dự học không hợp lệ."),
            models.CheckConstraint(
                name="attendance_partial_says_how_much",
                condition=Q(presence=Presence.PARTIAL, missed__isnull=False, missed__gte=1)
                | (~Q(presence=Presence.PARTIAL) & Q(missed__isnull=True)),
                violation_error_message="Vắng một số tiết thì ghi số tiết vắng, từ 1 trở lên; các trường hợp khác thì không.",
            ),
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.get_presence_display().lower()}"
