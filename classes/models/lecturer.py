from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Case, F, Q, UniqueConstraint, When

from centres.constraints import in_order, one_of
from centres.models import Centre
from centres.names import KEY_LENGTH, sort_key
from centres.validity import DatedQuerySet, RuleBookQuerySet
from classes.models.programme import Confidence


class Engagement(models.TextChoices):
    FULL_TIME = "full_time", "Chuyên trách"
    PART_TIME = "part_time", "Kiêm nhiệm"
    INVITED = "invited", "Thỉnh giảng"


class Duty(models.TextChoices):
    """The post in the centre, which sets the share of the norm one teaches."""

    LECTURER = "lecturer", "Giảng viên"
    DEPUTY = "deputy", "Phó giám đốc"
    DIRECTOR = "director", "Giám đốc"


class LecturerQuerySet(DatedQuerySet):
    def for_user(self, user):
        """Lecturers of the centres the user sees: they are no learners, and stand in every timetable."""
        return self.filter(centre__in=Centre.objects.for_user(user))

    def of_account(self, user, centre):
        """The lecturer of the centre whose account this is, or None."""
        return self.filter(centre=centre, account=user).first()

    def in_name_order(self):
        return self.order_by("sort_key", "pk")

    def by_engagement(self):
        """Those of the centre first, who are invited last, each in the order of names."""
        places = [When(engagement=one, then=place) for place, one in enumerate(Engagement)]
        return self.order_by(Case(*places), "sort_key", "pk")


class Lecturer(models.Model):
    """Who teaches at a centre, with or without an account."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="lecturers")
    full_name = models.CharField("họ và tên", max_length=100)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    engagement = models.CharField("hình thức", max_length=20, choices=Engagement.choices)
    duty = models.CharField("chức vụ ở trung tâm", max_length=20, choices=Duty.choices, default=Duty.LECTURER)
    workplace = models.CharField(
        "chức vụ, nơi công tác", max_length=300, blank=True, help_text="Của giảng viên kiêm nhiệm, thỉnh giảng."
    )
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="tài khoản",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="taught_as",
        help_text="Để người đó xem lịch giảng của mình.",
    )
    valid_from = models.DateField("giảng dạy từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = LecturerQuerySet.as_manager()

    class Meta:
        verbose_name = "giảng viên"
        verbose_name_plural = "giảng viên"
        ordering = ["centre", "sort_key", "pk"]
        indexes = [models.Index(fields=["centre", "sort_key"], name="lecturer_name_order")]
        constraints = [
            one_of("lecturer_engagement_known", "engagement", Engagement, "Hình thức của giảng viên không hợp lệ."),
            one_of("lecturer_duty_known", "duty", Duty, "Chức vụ của giảng viên không hợp lệ."),
            UniqueConstraint(
                fields=["centre", "full_name", "workplace"],
                name="lecturer_once",
                violation_error_message="Trung tâm đã có giảng viên này; nếu là người khác cùng tên, hãy ghi nơi công tác.",
            ),
            models.CheckConstraint(
                name="lecturer_has_name", condition=~Q(full_name=""), violation_error_message="Thiếu họ và tên."
            ),
            in_order(
                "lecturer_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày thôi giảng dạy không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self):
        """Derive the stored key; bulk writers call it before bulk_create."""
        self.sort_key = sort_key(self.full_name)
        return self


class ActivityKind(models.TextChoices):
    """What lecturers do besides teaching. The first three are figures L4 to L6; the last two count as teaching hours."""

    OBSERVATION = "observation", "Được dự giờ"
    TRAINING = "training", "Đi bồi dưỡng, tập huấn"
    CONTEST = "contest", "Hội thi giảng viên giỏi"
    MARKING = "marking", "Chấm bài thu hoạch"
    TEST_SET = "test_set", "Ra đề, đáp án, thang điểm"


class LecturerActivityQuerySet(models.QuerySet):
    def for_user(self, user):
        """Activities of the lecturers the user sees."""
        return self.filter(lecturer__in=Lecturer.objects.for_user(user))


class LecturerActivity(models.Model):
    """A lesson observed, a training attended, a contest, marking: one row each, by its (first) day."""

    lecturer = models.ForeignKey(
        Lecturer, verbose_name="giảng viên", on_delete=models.PROTECT, related_name="activities"
    )
    kind = models.CharField("hoạt động", max_length=20, choices=ActivityKind.choices)
    held_on = models.DateField("ngày")
    title = models.CharField("nội dung", max_length=300, blank=True)
    outcome = models.CharField("kết quả", max_length=200, blank=True)
    quantity = models.PositiveSmallIntegerField(
        "số lượng",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(2000, "Số lượng quá lớn.")],
        help_text="Số bài đã chấm, số bộ đề đã ra; các hoạt động khác ghi 1.",
    )

    objects = LecturerActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "hoạt động của giảng viên"
        verbose_name_plural = "hoạt động của giảng viên"
        ordering = ["-held_on", "pk"]
        constraints = [
            one_of("activity_kind_known", "kind", ActivityKind, "Loại hoạt động không hợp lệ."),
            models.CheckConstraint(
                name="activity_quantity_sensible",
                condition=Q(quantity__gte=1, quantity__lte=2000),
                violation_error_message="Số lượng phải từ 1 đến 2.000.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}, {self.held_on:%d/%m/%Y}"


class TeachingNorm(models.Model):
    """How many standard hours a full-time lecturer teaches a year, and what else counts as how many."""

    name = models.CharField("tên định mức", max_length=200)
    source = models.TextField("căn cứ")
    confidence = models.CharField("độ tin cậy", max_length=2, choices=Confidence.choices, default=Confidence.C)
    hours = models.PositiveSmallIntegerField("giờ chuẩn một năm", default=270)
    director_percent = models.PositiveSmallIntegerField("giám đốc dạy (%)", default=10)
    deputy_percent = models.PositiveSmallIntegerField("phó giám đốc dạy (%)", default=20)
    class_percent = models.PositiveSmallIntegerField("giảng trên lớp ít nhất (%)", default=50)
    hours_per_period = models.DecimalField(
        "giờ chuẩn của một tiết giảng", max_digits=4, decimal_places=2, default=Decimal(1)
    )
    papers_per_hour = models.PositiveSmallIntegerField(
        "số bài chấm được một giờ chuẩn", default=6, validators=[MinValueValidator(1)]
    )
    hours_per_test_set = models.DecimalField(
        "giờ chuẩn của một bộ đề", max_digits=4, decimal_places=2, default=Decimal("1.5")
    )
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = RuleBookQuerySet.as_manager()

    class Meta:
        verbose_name = "định mức giờ giảng"
        verbose_name_plural = "định mức giờ giảng"
        ordering = [F("valid_from").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="norm_percents_sensible",
                condition=Q(director_percent__lte=100, deputy_percent__lte=100, class_percent__lte=100),
                violation_error_message="Các tỷ lệ của định mức phải từ 0 đến 100.",
            ),
            models.CheckConstraint(
                name="norm_papers_positive",
                condition=Q(papers_per_hour__gte=1),
                violation_error_message="Số bài chấm được một giờ chuẩn phải từ 1 trở lên.",
            ),
            in_order(
                "norm_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.",
            ),
        ]

    def __str__(self):
        return self.name
