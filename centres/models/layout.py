import datetime

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F

from centres import dates
from centres.constraints import in_order
from centres.validity import RuleBookQuerySet


def _millimetres(label, default, least=5):
    limits = [MinValueValidator(least), MaxValueValidator(60)]
    return models.PositiveSmallIntegerField(f"{label} (mm)", default=default, validators=limits)


def _points(label, default, least=8):
    limits = [MinValueValidator(least), MaxValueValidator(40)]
    return models.PositiveSmallIntegerField(f"{label} (pt)", default=default, validators=limits)


class PaperLayout(models.Model):
    """Margins and sizes of the Party's papers, as a guide of the Central Office prescribes them from a day on."""

    name = models.CharField("tên thể thức", max_length=200)
    source = models.TextField("căn cứ")
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    margin_top = _millimetres("lề trên", 20)
    margin_bottom = _millimetres("lề dưới", 20)
    margin_left = _millimetres("lề trái", 30)
    margin_right = _millimetres("lề phải", 15)
    number_top = _millimetres("số trang cách mép trên", 10)
    number_size = _points("cỡ chữ số trang", 14)
    party_size = _points("cỡ chữ “Đảng Cộng sản Việt Nam”", 15)
    kind_size = _points("cỡ chữ tên loại văn bản", 16)
    body_size = _points("cỡ chữ nội dung", 14)
    line_height = _points("dãn dòng", 19)
    paragraph_gap = _points("cách đoạn", 6, least=0)
    first_indent = _millimetres("thụt dòng đầu đoạn", 10, least=0)
    recipients_size = _points("cỡ chữ danh sách nơi nhận", 12)

    objects = RuleBookQuerySet.as_manager()

    class Meta:
        verbose_name = "thể thức văn bản"
        verbose_name_plural = "thể thức văn bản"
        ordering = [F("valid_from").desc(nulls_last=True), "pk"]
        constraints = [
            in_order(
                "paper_layout_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày hết áp dụng không được trước ngày bắt đầu.",
            )
        ]

    def __str__(self):
        return self.name


def layout_on(day: datetime.date | None) -> PaperLayout:
    """The layout of a paper of that day, of today where none is written; what the program knows where no row holds."""
    return PaperLayout.objects.in_force(day or dates.today()) or PaperLayout()
