from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q, UniqueConstraint

from centres.constraints import implies, in_order, one_of
from centres.models import Centre
from classes.models.lecturer import Lecturer
from classes.models.lesson import PERIOD_LIMITS, Lesson, SessionKind
from classes.models.training_class import TrainingClass

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật")


class Part(models.TextChoices):
    """The part of the day that a session takes; their codes sort as the day goes."""

    MORNING = "1", "Sáng"
    AFTERNOON = "2", "Chiều"
    EVENING = "3", "Tối"


class RoomQuerySet(models.QuerySet):
    def for_user(self, user):
        """Rooms of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class Room(models.Model):
    """Where classes meet: a hall of the centre, or a place it borrows."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="rooms")
    name = models.CharField("phòng, hội trường", max_length=100)
    key = models.CharField(max_length=100, editable=False)
    """The name in small letters with single spaces: "Hội trường  A" and "hội trường A" are one room."""

    objects = RoomQuerySet.as_manager()

    class Meta:
        verbose_name = "phòng học"
        verbose_name_plural = "phòng học"
        ordering = ["centre", "name", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "key"],
                name="room_once",
                violation_error_message="Trung tâm đã có phòng mang tên này.",
            ),
            models.CheckConstraint(
                name="room_has_name", condition=~Q(name=""), violation_error_message="Thiếu tên phòng."
            ),
        ]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.key = room_key(self.name)
        super().save(*args, **kwargs)


def room_key(name: str) -> str:
    """By which two spellings of a room are known as one."""
    return " ".join(name.casefold().split())


class SessionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Sessions of the classes the user sees."""
        return self.filter(training_class__in=TrainingClass.objects.for_user(user))

    def live(self):
        """Without those that were called off."""
        return self.filter(cancel_reason="")

    def in_order(self):
        return self.order_by("held_on", "part", "pk")

    def unmarked(self, until: date):
        """Held by the day, and nobody has said yet who was there."""
        return self.live().filter(held_on__lte=until, taken_at__isnull=True)


class Session(models.Model):
    """A buổi of a class: a date and morning, afternoon or evening, some tiết long."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="sessions"
    )
    held_on = models.DateField("ngày")
    part = models.CharField("buổi", max_length=1, choices=Part.choices)
    periods = models.PositiveSmallIntegerField("số tiết", default=5, validators=PERIOD_LIMITS)
    kind = models.CharField("loại", max_length=20, choices=SessionKind.choices, default=SessionKind.LESSON)
    counted = models.BooleanField("tính vào tỷ lệ dự học", default=True)
    lesson = models.ForeignKey(
        Lesson,
        verbose_name="bài của chương trình",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="sessions",
    )
    topic = models.CharField("nội dung", max_length=300)
    lecturer = models.ForeignKey(
        Lecturer,
        verbose_name="giảng viên",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sessions",
    )
    room = models.ForeignKey(
        Room, verbose_name="phòng học", null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    holiday_reason = models.CharField(
        "lý do học vào ngày nghỉ", max_length=200, blank=True, help_text="Chỉ cần ghi khi buổi học rơi vào ngày nghỉ."
    )
    cancel_reason = models.CharField("lý do hủy buổi", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    taken_at = models.DateTimeField("điểm danh lúc", null=True, blank=True, editable=False)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người điểm danh",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = "buổi học"
        verbose_name_plural = "buổi học"
        ordering = ["training_class", "held_on", "part"]
        indexes = [models.Index(fields=["held_on", "part"], name="session_day")]
        constraints = [
            one_of("session_part_known", "part", Part, "Buổi trong ngày không hợp lệ."),
            one_of("session_kind_known", "kind", SessionKind, "Loại buổi học không hợp lệ."),
            UniqueConstraint(
                fields=["training_class", "held_on", "part"],
                condition=Q(cancel_reason=""),
                name="session_of_class_once",
                violation_error_message="Lớp đã có buổi học vào lúc này.",
            ),
            UniqueConstraint(
                fields=["lecturer", "held_on", "part"],
                condition=Q(cancel_reason="", lecturer__isnull=False),
                name="session_of_lecturer_once",
                violation_error_message="Giảng viên đã có buổi giảng khác vào lúc này.",
            ),
            UniqueConstraint(
                fields=["room", "held_on", "part"],
                condition=Q(cancel_reason="", room__isnull=False),
                name="session_of_room_once",
                violation_error_message="Phòng học đã có lớp khác vào lúc này.",
            ),
            models.CheckConstraint(
                name="session_periods_sensible",
                condition=Q(periods__gte=1, periods__lte=12),
                violation_error_message="Một buổi học có từ 1 đến 12 tiết.",
            ),
            models.CheckConstraint(
                name="session_has_topic", condition=~Q(topic=""), violation_error_message="Thiếu nội dung của buổi học."
            ),
            implies(
                "session_cancelled_not_taken",
                ~Q(cancel_reason=""),
                Q(taken_at__isnull=True),
                "Buổi đã hủy thì không có điểm danh.",
            ),
            models.CheckConstraint(
                name="session_day_sensible",
                condition=Q(held_on__gte=date(2000, 1, 1), held_on__lte=date(2105, 12, 31)),
                violation_error_message="Ngày học phải từ năm 2000 đến năm 2105.",
            ),
        ]

    def __str__(self):
        return f"{self.when}: {self.topic}"

    @property
    def when(self) -> str:
        """sáng 10/03/2026"""
        return f"{self.get_part_display().lower()} {self.held_on:%d/%m/%Y}"

    @property
    def weekday(self) -> str:
        return WEEKDAYS[self.held_on.weekday()]

    @property
    def kind_shown(self) -> str:
        """The kind beside the topic, where that does not say it already."""
        label = self.get_kind_display()
        said = self.kind == SessionKind.LESSON or label.casefold() in self.topic.casefold()
        return "" if said else label

    @property
    def is_cancelled(self) -> bool:
        return bool(self.cancel_reason)

    @property
    def is_taken(self) -> bool:
        return self.taken_at is not None


class ModuleQuerySet(models.QuerySet):
    def for_user(self, user):
        """Modules of the classes the user sees."""
        return self.filter(training_class__in=TrainingClass.objects.for_user(user))


class Module(models.Model):
    """A học phần of a long class, and when it was begun and finished."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="modules"
    )
    position = models.PositiveSmallIntegerField("thứ tự")
    title = models.CharField("học phần", max_length=300)
    begun_on = models.DateField("bắt đầu", null=True, blank=True)
    done_on = models.DateField("hoàn thành", null=True, blank=True)

    objects = ModuleQuerySet.as_manager()

    class Meta:
        verbose_name = "học phần"
        verbose_name_plural = "học phần"
        ordering = ["training_class", F("position").asc()]
        constraints = [
            UniqueConstraint(
                fields=["training_class", "position"],
                name="module_position_once",
                violation_error_message="Lớp đã có học phần ở thứ tự này.",
            ),
            models.CheckConstraint(
                name="module_has_title", condition=~Q(title=""), violation_error_message="Thiếu tên học phần."
            ),
            in_order(
                "module_days_in_order", "begun_on", "done_on", "Ngày hoàn thành không được trước ngày bắt đầu học phần."
            ),
        ]

    def __str__(self):
        return self.title
