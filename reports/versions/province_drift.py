"""What has changed in a province's totals since its report was closed: centres' versions, figures, text."""

from dataclasses import dataclass

from reports.models import ProvinceVersion
from reports.paper_sections import paper_sections
from reports.value import Report
from reports.versions.content import read_content
from reports.versions.differences import FigureChange, differences
from reports.versions.rows import Rows


@dataclass(frozen=True)
class ProvinceDrift:
    """`centres`: a sentence for each centre whose counted version is another one now."""

    centres: tuple[str, ...] = ()
    figures: tuple[FigureChange, ...] = ()
    text_differs: bool = False

    @property
    def is_empty(self) -> bool:
        return not self.centres and not self.figures and not self.text_differs


def province_drift(version: ProvinceVersion, now: Report) -> ProvinceDrift:
    """The closed version against the report as it would be closed now."""
    then = read_content(version.content).report
    figures = differences(then, Rows(), now, Rows()).figures
    texts = [(paper_sections(one), one.letterhead) for one in (then, now)]
    return ProvinceDrift(tuple(_centres(then, now)), figures, texts[0] != texts[1])


def _centres(then: Report, now: Report):
    before, after = ({one.centre: one for one in report.counted} for report in (then, now))
    for code in {**before, **after}:
        old, new = before.get(code), after.get(code)
        if old != new:
            yield f"{(new or old).name}: {_version(old)} → {_version(new)}."


def _version(one) -> str:
    return f"bản trình lần {one.number}" if one else "chưa có báo cáo được duyệt"


@dataclass(frozen=True)
class ClosedBox:
    """The head of a province's page: its closed versions, the last one first, and what differs from that one now."""

    versions: list[ProvinceVersion]
    drift: ProvinceDrift
    close_at: str  # where it is closed; empty for those who may not

    @property
    def may_close(self) -> bool:
        """Whether there is something to close that was not closed yet."""
        return bool(self.close_at) and (not self.versions or not self.drift.is_empty)


def closed_box(user, report: Report, close_at: str) -> ClosedBox | None:
    """None beside live figures, which nobody closes. One query and the last version's bytes."""
    if report.live:
        return None
    versions = ProvinceVersion.objects.for_user(user).filter(
        report__province__code=report.code, report__period=report.period.code
    )
    versions = list(versions.select_related("closed_by").order_by("-number"))
    return ClosedBox(versions, province_drift(versions[0], report) if versions else ProvinceDrift(), close_at)
