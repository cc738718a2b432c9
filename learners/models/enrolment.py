from django.conf import settings
from django.db import models
from django.db.models import Q, UniqueConstraint
from django.db.models.functions import Coalesce

from centres.constraints import implies, in_order, one_of
from centres.models import Centre, SendingUnit
from classes.models import TrainingClass
from classes.models.rules import MARK_LIMITS
from learners.models.learner import Learner


class State(models.TextChoices):
    ATTENDING = "attending", "Dự học"
    NO_SHOW = "no_show", "Không đến"
    LEFT_BEFORE = "left_before", "Rút trước buổi đầu"
    WITHDRAWN = "withdrawn", "Thôi học giữa chừng"


class PartyStatus(models.TextChoices):
    UNKNOWN = "", "chưa rõ"
    NONE = "none", "Quần chúng"
    PROBATIONARY = "probationary", "Đảng viên dự bị"
    FULL = "full", "Đảng viên chính thức"


class NotAssessed(models.TextChoices):
    NO = "", "—"
    ATTENDANCE = "attendance", "Không đủ số tiết dự học"
    ABSENT = "absent", "Vắng kiểm tra"


COUNTED_STATES = (State.ATTENDING, State.WITHDRAWN)


class EnrolmentQuerySet(models.QuerySet):
    def for_user(self, user):
        """Enrolments in classes of the centres whose names the user may see: reviewers see none."""
        return self.filter(training_class__centre__in=Centre.objects.staffed_by(user))

    def counted(self):
        """Those that make up lượt học viên (O2): without those who never came and those who left before the first session."""
        return self.filter(state__in=COUNTED_STATES)

    def unmarked(self):
        """Those who attend and have neither a mark nor a reason for none."""
        no_reason = Q(result__isnull=True) | Q(result__not_assessed=NotAssessed.NO)
        return self.filter(no_reason, state=State.ATTENDING, result__mark__isnull=True)

    def on_roster(self, day):
        """Those expected in a session on the day: neither never came nor not yet joined nor gone by then."""
        joined = Q(joined_on__isnull=True) | Q(joined_on__lte=day)
        there = Q(state=State.ATTENDING) | Q(state=State.WITHDRAWN, withdrawn_on__gt=day)
        return self.filter(joined, there)

    def with_final_mark(self):
        """Annotate `final_mark`: the resit's mark where there is one, else the first; NULL while not marked."""
        return self.annotate(final_mark=Coalesce("result__resit_mark", "result__mark"))


class Enrolment(models.Model):
    """A learner's place in a class, with what was true of the person in that class."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.PROTECT, related_name="enrolments"
    )
    learner = models.ForeignKey(Learner, verbose_name="học viên", on_delete=models.PROTECT, related_name="enrolments")
    roll_number = models.PositiveIntegerField("số thứ tự")
    state = models.CharField("tình trạng", max_length=20, choices=State.choices, default=State.ATTENDING)
    joined_on = models.DateField(
        "dự học từ ngày",
        null=True,
        blank=True,
        help_text="Để trống nếu học từ buổi đầu; người vào sau ghi ngày vào lớp.",
    )
    withdrawn_on = models.DateField("ngày thôi học", null=True, blank=True)
    unit = models.ForeignKey(
        SendingUnit,
        verbose_name="đơn vị cử",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="enrolments",
    )
    unit_name = models.CharField("đơn vị (như danh sách gửi)", max_length=200, blank=True)
    position = models.CharField("chức vụ", max_length=200, blank=True)
    party_status = models.CharField("đảng viên", max_length=20, choices=PartyStatus.choices, blank=True)
    party_joined_on = models.DateField("ngày vào Đảng", null=True, blank=True)
    education = models.CharField("trình độ", max_length=100, blank=True)
    graduated_on = models.DateField("thi tốt nghiệp ngày", null=True, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    batch = models.ForeignKey(
        "learners.ImportBatch",
        verbose_name="lần nhập danh sách",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="enrolments",
    )
    source_line = models.PositiveIntegerField("dòng trong tệp danh sách", null=True, blank=True, editable=False)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        verbose_name = "học viên trong lớp"
        verbose_name_plural = "học viên trong lớp"
        ordering = ["training_class", "roll_number"]
        indexes = [models.Index(fields=["unit", "unit_name", "learner"], name="enrolment_by_unit")]
        constraints = [
            implies(
                "enrolment_named_unit_is_known",
                ~Q(unit_name=""),
                Q(unit__isnull=False),
                "Tên đơn vị phải kèm đơn vị cử trong danh mục của trung tâm.",
            ),
            UniqueConstraint(
                fields=["training_class", "learner"],
                name="enrolment_learner_once",
                violation_error_message="Học viên này đã có trong danh sách lớp.",
            ),
            UniqueConstraint(
                fields=["training_class", "roll_number"],
                name="enrolment_roll_number_once",
                violation_error_message="Số thứ tự này đã có trong danh sách lớp.",
            ),
            models.CheckConstraint(
                name="enrolment_roll_number_from_one",
                condition=Q(roll_number__gte=1),
                violation_error_message="Số thứ tự bắt đầu từ 1.",
            ),
            one_of("enrolment_state_known", "state", State, "Tình trạng không hợp lệ."),
            one_of("enrolment_party_status_known", "party_status", PartyStatus, "Tình trạng đảng viên không hợp lệ."),
            implies(
                "enrolment_withdrawn_has_day",
                Q(state=State.WITHDRAWN),
                Q(withdrawn_on__isnull=False),
                "Học viên thôi học giữa chừng phải ghi ngày thôi học.",
            ),
            implies(
                "enrolment_day_only_when_withdrawn",
                Q(withdrawn_on__isnull=False),
                Q(state__in=[State.WITHDRAWN, State.LEFT_BEFORE]),
                "Chỉ ghi ngày thôi học cho người thôi học.",
            ),
            in_order(
                "enrolment_joined_before_leaving",
                "joined_on",
                "withdrawn_on",
                "Ngày thôi học không được trước ngày vào lớp.",
            ),
        ]

    def __str__(self):
        return f"{self.roll_number}. {self.learner}"

    @property
    def result_if_any(self) -> "Result | None":
        return getattr(self, "result", None)

    def is_expected_on(self, day) -> bool:
        """As `on_roster`, of one enrolment that is at hand."""
        if self.joined_on and self.joined_on > day:
            return False
        return self.state == State.ATTENDING or (self.state == State.WITHDRAWN and self.withdrawn_on > day)


class ResultQuerySet(models.QuerySet):
    def for_user(self, user):
        """Results of the enrolments the user sees."""
        return self.filter(enrolment__in=Enrolment.objects.for_user(user))

    def unconfirmed(self):
        """Keyed by somebody and confirmed by nobody since; what a file brought in was keyed by nobody here."""
        return self.filter(changed_by__isnull=False, confirmed_by__isnull=True)


class Result(models.Model):
    """An enrolment's marks, or why there are none. The band is never stored: it follows from the class's rules."""

    enrolment = models.OneToOneField(
        Enrolment, verbose_name="học viên trong lớp", on_delete=models.CASCADE, related_name="result"
    )
    mark = models.DecimalField("điểm", max_digits=4, decimal_places=2, null=True, blank=True, validators=MARK_LIMITS)
    resit_mark = models.DecimalField(
        "điểm làm lại", max_digits=4, decimal_places=2, null=True, blank=True, validators=MARK_LIMITS
    )
    not_assessed = models.CharField(
        "lý do không đánh giá", max_length=20, choices=NotAssessed.choices, blank=True, default=NotAssessed.NO
    )
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người nhập",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    changed_at = models.DateTimeField("nhập lúc", auto_now=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người xác nhận",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    confirmed_at = models.DateTimeField("xác nhận lúc", null=True, blank=True)

    objects = ResultQuerySet.as_manager()

    class Meta:
        verbose_name = "kết quả"
        verbose_name_plural = "kết quả"
        ordering = ["enrolment"]
        constraints = [
            models.CheckConstraint(
                name="result_mark_in_scale",
                condition=Q(mark__isnull=True) | Q(mark__gte=0, mark__lte=10),
                violation_error_message="Điểm phải từ 0 đến 10.",
            ),
            models.CheckConstraint(
                name="result_resit_in_scale",
                condition=Q(resit_mark__isnull=True) | Q(resit_mark__gte=0, resit_mark__lte=10),
                violation_error_message="Điểm làm lại phải từ 0 đến 10.",
            ),
            models.CheckConstraint(
                name="result_resit_follows_mark",
                condition=Q(resit_mark__isnull=True) | Q(mark__isnull=False),
                violation_error_message="Chỉ ghi điểm làm lại khi đã có điểm lần đầu.",
            ),
            one_of("result_reason_known", "not_assessed", NotAssessed, "Lý do không hợp lệ."),
            models.CheckConstraint(
                name="result_mark_or_reason",
                condition=Q(mark__isnull=True) | Q(not_assessed=""),
                violation_error_message="Đã có điểm thì không ghi lý do không đánh giá.",
            ),
            models.CheckConstraint(
                name="result_confirmed_by_another",
                condition=Q(confirmed_by__isnull=True)
                | Q(changed_by__isnull=True)
                | ~Q(confirmed_by=models.F("changed_by")),
                violation_error_message="Người xác nhận không được là người nhập kết quả này.",
            ),
            models.CheckConstraint(
                name="result_confirmation_whole",
                condition=Q(confirmed_by__isnull=True, confirmed_at__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_at__isnull=False),
                violation_error_message="Xác nhận kết quả phải có cả người và ngày giờ.",
            ),
        ]

    def __str__(self):
        return (
            f"{self.enrolment}: {self.final_mark if self.final_mark is not None else self.get_not_assessed_display()}"
        )

    @property
    def final_mark(self):
        return self.mark if self.resit_mark is None else self.resit_mark


class CommendationQuerySet(models.QuerySet):
    def for_user(self, user):
        """Commendations of the enrolments the user sees."""
        return self.filter(enrolment__in=Enrolment.objects.for_user(user))


class Commendation(models.Model):
    """A learner named in a decision: as excellent learner of the class (T2), or for a reward (T3)."""

    class Kind(models.TextChoices):
        EXCELLENT = "excellent", "Học viên xuất sắc"
        REWARD = "reward", "Khen thưởng"

    enrolment = models.ForeignKey(
        Enrolment, verbose_name="học viên trong lớp", on_delete=models.PROTECT, related_name="commendations"
    )
    kind = models.CharField("hình thức", max_length=20, choices=Kind.choices)
    decision_number = models.CharField("quyết định số", max_length=50, blank=True)
    decided_on = models.DateField("ngày quyết định")
    reason = models.CharField("lý do, thành tích", max_length=300, blank=True)

    objects = CommendationQuerySet.as_manager()

    class Meta:
        verbose_name = "khen thưởng"
        verbose_name_plural = "khen thưởng"
        ordering = ["decided_on", "enrolment"]
        constraints = [
            UniqueConstraint(
                fields=["enrolment", "kind"],
                name="commendation_once",
                violation_error_message="Học viên đã được ghi hình thức này.",
            )
        ]

    def __str__(self):
        return f"{self.enrolment}: {self.get_kind_display()}"
