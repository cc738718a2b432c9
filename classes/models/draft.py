from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from centres.models import SendingUnit
from classes.models.plan import AnnualPlan
from classes.models.programme import Programme

MOST_LEARNERS, MOST_CLASSES = 100_000, 1_000
LEARNER_LIMITS = [
    MinValueValidator(1, "Số học viên phải từ 1 trở lên."),
    MaxValueValidator(MOST_LEARNERS, "Số học viên quá lớn."),
]
CLASS_LIMITS = [
    MinValueValidator(1, "Số lớp phải từ 1 trở lên."),
    MaxValueValidator(MOST_CLASSES, "Số lớp quá lớn."),
]


class OfPlans(models.QuerySet):
    def for_user(self, user):
        """Rows of the plans the user sees."""
        return self.filter(plan__in=AnnualPlan.objects.for_user(user))


class TrainingNeed(models.Model):
    """What a unit registers in the year's survey (khảo sát nhu cầu): so many learners for a programme."""

    plan = models.ForeignKey(AnnualPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="needs")
    unit = models.ForeignKey(SendingUnit, verbose_name="đơn vị", on_delete=models.PROTECT, related_name="needs")
    programme = models.ForeignKey(
        Programme, verbose_name="chương trình", on_delete=models.PROTECT, related_name="needs"
    )
    learners = models.PositiveIntegerField("số học viên đăng ký", validators=LEARNER_LIMITS)

    objects = OfPlans.as_manager()

    class Meta:
        verbose_name = "nhu cầu đăng ký"
        verbose_name_plural = "nhu cầu đăng ký"
        ordering = ["plan", "unit", "programme__position"]
        constraints = [
            UniqueConstraint(
                fields=["plan", "unit", "programme"],
                name="need_once",
                violation_error_message="Đơn vị đã đăng ký chương trình này trong năm.",
            ),
            models.CheckConstraint(
                name="need_learners_sensible",
                condition=Q(learners__gte=1, learners__lte=MOST_LEARNERS),
                violation_error_message="Số học viên đăng ký phải từ 1 đến 100.000.",
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.programme}, {self.learners}"


class Quarter(models.IntegerChoices):
    FIRST = 1, "Quý I"
    SECOND = 2, "Quý II"
    THIRD = 3, "Quý III"
    FOURTH = 4, "Quý IV"


class PlanLine(models.Model):
    """A line of the year's draft plan (dự thảo kế hoạch): classes of a programme in a quarter, with whom."""

    plan = models.ForeignKey(AnnualPlan, verbose_name="kế hoạch", on_delete=models.PROTECT, related_name="draft_lines")
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    programme = models.ForeignKey(
        Programme, verbose_name="chương trình", on_delete=models.PROTECT, related_name="draft_lines"
    )
    classes = models.PositiveSmallIntegerField("số lớp", validators=CLASS_LIMITS)
    learners = models.PositiveIntegerField("số học viên", null=True, blank=True, validators=LEARNER_LIMITS)
    quarter = models.PositiveSmallIntegerField("quý", null=True, blank=True, choices=Quarter.choices)
    partner = models.CharField("đơn vị phối hợp", max_length=300, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = OfPlans.as_manager()

    class Meta:
        verbose_name = "dòng dự thảo kế hoạch"
        verbose_name_plural = "dòng dự thảo kế hoạch"
        ordering = ["plan", "position", "pk"]
        constraints = [
            one_of("plan_line_quarter_known", "quarter", Quarter, "Quý phải từ I đến IV."),
            models.CheckConstraint(
                name="plan_line_classes_sensible",
                condition=Q(classes__gte=1, classes__lte=MOST_CLASSES),
                violation_error_message="Số lớp của dự thảo phải từ 1 đến 1.000.",
            ),
            models.CheckConstraint(
                name="plan_line_learners_sensible",
                condition=Q(learners__isnull=True) | Q(learners__gte=1, learners__lte=MOST_LEARNERS),
                violation_error_message="Số học viên của dự thảo phải từ 1 đến 100.000.",
            ),
        ]

    def __str__(self):
        return f"{self.programme}: {self.classes} lớp"
