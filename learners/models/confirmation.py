from django.conf import settings
from django.db import models
from django.db.models import Q

from centres.constraints import implies, one_of
from centres.models import Centre
from classes.models import TrainingClass


class ResultStepKind(models.TextChoices):
    CONFIRMED = "confirmed", "Xác nhận"
    RETURNED = "returned", "Trả lại"
    SENT_AGAIN = "sent_again", "Đề nghị xác nhận lại"


class ResultStepQuerySet(models.QuerySet):
    def for_user(self, user):
        """Steps hold marks: only for staff of the class's centre."""
        return self.filter(training_class__centre__in=Centre.objects.staffed_by(user))

    def newest(self):
        return self.order_by("-at", "-pk")


class ResultStep(models.Model):
    """What was done about a class's marks after they were keyed; with a confirmation, the marks as they were confirmed.

    Whether a mark is confirmed now stands in its Result; this is the history, never changed.
    """

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="result_steps"
    )
    kind = models.CharField("việc", max_length=12, choices=ResultStepKind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người làm", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)
    remark = models.CharField("nhận xét", max_length=1000, blank=True)
    # {enrolment pk: "7,50||"}: each row as learners.actions.results.Entry writes it
    marks = models.JSONField("điểm đã xác nhận", default=dict, blank=True, editable=False)

    objects = ResultStepQuerySet.as_manager()

    class Meta:
        verbose_name = "xác nhận, trả lại kết quả"
        verbose_name_plural = "xác nhận, trả lại kết quả"
        ordering = ["training_class", "-at", "-pk"]
        constraints = [
            one_of("result_step_kind_known", "kind", ResultStepKind, "Việc này không hợp lệ."),
            implies(
                "result_step_returned_says_why",
                Q(kind=ResultStepKind.RETURNED),
                ~Q(remark=""),
                "Trả lại kết quả phải ghi nhận xét.",
            ),
        ]

    def __str__(self):
        return f"{self.training_class}: {self.get_kind_display().lower()}"
