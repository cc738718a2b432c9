"""The same period last year: from the system's own classes, else an entered past report, else the predecessors."""

from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from centres.models import Centre
from classes.models import TrainingClass
from classes.models.training_class import Kind
from reports.figures.rows import OPENED, ClassCount
from reports.models import PastReport
from reports.past import check, load_past_reports


@dataclass(frozen=True)
class PastValue:
    """O1p and O2p of a centre; None where nothing is known. `note` says where they come from, if not from its classes."""

    classes: int | None
    learners: int | None
    note: str = ""
    own: bool = False  # counted from the centre's own classes, so that every breakdown of it is known too


NOTHING = PastValue(None, None)


def load_past(centres: list[Centre], window, counts: list[ClassCount]) -> dict[int, PastValue]:
    """Each centre's value, by its key. A query for centres without a class in that period, another where a past
    report was entered."""
    if window.past is None:
        return {centre.pk: NOTHING for centre in centres}
    counted = _counted(counts)
    without = [centre for centre in centres if centre.pk not in counted]
    found = {centre.pk: PastValue(*counted[centre.pk], own=True) for centre in centres if centre.pk in counted}
    return found | (_from_elsewhere(without, window, counted) if without else {})


def _counted(counts):
    sums = {}
    for one in counts:
        if one.opened_past:
            classes, learners = sums.get(one.centre, (0, 0))
            sums[one.centre] = classes + 1, learners + one.line.learners
    return sums


def _from_elsewhere(centres, window, counted):
    using, predecessors, reporting = _histories(centres, window.past)
    reports = load_past_reports(reporting, window.past.code) if reporting else {}
    return {
        centre.pk: _first_known(
            reports.get(centre.pk), centre.pk in using, predecessors.get(centre.pk, []), counted, reports
        )
        for centre in centres
    }


def _histories(centres, past):
    """Centres with a class of their own opened by the past period's end (they were in the system then, so no class means
    0), each centre's predecessors, and of all these the centres of which a report of that period was entered."""
    earlier = TrainingClass.objects.filter(
        centre=OuterRef("pk"), kind=Kind.NORMAL, status__in=OPENED, opened_on__lte=past.last
    )
    entered = PastReport.objects.filter(period=past.code)
    reported = (Exists(entered.filter(centre=OuterRef(one))) for one in ("pk", "predecessors__pk"))
    rows = (
        Centre.objects.filter(pk__in=[centre.pk for centre in centres])
        .order_by("predecessors__name", "predecessors__pk")
        .values_list("pk", "predecessors__pk", "predecessors__name", Exists(earlier), *reported)
    )
    using, predecessors, reporting = set(), {}, set()
    for pk, predecessor, name, in_use, *reported in rows:
        using |= {pk} if in_use else set()
        reporting |= {one for one, has in zip((pk, predecessor), reported, strict=True) if has}
        if predecessor:
            predecessors.setdefault(pk, []).append((predecessor, name))
    return using, predecessors, reporting


def _first_known(report, in_use, predecessors, counted, reports):
    if report and not check(report, report.label):
        note = "Số liệu cùng kỳ năm trước lấy từ báo cáo cũ nhập tay."
        return PastValue(report.classes, report.learners, note)
    value = PastValue(0, 0, own=True) if in_use else _from_predecessors(predecessors, counted, reports)
    draft = "Báo cáo cũ của cùng kỳ chưa cộng khớp nên chưa dùng để so sánh."
    return replace(value, note=f"{value.note} {draft}".strip()) if report else value


def _from_predecessors(predecessors, counted, reports):
    known, unknown, totals = [], [], []
    for pk, name in predecessors:
        amount = counted.get(pk) or _passing(reports.get(pk))
        (known if amount else unknown).append(name)
        totals += [amount] if amount else []
    if not known:
        return NOTHING
    note = f"Số liệu cùng kỳ năm trước là của trung tâm tiền thân: {'; '.join(known)}."
    if unknown:
        note += f" Chưa có số liệu của: {'; '.join(unknown)}."
    classes, learners = ([amount[place] for amount in totals] for place in (0, 1))
    return PastValue(_known_sum(classes), _known_sum(learners), note)


def _passing(report):
    return (report.classes, report.learners) if report and not check(report, report.label) else None


def _known_sum(parts):
    known = [part for part in parts if part is not None]
    return sum(known) if known else None
