"""Danh mục lớp: every class behind the figures."""

from reports.annexes.table import Annex, Column, Row, class_rows, figure, narrowed, of_class
from reports.value import ClassLine, Report
from reports.written import value

COLUMNS = (
    Column("TT", 5, kind="text"),
    Column("Tên lớp", 36, kind="class"),
    Column("Mã lớp", 10, kind="text"),
    Column("Hình thức", 14, kind="text"),
    Column("Đơn vị phối hợp", 26, kind="text"),
    Column("Khai giảng", 12, kind="text"),
    Column("Bế giảng", 12, kind="text"),
    Column("Số triệu tập", 9),
    Column("Lượt học viên", 9),
    Column("Mở trong kỳ", 9, kind="text"),
    Column("Kết thúc trong kỳ", 9, kind="text"),
    Column("Ghi chú", 18, kind="text"),
)
OWNERSHIP = {"own": "Chủ trì", "joint": "Phối hợp"}


def class_list(report: Report) -> Annex:
    """Every class behind the figures, with the figure it counts in: opened (O), finished (R) or maintained (M)."""
    if not report.classes:
        return Annex("danh-muc-lop", "Danh mục lớp", COLUMNS, ())
    rows = [*class_rows(report, report.classes, _class_row), _class_total(report)]
    return Annex("danh-muc-lop", "Danh mục lớp", COLUMNS, tuple(rows), wide=True, notes=tuple(_notes(report)))


def _notes(report: Report):
    """Which rule puts a class into the period, and the classes that the period shares with another."""
    yield (
        "Lớp tính là mở trong kỳ theo ngày khai giảng; kết quả tính vào kỳ theo ngày công nhận kết quả, lớp chưa công nhận thì"
        " theo ngày bế giảng. Mỗi lớp chỉ được tính vào một kỳ đối với mỗi số liệu."
    )
    before = [line for line in report.classes if line.finished and not line.opened]
    later = [line for line in report.classes if line.opened and not line.finished and line.closed_on]
    if before:
        yield f"Khai giảng trước kỳ, chỉ tính kết quả vào kỳ này: {_codes(before, report)}."
    if later:
        yield f"Khai giảng trong kỳ, kết quả tính vào kỳ sau: {_codes(later, report)}."


def _codes(lines, report):
    return "; ".join(f"{line.code} ({line.centre})" if report.scope == "province" else line.code for line in lines)


def _class_row(place: int, line: ClassLine) -> Row:
    dates = (line.opened_on or "", line.closed_on or "")
    counted = ("x" if line.opened else "", "x" if line.finished else "")
    form = "Duy trì quản lý" if line.kind == "maintained" else OWNERSHIP[line.ownership]
    cells = (str(place), line.name, line.code, form, line.partner, *dates, line.called, line.learners)
    return Row((*cells, *counted, _class_remark(line)), pk=line.pk, links=of_class(line.pk, _figures_of(line)))


def _figures_of(line: ClassLine) -> dict[int, str]:
    """The figures in which the class's two numbers count."""
    if line.opened:
        return {7: "O4", 8: "O2"} if line.called is not None else {8: "O2"}
    if line.finished:
        return {8: "R2"}
    return {8: "M2"} if line.maintained else {}


def _class_remark(line: ClassLine) -> str:
    remarks = ["Dự kiến mở"] if line.expected else []
    if line.outside_plan:
        remarks.append("Ngoài kế hoạch")
    if line.modules_done is not None:
        remarks.append(f"Đã xong {line.modules_done:02} học phần")
    if line.graduated:
        remarks.append(f"{line.graduated:02} học viên thi tốt nghiệp")
    return "; ".join(remarks)


def _class_total(report: Report) -> Row:
    figures = report.figures
    counts = (figure(figures, "O4"), figure(figures, "O2"))
    marks = (f"{value(figure(figures, 'O1'))} lớp", f"{value(figure(figures, 'R1'))} lớp")
    cells = ("", "Tổng số mở trong kỳ", "", "", "", "", "", *counts, *marks, "")
    return Row(cells, "total", links=narrowed({7: "O4", 8: "O2", 9: "O1", 10: "R1"}))
