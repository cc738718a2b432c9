"""Learner lists for tests, as text files that units might send."""

from django.urls import reverse

from learners.models import RosterUpload
from learners.roster_plan import digest

HEADER = "STT;Họ và tên;Ngày sinh;Giới tính;Số định danh;Đơn vị;Chức vụ;Điện thoại"


def roster(*lines: str, header: str = HEADER) -> bytes:
    """A text file with the header in line 1; `lines` are the cells after the running number."""
    rows = [f"{number};{line}" for number, line in enumerate(lines, 1)]
    return "\n".join([header, *rows]).encode()


def upload(training_class, *lines, user=None, **fields) -> RosterUpload:
    """A list that waits on its preview."""
    content = roster(*lines)
    return RosterUpload.objects.create(
        training_class=training_class,
        file_name="danh-sach.csv",
        content=content,
        sha256=digest(content),
        uploaded_by=user,
        **fields,
    )


def page_of(training_class) -> str:
    return reverse("learners:roster", args=[training_class.pk])


def preview_of(one) -> str:
    return reverse("learners:roster_preview", args=[one.training_class_id, one.pk])
