"""Naming the people who are sent to a class elsewhere."""

from django.core.exceptions import ValidationError
from django.db import transaction

from classes.models import OutsideCourse
from learners.models import Learner, OutsidePlace


@transaction.atomic
def name_person(*, course: OutsideCourse, learner: Learner) -> OutsidePlace:
    """Write that the learner is one of those sent; never more are named than were sent. Raises ValidationError."""
    course = OutsideCourse.objects.select_for_update().get(pk=course.pk)
    if learner.centre_id != course.centre_id:
        raise ValidationError("Người này không có trong sổ học viên của trung tâm.")
    if course.places.filter(learner=learner).exists():
        raise ValidationError(f"{learner} đã được ghi tên trong lớp này.")
    if course.places.count() >= course.people:
        raise ValidationError(
            f"Lớp ghi cử đi {course.people:02} người và đã ghi đủ tên. Nếu cử thêm người, hãy sửa số người của lớp trước."
        )
    return OutsidePlace.objects.create(course=course, learner=learner)
