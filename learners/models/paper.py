"""Papers that a centre gives out: the series of their numbers, and what a class's dossier holds.

One series per kind of paper runs from 01 through a term (nhiệm kỳ); decisions and regulations share one, secret papers
have none of their own (DOMAIN.md, 6.4). A number stands for one paper for ever: a paper called off keeps it.
"""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q, UniqueConstraint

from centres.constraints import implies, in_order, one_of
from centres.models import Centre
from classes.models import TrainingClass
from learners.models.certificate import OfCentresWithNames
from learners.models.enrolment import Enrolment

HIGHEST = 99_999


class Series(models.TextChoices):
    """The kinds of paper that have a series of their own; the value is what stands in the number: 08-TB/TTCT."""

    DECISION = "QĐ", "Quyết định, quy định"
    NOTICE = "TB", "Thông báo"
    REPORT = "BC", "Báo cáo"
    LETTER = "CV", "Công văn"
    PLAN = "KH", "Kế hoạch"
    PROPOSAL = "TTr", "Tờ trình"
    MINUTES = "BB", "Biên bản"
    GUIDANCE = "HD", "Hướng dẫn"
    PROGRAMME = "CTr", "Chương trình"


class PaperKind(models.TextChoices):
    """What a numbered paper is in the dossier of a class; empty for a paper of the centre itself."""

    OTHER = "", "Văn bản khác"
    PLAN = "ke-hoach", "Kế hoạch mở lớp"
    NOTICE = "thong-bao", "Thông báo triệu tập học viên"
    OPENING = "mo-lop", "Quyết định mở lớp"
    OFFICERS = "ban-quan-ly", "Quyết định Ban quản lý lớp, Ban cán sự lớp"
    MINUTES = "bien-ban", "Biên bản xét kết quả"
    RECOGNITION = "cong-nhan", "Quyết định công nhận kết quả"
    COMMENDATION = "khen-thuong", "Quyết định khen thưởng"
    REPORT = "bao-cao", "Báo cáo kết quả lớp"
    LETTER = "gui-ket-qua", "Công văn gửi kết quả cho đơn vị cử"


class OfClassesWithNames(models.QuerySet):
    def for_user(self, user):
        """Rows of classes whose learners' names the user may see: reviewers see none."""
        return self.filter(training_class__centre__in=Centre.objects.staffed_by(user))


class TermQuerySet(OfCentresWithNames):
    def of(self, centre, day):
        """The centre's term on a day, or None."""
        begun = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), centre=centre, valid_from__lte=day)
        return begun.order_by("-valid_from").first()


class Term(models.Model):
    """A term (nhiệm kỳ): the time through which numbers run on."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="terms")
    name = models.CharField("nhiệm kỳ", max_length=50, help_text="Ví dụ: 2025-2030.")
    valid_from = models.DateField("từ ngày", help_text="Ngày sau ngày bế mạc đại hội đảng bộ khóa trước.")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True, help_text="Để trống nếu chưa biết.")

    objects = TermQuerySet.as_manager()

    class Meta:
        verbose_name = "nhiệm kỳ"
        verbose_name_plural = "nhiệm kỳ"
        ordering = ["centre", "-valid_from"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "valid_from"],
                name="term_beginning_once",
                violation_error_message="Trung tâm đã có một nhiệm kỳ bắt đầu từ ngày này.",
            ),
            in_order("term_dates_in_order", "valid_from", "valid_to", "Ngày kết thúc không được trước ngày bắt đầu."),
        ]

    def __str__(self):
        return self.name


class PaperQuerySet(OfCentresWithNames):
    def in_force(self):
        """Without those called off, whose numbers stay taken."""
        return self.filter(called_off="")


class Paper(models.Model):
    """A number given to one paper."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="papers")
    term = models.ForeignKey(Term, verbose_name="nhiệm kỳ", on_delete=models.PROTECT, related_name="papers")
    series = models.CharField("loại văn bản", max_length=5, choices=Series.choices)
    number = models.PositiveIntegerField(
        "số", validators=[MinValueValidator(1, "Số bắt đầu từ 1."), MaxValueValidator(HIGHEST, "Số quá lớn.")]
    )
    dated_on = models.DateField("ngày văn bản", null=True, blank=True)
    by_deputy = models.BooleanField("phó giám đốc ký thay (K/T)", default=False)
    outside = models.BooleanField("cấp ngoài hệ thống", default=False)
    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", null=True, blank=True, on_delete=models.PROTECT, related_name="papers"
    )
    kind = models.CharField("văn bản của lớp", max_length=20, choices=PaperKind.choices, blank=True)
    addressee = models.CharField("khóa của đơn vị nhận", max_length=220, blank=True, editable=False)
    subject = models.CharField("trích yếu", max_length=500, help_text="Nội dung tóm tắt, viết tiếp sau tên loại.")
    called_off = models.CharField("lý do hủy", max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người lấy số",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    objects = PaperQuerySet.as_manager()

    class Meta:
        verbose_name = "văn bản"
        verbose_name_plural = "văn bản"
        ordering = ["centre", "term", "series", "number"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "term", "series", "number"],
                name="paper_number_once",
                violation_error_message="Số này đã cấp cho một văn bản cùng loại trong nhiệm kỳ.",
            ),
            UniqueConstraint(
                fields=["training_class", "kind", "addressee"],
                condition=Q(training_class__isnull=False, called_off="") & ~Q(kind=""),
                name="paper_of_class_once",
                violation_error_message="Văn bản này của lớp đã có số.",
            ),
            models.CheckConstraint(
                name="paper_number_from_one",
                condition=Q(number__gte=1, number__lte=HIGHEST),
                violation_error_message="Số văn bản phải từ 1 đến 99.999.",
            ),
            one_of("paper_series_known", "series", Series, "Loại văn bản không hợp lệ."),
            one_of("paper_kind_known", "kind", PaperKind, "Loại văn bản của lớp không hợp lệ."),
            implies(
                "paper_kind_is_of_class",
                ~Q(kind=""),
                Q(training_class__isnull=False),
                "Văn bản của lớp phải ghi lớp.",
            ),
        ]

    def __str__(self):
        return self.label

    @property
    def label(self) -> str:
        """08-TB/TTCT"""
        return f"{self.number:02}-{self.series}/{self.centre.symbol}"


class PaperSettings(models.Model):
    """What a centre's papers say that the rows do not know: typed by the centre, printed as typed, a line each."""

    centre = models.OneToOneField(
        Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="paper_settings"
    )
    bases = models.TextField(
        "căn cứ chung của các quyết định",
        blank=True,
        help_text="Mỗi dòng một căn cứ, không ghi chữ “Căn cứ”. Ví dụ: Quyết định số 12-QĐ/ĐU, ngày 05/7/2025 của Ban"
        " Thường vụ Đảng ủy về việc thành lập Trung tâm.",
    )
    requirements = models.TextField(
        "yêu cầu đối với học viên trong thông báo triệu tập",
        blank=True,
        help_text="Mỗi dòng một yêu cầu: giấy tờ mang theo, giờ có mặt, chế độ, người liên hệ.",
    )
    duties = models.TextField(
        "nhiệm vụ của Ban quản lý lớp và Ban cán sự lớp",
        blank=True,
        help_text="Mỗi dòng một đoạn, in ở Điều 3 của quyết định.",
    )
    recipients = models.TextField(
        "nơi nhận thêm", blank=True, help_text="Mỗi dòng một nơi nhận, in ở các thông báo và quyết định."
    )

    objects = OfCentresWithNames.as_manager()

    class Meta:
        verbose_name = "nội dung chung của văn bản"
        verbose_name_plural = "nội dung chung của văn bản"

    def __str__(self):
        return f"Nội dung chung của văn bản: {self.centre}"


class ClassOfficers(models.Model):
    """Who runs a class for the centre (ban quản lý lớp), and who speaks for its learners (ban cán sự lớp)."""

    training_class = models.OneToOneField(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="officers"
    )
    head = models.CharField("chủ nhiệm lớp", max_length=100, blank=True)
    head_post = models.CharField("chức vụ của chủ nhiệm", max_length=100, blank=True)
    secretary = models.CharField("giáo vụ lớp", max_length=100, blank=True)
    secretary_post = models.CharField("chức vụ của giáo vụ", max_length=100, blank=True)
    monitor = models.ForeignKey(
        Enrolment, verbose_name="lớp trưởng", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    deputy = models.ForeignKey(
        Enrolment, verbose_name="lớp phó", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    second_deputy = models.ForeignKey(
        Enrolment, verbose_name="lớp phó thứ hai", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    objects = OfClassesWithNames.as_manager()

    class Meta:
        verbose_name = "ban quản lý, ban cán sự lớp"
        verbose_name_plural = "ban quản lý, ban cán sự lớp"
        constraints = [
            models.CheckConstraint(
                name="officers_are_different",
                condition=(Q(monitor__isnull=True) | Q(deputy__isnull=True) | ~Q(monitor=F("deputy")))
                & (Q(monitor__isnull=True) | Q(second_deputy__isnull=True) | ~Q(monitor=F("second_deputy")))
                & (Q(deputy__isnull=True) | Q(second_deputy__isnull=True) | ~Q(deputy=F("second_deputy"))),
                violation_error_message="Lớp trưởng và các lớp phó phải là những người khác nhau.",
            )
        ]

    def __str__(self):
        return f"Ban quản lý, ban cán sự {self.training_class}"


class DossierNote(models.Model):
    """What staff say of one item of a class's dossier: not needed here, or the number and day of another body's paper."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="dossier_notes"
    )
    item = models.CharField("mục", max_length=20)
    not_needed = models.BooleanField("lớp này không cần", default=False)
    number = models.CharField("số, ký hiệu", max_length=100, blank=True)
    dated_on = models.DateField("ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = OfClassesWithNames.as_manager()

    class Meta:
        verbose_name = "mục hồ sơ lớp"
        verbose_name_plural = "mục hồ sơ lớp"
        ordering = ["training_class", "item"]
        constraints = [
            UniqueConstraint(
                fields=["training_class", "item"],
                name="dossier_note_once",
                violation_error_message="Mục này của hồ sơ đã có ghi chép.",
            )
        ]

    def __str__(self):
        return f"{self.training_class}: {self.item}"


class PaperFile(models.Model):
    """A file kept with an item of a class's dossier, or with a paper of the centre."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="+")
    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", null=True, blank=True, on_delete=models.PROTECT, related_name="paper_files"
    )
    item = models.CharField("mục", max_length=20, blank=True)
    paper = models.ForeignKey(
        Paper, verbose_name="văn bản", null=True, blank=True, on_delete=models.PROTECT, related_name="files"
    )
    name = models.CharField("tên tệp", max_length=200)
    media_type = models.CharField("loại tệp", max_length=100)
    size = models.PositiveIntegerField("cỡ tệp")
    content = models.BinaryField("nội dung")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người đính kèm", on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField("lúc", auto_now_add=True)

    objects = OfCentresWithNames.as_manager()

    class Meta:
        verbose_name = "tệp đính kèm"
        verbose_name_plural = "tệp đính kèm"
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="paper_file_of_one_thing",
                condition=Q(training_class__isnull=False, paper__isnull=True) & ~Q(item="")
                | Q(training_class__isnull=True, paper__isnull=False, item=""),
                violation_error_message="Tệp thuộc một mục của hồ sơ lớp hoặc một văn bản của trung tâm.",
            )
        ]

    def __str__(self):
        return self.name


class CertificatesCopy(models.Model):
    """The papers of a class's certificates in one file, made in the background: of which certificates it was made."""

    training_class = models.OneToOneField(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="certificates_copy"
    )
    certificates = models.JSONField("khóa của các giấy trong tệp")
    content = models.BinaryField("nội dung")
    made_at = models.DateTimeField("lập lúc", auto_now=True)

    objects = OfClassesWithNames.as_manager()

    class Meta:
        verbose_name = "bản in giấy chứng nhận cả lớp"
        verbose_name_plural = "bản in giấy chứng nhận cả lớp"

    def __str__(self):
        return f"Giấy chứng nhận {self.training_class}"


class DossierCopy(models.Model):
    """All papers of a class as one file, made in the background: the latest time it was asked for."""

    training_class = models.OneToOneField(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="dossier_copy"
    )
    content = models.BinaryField("nội dung")
    made_at = models.DateTimeField("lập lúc", auto_now=True)

    objects = OfClassesWithNames.as_manager()

    class Meta:
        verbose_name = "bản tải hồ sơ lớp"
        verbose_name_plural = "bản tải hồ sơ lớp"

    def __str__(self):
        return f"Hồ sơ {self.training_class}"
