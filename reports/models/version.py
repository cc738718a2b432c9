"""A report as it was submitted: never changed, never deleted (a trigger on both databases keeps it so)."""

from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint

from reports.models.report import PeriodReport

BLOBS = ("content", "pdf")


class ReportVersionQuerySet(models.QuerySet):
    def for_user(self, user):
        """Versions of the reports the user sees, without their bytes until these are asked for."""
        return self.filter(report__in=PeriodReport.objects.for_user(user)).defer(*BLOBS)


class ReportVersion(models.Model):
    """What was submitted once: the value's canonical JSON, its SHA-256, the bytes of the printed PDF."""

    report = models.ForeignKey(PeriodReport, verbose_name="báo cáo", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField("phiên bản")
    content = models.BinaryField("số liệu")
    sha256 = models.CharField("mã băm của số liệu", max_length=64)
    pdf = models.BinaryField("bản in")
    pdf_sha256 = models.CharField("mã băm của bản in", max_length=64)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người trình", on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField("trình lúc")
    note = models.CharField("lời trình", max_length=500, blank=True)
    amends = models.ForeignKey(
        "self",
        verbose_name="điều chỉnh phiên bản",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="amended_by",
    )

    objects = ReportVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "phiên bản báo cáo"
        verbose_name_plural = "phiên bản báo cáo"
        ordering = ["report", "number"]
        constraints = [
            UniqueConstraint(
                fields=["report", "number"],
                name="version_number_once",
                violation_error_message="Báo cáo đã có phiên bản mang số này.",
            ),
            models.CheckConstraint(
                name="version_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Phiên bản được đánh số từ 1.",
            ),
        ]

    def __str__(self):
        return f"{self.report}, phiên bản {self.number}"


class FrozenClass(models.Model):
    """A class as it stood behind a version: name as printed, its numbers, the codes of the figures it counts in.

    `codes` has a space before and after each code, so that one is found by `contains=" O1 "`.
    """

    version = models.ForeignKey(
        ReportVersion, verbose_name="phiên bản", on_delete=models.PROTECT, related_name="classes"
    )
    class_key = models.BigIntegerField("mã số lớp")  # no foreign key: the class may be deleted, this row may not
    code = models.CharField("mã lớp", max_length=50)
    name = models.CharField("tên lớp", max_length=300)
    programme = models.CharField("chương trình", max_length=300)
    opened_on = models.DateField("khai giảng", null=True)
    closed_on = models.DateField("bế giảng", null=True)
    called = models.PositiveIntegerField("số triệu tập", null=True)
    learners = models.PositiveIntegerField("lượt học viên")
    codes = models.CharField("tính vào", max_length=300)

    class Meta:
        verbose_name = "lớp của phiên bản"
        verbose_name_plural = "các lớp của phiên bản"
        ordering = ["version", "opened_on", "code", "class_key"]
        constraints = [
            UniqueConstraint(
                fields=["version", "class_key"],
                name="frozen_class_once",
                violation_error_message="Phiên bản đã có lớp này.",
            )
        ]

    def __str__(self):
        return f"{self.code} – {self.name}"


class FrozenEnrolment(models.Model):
    """A learner's place in a class as it stood behind a version: name and unit as printed, the codes it counts in."""

    version = models.ForeignKey(
        ReportVersion, verbose_name="phiên bản", on_delete=models.PROTECT, related_name="enrolments"
    )
    enrolment_key = models.BigIntegerField("mã số trong lớp")
    class_key = models.BigIntegerField("mã số lớp")
    learner_key = models.BigIntegerField("mã số học viên")
    roll_number = models.PositiveIntegerField("số thứ tự")
    name = models.CharField("họ và tên", max_length=200)
    unit = models.CharField("đơn vị cử", max_length=200, blank=True)
    codes = models.CharField("tính vào", max_length=300)

    class Meta:
        verbose_name = "học viên của phiên bản"
        verbose_name_plural = "học viên của phiên bản"
        ordering = ["version", "class_key", "roll_number", "enrolment_key"]
        constraints = [
            UniqueConstraint(
                fields=["version", "enrolment_key"],
                name="frozen_enrolment_once",
                violation_error_message="Phiên bản đã có học viên này trong lớp.",
            )
        ]

    def __str__(self):
        return f"{self.roll_number}. {self.name}"


class FrozenRecord(models.Model):
    """A row of a book as it stood behind a version: a line of the register, a session, a quota line. In the books' order."""

    version = models.ForeignKey(
        ReportVersion, verbose_name="phiên bản", on_delete=models.PROTECT, related_name="records"
    )
    codes = models.CharField("tính vào", max_length=100)  # as FrozenClass: " C1 C1c "
    what = models.CharField("nội dung", max_length=400)
    place = models.CharField("lớp, nơi", max_length=400, blank=True)
    person = models.CharField("người, ghi chú", max_length=300, blank=True)
    day = models.DateField("ngày", null=True)
    amount = models.IntegerField("số tính", null=True)  # empty: the row says nothing, and the figure is unknown

    class Meta:
        verbose_name = "dòng sổ của phiên bản"
        verbose_name_plural = "các dòng sổ của phiên bản"
        ordering = ["version", "pk"]

    def __str__(self):
        return self.what
