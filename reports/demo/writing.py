"""What the centre has written on its reports: the earlier ones signed, the one that is due not begun, the next begun."""

from datetime import date, timedelta

from reports.models import PeriodReport, ReportSection
from reports.periods import Calendar

BEGUN = {
    "I": "Trung tâm phục vụ 03 xã: Suối Đào, Khe Lim, Đồng Mận. Phần lớn học viên ở thôn, bản xa, đi học vào ngày nghỉ.",
    "II.1": "Trung tâm đã tham mưu cho Ban Thường vụ Đảng ủy giao chỉ tiêu năm và điều chỉnh theo đề nghị của các xã."
    "\nTrong kỳ đã mở [[O1]] lớp.",
    "III.2": "Một số chi bộ cử học viên chậm so với thông báo triệu tập.",
}
SIGNED = {
    "III.1": "Các lớp mở đúng kế hoạch, học viên chấp hành tốt nội quy.",
    "V": "Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy mở lớp bồi dưỡng giảng viên kiêm chức.",
}


def write_reports(centre, today: date, began: date, author=None) -> None:
    calendar = Calendar.of(centre.province)
    codes = [code for year in (today.year - 1, today.year) for code in (f"{year}-H1", str(year))]
    periods = [calendar.period(code) for code in codes]
    ended = [p for p in sorted(periods, key=lambda p: p.last) if began < p.last < today]
    running = next(p for p in sorted(periods, key=lambda p: p.last) if p.first <= today <= p.last)
    for number, period in enumerate(ended[:-1], 1):
        report = PeriodReport.objects.create(
            centre=centre, period=period.code, number=number * 12, dated_on=period.last + timedelta(days=6)
        )
        add_sections(report, SIGNED, author)
    add_sections(PeriodReport.objects.create(centre=centre, period=running.code), BEGUN, author)


def add_sections(report, texts, author):
    for key, text in texts.items():
        ReportSection.objects.create(report=report, key=key, text=text, changed_by=author)
