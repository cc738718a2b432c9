from django.db import models
from django.db.models import UniqueConstraint

from centres.constraints import one_of
from centres.models import Centre


class RecordKind(models.TextChoices):
    CENTRE = "centre", "trung tâm"
    DECISION = "decision", "quyết định giao chỉ tiêu"
    CLASS = "class", "lớp"
    PAST_REPORT = "past_report", "báo cáo cũ"


class LoadedRecord(models.Model):
    """A record of a case file as it was last loaded: what has not changed in the file is never written again."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField("loại", max_length=20, choices=RecordKind.choices)
    key = models.CharField("mã", max_length=100)
    content = models.JSONField("nội dung đã nạp")

    class Meta:
        verbose_name = "bản ghi đã nạp từ tệp"
        verbose_name_plural = "bản ghi đã nạp từ tệp"
        ordering = ["centre", "kind", "key"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "kind", "key"],
                name="loaded_record_once",
                violation_error_message="Bản ghi này đã được nạp.",
            ),
            one_of("loaded_record_kind_known", "kind", RecordKind, "Loại bản ghi không hợp lệ."),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key}"
