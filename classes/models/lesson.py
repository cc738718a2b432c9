from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from classes.models.programme import Confidence, Programme

PERIOD_LIMITS = [
    MinValueValidator(1, "Số tiết phải từ 1 trở lên."),
    MaxValueValidator(200, "Số tiết quá lớn."),
]


class SessionKind(models.TextChoices):
    """What a lesson of a programme, or a session of a class, is."""

    LESSON = "lesson", "Bài lên lớp"
    DISCUSSION = "discussion", "Thảo luận"
    LOCAL = "local", "Chuyên đề địa phương"
    VISIT = "visit", "Nghiên cứu thực tế"
    REVIEW = "review", "Ôn tập, giải đáp"
    TEST = "test", "Viết bài thu hoạch"
    OTHER = "other", "Nội dung khác"


class LessonQuerySet(models.QuerySet):
    def for_user(self, user):
        """As the catalogue they belong to: one for everybody who is logged in."""
        return self.filter(programme__in=Programme.objects.for_user(user))


class Lesson(models.Model):
    """A line of a programme's outline: a lesson, a discussion, the test; a timetable is made from them."""

    programme = models.ForeignKey(
        Programme, verbose_name="chương trình", on_delete=models.CASCADE, related_name="outline"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("nội dung", max_length=300)
    kind = models.CharField("loại", max_length=20, choices=SessionKind.choices, default=SessionKind.LESSON)
    periods = models.PositiveSmallIntegerField("số tiết", default=5, validators=PERIOD_LIMITS)
    counted = models.BooleanField("tính vào tỷ lệ dự học", default=True)
    source = models.TextField("căn cứ", blank=True)
    confidence = models.CharField("độ tin cậy", max_length=2, choices=Confidence.choices, default=Confidence.C)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = "bài của chương trình"
        verbose_name_plural = "bài của chương trình"
        ordering = ["programme", "position"]
        constraints = [
            UniqueConstraint(
                fields=["programme", "position"],
                name="lesson_position_once",
                violation_error_message="Chương trình đã có bài ở thứ tự này.",
            ),
            one_of("lesson_kind_known", "kind", SessionKind, "Loại nội dung không hợp lệ."),
            models.CheckConstraint(
                name="lesson_periods_sensible",
                condition=Q(periods__gte=1, periods__lte=200),
                violation_error_message="Số tiết của bài phải từ 1 đến 200.",
            ),
        ]

    def __str__(self):
        return self.title
