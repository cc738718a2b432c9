from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q, UniqueConstraint

from centres.constraints import in_order
from centres.models import Centre
from classes.models.programme import Programme

MOST_PEOPLE = 5000


class OutsideCourseQuerySet(models.QuerySet):
    def for_user(self, user):
        """Courses that the centres the user sees send people to."""
        return self.filter(centre__in=Centre.objects.for_user(user))


class OutsideCourse(models.Model):
    """A class that another school holds and the centre's area sends people to (cử đi học): figures S1 and S2, never O."""

    centre = models.ForeignKey(
        Centre, verbose_name="trung tâm", on_delete=models.PROTECT, related_name="outside_courses"
    )
    programme = models.ForeignKey(Programme, verbose_name="chương trình", on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên lớp", max_length=300)
    host = models.CharField("cơ sở mở lớp", max_length=300, help_text="Ví dụ: Trường Chính trị tỉnh.")
    first_day = models.DateField("từ ngày", help_text="Lớp được tính vào kỳ báo cáo có ngày này.")
    last_day = models.DateField("đến ngày", null=True, blank=True, help_text="Để trống nếu chưa biết.")
    people = models.PositiveIntegerField(
        "số người cử đi",
        validators=[
            MinValueValidator(1, "Số người cử đi phải từ 1 trở lên."),
            MaxValueValidator(MOST_PEOPLE, "Số người cử đi quá lớn."),
        ],
    )
    note = models.CharField("ghi chú", max_length=300, blank=True)

    objects = OutsideCourseQuerySet.as_manager()

    class Meta:
        verbose_name = "lớp cử đi học ở cơ sở khác"
        verbose_name_plural = "lớp cử đi học ở cơ sở khác"
        ordering = ["centre", "-first_day", "-pk"]
        indexes = [models.Index(fields=["centre", "first_day"], name="outside_course_day")]
        constraints = [
            UniqueConstraint(
                fields=["centre", "programme", "name", "host", "first_day"],
                name="outside_course_once",
                violation_error_message="Lớp này đã được ghi; nếu cử thêm người, hãy sửa số người của lớp đó.",
            ),
            models.CheckConstraint(
                name="outside_course_has_name", condition=~Q(name=""), violation_error_message="Thiếu tên lớp."
            ),
            models.CheckConstraint(
                name="outside_course_has_host", condition=~Q(host=""), violation_error_message="Thiếu cơ sở mở lớp."
            ),
            in_order(
                "outside_course_days_in_order", "first_day", "last_day", "Ngày kết thúc không được trước ngày bắt đầu."
            ),
            models.CheckConstraint(
                name="outside_course_day_sensible",
                condition=Q(first_day__gte=date(2000, 1, 1), first_day__lte=date(2105, 12, 31)),
                violation_error_message="Ngày bắt đầu phải từ năm 2000 đến năm 2105.",
            ),
            models.CheckConstraint(
                name="outside_course_people_sensible",
                condition=Q(people__gte=1, people__lte=MOST_PEOPLE),
                violation_error_message="Số người cử đi phải từ 1 đến 5.000.",
            ),
        ]

    def __str__(self):
        return self.name
