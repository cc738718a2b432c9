"""How a submitted version stands today, in the words of the public page."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from reports.models import ReportVersion, ReviewStep, VersionSeal
from reports.models.review import StepKind


@dataclass(frozen=True)
class Standing:
    label: str
    kind: str  # good, wait, bad, plan: the colour beside the word
    day: date | None  # since when
    note: str

    @property
    def badge(self) -> str:
        return f"badge-{self.kind}"


IN_FORCE = ("Đang có hiệu lực", "good", "Bản này đã được duyệt và chưa có bản nào thay.")
REPLACED = ("Đã được thay thế", "bad", "Một bản trình sau của báo cáo này đã được duyệt. Bản này không dùng nữa.")
RETURNED = ("Đã trả lại", "bad", "Nơi duyệt đã trả lại bản này để sửa. Số liệu chưa được duyệt.")
WITHDRAWN = ("Đã rút lại", "plan", "Trung tâm đã rút bản này về để sửa. Số liệu chưa được duyệt.")
WAITING = ("Chờ duyệt", "wait", "Bản này đã trình, nơi duyệt chưa kết luận.")


def seal_with(code: str) -> VersionSeal | None:
    return VersionSeal.objects.with_code(code)


def standing_of(version: ReportVersion) -> Standing:
    """One query: derived from the report's steps like every other state."""
    steps = list(ReviewStep.objects.filter(report=version.report_id).order_by("pk"))
    own = {step.kind: step.at for step in steps if step.version_id == version.pk}
    approved = [step for step in steps if step.kind == StepKind.APPROVED]
    if StepKind.APPROVED in own:
        last = approved[-1]
        return _standing(IN_FORCE if last.version_id == version.pk else REPLACED, last.at)
    if StepKind.RETURNED in own:
        return _standing(RETURNED, own[StepKind.RETURNED])
    if StepKind.WITHDRAWN in own:
        return _standing(WITHDRAWN, own[StepKind.WITHDRAWN])
    return _standing(WAITING, version.submitted_at)


def _standing(words, at):
    label, kind, note = words
    return Standing(label, kind, timezone.localdate(at) if at else None, note)
