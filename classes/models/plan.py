from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from centres.models import Centre
from classes.models.programme import Programme

YEAR_LIMITS = [
    MinValueValidator(2000, "Năm phải từ 2000 trở đi."),
    MaxValueValidator(2100, "Năm không được sau 2100."),
]


class AnnualPlanQuerySet(models.QuerySet):
    def for_user(self, user):
        """Plans of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class AnnualPlan(models.Model):
    """A centre's plan of one year: what the decisions under it give to do."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField("năm", validators=YEAR_LIMITS)
    guidance = models.TextField(
        "hướng dẫn của năm", blank=True, help_text="Văn bản hướng dẫn công tác giáo dục lý luận chính trị của năm."
    )

    purpose = models.TextField("mục đích, yêu cầu", blank=True, help_text="In ở mục I của kế hoạch; mỗi dòng một ý.")
    execution = models.TextField(
        "tổ chức thực hiện", blank=True, help_text="In ở mục III của kế hoạch; mỗi dòng một ý."
    )

    objects = AnnualPlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch năm"
        verbose_name_plural = "kế hoạch năm"
        ordering = ["-year", "centre"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "year"],
                name="plan_year_once",
                violation_error_message="Trung tâm đã có kế hoạch của năm này.",
            ),
            models.CheckConstraint(
                name="plan_year_sensible",
                condition=Q(year__gte=2000, year__lte=2100),
                violation_error_message="Năm của kế hoạch phải từ 2000 đến 2100.",
            ),
        ]

    def __str__(self):
        return f"Kế hoạch năm {self.year}"

    @property
    def says_something(self) -> bool:
        """Whether anything stands in the plan: decisions, a survey, a draft, texts."""
        rows = (self.decisions, self.needs, self.draft_lines)
        return bool(self.guidance or self.purpose or self.execution) or any(one.exists() for one in rows)


class DecisionKind(models.TextChoices):
    INITIAL = "initial", "giao chỉ tiêu đầu năm"
    ADJUSTMENT = "adjustment", "điều chỉnh"


class PlanDecisionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Decisions under the plans the user sees."""
        return self.filter(plan__in=AnnualPlan.objects.for_user(user))


class PlanDecision(models.Model):
    """A decision that gives quotas: the year's first one, or an adjustment whose lines are differences."""

    plan = models.ForeignKey(AnnualPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="decisions")
    number = models.CharField("số, ký hiệu", max_length=50)
    decided_on = models.DateField("ngày quyết định")
    issuer = models.CharField("cơ quan ban hành", max_length=200)
    kind = models.CharField("loại", max_length=20, choices=DecisionKind.choices, default=DecisionKind.INITIAL)

    objects = PlanDecisionQuerySet.as_manager()

    class Meta:
        verbose_name = "quyết định giao chỉ tiêu"
        verbose_name_plural = "quyết định giao chỉ tiêu"
        ordering = ["plan", "-kind", "decided_on", "pk"]
        constraints = [
            one_of("decision_kind_known", "kind", DecisionKind, "Loại quyết định không hợp lệ."),
            UniqueConstraint(
                fields=["plan"],
                condition=Q(kind=DecisionKind.INITIAL),
                name="decision_initial_once",
                violation_error_message="Năm này đã có quyết định giao chỉ tiêu đầu năm; thay đổi sau đó là điều chỉnh.",
            ),
            UniqueConstraint(
                fields=["plan", "number"],
                name="decision_number_once",
                violation_error_message="Kế hoạch năm này đã có quyết định mang số, ký hiệu đó.",
            ),
        ]

    def __str__(self):
        return self.number


class QuotaQuerySet(models.QuerySet):
    def for_user(self, user):
        """Quota lines of the plans the user sees."""
        return self.filter(decision__in=PlanDecision.objects.for_user(user))


class Quota(models.Model):
    """A line of a decision: classes, learners or both, of a programme or (none named) of the year as a whole."""

    decision = models.ForeignKey(
        PlanDecision, verbose_name="quyết định", on_delete=models.CASCADE, related_name="quotas"
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name="chương trình",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quotas",
        help_text="Để trống nếu quyết định chỉ giao tổng số.",
    )
    classes = models.IntegerField("số lớp", null=True, blank=True)
    learners = models.IntegerField("số học viên", null=True, blank=True)

    objects = QuotaQuerySet.as_manager()

    class Meta:
        verbose_name = "chỉ tiêu"
        verbose_name_plural = "chỉ tiêu"
        ordering = ["decision", "programme__position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="quota_says_something",
                condition=Q(classes__isnull=False) | Q(learners__isnull=False),
                violation_error_message="Dòng chỉ tiêu phải có số lớp hoặc số học viên.",
            ),
            models.CheckConstraint(
                name="quota_classes_sensible",
                condition=Q(classes__isnull=True) | Q(classes__gte=-10_000, classes__lte=10_000),
                violation_error_message="Số lớp của chỉ tiêu quá lớn.",
            ),
            models.CheckConstraint(
                name="quota_learners_sensible",
                condition=Q(learners__isnull=True) | Q(learners__gte=-1_000_000, learners__lte=1_000_000),
                violation_error_message="Số học viên của chỉ tiêu quá lớn.",
            ),
            UniqueConstraint(
                fields=["decision", "programme"],
                name="quota_programme_once",
                violation_error_message="Quyết định đã có dòng chỉ tiêu của chương trình này.",
            ),
            UniqueConstraint(
                fields=["decision"],
                condition=Q(programme__isnull=True),
                name="quota_total_once",
                violation_error_message="Quyết định đã có dòng chỉ tiêu chung (không nêu chương trình).",
            ),
        ]

    def __str__(self):
        return str(self.programme or "Tổng số")
