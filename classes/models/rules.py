from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from centres.constraints import in_order
from centres.validity import RuleBookQuerySet

MARK_LIMITS = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(10))]


class AssessmentRules(models.Model):
    """Bands and limits of one rule book: a mark falls in the highest band whose lower bound it reaches."""

    name = models.CharField("tên bộ quy tắc", max_length=200)
    source = models.TextField("căn cứ")
    assumed = models.BooleanField("tạm áp dụng, chưa có văn bản", default=False)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    excellent_from = models.DecimalField(
        "xuất sắc từ",
        max_digits=4,
        decimal_places=2,
        null=True,
        blank=True,
        validators=MARK_LIMITS,
        help_text="Để trống nếu không có loại xuất sắc.",
    )
    very_good_from = models.DecimalField("giỏi từ", max_digits=4, decimal_places=2, validators=MARK_LIMITS)
    good_from = models.DecimalField("khá từ", max_digits=4, decimal_places=2, validators=MARK_LIMITS)
    average_from = models.DecimalField("trung bình (đạt) từ", max_digits=4, decimal_places=2, validators=MARK_LIMITS)
    mark_step = models.DecimalField(
        "bước điểm",
        max_digits=3,
        decimal_places=2,
        default=Decimal("0.25"),
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    minimum_attendance = models.DecimalField(
        "tỷ lệ dự học tối thiểu (%)", max_digits=5, decimal_places=2, default=Decimal(80)
    )
    excused_counts_absent = models.BooleanField("vắng có phép vẫn tính là vắng", default=True)
    attendance_open_days = models.PositiveSmallIntegerField(
        "số ngày còn sửa điểm danh sau bế giảng",
        default=7,
        help_text="Sau đó phải ghi lý do mới sửa được. Quy chế không nêu: mức này do trung tâm và tỉnh định.",
    )
    certificate_days = models.PositiveSmallIntegerField(
        "số ngày để cấp giấy chứng nhận",
        default=15,
        help_text="Kể từ quyết định công nhận kết quả (Điều 9 Quy chế 1147).",
    )
    resits = models.PositiveSmallIntegerField("số lần làm lại", default=1)

    objects = RuleBookQuerySet.as_manager()

    class Meta:
        verbose_name = "bộ quy tắc đánh giá"
        verbose_name_plural = "bộ quy tắc đánh giá"
        ordering = [F("valid_from").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                name="rules_bands_in_order",
                condition=Q(average_from__gte=0)
                & Q(average_from__lt=F("good_from"))
                & Q(good_from__lt=F("very_good_from"))
                & Q(very_good_from__lte=10)
                & (Q(excellent_from__isnull=True) | Q(excellent_from__gt=F("very_good_from"), excellent_from__lte=10)),
                violation_error_message="Các mức điểm phải tăng dần: trung bình, khá, giỏi, xuất sắc, trong thang 10.",
            ),
            models.CheckConstraint(
                name="rules_step_positive",
                condition=Q(mark_step__gt=0),
                violation_error_message="Bước điểm phải lớn hơn 0.",
            ),
            models.CheckConstraint(
                name="rules_attendance_percent",
                condition=Q(minimum_attendance__gte=0, minimum_attendance__lte=100),
                violation_error_message="Tỷ lệ dự học tối thiểu phải từ 0 đến 100.",
            ),
            in_order(
                "rules_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def label(self) -> str:
        """The name, and that the set is assumed where the name does not say so."""
        said = "tạm áp dụng" in self.name.lower()
        return f"{self.name} (tạm áp dụng)" if self.assumed and not said else self.name
