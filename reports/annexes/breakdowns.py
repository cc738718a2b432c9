"""Phân loại kết quả mở lớp: classes opened and lượt, each way they are divided; each part ends with the total."""

from reports.annexes.table import Annex, Column, Row, figure
from reports.value import Report

BREAKDOWNS = {
    "programme": "Theo chương trình",
    "group": "Theo nhóm chương trình",
    "line": "Theo dòng báo cáo của tỉnh",
    "block": "Theo khối",
    "partner": "Theo đơn vị phối hợp",
    "month": "Theo tháng",
}
COLUMNS = (
    Column("TT", 6, kind="text"),
    Column("Phân loại", 64, kind="text"),
    Column("Số lớp", 12),
    Column("Lượt học viên", 16),
)


def breakdowns(report: Report) -> Annex:
    rows = [row for name, title in BREAKDOWNS.items() for row in _part(report, name, title)]
    return Annex("phan-loai", "Phân loại kết quả mở lớp", COLUMNS, tuple(rows))


def _part(report: Report, name: str, title: str) -> list[Row]:
    lines = report.breakdowns.get(name, ())
    if not lines:
        return []
    counted = [Row((str(place), line.label, line.classes, line.learners)) for place, line in enumerate(lines, 1)]
    total = Row(("", "Tổng cộng", figure(report.figures, "O1"), figure(report.figures, "O2")), "total")
    return [Row(("", title, "", ""), "group"), *counted, total]
