"""Where each entry of the gate is put right: the class, the figure, the table or the section it speaks of."""

from dataclasses import dataclass

from django.urls import reverse

from reports.annexes.breakdowns import BREAKDOWNS
from reports.annexes.composition import BREAKDOWNS as COMPOSITION
from reports.outline import KEYS
from reports.periods import name_of
from reports.value import GateEntry, Report
from reports.versions.halves import has_moved


@dataclass(frozen=True)
class Fault:
    entry: GateEntry
    address: str = ""
    label: str = ""


def faults(report: Report, entries: tuple[GateEntry, ...]) -> list[Fault]:
    """The entries with the address of the place each speaks of; without one where there is no page for it."""
    classes = {}
    for line in report.classes:
        classes[f"{line.centre}: {line.code}" if report.scope == "province" else line.code] = line.pk
    return [_fault(report, entry, classes) for entry in entries]


def _moved_half(report, entry) -> str | None:
    """The half whose change the warning tells of: from its page an amended report is begun."""
    halves = [f"{report.period.code}-{half}" for half in ("H1", "H2")] if entry.code == "G6" else []
    return next((half for half in halves if has_moved(half) in entry.message), None)


def _fault(report: Report, entry: GateEntry, classes: dict[str, int]) -> Fault:
    where = entry.where
    if where in classes:
        return Fault(entry, reverse("learners:class", args=[classes[where]]), "Mở lớp này")
    if where in KEYS and report.scope == "centre":
        page = reverse("reports:text", args=[report.code, report.period.code])
        return Fault(entry, f"{page}#id_muc-{where.replace('.', '-')}", "Mở mục này")
    if half := _moved_half(report, entry):
        page = reverse("reports:drift", args=[report.code, half])
        return Fault(entry, page, f"Xem thay đổi và lập báo cáo điều chỉnh {name_of(half)}")
    if where in report.figures:
        return Fault(entry, f"#{where}", "Xem số liệu này")
    if where in BREAKDOWNS:
        return Fault(entry, "#phan-loai", "Xem bảng này")
    return Fault(entry, "#co-cau", "Xem bảng này") if where in COMPOSITION else Fault(entry)
