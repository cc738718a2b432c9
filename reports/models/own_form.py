from django.conf import settings
from django.db import models
from django.db.models import Q

from centres.constraints import one_of
from centres.models import Centre, Province


class FormScope(models.TextChoices):
    CENTRE = "centre", "báo cáo của từng trung tâm"
    PROVINCE = "province", "số tổng hợp của tỉnh"


class OwnFormQuerySet(models.QuerySet):
    def for_user(self, user):
        """Forms of the provinces the user reviews, and of those whose centres the user sees."""
        seen = Centre.objects.for_user(user).values("province")
        return self.filter(Q(province__in=seen) | Q(province__in=Province.objects.for_user(user)))

    def offered(self, province, scope):
        """Those in use for such a report, without their bytes."""
        return self.filter(province=province, scope=scope, in_use=True).defer("content")


class OwnForm(models.Model):
    """A province's own layout (.xlsx) for figures, filled by the names of its cells (reports/own_forms)."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.CASCADE, related_name="own_forms")
    name = models.CharField("tên mẫu", max_length=100)
    scope = models.CharField("điền từ", max_length=20, choices=FormScope.choices)
    file_name = models.CharField("tên tệp", max_length=200)
    content = models.BinaryField("tệp")
    in_use = models.BooleanField("đang dùng", default=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người tải lên", on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now=True)

    objects = OwnFormQuerySet.as_manager()

    class Meta:
        verbose_name = "mẫu biểu của tỉnh"
        verbose_name_plural = "mẫu biểu của tỉnh"
        ordering = ["province", "name", "pk"]
        constraints = [
            one_of("own_form_scope_known", "scope", FormScope, "Loại mẫu biểu không hợp lệ."),
            models.UniqueConstraint(
                fields=["province", "name"],
                name="own_form_name_once",
                violation_error_message="Tỉnh đã có mẫu biểu mang tên này.",
            ),
        ]

    def __str__(self):
        return self.name
