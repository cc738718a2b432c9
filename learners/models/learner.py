from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, UniqueConstraint
from django.db.models.functions import Coalesce

from centres.constraints import one_of
from centres.models import Centre
from learners.names import KEY_LENGTH, search_key, sort_key


class Gender(models.TextChoices):
    UNKNOWN = "", "chưa rõ"
    MALE = "nam", "Nam"
    FEMALE = "nu", "Nữ"


class LearnerQuerySet(models.QuerySet):
    def for_user(self, user, *, centre=None):
        """Learners of the centres whose names the user may see: reviewers see none.

        Of one centre it is asked first whether the user may, so that an index gives its learners in order.
        """
        staffed = Centre.objects.staffed_by(user)
        if centre is None:
            return self.filter(centre__in=staffed)
        return self.filter(centre=centre) if staffed.filter(pk=centre.pk).exists() else self.none()

    def in_name_order(self):
        return self.order_by("sort_key", "birth_year", "pk")

    def with_classes(self):
        """Annotate `class_count`, and `last_unit`: the unit in the class that opened last (empty: none)."""
        enrolments = self.model._meta.get_field("enrolments").related_model.objects  # defined in a later module
        own = enrolments.filter(learner=OuterRef("pk")).order_by()
        numbers = own.values("learner").annotate(number=Count("pk")).values("number")
        latest = own.order_by(F("training_class__opened_on").desc(nulls_last=True), "-pk").values("unit_name")[:1]
        return self.annotate(class_count=Coalesce(Subquery(numbers), 0), last_unit=Subquery(latest))


class Learner(models.Model):
    """A person known to one centre: identity and latest values. What was true in a class stands in the Enrolment."""

    centre = models.ForeignKey(Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="learners")
    full_name = models.CharField("họ và tên", max_length=100)
    sort_key = models.CharField(max_length=KEY_LENGTH, editable=False)
    search_key = models.CharField(max_length=100, editable=False)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField("năm sinh", null=True, blank=True)
    gender = models.CharField("giới tính", max_length=3, choices=Gender.choices, blank=True)
    national_id = models.CharField(
        "số định danh",
        max_length=12,
        blank=True,
        validators=[RegexValidator(r"^\d{12}$", "Số định danh có 12 chữ số.")],
    )
    phone = models.CharField("điện thoại", max_length=20, blank=True)
    ethnicity = models.CharField("dân tộc", max_length=50, blank=True)
    religion = models.CharField("tôn giáo", max_length=50, blank=True)
    hometown = models.CharField("quê quán", max_length=200, blank=True)
    party_card = models.CharField("số thẻ đảng viên", max_length=20, blank=True)

    objects = LearnerQuerySet.as_manager()

    class Meta:
        verbose_name = "học viên"
        verbose_name_plural = "học viên"
        ordering = ["centre", "sort_key", "birth_year", "pk"]
        indexes = [
            models.Index(fields=["centre", "sort_key", "birth_year"], name="learner_name_order"),
            models.Index(fields=["centre", "national_id"], name="learner_by_number"),
        ]
        constraints = [
            one_of("learner_gender_known", "gender", Gender, "Giới tính không hợp lệ."),
            UniqueConstraint(
                fields=["centre", "national_id"],
                condition=~Q(national_id=""),
                name="learner_national_id_once",
                violation_error_message="Trung tâm đã có học viên mang số định danh này.",
            ),
            models.CheckConstraint(
                name="learner_national_id_form",
                condition=Q(national_id="") | Q(national_id__regex=r"^[0-9]{12}$"),
                violation_error_message="Số định danh có đúng 12 chữ số.",
            ),
            models.CheckConstraint(
                name="learner_birth_year_agrees",
                condition=Q(birth_date__isnull=True) | Q(birth_year__isnull=False, birth_date__year=F("birth_year")),
                violation_error_message="Năm sinh không khớp ngày sinh.",
            ),
            models.CheckConstraint(
                name="learner_birth_year_sensible",
                condition=Q(birth_year__isnull=True) | Q(birth_year__gte=1900, birth_year__lte=2100),
                violation_error_message="Năm sinh phải từ 1900 trở đi.",
            ),
            models.CheckConstraint(
                name="learner_has_name", condition=~Q(full_name=""), violation_error_message="Thiếu họ và tên."
            ),
        ]

    def __str__(self):
        return self.full_name

    def save(self, *args, **kwargs):
        self.set_keys()
        super().save(*args, **kwargs)

    def set_keys(self):
        """Derive the stored keys and the year of birth; bulk writers call it before bulk_create."""
        self.sort_key = sort_key(self.full_name)
        self.search_key = search_key(self.full_name)
        if self.birth_date:
            self.birth_year = self.birth_date.year
        return self

    @property
    def birth(self) -> str:
        """Day, or only year, of birth as it is printed; empty when unknown."""
        if self.birth_date:
            return f"{self.birth_date:%d/%m/%Y}"
        return str(self.birth_year or "")

    @property
    def masked_national_id(self) -> str:
        return f"•••• •••• {self.national_id[-4:]}" if self.national_id else ""
