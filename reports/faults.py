"""Where each entry of the gate is put right: the class, the figure, the table or the section it speaks of."""

from dataclasses import dataclass

from django.urls import reverse

from reports.annexes.breakdowns import BREAKDOWNS
from reports.annexes.composition import BREAKDOWNS as COMPOSITION
from reports.outline import KEYS
from reports.value import GateEntry, Report


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


def _fault(report: Report, entry: GateEntry, classes: dict[str, int]) -> Fault:
    where = entry.where
    if where in classes:
        return Fault(entry, reverse("learners:class", args=[classes[where]]), "Mở lớp này")
    if where in KEYS and report.scope == "centre":
        page = reverse("reports:text", args=[report.code, report.period.code])
        return Fault(entry, f"{page}#id_muc-{where.replace('.', '-')}", "Mở mục này")
    if where in report.figures:
        return Fault(entry, f"#{where}", "Xem số liệu này")
    if where in BREAKDOWNS:
        return Fault(entry, "#phan-loai", "Xem bảng này")
    return Fault(entry, "#co-cau", "Xem bảng này") if where in COMPOSITION else Fault(entry)
