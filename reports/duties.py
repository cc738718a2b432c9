"""Who may do which step of a report, and who may not because the report is in part their own work."""

from auditlog.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied

from centres.access import LEADERS, REVIEWERS, roles_in
from centres.models import Centre, User
from classes.models import TrainingClass
from learners.models import Result
from reports.models import PeriodReport, ReportVersion


def may_submit(user: User, centre: Centre) -> bool:
    """Whether the user signs the centre's reports: its director, or the deputy in the director's place."""
    return bool(roles_in(user, centre) & LEADERS)


def may_review(user: User, centre: Centre) -> bool:
    """Whether the user returns and approves the centre's reports: for its host committee or for the province."""
    return bool(roles_in(user, centre) & REVIEWERS)


def require_signer(user: User, centre: Centre) -> None:
    """Raise PermissionDenied (403) unless the user signs the centre's reports."""
    if not may_submit(user, centre):
        raise PermissionDenied("Chỉ giám đốc hoặc phó giám đốc trung tâm được trình báo cáo.")


def require_reviewer(user: User, centre: Centre) -> None:
    """Raise PermissionDenied (403) unless the user reviews the centre's reports."""
    if not may_review(user, centre):
        raise PermissionDenied("Chỉ người duyệt báo cáo của cấp ủy chủ quản hoặc của tỉnh được làm việc này.")


def last_change(report: PeriodReport) -> tuple[int, object] | None:
    """Who last changed what is written on the report, and when; None where nobody is known to have."""
    found = [(s.changed_by_id, s.changed_at) for s in report.sections.all() if s.changed_by_id]
    entries = LogEntry.objects.get_for_object(report).filter(actor__isnull=False)
    found += [(entry.actor_id, entry.timestamp) for entry in entries if WRITTEN & set(entry.changes or ())]
    return max(found, key=lambda pair: pair[1], default=None)


WRITTEN = {"number", "dated_on"}


def has_keyed(user: User, version: ReportVersion) -> bool:
    """Whether some of the version is the user's own work: its text, its submission, answers, a class, a mark."""
    report = version.report
    classes = list(version.classes.values_list("class_key", flat=True))
    return (
        report.versions.filter(submitted_by=user).exists()
        or report.steps.filter(by=user, kind="prepared").exists()
        or report.sections.filter(changed_by=user).exists()
        or report.warning_reasons.filter(given_by=user).exists()
        or report.versions.filter(remarks__answered_by=user).exists()
        or LogEntry.objects.get_for_object(report).filter(actor=user).exists()
        or _has_logged(user, TrainingClass, classes)
        or Result.objects.filter(changed_by=user, enrolment__training_class__in=classes).exists()
    )


def _has_logged(user, model, keys):
    content_type = ContentType.objects.get_for_model(model)
    return LogEntry.objects.filter(content_type=content_type, object_id__in=keys, actor=user).exists()
