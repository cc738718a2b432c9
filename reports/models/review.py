"""What happens to a report between its first draft and its approval. The state follows from the steps (reports/states.py)."""

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import implies, one_of
from reports.models.report import PeriodReport
from reports.models.version import ReportVersion


class StepKind(models.TextChoices):
    PREPARED = "prepared", "soạn xong, đề nghị trình"
    SUBMITTED = "submitted", "trình"
    WITHDRAWN = "withdrawn", "rút lại"
    RETURNED = "returned", "trả lại"
    APPROVED = "approved", "duyệt"
    REOPENED = "reopened", "mở lại"
    AMENDED = "amended", "bắt đầu điều chỉnh"
    DROPPED = "dropped", "bỏ điều chỉnh"


CONCLUSIONS = (StepKind.WITHDRAWN, StepKind.RETURNED, StepKind.APPROVED)


class ReviewStepQuerySet(models.QuerySet):
    def for_user(self, user):
        """Steps of the reports the user sees."""
        return self.filter(report__in=PeriodReport.objects.for_user(user))


class ReviewStep(models.Model):
    """One step of a report: what, by whom, when, why. Only ever added; a trigger refuses changes."""

    report = models.ForeignKey(PeriodReport, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("bước", max_length=20, choices=StepKind.choices)
    version = models.ForeignKey(
        ReportVersion, verbose_name="phiên bản", null=True, blank=True, on_delete=models.PROTECT, related_name="steps"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người thực hiện", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc")
    reason = models.CharField("lý do", max_length=1000, blank=True)
    until = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ReviewStepQuerySet.as_manager()

    class Meta:
        verbose_name = "bước duyệt báo cáo"
        verbose_name_plural = "các bước duyệt báo cáo"
        ordering = ["report", "pk"]
        constraints = [
            one_of("step_kind_known", "kind", StepKind, "Bước duyệt không hợp lệ."),
            models.CheckConstraint(
                name="step_names_version",
                condition=Q(kind=StepKind.PREPARED, version__isnull=True)
                | (~Q(kind=StepKind.PREPARED) & Q(version__isnull=False)),
                violation_error_message="Mỗi bước từ khi trình phải gắn với một phiên bản.",
            ),
            UniqueConstraint(
                fields=["version"],
                condition=Q(kind=StepKind.SUBMITTED),
                name="step_submitted_once",
                violation_error_message="Phiên bản này đã được trình.",
            ),
            UniqueConstraint(
                fields=["version"],
                condition=Q(kind__in=[str(kind) for kind in CONCLUSIONS]),
                name="step_concluded_once",
                violation_error_message="Phiên bản này đã được duyệt, trả lại hoặc rút lại.",
            ),
            implies(
                "step_says_why",
                Q(kind__in=[StepKind.REOPENED, StepKind.AMENDED]),
                ~Q(reason=""),
                "Mở lại hoặc điều chỉnh báo cáo phải ghi lý do.",
            ),
            models.CheckConstraint(
                name="step_reopened_until_a_day",
                condition=Q(kind=StepKind.REOPENED, until__isnull=False)
                | (~Q(kind=StepKind.REOPENED) & Q(until__isnull=True)),
                violation_error_message="Mở lại báo cáo phải ghi ngày hết hạn; bước khác thì không.",
            ),
        ]

    def __str__(self):
        return f"{self.report}: {self.get_kind_display()}"


class RemarkKind(models.TextChoices):
    FIGURE = "figure", "số liệu"
    SENTENCE = "sentence", "câu"
    ROW = "row", "dòng bảng"
    WHOLE = "whole", "cả báo cáo"


class RemarkQuerySet(models.QuerySet):
    def for_user(self, user):
        """Remarks on the versions the user sees."""
        return self.filter(version__in=ReportVersion.objects.for_user(user))

    def open(self):
        """Those that still want an answer."""
        return self.filter(answer="")


class Remark(models.Model):
    """A reviewer's remark pinned to a figure, a sentence or a row of a version, and the centre's answer."""

    version = models.ForeignKey(
        ReportVersion, verbose_name="phiên bản", on_delete=models.PROTECT, related_name="remarks"
    )
    kind = models.CharField("nhận xét về", max_length=10, choices=RemarkKind.choices)
    target = models.CharField("chỗ", max_length=60, blank=True)
    quoted = models.CharField("nội dung được nhận xét", max_length=500, blank=True)
    text = models.CharField("nhận xét", max_length=2000)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhận xét", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc")
    answer = models.CharField("trả lời", max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người trả lời",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    answered_at = models.DateTimeField("trả lời lúc", null=True, blank=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận xét"
        verbose_name_plural = "nhận xét"
        ordering = ["version", "pk"]
        constraints = [
            one_of("remark_kind_known", "kind", RemarkKind, "Loại nhận xét không hợp lệ."),
            models.CheckConstraint(
                name="remark_says_something",
                condition=~Q(text=""),
                violation_error_message="Nhận xét phải có nội dung.",
            ),
            models.CheckConstraint(
                name="remark_pinned",
                condition=Q(kind=RemarkKind.WHOLE, target="") | (~Q(kind=RemarkKind.WHOLE) & ~Q(target="")),
                violation_error_message="Nhận xét phải chỉ rõ số liệu, câu hoặc dòng nào.",
            ),
            models.CheckConstraint(
                name="remark_answer_whole",
                condition=Q(answer="", answered_by__isnull=True, answered_at__isnull=True)
                | (~Q(answer="") & Q(answered_by__isnull=False, answered_at__isnull=False)),
                violation_error_message="Trả lời phải có nội dung, người và lúc trả lời.",
            ),
        ]

    def __str__(self):
        return f"{self.version}: {self.text[:60]}"


class WarningReasonQuerySet(models.QuerySet):
    def for_user(self, user):
        """Reasons on the reports the user sees."""
        return self.filter(report__in=PeriodReport.objects.for_user(user))


class WarningReason(models.Model):
    """Why a report is right in spite of a warning. The warning is known by its code, place and words: with another
    amount it is another one and wants a reason of its own."""

    report = models.ForeignKey(
        PeriodReport, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="warning_reasons"
    )
    warning = models.CharField("dấu của điểm cần xem lại", max_length=64)
    message = models.TextField("điểm cần xem lại")
    reason = models.CharField("giải trình", max_length=1000)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người giải trình", on_delete=models.PROTECT, related_name="+"
    )
    given_at = models.DateTimeField("giải trình lúc", auto_now=True)

    objects = WarningReasonQuerySet.as_manager()

    class Meta:
        verbose_name = "giải trình"
        verbose_name_plural = "giải trình"
        ordering = ["report", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["report", "warning"],
                name="warning_reason_once",
                violation_error_message="Điểm cần xem lại này đã có giải trình.",
            ),
            models.CheckConstraint(
                name="warning_reason_says_something",
                condition=~Q(reason=""),
                violation_error_message="Giải trình phải có nội dung.",
            ),
        ]

    def __str__(self):
        return self.reason[:60]
