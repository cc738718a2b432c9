"""Phân loại kết quả mở lớp: classes opened and lượt, each way they are divided; each part ends with the total."""

from reports.annexes.table import Annex, Column, Row, figure, narrowed, total_words
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
    """The table; ways of dividing that the report does not know are left out."""
    rows = [row for name, title in BREAKDOWNS.items() for row in _part(report, name, title)]
    return Annex("phan-loai", "Phân loại kết quả mở lớp", COLUMNS, tuple(rows))


def _part(report: Report, name: str, title: str) -> list[Row]:
    lines = report.breakdowns.get(name, ())
    if not lines:
        return []
    counted = [
        Row((str(place), line.label, line.classes, line.learners), links=_links(name, line.key))
        for place, line in enumerate(lines, 1)
    ]
    cells = ("", total_words(report), figure(report.figures, "O1"), figure(report.figures, "O2"))
    total = Row(cells, "total", links=narrowed(FIGURES))
    return [Row(("", title, "", ""), "group"), *counted, total]


FIGURES = {2: "O1", 3: "O2"}


def _links(name: str, key: str) -> dict[int, str]:
    return narrowed(FIGURES, theo=name, khoa=key)
