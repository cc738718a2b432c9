"""Giờ giảng: each lecturer's tiết and standard hours, in the period and in the year against the norm (1147, Điều 13)."""

from decimal import Decimal

from reports.annexes.table import Annex, Column, Row, figure, narrowed
from reports.value import LecturerLine, Report
from reports.written import NOT_APPLICABLE, Hours, share

COLUMNS = (
    Column("TT", 5, kind="text"),
    Column("Họ và tên", 30, kind="text"),
    Column("Hình thức, chức vụ", 18, kind="text"),
    Column("Số buổi", 8, "Trong kỳ"),
    Column("Số tiết giảng", 9, "Trong kỳ"),
    Column("Bài chấm", 8, "Trong kỳ"),
    Column("Bộ đề", 8, "Trong kỳ"),
    Column("Giờ chuẩn", 10, "Trong kỳ"),
    Column("Giờ chuẩn", 10, "Lũy kế từ đầu năm"),
    Column("Định mức giờ chuẩn cả năm", 12),
    Column("% định mức", 10),
)
NOTES = (
    "Giờ chuẩn gồm số tiết giảng, chấm bài và ra đề quy đổi theo định mức giờ giảng đang áp dụng; người không thuộc diện"
    " tính định mức thì ghi dấu –.",
)


def teaching(report: Report) -> Annex:
    """The table: sessions, tiết, standard hours; without rows while no lecturer is known."""
    lines = report.lecturers
    if not lines:
        return Annex("gio-giang", "Giờ giảng", COLUMNS, ())
    rows = [_row(place, line) for place, line in enumerate(lines, 1)]
    return Annex("gio-giang", "Giờ giảng", COLUMNS, (*rows, _total(report)), wide=True, notes=NOTES)


def _row(place: int, line: LecturerLine) -> Row:
    did = (line.sessions, line.periods, line.papers, line.test_sets, _hours(line.hours), _hours(line.hours_to_date))
    return Row((str(place), line.name, line.post, *did, *_norm(line)))


def _norm(line: LecturerLine) -> tuple:
    """The year's hours and how far they are met; they make no sense for one whom no norm binds."""
    if line.hours_to_date is None:
        return None, None
    if line.due is None:
        return NOT_APPLICABLE, NOT_APPLICABLE
    return _hours(line.due), share(line.hours_to_date, line.due)


def _hours(number: Decimal | None) -> Hours | None:
    return None if number is None else Hours(number)


def _total(report: Report) -> Row:
    lines = report.lecturers
    did = [sum(getattr(line, name) for line in lines) for name in ("sessions", "papers", "test_sets")]
    hours = [_sum([getattr(line, name) for line in lines]) for name in ("hours", "hours_to_date")]
    cells = ("", "Tổng cộng", "", did[0], figure(report.figures, "L9"), *did[1:], *hours, "", "")
    return Row(cells, "total", links=narrowed({4: "L9"}))


def _sum(parts: list[Decimal | None]) -> Hours | None:
    return None if None in parts else Hours(sum(parts))
