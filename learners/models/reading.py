"""How lists are read: words of headings and cells as rows, and the layouts that a centre has explained once."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import one_of
from centres.models import Centre, SendingUnit
from classes.models.programme import Confidence
from learners.roster.marks import FIELDS


class WordKind(models.TextChoices):
    HEADING = "heading", "tiêu đề cột, đúng từng chữ"
    PATTERN = "pattern", "tiêu đề cột, mẫu chữ không dấu"
    GENDER = "gender", "giới tính"
    PARTY = "party", "tình trạng đảng viên"
    ETHNICITY = "ethnicity", "dân tộc"


COLUMNS = {*FIELDS, ""}
MEANINGS = {
    WordKind.HEADING: COLUMNS,
    WordKind.PATTERN: COLUMNS,
    WordKind.GENDER: {"nam", "nu"},
    WordKind.PARTY: {"none", "probationary", "full"},
}


class RosterWordQuerySet(models.QuerySet):
    def for_user(self, user):
        """The words of the centres that the user staffs; those of all centres belong to the administration."""
        return self.filter(centre__in=Centre.objects.staffed_by(user))


class RosterWord(models.Model):
    """One word of learner lists and what it means; without a centre it holds for all. `rank` 0 is the surest heading."""

    centre = models.ForeignKey(
        Centre,
        verbose_name="trung tâm",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roster_words",
        help_text="Để trống: dùng cho mọi trung tâm.",
    )
    kind = models.CharField("loại", max_length=20, choices=WordKind.choices)
    text = models.CharField("chữ trong danh sách", max_length=300)
    meaning = models.CharField(
        "được hiểu là",
        max_length=50,
        blank=True,
        help_text="Ghi như các dòng có sẵn cùng loại; để trống thì cột đó được bỏ qua.",
    )
    rank = models.PositiveSmallIntegerField(
        "thứ bậc", default=0, help_text="Hai cột cùng nghĩa thì cột có số nhỏ hơn được đọc."
    )
    in_use = models.BooleanField("đang dùng", default=True)
    source = models.CharField("nguồn", max_length=300, blank=True)
    confidence = models.CharField("độ tin cậy", max_length=2, choices=Confidence.choices, default=Confidence.C)

    objects = RosterWordQuerySet.as_manager()

    class Meta:
        verbose_name = "chữ trong danh sách học viên"
        verbose_name_plural = "chữ trong danh sách học viên"
        ordering = ["kind", "meaning", "rank", "pk"]
        constraints = [
            one_of("roster_word_kind_known", "kind", WordKind, "Loại chữ không hợp lệ."),
            UniqueConstraint(
                fields=["kind", "text"],
                condition=Q(centre__isnull=True),
                name="roster_word_once",
                violation_error_message="Đã có chữ này trong danh mục chung.",
            ),
            UniqueConstraint(
                fields=["centre", "kind", "text"],
                name="roster_word_once_in_centre",
                violation_error_message="Trung tâm đã có chữ này.",
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        meanings = MEANINGS.get(self.kind)
        if meanings and self.meaning not in meanings:
            raise ValidationError({"meaning": f"Hãy ghi một trong: {', '.join(filter(None, sorted(meanings)))}."})
        if self.kind == WordKind.PATTERN:
            try:
                re.compile(self.text)
            except re.error as fault:
                raise ValidationError({"text": "Mẫu chữ viết chưa đúng, chương trình không dùng được."}) from fault


class RosterLayoutQuerySet(models.QuerySet):
    def for_user(self, user):
        """Layouts remembered in the centres that the user staffs."""
        return self.filter(centre__in=Centre.objects.staffed_by(user))


class RosterLayout(models.Model):
    """How one unit's lists, or lists with one row of headings, are to be read, as somebody explained it once.

    `columns` is {letter: field or ""}, `headings` {letter: heading}; `header_text` is the heading row in short.
    """

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="roster_layouts"
    )
    unit = models.ForeignKey(
        SendingUnit,
        verbose_name="đơn vị gửi",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="roster_layouts",
    )
    sheet = models.CharField("trang tính", max_length=100, blank=True)
    header_text = models.CharField("dòng tiêu đề", max_length=100)
    headings = models.JSONField("tiêu đề các cột", default=dict)
    columns = models.JSONField("các cột", default=dict)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField("ghi lúc", auto_now=True)

    objects = RosterLayoutQuerySet.as_manager()

    class Meta:
        verbose_name = "cách hiểu danh sách"
        verbose_name_plural = "cách hiểu danh sách"
        ordering = ["centre", "-saved_at", "-pk"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "unit"],
                condition=Q(unit__isnull=False),
                name="roster_layout_once_for_unit",
                violation_error_message="Đã nhớ cách hiểu danh sách của đơn vị này.",
            ),
            UniqueConstraint(
                fields=["centre", "header_text"],
                condition=Q(unit__isnull=True),
                name="roster_layout_once",
                violation_error_message="Đã nhớ cách hiểu dòng tiêu đề này.",
            ),
        ]

    def __str__(self):
        return str(self.unit) if self.unit else self.header_text
