"""Keys by which other systems of a province read its approved reports, and every reading."""

from django.conf import settings
from django.db import models

from centres.models import Province


class ApiKeyQuerySet(models.QuerySet):
    def in_use(self):
        return self.filter(revoked_at=None)


class ApiKey(models.Model):
    """A key to one province's approved reports. Only its SHA-256 is kept: it is shown once, when it is made."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.PROTECT, related_name="api_keys")
    name = models.CharField("hệ thống được đọc", max_length=100, help_text="Ví dụ: Phần mềm thống kê của Ban.")
    beginning = models.CharField("đầu khóa", max_length=12)
    digest = models.CharField("mã băm của khóa", max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người lập", on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("lập lúc", auto_now_add=True)
    revoked_at = models.DateTimeField("thu hồi lúc", null=True, blank=True)

    objects = ApiKeyQuerySet.as_manager()

    class Meta:
        verbose_name = "khóa đọc số liệu (API)"
        verbose_name_plural = "khóa đọc số liệu (API)"
        ordering = ["province", "-made_at", "-pk"]

    def __str__(self):
        return f"{self.name} ({self.beginning}…)"


class ApiReading(models.Model):
    """One answer given to a key: what was asked for, when, from where, and how it ended."""

    key = models.ForeignKey(ApiKey, verbose_name="khóa", on_delete=models.PROTECT, related_name="readings")
    at = models.DateTimeField("lúc", auto_now_add=True)
    asked = models.CharField("nội dung hỏi", max_length=300)
    address = models.CharField("địa chỉ máy hỏi", max_length=45)
    status = models.PositiveSmallIntegerField("trả lời")

    class Meta:
        verbose_name = "lượt đọc qua API"
        verbose_name_plural = "lượt đọc qua API"
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.asked
