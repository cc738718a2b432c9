"""What a person keeps of a list, and what was changed in many rows of one at a time."""

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.models.centre import Centre


class ListPreferenceQuerySet(models.QuerySet):
    def for_user(self, user):
        """One's own choices."""
        return self.filter(user=user)


class ListPreference(models.Model):
    """The columns a person has chosen for one list, by their keys; without a row the list shows its usual ones."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+"
    )
    name = models.CharField("danh sách", max_length=40)
    columns = models.JSONField("cột hiển thị", default=list, blank=True)

    objects = ListPreferenceQuerySet.as_manager()

    class Meta:
        verbose_name = "cột hiển thị của danh sách"
        verbose_name_plural = "cột hiển thị của danh sách"
        ordering = ["user", "name"]
        constraints = [
            UniqueConstraint(
                fields=["user", "name"],
                name="list_preference_once",
                violation_error_message="Đã có lựa chọn cột cho danh sách này.",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.name}"


class BulkActionQuerySet(models.QuerySet):
    def for_user(self, user):
        """What was done in the centres whose names the user may see, and what the user is preparing there."""
        own = Q(done_at__isnull=False) | Q(made_by=user)
        return self.filter(own, centre__in=Centre.objects.staffed_by(user))

    def done(self):
        return self.filter(done_at__isnull=False)

    def prepared(self):
        return self.filter(done_at__isnull=True)


class BulkAction(models.Model):
    """One change of many rows: first prepared (which rows, which values), then done, perhaps taken back.

    `changes` holds, once done, a list of {"pk", "name", "before", "after", "words"}: the stored values before and after
    (`after` is None for a row that was removed), and each field in words. `left_out` holds [name, reason] pairs.
    """

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="+")
    act = models.CharField("việc", max_length=40)
    title = models.CharField("nội dung", max_length=400)
    scope = models.CharField("áp dụng cho", max_length=500)
    rows = models.JSONField("các dòng được chọn", default=list)
    values = models.JSONField("giá trị", default=dict, blank=True)
    back = models.CharField("trang quay về", max_length=2000, default="/")
    changes = models.JSONField("đã thay đổi", default=list, blank=True)
    left_out = models.JSONField("không thay đổi", default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người làm", null=True, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField("chuẩn bị lúc", auto_now_add=True)
    done_at = models.DateTimeField("áp dụng lúc", null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người hoàn tác",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    undone_at = models.DateTimeField("hoàn tác lúc", null=True, blank=True)

    objects = BulkActionQuerySet.as_manager()

    class Meta:
        verbose_name = "thay đổi hàng loạt"
        verbose_name_plural = "thay đổi hàng loạt"
        ordering = ["-done_at", "-pk"]
        indexes = [models.Index(fields=["centre", "-done_at"], name="bulk_action_centre_done")]
        constraints = [
            models.CheckConstraint(
                name="bulk_action_undone_was_done",
                condition=Q(undone_at__isnull=True) | Q(done_at__isnull=False),
                violation_error_message="Chỉ hoàn tác thay đổi đã được áp dụng.",
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_done(self) -> bool:
        return self.done_at is not None

    @property
    def is_undone(self) -> bool:
        return self.undone_at is not None
