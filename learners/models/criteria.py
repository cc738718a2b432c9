from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from centres.constraints import implies, one_of
from centres.models import Centre
from classes.models import TrainingClass

PERCENT = [MinValueValidator(Decimal(0), "Tỷ lệ từ 0."), MaxValueValidator(Decimal(100), "Tỷ lệ nhiều nhất là 100.")]


def percent(label, **options):
    return models.DecimalField(label, max_digits=5, decimal_places=2, validators=PERCENT, **options)


class NamedBy(models.TextChoices):
    NOBODY = "nobody", "Không đề xuất"
    BAND = "band", "Người xếp loại cao nhất của bộ quy tắc"
    SHARE = "share", "Người có điểm cao nhất, trong một tỷ lệ"


class CentreCriteriaQuerySet(models.QuerySet):
    def for_user(self, user):
        """Criteria of the centres the user works in."""
        return self.filter(centre__in=Centre.objects.staffed_by(user))


class CentreCriteria(models.Model):
    """What a centre has settled about results: who confirms them, and when titles and rewards are proposed.

    The written criteria of titles were not found; the defaults follow reports that were published ("tỷ lệ khá, giỏi
    trong từng lớp đều đạt từ 60 % trở lên") and are only a proposal that people edit.
    """

    centre = models.OneToOneField(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="criteria")
    clerks_confirm = models.BooleanField(
        "giáo vụ khác được xác nhận kết quả",
        default=False,
        help_text="Giám đốc, phó giám đốc luôn được xác nhận. Không ai xác nhận điểm do chính mình nhập.",
    )
    good_from = percent("lớp: tỷ lệ khá, giỏi trở lên từ (%)", default=Decimal(60))
    everybody_passed = models.BooleanField("lớp: không có học viên không đạt", default=False)
    class_attendance_from = percent(
        "lớp: chuyên cần cả lớp từ (%)", null=True, blank=True, help_text="Để trống nếu không xét."
    )
    excellent_by = models.CharField("học viên xuất sắc", max_length=10, choices=NamedBy.choices, default=NamedBy.BAND)
    excellent_share = percent("học viên xuất sắc: nhiều nhất (% học viên của lớp)", null=True, blank=True)
    reward_by = models.CharField("khen thưởng", max_length=10, choices=NamedBy.choices, default=NamedBy.NOBODY)
    reward_share = percent("khen thưởng: nhiều nhất (% học viên của lớp)", null=True, blank=True)
    attendance_from = percent("học viên: dự học từ (%)", null=True, blank=True, help_text="Để trống nếu không xét.")
    source = models.CharField(
        "căn cứ", max_length=300, blank=True, help_text="Văn bản của trung tâm hoặc cấp trên đặt các tiêu chí này."
    )

    objects = CentreCriteriaQuerySet.as_manager()

    class Meta:
        verbose_name = "tiêu chí danh hiệu, khen thưởng"
        verbose_name_plural = "tiêu chí danh hiệu, khen thưởng"
        ordering = ["centre"]
        constraints = [
            one_of("criteria_excellent_known", "excellent_by", NamedBy, "Cách chọn học viên xuất sắc không hợp lệ."),
            one_of("criteria_reward_known", "reward_by", NamedBy, "Cách chọn khen thưởng không hợp lệ."),
            implies(
                "criteria_excellent_share_given",
                Q(excellent_by=NamedBy.SHARE),
                Q(excellent_share__isnull=False),
                "Chọn học viên xuất sắc theo tỷ lệ thì ghi tỷ lệ.",
            ),
            implies(
                "criteria_reward_share_given",
                Q(reward_by=NamedBy.SHARE),
                Q(reward_share__isnull=False),
                "Chọn khen thưởng theo tỷ lệ thì ghi tỷ lệ.",
            ),
            models.CheckConstraint(
                name="criteria_percents",
                condition=Q(good_from__range=(0, 100))
                & (Q(class_attendance_from__isnull=True) | Q(class_attendance_from__range=(0, 100)))
                & (Q(excellent_share__isnull=True) | Q(excellent_share__range=(0, 100)))
                & (Q(reward_share__isnull=True) | Q(reward_share__range=(0, 100)))
                & (Q(attendance_from__isnull=True) | Q(attendance_from__range=(0, 100))),
                violation_error_message="Các tỷ lệ phải từ 0 đến 100.",
            ),
        ]

    def __str__(self):
        return f"Tiêu chí của {self.centre}"

    @classmethod
    def of(cls, centre: Centre) -> "CentreCriteria":
        """The centre's criteria; the defaults, unsaved, where it has settled none."""
        return cls.objects.filter(centre=centre).first() or cls(centre=centre)


class TitleDecisionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Decisions of classes of the centres the user works in."""
        return self.filter(training_class__centre__in=Centre.objects.staffed_by(user))


class TitleDecision(models.Model):
    """The decision on a class's title and on who of it is named; the names are its Commendations.

    Where a class has one, nobody is an excellent learner but those named in it.
    """

    training_class = models.OneToOneField(
        TrainingClass, verbose_name="lớp", on_delete=models.PROTECT, related_name="title_decision"
    )
    number = models.CharField("quyết định số", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    reason = models.CharField("lý do khác với đề xuất", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("ghi lúc", auto_now=True)

    objects = TitleDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định danh hiệu, khen thưởng"
        verbose_name_plural = "quyết định danh hiệu, khen thưởng"
        ordering = ["training_class"]
        constraints = [
            models.CheckConstraint(
                name="title_decision_has_number",
                condition=~Q(number=""),
                violation_error_message="Quyết định danh hiệu, khen thưởng phải có số.",
            )
        ]

    def __str__(self):
        return f"{self.number}, {self.training_class}"
