"""Kết quả mở lớp: each programme against its plan, own classes first, then joint ones."""

from collections.abc import Iterable

from reports.annexes.table import Annex, Column, Row, figure, narrowed, total_words
from reports.value import ClassLine, ProgrammeLine, Report
from reports.written import NOT_APPLICABLE, share

COLUMNS = (
    Column("TT", 5, kind="text"),
    Column("Tên chương trình", 34, kind="text"),
    Column("Lớp", 7, "Kế hoạch năm"),
    Column("Học viên", 9, "Kế hoạch năm"),
    Column("Lớp", 7, "Thực hiện trong kỳ"),
    Column("Lượt học viên", 9, "Thực hiện trong kỳ"),
    Column("Lớp", 7, "Lũy kế từ đầu năm"),
    Column("Lượt học viên", 9, "Lũy kế từ đầu năm"),
    Column("Lớp", 9, "% kế hoạch"),
    Column("Học viên", 9, "% kế hoạch"),
    Column("Lớp", 7, "Cùng kỳ năm trước"),
    Column("Lượt học viên", 9, "Cùng kỳ năm trước"),
    Column("Lớp", 7, "Tăng, giảm", "signed"),
    Column("Lượt học viên", 9, "Tăng, giảm", "signed"),
    Column("Đơn vị phối hợp", 24, kind="text"),
    Column("Ghi chú", 14, kind="text"),
)


GROUPS = (("I", "Trung tâm chủ trì", False), ("II", "Phối hợp", True))


def opened(report: Report) -> Annex:
    """The table; a report that knows no programmes has none of its rows."""
    rows = []
    for number, title, joint in GROUPS if report.programmes else ():
        lines = [line for line in report.programmes if line.joint is joint]
        rows.append(_opened_group(number, title, lines))
        rows += [_opened_row(place, line, report) for place, line in enumerate(lines, 1)]
    if rows:
        rows.append(_opened_total(report))
    return Annex("mo-lop", "Kết quả mở lớp", COLUMNS, tuple(rows), wide=True)


def _opened_row(place: int, line: ProgrammeLine, report: Report) -> Row:
    done = (line.classes, line.learners, line.classes_to_date, line.learners_to_date)
    past = (line.past_classes, line.past_learners)
    grown = (_minus(line.classes, line.past_classes), _minus(line.learners, line.past_learners))
    plan, shares = _against_plan(line)
    remark = _outside_plan(line, report.classes)
    cells = (str(place), line.name, *plan, *done, *shares, *past, *grown, line.partners, remark)
    form = "joint" if line.joint else "own"
    links = narrowed({4: "O1", 5: "O2"}, theo=form, khoa=line.code)
    only = sum(other.code == line.code for other in report.programmes) == 1
    links |= narrowed(_of_other_days(line), theo="ten-chuong-trinh" if only else WAYS[line.joint], khoa=line.name)
    return Row(cells, links=links)


WAYS = {False: "chu-tri", True: "phoi-hop"}
"""How the classes of one form are asked for, also those that the report itself does not list."""
TO_DATE = {6: "O1c", 7: "O2c"}


def _of_other_days(line: ProgrammeLine) -> dict[int, str]:
    """The year to date and last year, where the system itself knows its classes."""
    return TO_DATE if line.past_classes is None else TO_DATE | {10: "O1p", 11: "O2p"}


def _against_plan(line: ProgrammeLine) -> tuple[tuple, tuple]:
    """The line's quotas and how far they are met; neither makes sense where the quota stands on the programme's other line."""
    if line.planned_elsewhere:
        return (NOT_APPLICABLE, NOT_APPLICABLE), (NOT_APPLICABLE, NOT_APPLICABLE)
    plan = (line.planned_classes, line.planned_learners)
    return plan, (share(line.classes_to_date, plan[0]), share(line.learners_to_date, plan[1]))


def _outside_plan(line: ProgrammeLine, classes: Iterable[ClassLine]) -> str:
    """How many of the programme's classes of the period the plan did not foresee."""
    ownership = "joint" if line.joint else "own"
    found = [c for c in classes if c.opened and c.outside_plan and (c.programme, c.ownership) == (line.code, ownership)]
    return f"{len(found):02} lớp ngoài kế hoạch" if found else ""


def _opened_group(number: str, title: str, lines: list[ProgrammeLine]) -> Row:
    done = (
        sum(line.classes for line in lines),
        sum(line.learners for line in lines),
        sum(line.classes_to_date for line in lines),
        sum(line.learners_to_date for line in lines),
    )
    form = "joint" if number == "II" else "own"
    cells = (f"{number}-", title, "", "", *done, "", "", "", "", "", "", "", "")
    links = narrowed({4: "O1", 5: "O2"}, theo="form", khoa=form) | narrowed(
        TO_DATE, theo=WAYS[form == "joint"], khoa=""
    )
    return Row(cells, "group", links=links)


def _opened_total(report: Report) -> Row:
    figures = report.figures
    codes = ("P1a", "P2a", "O1", "O2", "O1c", "O2c", "O7", "O8", "O1p", "O2p")
    grown = (_difference(figures, "O9"), _difference(figures, "O10"))
    return Row(
        ("", total_words(report), *(figure(figures, code) for code in codes), *grown, "", ""), "total", links=TOTALS
    )


TOTALS = narrowed(dict(enumerate(("P1a", "P2a", "O1", "O2", "O1c", "O2c", "O7", "O8", "O1p", "O2p", "O9", "O10"), 2)))


def _difference(figures, code):
    pair = figure(figures, code)
    return pair[0] if isinstance(pair, tuple) else pair


def _minus(now: int, past: int | None) -> int | None:
    return None if past is None else now - past
