"""Certificates as they were issued, the register (sổ gốc) that lists every act, and the blanks they are printed on.

Nothing here is ever changed: a correction, a reissue or a withdrawal is a new row. What a certificate printed is kept as
printed (1147-QĐ/BTGDVTW, Article 9: issued once, a permanent register with numbered pages).
"""

import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, Sum, UniqueConstraint

from centres.constraints import implies, one_of
from centres.models import Centre
from classes.models import Programme
from learners.models.enrolment import Enrolment

DEFAULT_PATTERN = "{001}/{năm}-{chương trình}"
# {001}: the running number, with as many figures
SEQUENCE = re.compile(r"\{(0{0,8}1)\}")
PLACES_OF_PATTERN = re.compile(rf"{SEQUENCE.pattern}|\{{(năm|chương trình)\}}")
# Beside another figure the running number could not be told from it: 1 and 12026 would be 112026, as 11 and 2026
_RUNS_TOGETHER = re.compile(rf"(\d|\{{năm\}}){SEQUENCE.pattern}|{SEQUENCE.pattern}(\d|\{{năm\}})")


class OfCentresWithNames(models.QuerySet):
    def for_user(self, user):
        """Rows of the centres whose learners' names the user may see: reviewers see none."""
        return self.filter(centre__in=Centre.objects.staffed_by(user))


def check_pattern(pattern: str) -> None:
    """Raise ValidationError unless the pattern holds the running number once and no place the product cannot fill."""
    rest = PLACES_OF_PATTERN.sub("", pattern)
    if "{" in rest or "}" in rest:
        raise ValidationError("Mẫu số chỉ dùng được {1}, {001}, {năm} và {chương trình}.")
    if len(SEQUENCE.findall(pattern)) != 1:
        raise ValidationError("Mẫu số phải có {001} (số thứ tự) đúng một lần.")
    if _RUNS_TOGETHER.search(pattern):
        raise ValidationError("Giữa {001} và chữ số hoặc {năm} phải có dấu, ví dụ {001}/{năm}.")


class CertificatePattern(models.Model):
    """How a centre numbers the certificates of a programme; without a programme, of all that have no own pattern."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="certificate_patterns"
    )
    programme = models.ForeignKey(
        Programme,
        verbose_name="chương trình",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Để trống thì dùng cho mọi chương trình chưa có mẫu riêng.",
    )
    pattern = models.CharField(
        "mẫu số",
        max_length=60,
        default=DEFAULT_PATTERN,
        validators=[check_pattern],
        help_text="{001} là số thứ tự ba chữ số, {1} là số thứ tự không thêm số 0, {năm} là năm cấp, {chương trình} là chữ "
        "đầu của mã chương trình. Số chạy riêng theo từng phần còn lại của mẫu: có {năm} thì mỗi năm bắt đầu lại từ 1.",
    )
    source = models.CharField("căn cứ", max_length=300, blank=True)

    objects = OfCentresWithNames.as_manager()

    class Meta:
        verbose_name = "mẫu số giấy chứng nhận"
        verbose_name_plural = "mẫu số giấy chứng nhận"
        ordering = ["centre", "programme"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "programme"],
                name="certificate_pattern_once",
                violation_error_message="Trung tâm đã có mẫu số cho chương trình này.",
            ),
            UniqueConstraint(
                fields=["centre"],
                condition=Q(programme__isnull=True),
                name="certificate_pattern_general_once",
                violation_error_message="Trung tâm đã có mẫu số chung.",
            ),
        ]

    def __str__(self):
        return self.pattern


class CertificateSeries(models.Model):
    """The last number given in one series of a centre: what its pattern says besides the running number."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="+")
    series = models.CharField("dãy số", max_length=100)
    last = models.PositiveIntegerField("số cuối đã cấp", default=0)

    class Meta:
        verbose_name = "dãy số giấy chứng nhận"
        verbose_name_plural = "dãy số giấy chứng nhận"
        constraints = [
            UniqueConstraint(
                fields=["centre", "series"],
                name="certificate_series_once",
                violation_error_message="Trung tâm đã có dãy số này.",
            )
        ]

    def __str__(self):
        return f"{self.series}: {self.last}"


class Act(models.TextChoices):
    """What a line of the register records."""

    ISSUED = "issued", "Cấp"
    REISSUED = "reissued", "Cấp lại"
    WITHDRAWN = "withdrawn", "Thu hồi"


class Movement(models.TextChoices):
    RECEIVED = "received", "Nhận"
    SPOILED = "spoiled", "Hỏng"


def new_code() -> str:
    """What the certificate's public address ends in: 128 random bits, so that guessing is useless."""
    return secrets.token_urlsafe(16)


class CertificateQuerySet(OfCentresWithNames):
    def standing(self):
        """Neither replaced nor withdrawn."""
        return self.filter(replaced_by__isnull=True).exclude(entries__kind=Act.WITHDRAWN)

    def unprinted(self):
        return self.filter(pdf__isnull=True)

    def without_pdf(self):
        """Leave the stored papers in the database: lists do not show them."""
        return self.defer("pdf")


@dataclass(frozen=True)
class CertificateState:
    text: str
    badge: str
    stands: bool


class Certificate(models.Model):
    """One certificate: its number, what it prints, and the paper itself once it is made."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="certificates")
    enrolment = models.ForeignKey(
        Enrolment, verbose_name="học viên trong lớp", on_delete=models.PROTECT, related_name="certificates"
    )
    number = models.CharField("số giấy chứng nhận", max_length=100)
    code = models.CharField("mã kiểm tra", max_length=40, unique=True, default=new_code, editable=False)
    issued_on = models.DateField("ngày cấp")
    valid_until = models.DateField("có giá trị đến hết ngày", null=True, blank=True)
    printed = models.JSONField("nội dung in")
    pdf = models.BinaryField("bản in", null=True, editable=False)
    replaces = models.OneToOneField(
        "self",
        verbose_name="cấp lại cho giấy",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="replaced_by",
    )
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người cấp", on_delete=models.PROTECT, related_name="+"
    )
    issued_at = models.DateTimeField("cấp lúc", auto_now_add=True)

    objects = CertificateQuerySet.as_manager()

    class Meta:
        verbose_name = "giấy chứng nhận"
        verbose_name_plural = "giấy chứng nhận"
        ordering = ["centre", "pk"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "number"],
                name="certificate_number_once",
                violation_error_message="Trung tâm đã cấp giấy chứng nhận mang số này.",
            ),
            UniqueConstraint(
                fields=["enrolment"],
                condition=Q(replaces__isnull=True),
                name="certificate_issued_once",
                violation_error_message="Học viên đã được cấp giấy chứng nhận của lớp này; chỉ cấp lại được.",
            ),
        ]

    def __str__(self):
        return self.number

    @property
    def state(self) -> CertificateState:
        """Valid, replaced or withdrawn; reads `entries` and `replaced_by`, which lists fetch beforehand."""
        if any(entry.kind == Act.WITHDRAWN for entry in self.entries.all()):
            return CertificateState("Đã thu hồi", "badge-bad", stands=False)
        if hasattr(self, "replaced_by"):
            return CertificateState(f"Đã thay bằng số {self.replaced_by.number}", "badge-done", stands=False)
        return CertificateState("Còn giá trị", "badge-good", stands=True)


class RegisterEntryQuerySet(OfCentresWithNames):
    def between(self, first, last):
        return self.filter(entered_on__range=(first, last))


class RegisterEntry(models.Model):
    """One line of the register: an act on a certificate. Numbers run without gap for each centre."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="register_entries"
    )
    number = models.PositiveIntegerField("số vào sổ")
    kind = models.CharField("việc", max_length=10, choices=Act.choices)
    certificate = models.ForeignKey(
        Certificate, verbose_name="giấy chứng nhận", on_delete=models.PROTECT, related_name="entries"
    )
    entered_on = models.DateField("ngày")
    reason = models.CharField("lý do", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("ghi lúc", auto_now_add=True)

    objects = RegisterEntryQuerySet.as_manager()

    class Meta:
        verbose_name = "dòng sổ gốc"
        verbose_name_plural = "dòng sổ gốc"
        ordering = ["centre", "number"]
        indexes = [models.Index(fields=["centre", "entered_on"], name="register_centre_day")]
        constraints = [
            UniqueConstraint(
                fields=["centre", "number"],
                name="register_number_once",
                violation_error_message="Sổ gốc đã có dòng mang số này.",
            ),
            models.CheckConstraint(
                name="register_number_from_one",
                condition=Q(number__gte=1),
                violation_error_message="Số vào sổ bắt đầu từ 1.",
            ),
            UniqueConstraint(
                fields=["certificate", "kind"],
                name="register_act_once",
                violation_error_message="Việc này đã được ghi vào sổ gốc.",
            ),
            one_of("register_kind_known", "kind", Act, "Việc ghi sổ không hợp lệ."),
            implies(
                "register_change_has_reason",
                Q(kind__in=[Act.REISSUED, Act.WITHDRAWN]),
                ~Q(reason=""),
                "Cấp lại hoặc thu hồi phải ghi lý do.",
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.get_kind_display()} {self.certificate}"


class BlankMovementQuerySet(OfCentresWithNames):
    def total(self, kind) -> int:
        return self.filter(kind=kind).aggregate(n=Sum("quantity"))["n"] or 0


class BlankMovement(models.Model):
    """Blanks that came, or that were spoiled; those used are the certificates issued (C4)."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="blank_movements"
    )
    kind = models.CharField("việc", max_length=10, choices=Movement.choices)
    moved_on = models.DateField("ngày")
    quantity = models.PositiveIntegerField("số phôi")
    note = models.CharField("ghi chú", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người ghi", on_delete=models.PROTECT, related_name="+"
    )

    objects = BlankMovementQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận, hỏng phôi"
        verbose_name_plural = "nhận, hỏng phôi"
        ordering = ["centre", "moved_on", "pk"]
        constraints = [
            one_of("blank_kind_known", "kind", Movement, "Việc ghi phôi không hợp lệ."),
            models.CheckConstraint(
                name="blank_quantity_from_one",
                condition=Q(quantity__gte=1),
                violation_error_message="Số phôi phải từ 1 trở lên.",
            ),
            implies(
                "blank_spoiled_has_note",
                Q(kind=Movement.SPOILED),
                ~Q(note=""),
                "Phôi hỏng phải ghi lý do ở ô ghi chú.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.quantity}"


class RegisterVolume(models.Model):
    """A bound part of the register: the lines it holds and the very pages that were printed, never numbered anew."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="register_volumes"
    )
    number = models.PositiveIntegerField("quyển số")
    first_entry = models.PositiveIntegerField("từ số vào sổ")
    last_entry = models.PositiveIntegerField("đến số vào sổ")
    pages = models.PositiveIntegerField("số trang")
    pdf = models.BinaryField("bản in", editable=False)
    bound_on = models.DateField("ngày đóng quyển")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đóng quyển", on_delete=models.PROTECT, related_name="+"
    )

    objects = OfCentresWithNames.as_manager()

    class Meta:
        verbose_name = "quyển sổ gốc"
        verbose_name_plural = "quyển sổ gốc"
        ordering = ["centre", "number"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "number"],
                name="register_volume_once",
                violation_error_message="Trung tâm đã có quyển sổ gốc mang số này.",
            ),
            UniqueConstraint(
                fields=["centre", "first_entry"],
                name="register_volume_first_once",
                violation_error_message="Dòng sổ gốc này đã nằm trong một quyển.",
            ),
            models.CheckConstraint(
                name="register_volume_in_order",
                condition=Q(last_entry__gte=models.F("first_entry")),
                violation_error_message="Số vào sổ cuối quyển không được trước số đầu quyển.",
            ),
        ]

    def __str__(self):
        return f"Quyển {self.number}"
