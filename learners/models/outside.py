from django.db import models
from django.db.models import UniqueConstraint

from centres.models import Centre
from classes.models import OutsideCourse
from learners.models.learner import Learner


class OutsidePlaceQuerySet(models.QuerySet):
    def for_user(self, user):
        """Places are names: only for staff of the centre."""
        return self.filter(course__centre__in=Centre.objects.staffed_by(user))


class OutsidePlace(models.Model):
    """A person of the centre who is sent to a class of another school. Whoever is not named counts by number alone."""

    course = models.ForeignKey(
        OutsideCourse, verbose_name="lớp cử đi học", on_delete=models.CASCADE, related_name="places"
    )
    learner = models.ForeignKey(
        Learner, verbose_name="học viên", on_delete=models.PROTECT, related_name="outside_places"
    )

    objects = OutsidePlaceQuerySet.as_manager()

    class Meta:
        verbose_name = "người được cử đi học"
        verbose_name_plural = "người được cử đi học"
        ordering = ["course", "learner"]
        constraints = [
            UniqueConstraint(
                fields=["course", "learner"],
                name="outside_place_once",
                violation_error_message="Người này đã được ghi tên trong lớp cử đi học.",
            )
        ]

    def __str__(self):
        return f"{self.learner}: {self.course}"
