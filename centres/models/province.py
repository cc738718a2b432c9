from django.db import models

from centres.constraints import in_order
from centres.validity import DatedQuerySet


class ProvinceQuerySet(DatedQuerySet):
    def for_user(self, user):
        """Provinces whose board the user reviews for; all of them for an administrator."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(pk__in=[held.province_id for held in user.held() if held.province_id])


class Province(models.Model):
    """A province, its Party committee and the board that reviews its centres' reports."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên tỉnh, thành phố", max_length=100)
    committee = models.CharField("tỉnh ủy, thành ủy", max_length=200)
    board = models.CharField("ban tuyên giáo của tỉnh ủy, thành ủy", max_length=200)
    public_totals = models.BooleanField(
        "hiện tổng số trên trang kiểm tra công khai",
        default=False,
        help_text="Trang mở từ mã QR của báo cáo, không cần đăng nhập. Không chọn thì trang chỉ trả lời khớp hay không"
        " khớp.",
    )
    valid_from = models.DateField("có từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        verbose_name="tỉnh kế tục",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )

    objects = ProvinceQuerySet.as_manager()

    class Meta:
        verbose_name = "tỉnh, thành phố"
        verbose_name_plural = "tỉnh, thành phố"
        ordering = ["name", "pk"]
        constraints = [
            in_order(
                "province_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày kết thúc của tỉnh không được trước ngày bắt đầu.",
            )
        ]

    def __str__(self):
        return self.name
