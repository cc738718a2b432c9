"""Tổng hợp theo địa bàn: opened classes and lượt by commune or district, in a province with the centres that serve it."""

from reports.annexes.table import Annex, Column, Row, figure, narrowed, total_words
from reports.figures.localities import LABELS, SHARED_KEY
from reports.value import BreakdownRow, Report
from reports.written import NOT_APPLICABLE, share

START = (Column("TT", 5, kind="text"), Column("Địa bàn", 40, kind="text"))
SERVING = Column("Trung tâm phục vụ", 44, kind="text")
COUNTS = (
    Column("Lớp đã mở", 12),
    Column("Lượt học viên", 14),
    Column("% lượt học viên", 12),
)
NOTE = (
    "Lượt học viên tính cho địa bàn của đơn vị cử (của đơn vị cấp trên gần nhất, nếu đơn vị cử chưa ghi địa bàn); chưa rõ"
    " thì tính cho địa bàn duy nhất mà trung tâm phục vụ vào ngày khai giảng, trung tâm phục vụ nhiều địa bàn thì ghi là chưa"
    " rõ. Lớp tính cho địa bàn của toàn bộ học viên; lớp có học viên nhiều địa bàn đứng ở dòng riêng, nên mỗi lớp, mỗi lượt"
    " chỉ tính một lần và cộng lại bằng tổng số."
)
BY_CENTRE = (
    "Báo cáo duyệt khi chưa ghi địa bàn thì tính cả báo cáo cho địa bàn duy nhất mà trung tâm phục vụ vào ngày cuối kỳ."
)


def by_locality(report: Report) -> Annex:
    """A row for each locality that is served or that learners come from, then what belongs to none of them."""
    lines = report.breakdowns.get("locality", ())
    of_province = report.scope == "province"
    columns = (*START, SERVING, *COUNTS) if of_province else (*START, *COUNTS)
    if not of_province and len(lines) < 2:  # all that a centre of one district does is in it
        lines = ()
    rows = [_row(place, line, report) for place, line in enumerate(lines, 1)]
    if rows:
        classes, learners = figure(report.figures, "O1"), figure(report.figures, "O2")
        serving = ("",) if of_province else ()
        cells = ("", total_words(report), *serving, classes, learners, share(learners, learners))
        first = 2 + len(serving)
        rows.append(Row(cells, "total", links=narrowed({first: "O1", first + 1: "O2"})))
    notes = (NOTE, BY_CENTRE) if of_province else (NOTE,)
    return Annex("theo-dia-ban", "Tổng hợp theo địa bàn", columns, tuple(rows), wide=of_province, notes=notes)


def _row(place: int, line: BreakdownRow, report: Report) -> Row:
    serving = (_serving(line, report),) if report.scope == "province" else ()
    learners = (line.learners, share(line.learners, report.figures["O2"]))
    if line.key == SHARED_KEY:
        learners = (NOT_APPLICABLE, NOT_APPLICABLE)
    first = 2 + len(serving)
    # A class of several localities stands in a row of its own while its lượt stand in theirs
    links = narrowed({first: "O1"}, theo="dia-ban", khoa=line.key)
    links |= narrowed({first + 1: "O2"}, theo="locality", khoa=line.key)
    return Row((str(place), _capital(line.label), *serving, line.classes, *learners), links=links)


def _serving(line: BreakdownRow, report: Report) -> str:
    """Names of the centres that serve the locality; none for a row that is no locality, or one only its learners name."""
    if line.key in LABELS:
        return NOT_APPLICABLE
    return "; ".join(one.name for one in report.centres if line.key in one.localities)


def _capital(label: str) -> str:
    return label[:1].upper() + label[1:]
