"""The centres of a province side by side: lượt against the plan, by level and name, so that nobody is ranked."""

from reports import written
from reports.charts.layout import Bar, Chart, bar_chart
from reports.charts.pictures import DONE, PLANNED
from reports.value import CentreLine


def centre_chart(centres: tuple[CentreLine, ...], *, when: str) -> Chart:
    """Each centre's lượt of the year so far, solid, inside what was planned, in outline; none for one not approved yet."""
    bars = [_bar(line) for line in sorted(centres, key=lambda line: line.level)]
    planned = any(bar.target is not None for bar in bars)
    known = sum(line.figures is not None for line in centres)
    return bar_chart(
        bars,
        key="bieu-do-trung-tam",
        title=f"Lượt học viên từ đầu năm{' so với kế hoạch,' if planned else ','} theo trung tâm",
        code="O2c",
        description=f"{when}: {known}/{len(centres)} trung tâm; xếp theo cấp và tên, không xếp hạng.",
        headings=("Trung tâm", "Lượt học viên", "Kế hoạch học viên"),
        legend=(("bar", DONE), ("outline", PLANNED)) if planned else (),
        labels_above=True,
        note="Xếp theo cấp và tên trung tâm, không xếp hạng.",
    )


def _bar(line: CentreLine) -> Bar:
    if line.figures is None:
        return Bar(label=line.name, value=None, shown="chưa duyệt", cells=(written.UNKNOWN, written.UNKNOWN))
    done, planned = line.figures["O2c"], line.figures.get("P2a")
    shown = written.count(done) + (f"/{written.count(planned)}" if planned is not None else "")
    cells = (written.count(done), written.value(planned))
    return Bar(label=line.name, value=done, shown=shown, target=planned, cells=cells)
