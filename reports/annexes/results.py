"""Kết quả xếp loại: the finished classes, band by band."""

from reports.annexes.table import Annex, Column, Row, class_rows, figure, narrowed, of_class, total_words
from reports.value import ClassLine, Report
from reports.written import NOT_APPLICABLE, day, share, value

BANDS = ("Xuất sắc", "Giỏi", "Khá", "Trung bình", "Không đạt")
COLUMNS = (
    Column("TT", 5, kind="text"),
    Column("Lớp", 34, kind="class"),
    Column("Thời gian", 13, kind="text"),
    Column("Triệu tập", 8, "Số học viên"),
    Column("Dự học", 8, "Số học viên"),
    Column("Được đánh giá", 8, "Số học viên"),
    Column("Không đánh giá", 8, "Số học viên"),
    *(Column(label, 9, band) for band in BANDS for label in ("SL", "%")),
    Column("% khá, giỏi trở lên", 9),
    Column("Số GCN đã cấp", 8),
    Column("Khen thưởng", 8),
    Column("Danh hiệu lớp", 14, kind="text"),
)


def results(report: Report) -> Annex:
    """The table; without rows while no class is finished."""
    finished = [line for line in report.classes if line.finished]
    if not finished:
        return Annex("xep-loai", "Kết quả xếp loại", COLUMNS, ())
    notes = (
        "SL: số lượng; %: so với số học viên được đánh giá của lớp. GCN: giấy chứng nhận đã cấp cho học viên của lớp đến"
        " ngày tính số liệu.",
    )
    rows = [*class_rows(report, finished, _result_row), _result_total(report, finished)]
    return Annex("xep-loai", "Kết quả xếp loại", COLUMNS, tuple(rows), wide=True, notes=notes)


def _result_row(place: int, line: ClassLine) -> Row:
    numbers = (line.called, line.learners, line.assessed, line.not_assessed)
    good = share(line.good_or_better, line.assessed)
    cells = (str(place), line.name, _span(line), *numbers, *_banded(line.bands, line.assessed), good)
    return Row((*cells, line.certificates, line.rewarded, _title(line)), pk=line.pk, links=of_class(line.pk, OF_LINE))


def _result_total(report: Report, finished: list[ClassLine]) -> Row:
    figures = report.figures
    called = [line.called for line in finished]
    numbers = (
        None if None in called else sum(called),
        *(figure(figures, code) for code in ("R2", "R3", "R9")),
    )
    banded = _banded([figure(figures, code) for code in ("R4", "R5", "R6", "R7", "R8")], figures.get("R3"))
    cells = (
        "",
        total_words(report, "R1", f"Tổng cộng {value(figure(figures, 'R1'))} lớp"),
        "",
        *numbers,
        *banded,
        figure(figures, "R10"),
    )
    issued = [line.certificates for line in finished if line.certificates is not None]
    more = (sum(issued) if issued else None, sum(line.rewarded for line in finished), _titles(figures))
    return Row((*cells, *more), "total", links=TOTALS)


OF_LINE = {4: "R2", 5: "R3", 6: "R9", 7: "R4", 9: "R5", 11: "R6", 13: "R7", 15: "R8", 19: "T3"}
TOTALS = narrowed({4: "R2", 5: "R3", 6: "R9", 7: "R4", 9: "R5", 11: "R6", 13: "R7", 15: "R8", 17: "R10"})


def _banded(bands, assessed) -> list:
    """Number and share of each band, in the order of BANDS; where nobody was assessed both make no sense."""
    if assessed == 0:
        return [NOT_APPLICABLE, NOT_APPLICABLE] * len(BANDS)
    return [cell for number in bands for cell in (number, share(number, assessed))]


def _span(line: ClassLine) -> str:
    days = [day(d) for d in (line.opened_on, line.closed_on) if d]
    return "\N{NO-BREAK SPACE}– ".join(days)


def _title(line: ClassLine) -> str | None:
    if not line.considered_for_titles:
        return "Không xét"
    if line.titled is None:
        return None
    return "Lớp học tiên tiến" if line.titled else "Không đạt"


def _titles(figures) -> str:
    titled = figures.get("T1")
    return f"{titled[0]}/{titled[1]} lớp tiên tiến" if titled and titled[0] is not None else NOT_APPLICABLE
