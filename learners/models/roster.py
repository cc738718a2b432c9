from django.conf import settings
from django.db import models

from centres.models import Centre, SendingUnit
from classes.models import TrainingClass
from learners.models.reading import RosterLayout


class RosterQuerySet(models.QuerySet):
    def for_user(self, user):
        """Uploads and batches hold names: only for staff of the class's centre."""
        return self.filter(training_class__centre__in=Centre.objects.staffed_by(user))


class RosterUploadQuerySet(RosterQuerySet):
    def waiting(self):
        """Those that are still to be looked at: not those whose rows a corrected copy has brought in."""
        return self.filter(closed_by=None)


class RosterUpload(models.Model):
    """A file as it was sent, kept with the cells corrected on the preview until its rows are saved."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.CASCADE, related_name="roster_uploads"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    content = models.BinaryField("nội dung")
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    root = models.CharField("mã băm của danh sách được sửa", max_length=64, blank=True, editable=False)
    # Kept, because undoing that import brings these rows back
    closed_by = models.ForeignKey(
        "ImportBatch",
        verbose_name="đã lưu hết bởi",
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    unit = models.ForeignKey(
        SendingUnit, verbose_name="đơn vị gửi", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # {"sheet", "header", "columns", "guessed"} as somebody chose them, or as they were remembered or guessed (layouts.py)
    layout = models.JSONField("cách hiểu", default=dict, blank=True)
    recalled = models.ForeignKey(
        RosterLayout, verbose_name="cách hiểu đã nhớ", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # [line, field, text] of each cell corrected; by line what to do with a doubtful or unwanted row (roster_plan.py)
    corrections = models.JSONField("ô đã sửa", default=list, blank=True)
    decisions = models.JSONField("cách xử lý từng dòng", default=dict, blank=True)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người tải lên", null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField("tải lên lúc", auto_now_add=True)

    objects = RosterUploadQuerySet.as_manager()

    class Meta:
        verbose_name = "danh sách tải lên"
        verbose_name_plural = "danh sách tải lên"
        ordering = ["-uploaded_at", "-pk"]

    def __str__(self):
        return self.file_name


class ImportBatch(models.Model):
    """One saved roster: the history of the rows it made, which bulk writes leave out of the audit log."""

    training_class = models.ForeignKey(
        TrainingClass, verbose_name="lớp", on_delete=models.PROTECT, related_name="import_batches"
    )
    file_name = models.CharField("tên tệp", max_length=255)
    sha256 = models.CharField("mã băm của tệp", max_length=64)
    root = models.CharField("mã băm của danh sách được sửa", max_length=64, blank=True, editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="người nhập", null=True, on_delete=models.PROTECT, related_name="+"
    )
    imported_at = models.DateTimeField("nhập lúc", auto_now_add=True)
    # What undoing takes back besides the enrolments: {"learners": [pk], "units": [pk], "filled": {pk: {field: value}}};
    # of a corrected file also {"origins": {line: line of the list it corrects}}
    made = models.JSONField("đã tạo và bổ sung", default=dict, blank=True)

    objects = RosterQuerySet.as_manager()

    class Meta:
        verbose_name = "lần nhập danh sách"
        verbose_name_plural = "lần nhập danh sách"
        ordering = ["-imported_at", "-pk"]

    def __str__(self):
        return self.file_name
