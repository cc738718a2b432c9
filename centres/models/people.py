from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres import dates
from centres.constraints import in_order, one_of
from centres.validity import DatedQuerySet, holds_on


class Role(models.TextChoices):
    CLERK = "clerk", "giáo vụ"
    DEPUTY = "deputy", "phó giám đốc"
    DIRECTOR = "director", "giám đốc"
    LECTURER = "lecturer", "giảng viên"
    HOST_REVIEWER = "host_reviewer", "cấp ủy chủ quản duyệt báo cáo"
    PROVINCE_REVIEWER = "province_reviewer", "ban tuyên giáo tỉnh duyệt báo cáo"


CENTRE_STAFF = (Role.CLERK, Role.DEPUTY, Role.DIRECTOR, Role.LECTURER)


class User(AbstractUser):
    full_name = models.CharField("họ và tên", max_length=100, blank=True)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"
        ordering = ["username"]

    def __str__(self):
        return self.full_name or self.username

    def held(self) -> list["Membership"]:
        """The memberships in force today; read once for each instance of the account, so once in a request."""
        models.prefetch_related_objects([self], "memberships")
        today = dates.today()
        return [membership for membership in self.memberships.all() if holds_on(membership, today)]


class Membership(models.Model):
    """A person's role in one centre, or as reviewer in one province, between two days."""

    user = models.ForeignKey(User, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField("vai trò", max_length=20, choices=Role.choices)
    centre = models.ForeignKey(
        "centres.Centre",
        verbose_name="trung tâm",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    province = models.ForeignKey(
        "centres.Province",
        verbose_name="tỉnh",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="memberships",
    )
    valid_from = models.DateField("từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = "vai trò"
        verbose_name_plural = "vai trò"
        ordering = ["user", "role", "pk"]
        constraints = [
            one_of("membership_role_known", "role", Role, "Vai trò không hợp lệ."),
            models.CheckConstraint(
                name="membership_of_centre_or_province",
                condition=Q(role=Role.PROVINCE_REVIEWER, province__isnull=False, centre__isnull=True)
                | (~Q(role=Role.PROVINCE_REVIEWER) & Q(centre__isnull=False, province__isnull=True)),
                violation_error_message="Vai trò duyệt của tỉnh phải chọn tỉnh và không chọn trung tâm; vai trò khác phải"
                " chọn trung tâm và không chọn tỉnh.",
            ),
            UniqueConstraint(
                fields=["user", "role", "centre", "valid_from"],
                name="membership_centre_once",
                violation_error_message="Người này đã có vai trò đó ở trung tâm từ ngày này.",
            ),
            UniqueConstraint(
                fields=["user", "role", "centre"],
                condition=Q(valid_from__isnull=True, centre__isnull=False),
                name="membership_undated_centre_once",
                violation_error_message="Người này đã có vai trò đó ở trung tâm.",
            ),
            UniqueConstraint(
                fields=["user", "role", "province"],
                condition=Q(valid_from__isnull=True, province__isnull=False),
                name="membership_undated_province_once",
                violation_error_message="Người này đã có vai trò đó ở tỉnh.",
            ),
            in_order(
                "membership_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày thôi vai trò không được trước ngày nhận.",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"


class SentForm(models.Model):
    """That a form which makes a row was sent, and where that led: sent again, it leads there and makes no second row."""

    user = models.ForeignKey(User, verbose_name="tài khoản", on_delete=models.CASCADE, related_name="+")
    key = models.CharField("mã của lần gửi", max_length=36)
    led_to = models.CharField("trang sau khi lưu", max_length=500)
    sent_at = models.DateTimeField("gửi lúc", auto_now_add=True)

    class Meta:
        verbose_name = "lần gửi nội dung"
        verbose_name_plural = "lần gửi nội dung"
        constraints = [
            UniqueConstraint(
                fields=["user", "key"],
                name="sent_form_once",
                violation_error_message="Nội dung này đã được gửi rồi.",
            )
        ]

    def __str__(self):
        return f"{self.user}: {self.led_to}"
