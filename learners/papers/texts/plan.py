"""Papers of a centre's year: the plan (kế hoạch) and the schedule of classes (lịch mở lớp)."""

from dataclasses import dataclass

from centres import dates
from centres.dates import short_date
from centres.listing import shown
from centres.models import Centre
from centres.papers.letterhead import centre_letterhead, document_number
from classes.draft import plan_subject, totals
from classes.models import AnnualPlan, PlanLine
from classes.models.draft import Quarter
from classes.schedule import Part
from learners.models import Paper
from learners.models.paper import Series
from learners.papers.value import ClassPaper, Line, Table

PURPOSE = (
    "Nâng cao nhận thức, trình độ lý luận chính trị, nghiệp vụ cho cán bộ, đảng viên, đoàn viên, hội viên trên địa bàn.",
    "Mở lớp đúng đối tượng, đúng chương trình, sát nhu cầu của các đơn vị; quản lý lớp và đánh giá kết quả theo quy chế.",
)
EXECUTION = (
    "Trung tâm chủ trì, phối hợp với các cơ quan, đơn vị liên quan chuẩn bị nội dung, giảng viên, cơ sở vật chất và mở"
    " lớp theo kế hoạch; định kỳ báo cáo kết quả.",
    "Các đơn vị cử học viên đúng đối tượng, đủ số lượng và tạo điều kiện để học viên dự học đầy đủ.",
)


@dataclass(frozen=True)
class Survey:
    """What the plan says of the survey it rests on."""

    units: int
    learners: int


def annual_plan(centre: Centre, plan: AnnualPlan, lines: list[PlanLine], survey: Survey, paper: Paper | None):
    """Kế hoạch năm: grounds, purpose, the table programme × classes × learners × quarter × partner, execution."""
    bases = _typed(plan.guidance)
    body = [
        *(
            Line(f"- Căn cứ {line}{',' if place == len(bases) else ';'}", "basis")
            for place, line in enumerate(bases, 1)
        ),
        Line(f"{centre.name} xây dựng kế hoạch {plan_subject(plan.year)} như sau:"),
        Line("MỤC ĐÍCH, YÊU CẦU", "heading", "I-"),
        *(Line(f"- {line}") for line in _typed(plan.purpose) or PURPOSE),
        Line("NỘI DUNG", "heading", "II-"),
        Line(_amount(plan.year, lines, survey)),
        _plan_table(lines),
        Line("TỔ CHỨC THỰC HIỆN", "heading", "III-"),
        *(Line(f"- {line}") for line in _typed(plan.execution) or EXECUTION),
    ]
    recipients = (f"{centre.host} (để báo cáo)", "Các cơ quan, đơn vị liên quan", f"Lưu {centre.name}")
    head = _head(centre, "KẾ HOẠCH", Series.PLAN, plan.year, plan_subject(plan.year), recipients, paper)
    return ClassPaper(f"ke-hoach-{plan.year}", f"Kế hoạch năm {plan.year}", head, tuple(body))


def _amount(year, lines, survey):
    total = totals(lines)
    learners = f" cho {_counted(total.learners, 'học viên')}" if total.learners is not None else ""
    basis = ""
    if survey.units:
        basis = (
            f"Qua khảo sát, {_counted(survey.units, 'đơn vị')} đăng ký {_counted(survey.learners, 'lượt học viên')}. "
        )
    return f"{basis}Năm {year}, Trung tâm dự kiến mở {_counted(total.classes, 'lớp')}{learners}, cụ thể:"


def _plan_table(lines):
    total = totals(lines)
    rows = [
        (
            str(place),
            line.programme.name,
            f"{line.classes:02}",
            "" if line.learners is None else shown(line.learners),
            str(line.get_quarter_display() or "")[4:],
            line.partner,
            line.note,
        )
        for place, line in enumerate(lines, 1)
    ]
    sums = ("", "Cộng", f"{total.classes:02}", "" if total.learners is None else shown(total.learners), "", "", "")
    headings = ("TT", "Chương trình", "Số lớp", "Số học viên", "Quý", "Đơn vị phối hợp", "Ghi chú")
    return Table(headings, (*rows, sums), (6, 32, 8, 10, 9, 25, 10), frozenset({1, 5, 6}))


def schedule_subject(span: str) -> str:
    return f"lịch mở lớp {span}"


def class_schedule(centre: Centre, year: int, span: str, parts: list[Part], paper: Paper | None) -> ClassPaper:
    """Thông báo lịch mở lớp of a span ("quý III năm 2026"): classes by day, then what has no day yet, by quarter."""
    number = sum(part.number_of_classes for part in parts)
    body = [Line(f"{centre.name} thông báo lịch mở lớp {span}, gồm {_counted(number, 'lớp')}, như sau:")]
    for part in parts:
        if len(parts) > 1:
            body.append(Line(part.label, "heading"))
        body.append(_schedule_table(part))
    body.append(Line("Các đơn vị căn cứ lịch này cử học viên; khi có thay đổi, Trung tâm sẽ thông báo."))
    recipients = (f"{centre.host} (để báo cáo)", "Các đơn vị cử học viên", f"Lưu {centre.name}")
    head = _head(centre, "THÔNG BÁO", Series.NOTICE, year, schedule_subject(span), recipients, paper)
    return ClassPaper(f"lich-mo-lop-{year}", f"Lịch mở lớp {span}", head, tuple(body))


def _schedule_table(part):
    dated = [(one.name, short_date(one.opened_on), _people(one), one.place, one.partner) for one in part.classes]
    waiting = [
        (
            f"{one.classes:02} lớp {one.programme.short_name}",
            str(Quarter(one.quarter).label) if one.quarter else "",
            "" if one.learners is None else shown(one.learners),
            "",
            one.partner,
        )
        for one in part.undated
    ]
    rows = tuple((str(place), *row) for place, row in enumerate([*dated, *waiting], 1))
    headings = ("TT", "Lớp", "Khai giảng", "Số học viên", "Địa điểm", "Đơn vị phối hợp")
    return Table(headings, rows, (6, 32, 14, 10, 19, 19), frozenset({1, 4, 5}))


def _people(one):
    """Those who came; of a class still planned, those called."""
    number = one.learner_count or one.called
    return "" if number is None else shown(number)


def _counted(number, noun):
    """05 lớp, 1.250 học viên"""
    return f"{number:02} {noun}" if number < 1000 else f"{shown(number)} {noun}"


def _typed(text):
    """Lines as typed, without what the paper prints around them."""
    lines = [line.strip().lstrip("-– ").rstrip(";, ").strip() for line in text.splitlines()]
    return [line[6:].strip() if line.lower().startswith("căn cứ") else line for line in lines if line]


def _head(centre, kind, series, year, subject, recipients, paper):
    day = paper.dated_on if paper else None
    return centre_letterhead(
        centre,
        centre.named_on(day or dates.today()),
        kind=kind,
        number=document_number(paper.number if paper else None, f"{series}/{centre.symbol}"),
        dated_on=day,
        year=day.year if day else dates.today().year,
        subject=subject,
        recipients=recipients,
        by_deputy=bool(paper and paper.by_deputy),
    )
