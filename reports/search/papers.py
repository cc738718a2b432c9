"""Papers: decisions that give quotas, open classes or recognise results, and reports by the name of their period."""

from django.db.models import Value
from django.urls import reverse

from centres import dates
from centres.access import can_write
from centres.models import Province
from centres.search import matching
from classes.context import YEARS, years_with_data
from classes.models import PlanDecision, TrainingClass
from reports.annexes.codes import LINE, tidy_code
from reports.models import PastReport, PeriodReport, ReportVersion
from reports.periods import name_of
from reports.search.group import MOST_COUNTED, Group, Hit, group_of_hits
from reports.search.question import Question

# From the long periods to the short: who types only a year wants the year's report
PARTS = ["", "-H1", "-H2", "-9M", *(f"-Q{q}" for q in range(1, 5)), *(f"-{month:02}" for month in range(1, 13))]
MOST_LINES = 8
QUARTERS = {"quý I ": "quý 1 ", "quý II ": "quý 2 ", "quý III ": "quý 3 ", "quý IV ": "quý 4 "}


def paper_group(question: Question) -> Group:
    hits = [*_lines(question), *_plan_decisions(question), *_class_decisions(question), *_numbered_reports(question)]
    return group_of_hits("van-ban", "Văn bản, báo cáo", [*hits, *_periods(question), *_past(question)], question)


def _lines(question):
    """A line of a printed report by its code (B2.3), in the versions submitted last."""
    code = tidy_code(question.typed)
    if not LINE.fullmatch(code):
        return
    versions = question.within(ReportVersion.objects.for_user(question.user), "report__centre")
    versions = versions.select_related("report__centre").order_by(*question.own_first("report__centre"), "-pk")
    for version in versions[:MOST_LINES]:
        report = version.report
        page = reverse("reports:find_line", args=[report.centre.code, report.period, version.number])
        title = f"Dòng {code} của báo cáo {name_of(report.period)}, bản trình lần {version.number}"
        yield _paper(title, f"{page}?ma={code}", "", report.centre, question)


def _searched(rows, fields, question):
    return matching(rows, fields, " ".join(question.words))[:MOST_COUNTED]


def _plan_decisions(question):
    rows = question.within(PlanDecision.objects.for_user(question.user), "plan__centre")
    rows = rows.select_related("plan__centre").order_by(*question.own_first("plan__centre"), "-decided_on", "pk")
    for row in _searched(rows, [Value("quyet dinh giao chi tieu nam"), "plan__year", "number", "issuer"], question):
        address = f"{reverse('classes:plan')}?nam={row.plan.year}"
        title = f"Quyết định {row.number} giao chỉ tiêu năm {row.plan.year}"
        yield _paper(title, address, f"ngày {row.decided_on:%d/%m/%Y}, {row.issuer}", row.plan.centre, question)


def _class_decisions(question):
    kinds = (
        ("opening_number", "opening_decided_on", "mở lớp"),
        ("recognition_number", "recognised_on", "công nhận kết quả"),
    )
    for number, day, what in kinds:
        rows = question.within(TrainingClass.objects.for_user(question.user)).exclude(**{number: ""})
        rows = rows.select_related("centre").order_by(*question.own_first(), f"-{day}", "pk")
        searched = [Value(f"quyet dinh {what}"), number, day]
        for row in _searched(rows, searched, question):
            dated = f"ngày {getattr(row, day):%d/%m/%Y}, " if getattr(row, day) else ""
            title = f"Quyết định {getattr(row, number)} {what}"
            yield _paper(title, reverse("learners:class", args=[row.pk]), dated + row.name, row.centre, question)


def _numbered_reports(question):
    rows = question.within(PeriodReport.objects.for_user(question.user)).exclude(number=None)
    rows = rows.select_related("centre").order_by(*question.own_first(), "-period")
    for row in _searched(rows, [Value("bao cao so"), "number", Value("-bc/ttct"), "period"], question):
        address = reverse("reports:report", args=[row.centre.code, row.period])
        dated = f"ngày {row.dated_on:%d/%m/%Y}" if row.dated_on else ""
        title = f"Báo cáo số {row.number} {name_of(row.period)}"
        yield _paper(title, address, dated, row.centre, question)


def _periods(question):
    """Reports of periods in the years that were typed, else in the last three; their figures are always at hand."""
    for code in _codes(question):
        if not _names(question, f"báo cáo {name_of(code)}"):
            continue
        if question.centre:
            address = reverse("reports:report", args=[question.centre.code, code])
            yield Hit(f"Báo cáo {name_of(code)}", address, "số liệu, văn bản, bản in")
            continue
        for province in Province.objects.for_user(question.user)[:3]:
            address = reverse("reports:province", args=[province.code, code])
            yield Hit(f"Báo cáo {name_of(code)}, {province.name}", address, "tổng hợp các trung tâm")


def _codes(question):
    typed = sorted({int(word) for word in question.words if word.isdigit() and len(word) == 4 and int(word) in YEARS})
    latest = next(iter(years_with_data(question.centre)), 0) if question.centre else 0
    latest = max(latest, dates.today().year)
    return [f"{year}{part}" for part in PARTS for year in typed or (latest, latest - 1, latest - 2)]


def _names(question, label):
    for roman, digit in QUARTERS.items():
        label = label.replace(roman, roman + digit)
    return question.all_in(label)


def _past(question):
    if not question.centre:
        return
    rows = PastReport.objects.for_user(question.user).filter(centre=question.centre).order_by("-period")
    for row in rows:
        title = f"Báo cáo cũ {name_of(row.period)}"
        if _names(question, title):
            writes = can_write(question.user, question.centre)
            address = reverse("reports:past_edit", args=[row.pk]) if writes else reverse("reports:past_list")
            yield Hit(title, address, "số liệu cùng kỳ nhập tay")


def _paper(title, address, detail, centre, question):
    return Hit(title, address, " · ".join(filter(None, [detail, question.place_of(centre)])))
