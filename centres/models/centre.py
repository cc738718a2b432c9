from django.db import models
from django.db.models import Q, UniqueConstraint

from centres import dates
from centres.constraints import in_order, one_of
from centres.models.people import CENTRE_STAFF, Role
from centres.models.province import Province
from centres.validity import holds_on, valid_on


class Level(models.TextChoices):
    DISTRICT = "district", "cấp huyện (trước 01/7/2025)"
    COMMUNE = "commune", "xã"
    WARD = "ward", "phường"
    SPECIAL_ZONE = "special_zone", "đặc khu"


class CentreQuerySet(models.QuerySet):
    def for_user(self, user):
        """Centres whose classes and counts the user may see: as staff, host reviewer, province reviewer or administrator."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self
        held = user.held()
        hosted = [one.centre_id for one in held if one.role == Role.HOST_REVIEWER]
        provinces = [one.province_id for one in held if one.role == Role.PROVINCE_REVIEWER]
        return self.filter(self._staff_condition(user) | Q(pk__in=hosted) | Q(province__in=provinces))

    def staffed_by(self, user):
        """Centres whose learners' names the user may see: own centres and their predecessors, all for an administrator."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        return self if user.is_superuser else self.filter(self._staff_condition(user))

    def _staff_condition(self, user):
        # A subquery instead of a join: a centre with two predecessors must not come twice.
        own = [one.centre_id for one in user.held() if one.role in CENTRE_STAFF]
        return Q(pk__in=own) | Q(
            pk__in=Centre.predecessors.through.objects.filter(from_centre__in=own).values("to_centre")
        )

    def existing_in(self, year: int):
        """Centres that exist on some day of the year."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__year__lte=year),
            Q(valid_to__isnull=True) | Q(valid_to__year__gte=year),
        )

    def in_being(self, at=None):
        """Centres that exist on the day."""
        return self.filter(valid_on(at or dates.today()))


class Centre(models.Model):
    """A political centre under its present name; former names are CentreName rows."""

    code = models.SlugField("mã", unique=True)
    province = models.ForeignKey(Province, verbose_name="tỉnh", on_delete=models.PROTECT, related_name="centres")
    name = models.CharField("tên trung tâm", max_length=200)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    host = models.CharField("cấp ủy chủ quản", max_length=200, help_text="Ví dụ: Đảng ủy xã Giang Thành.")
    place = models.CharField("địa danh ghi trên văn bản", max_length=100)
    valid_from = models.DateField("hoạt động từ ngày", null=True, blank=True)
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)
    predecessors = models.ManyToManyField(
        "self", verbose_name="trung tâm tiền thân", symmetrical=False, blank=True, related_name="successors"
    )
    host_heading = models.CharField(
        "tên cấp ủy ở đầu văn bản",
        max_length=200,
        blank=True,
        help_text="Để trống thì in tên cấp ủy chủ quản bằng chữ in hoa.",
    )
    name_heading = models.CharField(
        "tên trung tâm ở đầu văn bản",
        max_length=200,
        blank=True,
        help_text="Để trống thì in tên trung tâm bằng chữ in hoa.",
    )
    symbol = models.CharField("ký hiệu cơ quan trên văn bản", max_length=20, default="TTCT")
    signer_name = models.CharField("họ tên giám đốc", max_length=100, blank=True)
    deputy_name = models.CharField("họ tên phó giám đốc", max_length=100, blank=True)
    recipients = models.TextField(
        "nơi nhận báo cáo", blank=True, help_text="Mỗi dòng một nơi nhận; để trống thì theo cấp ủy và tỉnh."
    )

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name = "trung tâm chính trị"
        verbose_name_plural = "trung tâm chính trị"
        ordering = ["name", "pk"]
        constraints = [
            one_of("centre_level_known", "level", Level, "Cấp của trung tâm không hợp lệ."),
            in_order(
                "centre_dates_in_order",
                "valid_from",
                "valid_to",
                "Ngày trung tâm kết thúc hoạt động không được trước ngày bắt đầu.",
            ),
        ]

    def __str__(self):
        return self.name

    def exists_on(self, day) -> bool:
        return holds_on(self, day)

    def named_on(self, day):
        """The centre itself, or the former name (a CentreName) it bore on the day: both have name, level, host, place."""
        former = [n for n in self.former_names.all() if n.valid_to >= day]
        return min(former, key=lambda n: n.valid_to, default=self)


class CentreName(models.Model):
    """A name, level and host that a centre bore up to a day; what was printed under it stays under it."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="former_names")
    name = models.CharField("tên trung tâm", max_length=200)
    level = models.CharField("cấp", max_length=20, choices=Level.choices)
    host = models.CharField("cấp ủy chủ quản", max_length=200)
    place = models.CharField("địa danh ghi trên văn bản", max_length=100)
    valid_to = models.DateField("mang tên này đến hết ngày")

    class Meta:
        verbose_name = "tên cũ"
        verbose_name_plural = "tên cũ"
        ordering = ["-valid_to"]
        constraints = [
            UniqueConstraint(
                fields=["centre", "valid_to"],
                name="centre_name_end_once",
                violation_error_message="Trung tâm đã có một tên cũ kết thúc vào ngày này.",
            ),
            one_of("centre_name_level_known", "level", Level, "Cấp của trung tâm không hợp lệ."),
        ]

    def __str__(self):
        return self.name


class StaffCount(models.Model):
    """How many people a centre has, counted on a day (figures L1-L3); no day means known from the beginning."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.CASCADE, related_name="staff_counts")
    counted_on = models.DateField("tính đến ngày", null=True, blank=True)
    staff = models.PositiveIntegerField("biên chế", null=True, blank=True)
    lecturers_full_time = models.PositiveIntegerField("giảng viên chuyên trách", null=True, blank=True)
    lecturers_part_time = models.PositiveIntegerField("giảng viên kiêm chức", null=True, blank=True)

    class Meta:
        verbose_name = "số cán bộ, giảng viên"
        verbose_name_plural = "số cán bộ, giảng viên"
        ordering = ["centre", models.F("counted_on").asc(nulls_first=True)]
        constraints = [
            UniqueConstraint(
                fields=["centre", "counted_on"],
                name="staff_count_day_once",
                violation_error_message="Đã có số liệu cán bộ của ngày này.",
            ),
            UniqueConstraint(
                fields=["centre"],
                condition=Q(counted_on__isnull=True),
                name="staff_count_undated_once",
                violation_error_message="Đã có số liệu cán bộ không ghi ngày.",
            ),
        ]

    def __str__(self):
        return f"{self.centre}: {self.counted_on or 'từ đầu'}"
