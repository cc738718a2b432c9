"""What stands above and below a report: names of bodies as they were then, number, date, signature, recipients."""

from centres.models import Centre, CentreName, Province
from centres.models.centre import Level
from centres.papers import letterhead
from centres.papers.letterhead import Letterhead, document_number, place_and_date
from reports.models import PeriodReport, ProvinceReport
from reports.periods import FREE, parse
from reports.value import Period


def centre_letterhead(
    centre: Centre, named: Centre | CentreName, period: Period, report: PeriodReport | None
) -> Letterhead:
    """The centre's letterhead under the name (`named`) it bore then. `report` holds number, date and signer."""
    return letterhead.centre_letterhead(
        centre,
        named,
        kind="BÁO CÁO",
        number=document_number(report.number if report else None, f"BC/{centre.symbol}"),
        dated_on=report.dated_on if report else None,
        year=period.last.year,
        subject=subject(period),
        recipients=_recipients(centre, named),
        by_deputy=bool(report and report.signed_by_deputy),
    )


def _recipients(centre, named):
    if centre.recipients.strip():
        return tuple(line.strip() for line in centre.recipients.splitlines() if line.strip())
    board = (centre.province.board + " (b/c)",)
    advisers = () if named.level == Level.DISTRICT else ("Ban Xây dựng Đảng",)
    return (f"Thường trực {named.host} (b/c)", *board, *advisers, "Lưu Trung tâm Chính trị")


def province_letterhead(province: Province, period: Period, report: ProvinceReport | None = None) -> Letterhead:
    """The board's letterhead; without a `report` no number and no date, since live figures are no document."""
    by_deputy = bool(report and report.signed_by_deputy)
    symbol = "BTGDVTU" if "Dân vận" in province.board else "BTGTU"
    return Letterhead(
        host=province.committee.upper(),
        issuer=province.board.upper(),
        number=f"Số {document_number(report.number if report else None, f'BC/{symbol}')}",
        place_and_date=place_and_date(province.name, report.dated_on if report else None, period.last.year),
        subject=f"tổng hợp kết quả công tác của các trung tâm chính trị {period.label}",
        on_behalf="K/T TRƯỞNG BAN" if by_deputy else "",
        signer_title="PHÓ TRƯỞNG BAN" if by_deputy else "TRƯỞNG BAN",
        signer_name="",
        recipients=(f"Thường trực {province.committee} (b/c)", f"Lưu {province.board}"),
        dated_on=report.dated_on if report else None,
    )


def subject(period: Period) -> str:
    """The trích yếu: what the report is about, and for halves and years what comes next."""
    parts = parse(period.code)
    year = parts.year
    return {
        "H1": f"kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm {year}",
        "9M": f"kết quả công tác 9 tháng, nhiệm vụ 3 tháng cuối năm {year}",
        "H2": f"kết quả công tác 6 tháng cuối năm {year}",
        "": f"kết quả công tác năm {year}, nhiệm vụ năm {year + 1}",
        FREE: f"kết quả công tác {period.label.removeprefix('kỳ ')}",
    }.get(parts.part, f"kết quả công tác {period.label}")
