"""How a submitted or closed version stands today, in the words of the public page."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from reports.models import ProvinceVersion, ReportVersion, ReviewStep, VersionSeal
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
CLOSED = ("Đang có hiệu lực", "good", "Đây là bản chốt mới nhất của báo cáo tổng hợp này.")
CLOSED_ANEW = ("Đã được thay thế", "bad", "Báo cáo tổng hợp này đã được chốt lại. Bản này không dùng nữa.")
WAITING = ("Chờ duyệt", "wait", "Bản này đã trình, nơi duyệt chưa kết luận.")


@dataclass(frozen=True)
class Sealed:
    """A paper's seal with what the public page says of it."""

    code: str
    token: str
    sha256: str
    number: int
    at: datetime  # when it was submitted or closed
    of_province: bool
    shows_totals: bool
    standing: Standing


def sealed_with(code: str) -> Sealed | None:
    """What bears the code: a centre's submitted version or a province's closed one."""
    if seal := VersionSeal.objects.with_code(code):
        version, province = seal.version, seal.version.report.centre.province
        facts = version.number, version.submitted_at, False
    elif seal := ProvinceVersion.objects.with_code(code):
        version, province = seal, seal.report.province
        facts = version.number, version.closed_at, True
    else:
        return None
    standing = _closed(version) if facts[-1] else standing_of(version)
    return Sealed(code, seal.token, version.sha256, *facts, province.public_totals, standing)


def _closed(version: ProvinceVersion) -> Standing:
    """A closed version is in force until the report is closed anew."""
    later = ProvinceVersion.objects.filter(report=version.report_id, number__gt=version.number)
    at = later.order_by("number").values_list("closed_at", flat=True).first()
    return _standing(CLOSED_ANEW, at) if at else _standing(CLOSED, version.closed_at)


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
