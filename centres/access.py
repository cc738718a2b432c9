"""Who may do what in a centre. What a person may see is each model's `for_user`."""

from django.core.exceptions import PermissionDenied

from centres.models import Centre, Role, User

LEADERS = frozenset({Role.DEPUTY, Role.DIRECTOR})  # who approve and sign
WRITERS = LEADERS | {Role.CLERK}
STAFF = WRITERS | {Role.LECTURER}
REVIEWERS = frozenset({Role.HOST_REVIEWER, Role.PROVINCE_REVIEWER})


def roles_in(user: User, centre: Centre) -> set[str]:
    """The user's roles in the centre today, a province reviewer's role in each of the province's centres included."""
    return {one.role for one in user.held() if one.centre_id == centre.pk or one.province_id == centre.province_id}


def can_write(user: User, centre: Centre) -> bool:
    """Whether the user enters the centre's plan, classes, learners and reports."""
    return bool(roles_in(user, centre) & WRITERS)


def require_writer(user: User, centre: Centre) -> None:
    """Raise PermissionDenied (403) unless the user enters this centre's data."""
    if not can_write(user, centre):
        raise PermissionDenied("Tài khoản này chỉ được xem, không được nhập hay sửa số liệu của trung tâm.")


def sees_names(user: User, centre: Centre) -> bool:
    """Whether the user may see the centre's learners: reviewers see classes and counts, not names."""
    return Centre.objects.staffed_by(user).filter(pk=centre.pk).exists()


def require_staff(user: User, centre: Centre) -> None:
    """Raise PermissionDenied (403) for reviewers."""
    if not sees_names(user, centre):
        raise PermissionDenied("Danh sách có tên học viên chỉ dành cho cán bộ của trung tâm.")
