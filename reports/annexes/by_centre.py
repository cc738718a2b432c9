"""Tổng hợp theo trung tâm: each centre of a province beside the others, by level and name, in no order of merit."""

from itertools import groupby

from reports.annexes.table import Annex, Column, Row, figure, total_words
from reports.value import CentreLine, Report

COLUMNS = (
    Column("TT", 5, kind="text"),
    Column("Trung tâm", 34, kind="text"),
    Column("Lớp", 8, "Kế hoạch năm"),
    Column("Học viên", 9, "Kế hoạch năm"),
    Column("Lớp", 8, "Đã mở trong kỳ"),
    Column("Lượt học viên", 9, "Đã mở trong kỳ"),
    Column("Lớp", 9, "% kế hoạch năm"),
    Column("Học viên", 9, "% kế hoạch năm"),
    Column("Lớp", 8, "Kết thúc trong kỳ"),
    Column("Được đánh giá", 9, "Kết thúc trong kỳ"),
    Column("Khá, giỏi trở lên", 10, "Kết thúc trong kỳ"),
    Column("GCN đã cấp", 9),
)
CODES = ("P1a", "P2a", "O1", "O2", "O7", "O8", "R1", "R3", "R10", "C1")
NOTE = "Xếp theo cấp và tên trung tâm, không xếp hạng. GCN: giấy chứng nhận."


def by_centre(report: Report) -> Annex:
    """A row for each centre expected, those without an approved report too, under the level it had."""
    lines = sorted(report.centres, key=lambda line: line.level)
    rows = []
    for level, members in groupby(lines, key=lambda line: line.level):
        rows.append(Row(("", level[:1].upper() + level[1:], *[""] * len(CODES)), "group"))
        rows += [_row(place, line) for place, line in enumerate(members, 1)]
    if rows:
        rows.append(Row(("", total_words(report), *(figure(report.figures, code) for code in CODES)), "total"))
    return Annex("theo-trung-tam", "Tổng hợp theo trung tâm", COLUMNS, tuple(rows), wide=True, notes=(NOTE,))


def _row(place: int, line: CentreLine) -> Row:
    if line.figures is None:
        return Row((str(place), f"{line.name} (chưa có báo cáo được duyệt)", *[None] * len(CODES)))
    return Row((str(place), line.name, *(figure(line.figures, code) for code in CODES)))
