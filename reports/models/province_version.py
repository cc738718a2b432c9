"""A province's own report as it was closed: never changed, never deleted (a trigger on both databases keeps it so)."""

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from reports.models.province_report import ProvinceReport
from reports.models.version import BLOBS


class ProvinceVersionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Versions of the reports the user sees, without their bytes until these are asked for."""
        return self.filter(report__in=ProvinceReport.objects.for_user(user)).defer(*BLOBS)

    def with_code(self, code: str) -> "ProvinceVersion | None":
        """The version whose paper bears the code, for whoever reads it from there."""
        return self.filter(code=code).select_related("report__province").defer(*BLOBS).first()


class ProvinceVersion(models.Model):
    """What was closed once: the value's canonical JSON, its SHA-256, the bytes of the printed PDF, and its seal."""

    report = models.ForeignKey(
        ProvinceReport, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField("lần chốt")
    content = models.BinaryField("số liệu")
    sha256 = models.CharField("mã băm của số liệu", max_length=64)
    pdf = models.BinaryField("bản in")
    pdf_sha256 = models.CharField("mã băm của bản in", max_length=64)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người chốt", on_delete=models.PROTECT, related_name="+"
    )
    closed_at = models.DateTimeField("chốt lúc")
    gap_reason = models.CharField("lý do chốt khi chưa đủ trung tâm", max_length=1000, blank=True)
    code = models.CharField("mã trang kiểm tra", max_length=22, unique=True)
    token = models.CharField("nội dung đã ký", max_length=500)

    objects = ProvinceVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "bản chốt báo cáo tổng hợp"
        verbose_name_plural = "bản chốt báo cáo tổng hợp"
        ordering = ["report", "number"]
        constraints = [
            UniqueConstraint(
                fields=["report", "number"],
                name="province_version_number_once",
                violation_error_message="Báo cáo đã có bản chốt mang số này.",
            ),
            models.CheckConstraint(
                name="province_version_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Bản chốt được đánh số từ 1.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, chốt lần {self.number}"
