"""What is not set up yet, for the administrator: of all centres, so it stands in no centre's list of sources."""

from datetime import date

from django.db.models import Exists, OuterRef
from django.urls import reverse

from centres.models import Centre, Membership, Province, Role, User
from reports.tasks.value import Task


def tasks(user: User, today: date) -> list[Task]:
    """Provinces without centres or reviewer, centres without clerk or director. Two queries."""
    return [*_of_provinces(user, today), *_of_centres(user, today)]


def _of_provinces(user, today):
    reviewers = Membership.objects.active(today).filter(province=OuterRef("pk"))
    centres = Centre.objects.for_user(user).in_being(today).filter(province=OuterRef("pk"))
    provinces = Province.objects.for_user(user).active(today)
    for province in provinces.annotate(reviewed=Exists(reviewers), inhabited=Exists(centres)):
        if not province.inhabited:
            address = reverse("admin:centres_centre_add", query={"province": province.pk})
            yield Task(f"{province.name}: chưa có trung tâm nào đang hoạt động", address)
        elif not province.reviewed:
            accounts = reverse("admin:centres_user_changelist")
            yield Task(f"{province.name}: chưa có tài khoản duyệt báo cáo của tỉnh", accounts)


def _of_centres(user, today):
    staff = Membership.objects.active(today).filter(centre=OuterRef("pk"))
    clerk, director = (Exists(staff.filter(role=role)) for role in (Role.CLERK, Role.DIRECTOR))
    centres = Centre.objects.for_user(user).in_being(today).annotate(has_clerk=clerk, has_director=director)
    accounts = reverse("admin:centres_user_changelist")
    for centre in centres:
        missing = [
            words for has, words in ((centre.has_clerk, "giáo vụ"), (centre.has_director, "giám đốc")) if not has
        ]
        if missing:
            yield Task(f"{centre.name}: chưa có tài khoản {' và '.join(missing)}", accounts)
        if not centre.signer_name:
            address = reverse("admin:centres_centre_change", args=[centre.pk])
            yield Task(f"{centre.name}: chưa ghi họ tên giám đốc ký văn bản", address)
