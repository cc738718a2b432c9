from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery, UniqueConstraint
from django.db.models.functions import Coalesce

from centres import dates
from centres.constraints import implies, in_order, one_of
from centres.models import Centre
from classes.models.programme import Certificate, Programme
from classes.models.rules import AssessmentRules


class Ownership(models.TextChoices):
    OWN = "own", "Trung tâm chủ trì"
    JOINT = "joint", "Phối hợp"


class Kind(models.TextChoices):
    NORMAL = "normal", "Lớp của trung tâm"
    MAINTAINED = "maintained", "Duy trì quản lý (lớp của trường khác)"


class Status(models.TextChoices):
    PLANNED = "planned", "Dự kiến"
    OPEN = "open", "Đang học"
    CLOSED = "closed", "Đã kết thúc"
    CANCELLED = "cancelled", "Đã hủy"


class AssessedBy(models.TextChoices):
    CENTRE = "centre", "Trung tâm"
    PARTNER = "partner", "Đơn vị phối hợp"
    NOBODY = "nobody", "Không kiểm tra, đánh giá"


LONGEST = timedelta(days=5 * 366)
DECIDED_AROUND = timedelta(days=366)


class TrainingClassQuerySet(models.QuerySet):
    def for_user(self, user):
        """Classes of the centres the user sees."""
        return self.filter(centre__in=Centre.objects.for_user(user))

    def normal(self):
        return self.filter(kind=Kind.NORMAL)

    def maintained(self):
        return self.filter(kind=Kind.MAINTAINED)

    def really_opened(self):
        return self.filter(status__in=[Status.OPEN, Status.CLOSED])

    def in_year(self, year):
        """Classes of the year by their (expected) opening day, and in every year those that have none yet."""
        return self.filter(Q(opened_on__year=year) | Q(opened_on__isnull=True))

    def with_learner_count(self):
        """Annotate `learner_count`: lượt học viên (O2), by the one definition that enrolments have of it."""
        enrolments = self.model._meta.get_field("enrolments").related_model  # of a later app: not to be imported
        counted = enrolments.objects.counted().filter(training_class=OuterRef("pk")).order_by()
        numbers = counted.values("training_class").annotate(number=Count("pk")).values("number")
        return self.annotate(learner_count=Coalesce(Subquery(numbers), 0))

    def awaiting_results(self):
        """Opened, assessed by the centre, not yet recognised, with somebody who has neither a mark nor a reason for none."""
        unmarked = self.model._meta.get_field("enrolments").related_model.objects.unmarked()
        judged = self.filter(programme__has_test=True, assessed_by__in=["", AssessedBy.CENTRE])
        open_still = judged.really_opened().filter(recognised_on__isnull=True)
        return open_still.filter(Exists(unmarked.filter(training_class=OuterRef("pk"))))

    def opened_between(self, first, last):
        """Really opened from the first to the last day, both included: the rule of the O figures."""
        return self.really_opened().filter(opened_on__range=(first, last))

    def finished_between(self, first, last):
        """Finished by the day results were recognised, else the closing day: the rule of the R figures."""
        finished = self.filter(status=Status.CLOSED).annotate(finished_on=Coalesce("recognised_on", "closed_on"))
        return finished.filter(finished_on__range=(first, last))


class TrainingClass(models.Model):
    """A class of learners. It stores no count of them but the number called: the rest is counted from enrolments."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="classes")
    code = models.CharField("mã lớp", max_length=50)
    name = models.CharField("tên lớp", max_length=300)
    programme = models.ForeignKey(
        Programme, verbose_name="chương trình", on_delete=models.PROTECT, related_name="classes"
    )
    course_number = models.CharField("khóa", max_length=20, blank=True)
    ownership = models.CharField("hình thức", max_length=10, choices=Ownership.choices, default=Ownership.OWN)
    partner = models.CharField(
        "đơn vị phối hợp", max_length=300, blank=True, help_text="Có thể ghi nhiều cơ quan, cách nhau bằng dấu phẩy."
    )
    kind = models.CharField("loại lớp", max_length=20, choices=Kind.choices, default=Kind.NORMAL)
    outside_plan = models.BooleanField("ngoài kế hoạch", default=False)
    status = models.CharField("trạng thái", max_length=20, choices=Status.choices, default=Status.PLANNED)
    cancel_reason = models.CharField("lý do hủy", max_length=300, blank=True)
    opening_number = models.CharField("quyết định mở lớp số", max_length=50, blank=True)
    opening_decided_on = models.DateField("ngày quyết định mở lớp", null=True, blank=True)
    opened_on = models.DateField("khai giảng", null=True, blank=True)
    closes_on = models.DateField("bế giảng dự kiến", null=True, blank=True)
    closed_on = models.DateField("bế giảng", null=True, blank=True)
    recognition_number = models.CharField("quyết định công nhận kết quả số", max_length=50, blank=True)
    recognised_on = models.DateField("ngày công nhận kết quả", null=True, blank=True)
    place = models.CharField("địa điểm", max_length=200, blank=True)
    assessed_by = models.CharField("bên đánh giá kết quả", max_length=10, choices=AssessedBy.choices, blank=True)
    rules = models.ForeignKey(
        AssessmentRules,
        verbose_name="bộ quy tắc đánh giá",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="classes",
        help_text="Bộ quy tắc mà kết quả của lớp được xếp loại theo.",
    )
    called = models.PositiveIntegerField(
        "số triệu tập",
        null=True,
        blank=True,
        validators=[MaxValueValidator(100_000, "Số triệu tập quá lớn.")],
        help_text="Theo thông báo triệu tập; để trống nếu chưa rõ.",
    )
    considered_for_titles = models.BooleanField("xét danh hiệu lớp và học viên", default=False)
    titled = models.BooleanField("đạt “Lớp học tiên tiến”", null=True, blank=True)
    modules_done = models.PositiveSmallIntegerField(
        "số học phần đã xong", null=True, blank=True, validators=[MaxValueValidator(200, "Số học phần quá lớn.")]
    )
    note = models.TextField("ghi chú", blank=True)

    objects = TrainingClassQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp"
        verbose_name_plural = "lớp"
        ordering = ["centre", "-opened_on", "code"]
        indexes = [
            models.Index(fields=["centre", "opened_on"], name="class_centre_opened"),
            models.Index(fields=["centre", "status"], name="class_centre_status"),
        ]
        constraints = [
            UniqueConstraint(
                fields=["centre", "code"],
                name="class_code_once",
                violation_error_message="Trung tâm đã có lớp mang mã này.",
            ),
            one_of("class_ownership_known", "ownership", Ownership, "Hình thức mở lớp không hợp lệ."),
            one_of("class_kind_known", "kind", Kind, "Loại lớp không hợp lệ."),
            one_of("class_status_known", "status", Status, "Trạng thái của lớp không hợp lệ."),
            implies(
                "class_joint_names_partner",
                Q(ownership=Ownership.JOINT),
                ~Q(partner=""),
                "Lớp phối hợp phải ghi đơn vị phối hợp.",
            ),
            implies(
                "class_own_has_no_partner",
                Q(ownership=Ownership.OWN),
                Q(partner=""),
                "Lớp do trung tâm chủ trì không ghi đơn vị phối hợp; nếu có, hãy chọn hình thức phối hợp.",
            ),
            implies(
                "class_opened_has_day",
                Q(status__in=[Status.OPEN, Status.CLOSED]),
                Q(opened_on__isnull=False),
                "Lớp đã mở phải có ngày khai giảng.",
            ),
            models.CheckConstraint(
                name="class_closed_has_day",
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_on__isnull=True)),
                violation_error_message="Lớp đã kết thúc phải có ngày bế giảng; lớp chưa kết thúc thì để trống ngày này.",
            ),
            implies(
                "class_closed_says_who_assessed",
                Q(status=Status.CLOSED),
                Q(assessed_by__in=AssessedBy.values),
                "Lớp đã kết thúc phải ghi bên đánh giá kết quả.",
            ),
            implies(
                "class_recognised_is_closed",
                Q(recognised_on__isnull=False),
                Q(status=Status.CLOSED),
                "Chỉ công nhận kết quả của lớp đã kết thúc.",
            ),
            implies(
                "class_cancelled_has_reason",
                Q(status=Status.CANCELLED),
                ~Q(cancel_reason=""),
                "Lớp bị hủy phải ghi lý do.",
            ),
            implies(
                "class_titled_was_considered",
                Q(titled__isnull=False),
                Q(considered_for_titles=True),
                "Chỉ ghi danh hiệu cho lớp được xét danh hiệu.",
            ),
            in_order(
                "class_closes_after_opening",
                "opened_on",
                "closed_on",
                "Ngày bế giảng không được trước ngày khai giảng.",
            ),
            in_order(
                "class_expected_close_after_opening",
                "opened_on",
                "closes_on",
                "Ngày bế giảng dự kiến không được trước ngày khai giảng.",
            ),
            in_order(
                "class_recognised_after_opening",
                "opened_on",
                "recognised_on",
                "Ngày công nhận kết quả không được trước ngày khai giảng.",
            ),
            models.CheckConstraint(
                name="class_opened_sensibly",
                condition=Q(opened_on__isnull=True)
                | Q(opened_on__gte=date(2000, 1, 1), opened_on__lte=date(2100, 12, 31)),
                violation_error_message="Ngày khai giảng phải từ năm 2000 đến năm 2100.",
            ),
        ]

    def __str__(self):
        return f"{self.code} – {self.name}"

    def clean(self):
        """Days that no rule of the database can judge: against today, and against the centre's own."""
        super().clean()
        errors = {**self._opening_errors(), **self._future_days(), **self._far_days()}
        if errors:
            raise ValidationError(errors)

    def _opening_errors(self):
        if self.opened_on and self.centre_id and not self.centre.exists_on(self.opened_on):
            return {"opened_on": f"{self.centre} không hoạt động vào ngày này nên không mở lớp được."}
        if self.opened_on and self.opened_on > dates.today() and self.status in (Status.OPEN, Status.CLOSED):
            return {"opened_on": "Ngày khai giảng chưa tới: lớp còn là “Dự kiến”."}
        return {}

    def _future_days(self):
        today = dates.today()
        names = ("opening_decided_on", "closed_on", "recognised_on")
        return {name: "Ngày này chưa tới." for name in names if (getattr(self, name) or today) > today}

    def _far_days(self):
        if not self.opened_on:
            return {}
        errors = {}
        for name in ("closes_on", "closed_on", "recognised_on"):
            if (getattr(self, name) or self.opened_on) - self.opened_on > LONGEST:
                errors[name] = "Ngày này cách ngày khai giảng hơn 5 năm."
        if abs((self.opening_decided_on or self.opened_on) - self.opened_on) > DECIDED_AROUND:
            errors["opening_decided_on"] = "Ngày này cách ngày khai giảng hơn một năm."
        return errors

    @property
    def is_closed(self):
        return self.status == Status.CLOSED

    @property
    def is_recognised(self):
        return self.recognised_on is not None

    @property
    def proposed_assessor(self):
        """Who assesses such a class by default."""
        if not self.programme.has_test:
            return AssessedBy.NOBODY
        by_others = self.ownership == Ownership.JOINT and self.programme.certificate == Certificate.OTHER_BODY
        return AssessedBy.PARTNER if by_others else AssessedBy.CENTRE

    @property
    def proposed_name(self):
        """Lớp bồi dưỡng nhận thức về Đảng khóa 5 năm 2026"""
        parts = [f"Lớp {self.programme.short_name}"]
        if self.course_number:
            parts.append(f"khóa {self.course_number}")
        if self.opened_on:
            parts.append(f"năm {self.opened_on.year}")
        return " ".join(parts)
