from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.db.models.functions import Coalesce

from centres.constraints import implies, in_order, one_of
from centres.models import Centre
from classes.models.programme import Programme
from classes.models.rules import AssessmentRules


class Ownership(models.TextChoices):
    OWN = "own", "Trung tâm chủ trì"
    JOINT = "joint", "Phối hợp"


class Kind(models.TextChoices):
    NORMAL = "normal", "Lớp của trung tâm"
    MAINTAINED = "maintained", "Duy trì quản lý (lớp của trường khác)"


class Status(models.TextChoices):
    PLANNED = "planned", "Dự kiến"
    OPEN = "open", "Đang học"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class AssessedBy(models.TextChoices):
    CENTRE = "centre", "Trung tâm"
    PARTNER = "partner", "Đơn vị phối hợp"
    NOBODY = "nobody", "Không kiểm tra, đánh giá"


class TrainingClassQuerySet(models.QuerySet):
    def for_user(self, user):
        """Classes of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))

    def normal(self):
        return self.filter(kind=Kind.NORMAL)

    def maintained(self):
        return self.filter(kind=Kind.MAINTAINED)

    def really_opened(self):
        return self.filter(status__in=[Status.OPEN, Status.CLOSED])

    def opened_between(self, first, last):
        """Really opened from the first to the last day, both included: the rule of the O figures."""
        return self.really_opened().filter(opened_on__range=(first, last))

    def finished_between(self, first, last):
        """Finished by the day results were recognised, else the closing day: the rule of the R figures."""
        finished = self.filter(status=Status.CLOSED).annotate(finished_on=Coalesce("recognised_on", "closed_on"))
        return finished.filter(finished_on__range=(first, last))


class TrainingClass(models.Model):
    """A class of learners. It stores no count of them but the number called: the rest is counted from enrolments."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="classes")
    code = models.CharField("mã lớp", max_length=50)
    name = models.CharField("tên lớp", max_length=300)
    programme = models.ForeignKey(
        Programme, verbose_name="chương trình", on_delete=models.PROTECT, related_name="classes"
    )
    course_number = models.CharField("khóa", max_length=20, blank=True)
    ownership = models.CharField("hình thức", max_length=10, choices=Ownership.choices, default=Ownership.OWN)
    partner = models.CharField(
        "đơn vị phối hợp", max_length=300, blank=True, help_text="Có thể ghi nhiều cơ quan, cách nhau bằng dấu phẩy."
    )
    kind = models.CharField("loại lớp", max_length=20, choices=Kind.choices, default=Kind.NORMAL)
    outside_plan = models.BooleanField("ngoài kế hoạch", default=False)
    status = models.CharField("trạng thái", max_length=20, choices=Status.choices, default=Status.PLANNED)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    opening_number = models.CharField("quyết định mở lớp số", max_length=50, blank=True)
    opening_decided_on = models.DateField("ngày quyết định mở lớp", null=True, blank=True)
    opened_on = models.DateField("khai giảng", null=True, blank=True)
    closes_on = models.DateField("bế giảng dự kiến", null=True, blank=True)
    closed_on = models.DateField("bế giảng", null=True, blank=True)
    recognition_number = models.CharField("quyết định công nhận kết quả số", max_length=50, blank=True)
    recognised_on = models.DateField("ngày công nhận kết quả", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    assessed_by = models.CharField("bên đánh giá kết quả", max_length=10, choices=AssessedBy.choices, blank=True)
    rules = models.ForeignKey(
        AssessmentRules,
        verbose_name="bộ quy tắc đánh giá",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="classes",
        help_text="Bộ quy tắc mà kết quả của lớp được xếp loại theo.",
    )
    called = models.PositiveIntegerField(
        "số triệu tập",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100_000, "Số triệu tập quá lớn.")],
        help_text="Theo thông báo triệu tập; để trống nếu chưa rõ.",
    )
    considered_for_titles = models.BooleanField("xét danh hiệu lớp và học viên", default=False)
    titled = models.BooleanField("đạt “Lớp học tiên tiến”", null=True, blank=True)
    modules_done = models.PositiveSmallIntegerField(
        "số học phần đã xong", null=True, blank=True, validators=[MaxValueValidator(200, "Số học phần quá lớn.")]
    )
    note = models.TextField("ghi chú", blank=True)

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp"
        verbose_name_plural = "lớp"
        ordering = ["centre", "-opened_on", "code"]
        indexes = [
            models.Index(fields=["centre", "opened_on"], name="class_centre_opened"),
            models.Index(fields=["centre", "status"], name="class_centre_status"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["centre", "code"],
                name="class_code_once",
                violation_error_message="Trung tâm đã có lớp mang mã này.",
            ),
            one_of("class_ownership_known", "ownership", Ownership, "Hình thức mở lớp không hợp lệ."),
            one_of("class_kind_known", "kind", Kind, "Loại lớp không hợp lệ."),
            one_of("class_status_known", "status", Status, "Trạng thái của lớp không hợp lệ."),
            implies(
                "class_joint_names_partner",
                Q(ownership=Ownership.JOINT),
                ~Q(partner=""),
                "Lớp phối hợp phải ghi đơn vị phối hợp.",
            ),
            implies(
                "class_own_has_no_partner",
                Q(ownership=Ownership.OWN),
                Q(partner=""),
                "Lớp do trung tâm chủ trì không ghi đơn vị phối hợp; nếu có, hãy chọn hình thức phối hợp.",
            ),
            implies(
                "class_opened_has_day",
                Q(status__in=[Status.OPEN, Status.CLOSED]),
                Q(opened_on__isnull=False),
                "Lớp đã mở phải có ngày khai giảng.",
            ),
            models.CheckConstraint(
                name="class_closed_has_day",
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_on__isnull=True)),
                violation_error_message="Lớp đã kết thúc phải có ngày bế giảng; lớp chưa kết thúc thì để trống ngày này.",
            ),
            implies(
                "class_closed_says_who_assessed",
                Q(status=Status.CLOSED),
                Q(assessed_by__in=AssessedBy.values),
                "Lớp đã kết thúc phải ghi bên đánh giá kết quả.",
            ),
            implies(
                "class_recognised_is_closed",
                Q(recognised_on__isnull=False),
                Q(status=Status.CLOSED),
                "Chỉ công nhận kết quả của lớp đã kết thúc.",
            ),
            implies(
                "class_cancelled_has_reason",
                Q(status=Status.CANCELLED),
                ~Q(cancel_reason=""),
                "Lớp bị hủy phải ghi lý do.",
            ),
            implies(
                "class_titled_was_considered",
                Q(titled__isnull=False),
                Q(considered_for_titles=True),
                "Chỉ ghi danh hiệu cho lớp được xét danh hiệu.",
            ),
            in_order(
                "class_closes_after_opening",
                "opened_on",
                "closed_on",
                "Ngày bế giảng không được trước ngày khai giảng.",
            ),
            in_order(
                "class_expected_close_after_opening",
                "opened_on",
                "closes_on",
                "Ngày bế giảng dự kiến không được trước ngày khai giảng.",
            ),
            in_order(
                "class_recognised_after_opening",
                "opened_on",
                "recognised_on",
                "Ngày công nhận kết quả không được trước ngày khai giảng.",
            ),
            models.CheckConstraint(
                name="class_opened_sensibly",
                condition=Q(opened_on__isnull=True)
                | Q(opened_on__gte=date(2000, 1, 1), opened_on__lte=date(2100, 12, 31)),
                violation_error_message="Ngày khai giảng phải từ năm 2000 đến năm 2100.",
            ),
        ]

    def __str__(self):
        return f"{self.code} – {self.name}"

    @property
    def is_closed(self):
        return self.status == Status.CLOSED

    @property
    def is_recognised(self):
        return self.recognised_on is not None
