from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import UniqueConstraint

from centres.constraints import in_order, one_of
from centres.models import Province
from centres.validity import DatedQuerySet


class LegalGroup(models.TextChoices):
    """The groups of Article 4, 1147-QĐ/BTGDVTW, and what a centre takes part in besides."""

    AWARENESS = "1", "Nhận thức về Đảng"
    NEW_MEMBERS = "2", "Đảng viên mới"
    PARTY_WORK = "3a", "Nghiệp vụ công tác đảng"
    PROPAGANDA = "3b", "Nghiệp vụ tuyên giáo và dân vận"
    MASS_ORGANISATIONS = "3c", "Nghiệp vụ Mặt trận và các đoàn thể"
    THEMES = "4", "Chuyên đề"
    SKILLS = "5", "Tập huấn, cập nhật kiến thức"
    OTHER = "khac", "Ngoài các nhóm của Quy chế"


class Block(models.TextChoices):
    PARTY = "dang", "Khối Đảng"
    FRONT = "mat-tran-doan-the", "Khối Mặt trận – đoàn thể"
    GOVERNMENT = "chinh-quyen", "Khối chính quyền"
    DEFENCE = "quoc-phong-an-ninh", "Khối quốc phòng – an ninh"
    OTHER = "khac", "Khối khác"


class Certificate(models.TextChoices):
    NONE = "none", "không cấp"
    CENTRE = "centre", "giấy chứng nhận của trung tâm"
    DIPLOMA = "diploma", "bằng tốt nghiệp"
    OTHER_BODY = "other_body", "của cơ quan khác cấp"


class Confidence(models.TextChoices):
    A = "A", "A – văn bản chính thức hoặc nhiều nguồn"
    B = "B", "B – một nguồn thứ cấp tốt"
    C = "C", "C – nguồn yếu hoặc suy ra"
    GK = "GK", "GK – chưa kiểm chứng"


class ReportingLine(models.Model):
    """A line of the province's statistical form; which programme stands in which is data."""

    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên dòng báo cáo", max_length=200)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)

    class Meta:
        verbose_name = "dòng báo cáo"
        verbose_name_plural = "dòng báo cáo"
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


class ProgrammeQuerySet(DatedQuerySet):
    def for_user(self, user):
        """The catalogue is one for everybody who is logged in."""
        return self if user.is_authenticated and user.is_active else self.none()


class Programme(models.Model):
    code = models.SlugField("mã", unique=True)
    name = models.CharField("tên chương trình", max_length=200)
    short_name = models.CharField(
        "tên gọi trong câu báo cáo",
        max_length=200,
        help_text="Viết sau chữ “lớp”, ví dụ: bồi dưỡng nhận thức về Đảng.",
    )
    legal_group = models.CharField("nhóm theo Quy chế", max_length=10, choices=LegalGroup.choices)
    reporting_line = models.ForeignKey(
        ReportingLine, verbose_name="dòng báo cáo", on_delete=models.PROTECT, related_name="programmes"
    )
    block = models.CharField("khối", max_length=20, choices=Block.choices)
    target = models.CharField("đối tượng", max_length=300, blank=True)
    lessons = models.PositiveSmallIntegerField("số bài", null=True, blank=True)
    half_days = models.PositiveSmallIntegerField("số buổi", null=True, blank=True)
    periods = models.PositiveSmallIntegerField("số tiết", null=True, blank=True)
    days = models.DecimalField("số ngày", max_digits=5, decimal_places=1, null=True, blank=True)
    has_test = models.BooleanField("có kiểm tra cuối khóa", default=True)
    certificate = models.CharField("giấy chứng nhận", max_length=20, choices=Certificate.choices)
    certificate_months = models.PositiveSmallIntegerField("giá trị trong (tháng)", null=True, blank=True)
    minimum_size = models.PositiveSmallIntegerField(
        "số học viên tối thiểu", default=25, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    minimum_size_source = models.CharField(
        "căn cứ số học viên tối thiểu",
        max_length=200,
        blank=True,
        default="Điều 5 Quy chế theo Quyết định 1147-QĐ/BTGDVTW",
        help_text="Hiện ra khi lớp ít học viên hơn mức tối thiểu.",
    )
    usual_size = models.PositiveSmallIntegerField(
        "số học viên thường có của một lớp",
        default=60,
        validators=[MinValueValidator(1), MaxValueValidator(1000)],
        help_text="Dự thảo kế hoạch chia nhu cầu đăng ký thành lớp theo số này; mức 60 là tạm đặt.",
    )
    entry_requirement = models.TextField("điều kiện dự học", blank=True)
    source = models.TextField("căn cứ", blank=True)
    confidence = models.CharField("độ tin cậy", max_length=2, choices=Confidence.choices, default=Confidence.C)
    position = models.PositiveSmallIntegerField("thứ tự", default=0)
    valid_from = models.DateField("áp dụng từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "chương trình"
        verbose_name_plural = "chương trình"
        ordering = ["position", "code"]
        constraints = [
            one_of("programme_group_known", "legal_group", LegalGroup, "Nhóm theo Quy chế không hợp lệ."),
            one_of("programme_block_known", "block", Block, "Khối không hợp lệ."),
            one_of("programme_certificate_known", "certificate", Certificate, "Loại giấy chứng nhận không hợp lệ."),
            in_order(
                "programme_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày hết áp dụng không được trước ngày bắt đầu áp dụng.",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def minimum_in_words(self) -> str:
        """25 học viên (Điều 5 Quy chế …): the smallest class, and the document that says so."""
        source = f" ({self.minimum_size_source})" if self.minimum_size_source else ""
        return f"{self.minimum_size} học viên{source}"


class ProvinceReportingLine(models.Model):
    """A province that counts a programme in another line than the catalogue says."""

    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.CASCADE)
    programme = models.ForeignKey(Programme, verbose_name="chương trình", on_delete=models.CASCADE)
    line = models.ForeignKey(ReportingLine, verbose_name="dòng báo cáo", on_delete=models.PROTECT)

    class Meta:
        verbose_name = "dòng báo cáo riêng của tỉnh"
        verbose_name_plural = "dòng báo cáo riêng của tỉnh"
        ordering = ["province", "programme"]
        constraints = [
            UniqueConstraint(
                fields=["province", "programme"],
                name="province_line_once",
                violation_error_message="Tỉnh đã xếp chương trình này vào một dòng báo cáo.",
            )
        ]

    def __str__(self):
        return f"{self.programme}: {self.line}"
