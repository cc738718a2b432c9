"""What stands above and below a paper of a centre: names of bodies as they were on the day, number, date, signature."""

import datetime
from dataclasses import dataclass

from centres.dates import long_date
from centres.models import Centre, CentreName

BLANK = "\N{NO-BREAK SPACE}" * 6


@dataclass(frozen=True)
class Letterhead:
    host: str  # ĐẢNG ỦY XÃ …
    issuer: str  # TRUNG TÂM CHÍNH TRỊ …
    number: str  # "Số 12-BC/TTCT", the number blank when not given
    place_and_date: str
    subject: str  # trích yếu
    on_behalf: str  # "K/T GIÁM ĐỐC" or ""
    signer_title: str
    signer_name: str
    recipients: tuple[str, ...]
    kind: str = "BÁO CÁO"  # the name of its type; empty for a letter (công văn)
    dated_on: datetime.date | None = None  # decides the layout; not printed but in `place_and_date`


def centre_letterhead(
    centre: Centre,
    named: Centre | CentreName,
    *,
    kind: str,
    number: str,
    dated_on: datetime.date | None,
    year: int,
    subject: str,
    recipients: tuple[str, ...],
    by_deputy: bool = False,
) -> Letterhead:
    """The head and foot of a centre's paper under the name (`named`) it bore then.

    `number` is as printed after "Số", with its symbol, empty for a paper that bears none; `year` is printed where the day
    is still left blank. A deputy signs "K/T" (36-HD/VPTW, point 1.7).
    """
    host, issuer = named.host, named.name
    if named is centre:
        host, issuer = centre.host_heading or host, centre.name_heading or issuer
    return Letterhead(
        kind=kind,
        host=host.upper(),
        issuer=issuer.upper(),
        number=f"Số {number}" if number else "",
        place_and_date=place_and_date(named.place, dated_on, year),
        subject=subject,
        on_behalf="K/T GIÁM ĐỐC" if by_deputy else "",
        signer_title="PHÓ GIÁM ĐỐC" if by_deputy else "GIÁM ĐỐC",
        signer_name=centre.deputy_name if by_deputy else centre.signer_name,
        recipients=recipients,
        dated_on=dated_on,
    )


def place_and_date(place: str, dated_on: datetime.date | None, year: int) -> str:
    """An Bình, ngày 05 tháng 02 năm 2026; day and month blank, to be written by hand, where no day is given."""
    return f"{place}, {long_date(dated_on) if dated_on else f'ngày{BLANK}tháng{BLANK}năm {year}'}"


def document_number(number: int | None, symbol: str) -> str:
    """08-TB/TTCT: below ten with a leading zero, blank where no number is given. `symbol` is "TB/TTCT"."""
    return f"{f'{number:02}' if number else BLANK}-{symbol}"
