"""Which classes the invented centre holds: a year's round of classes, and some that stand in a given relation to today."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from classes.models.training_class import AssessedBy, Kind, Ownership, Status

SCHOOL = "Trường Chính trị tỉnh Thanh Lâm"
FRONT = "Ủy ban Mặt trận Tổ quốc Việt Nam xã Suối Đào"
MILITARY = "Ban Chỉ huy Quân sự xã Suối Đào"
RECOGNISED_AFTER = 6  # days between the end of a class and the decision on its results
AHEAD = timedelta(days=45)  # how long before they open the classes of the year's round are entered


@dataclass(frozen=True)
class Planned:
    """A class as it is meant to be held. `days` counts both its first and its last day."""

    code: str
    name: str
    programme: str
    opens: date
    days: int
    learners: int
    partner: str = ""
    kind: str = Kind.NORMAL
    assessed_by: str = AssessedBy.CENTRE
    titles: bool = False  # considered for titles and rewards
    outside_plan: bool = False
    status: str = ""  # where it does not follow from today
    cancel_reason: str = ""
    unmarked: int = 0  # so many learners wait for their marks
    again: str = ""  # code of a class five of whose learners come again
    modules_done: int | None = None

    @property
    def closes(self) -> date:
        return self.opens + timedelta(days=self.days - 1)

    @property
    def ownership(self) -> str:
        return Ownership.JOINT if self.partner else Ownership.OWN

    def status_on(self, today: date) -> str:
        if self.status:
            return self.status
        if (self.closes <= today and self.closes != self.opens) or self.closes < today:
            return Status.CLOSED
        return Status.OPEN if self.opens <= today else Status.PLANNED

    def recognised_on(self, today: date) -> date | None:
        """Only once all marks are there and the decision has had its time."""
        day = self.closes + timedelta(days=RECOGNISED_AFTER)
        by_centre = self.assessed_by == AssessedBy.CENTRE
        return (
            day if by_centre and not self.unmarked and self.status_on(today) == Status.CLOSED and day <= today else None
        )


# month, day, programme, name, days, learners, what else is known of the class
ROUND = [
    (1, 15, "nhan-thuc-ve-dang", "Bồi dưỡng nhận thức về Đảng cho thanh niên nhập ngũ", 5, 34, {"titles": True}),
    (2, 24, "nhan-thuc-ve-dang", "Bồi dưỡng nhận thức về Đảng", 5, 62, {"titles": True}),
    (3, 11, "mat-tran-doan-the", "Nghiệp vụ công tác Mặt trận", 2, 71, {"partner": FRONT, "assessed_by": "nobody"}),
    (3, 25, "dang-vien-moi", "Bồi dưỡng đảng viên mới", 8, 48, {"titles": True}),
    (4, 15, "bi-thu-chi-bo", "Bồi dưỡng bí thư chi bộ, cấp ủy viên cơ sở", 3, 56, {"titles": True}),
    (
        5,
        6,
        "qp-an-doi-tuong-4",
        "Kiến thức quốc phòng, an ninh đối tượng 4",
        4,
        80,
        {"partner": MILITARY, "assessed_by": "partner"},
    ),
    (6, 3, "nhan-thuc-ve-dang", "Bồi dưỡng nhận thức về Đảng", 5, 57, {"titles": True}),
    (7, 21, "boi-duong-he", "Bồi dưỡng chính trị hè cho giáo viên", 2, 120, {"assessed_by": "nobody"}),
    (8, 12, "tuyen-giao-dan-van", "Nghiệp vụ tuyên giáo, dân vận", 2, 44, {"assessed_by": "nobody"}),
    (9, 9, "nhan-thuc-ve-dang", "Bồi dưỡng nhận thức về Đảng", 5, 60, {"titles": True}),
    (9, 23, "dang-vien-moi", "Bồi dưỡng đảng viên mới", 8, 45, {"titles": True}),
    (10, 14, "chuyen-de", "Chuyên đề học tập và làm theo tư tưởng Hồ Chí Minh", 1, 95, {"assessed_by": "nobody"}),
    (11, 11, "kiem-tra-giam-sat", "Nghiệp vụ kiểm tra, giám sát", 2, 40, {"assessed_by": "nobody"}),
    (11, 25, "dang-vien-moi", "Bồi dưỡng đảng viên mới", 8, 41, {"titles": True}),
]


def year_round(year: int, prefix: str, size: float = 1, since: date = date.min) -> list[Planned]:
    """The classes of one year by their usual dates; `size` in relation to the usual number of learners."""
    found, held = [], Counter()
    for place, (month, day, programme, name, days, learners, more) in enumerate(ROUND, 1):
        opens = date(year, month, day)
        if opens >= since:
            held[programme] += 1
            code = f"{prefix}{year % 100:02}-{place:02}"
            full_name = f"{name}, khóa {held[programme]} năm {year}"
            found.append(Planned(code, full_name, programme, opens, days, round(learners * size), **more))
    return found


def around(today: date) -> list[Planned]:
    """Classes in every state that a page can show, whatever day it is."""
    return [*_held(today), *_not_held(today), _looked_after(today)]


def _held(today):
    """Classes that are over and not wound up yet, and those going on."""
    code, new_year = f"SD{today.year % 100:02}", date(today.year, 1, 1)
    closed_lately = max(today - timedelta(days=6), new_year)
    return [
        Planned(
            f"{code}-51",
            "Bồi dưỡng nhận thức về Đảng cho đoàn viên ưu tú",
            "nhan-thuc-ve-dang",
            closed_lately - timedelta(days=4),
            5,
            38,
            status=Status.CLOSED,
            unmarked=7,
        ),
        Planned(
            f"{code}-52",
            "Chuyên đề lịch sử Đảng bộ địa phương",
            "chuyen-de",
            max(today - timedelta(days=10), new_year),
            1,
            66,
            assessed_by=AssessedBy.NOBODY,
            outside_plan=True,
            status=Status.CLOSED,
        ),
        Planned(
            f"{code}-53",
            "Bồi dưỡng đảng viên mới – lớp buổi tối",
            "dang-vien-moi",
            max(today - timedelta(days=3), new_year),
            12,
            43,
            again=f"SD{(today.year - 1) % 100:02}-10",
        ),
        Planned(
            f"{code}-54",
            "Kiến thức quốc phòng, an ninh cho trưởng thôn",
            "qp-an-doi-tuong-4",
            today,
            4,
            52,
            partner=MILITARY,
            status=Status.OPEN,
        ),
    ]


def _not_held(today):
    """Classes to come, and one called off."""
    code = f"SD{today.year % 100:02}"
    return [
        Planned(
            f"{code}-55",
            "Bồi dưỡng chi ủy viên chi bộ thôn",
            "bi-thu-chi-bo",
            today + timedelta(days=9),
            3,
            0,
            status=Status.PLANNED,
        ),
        Planned(
            f"{code}-56",
            "Cập nhật kiến thức cho cán bộ nguồn",
            "can-bo-nguon",
            today + timedelta(days=24),
            3,
            0,
            partner=SCHOOL,
            status=Status.PLANNED,
        ),
        Planned(
            f"{code}-57",
            "Nghiệp vụ công tác Hội Nông dân",
            "mat-tran-doan-the",
            today - timedelta(days=1),
            2,
            0,
            status=Status.CANCELLED,
            cancel_reason="Các chi hội bận thu hoạch, chuyển sang đợt sau theo đề nghị của Hội Nông dân xã.",
        ),
    ]


def _looked_after(today):
    """The long class of the provincial school that began in autumn last year."""
    year, opened = today.year, date(today.year - 1, 9, 16)
    return Planned(
        f"SD{(year - 1) % 100:02}-60",
        f"Trung cấp lý luận chính trị hệ không tập trung, khóa {year - 1}–{year + 1}",
        "trung-cap-llct",
        opened,
        560,
        47,
        partner=SCHOOL,
        kind=Kind.MAINTAINED,
        status=Status.OPEN,
        modules_done=1 + (today - opened).days // 60,
    )


def classes_for(today: date, began: date) -> list[Planned]:
    """Last year's and this year's classes of a centre that began on a day, those far ahead left out."""
    last_year = year_round(today.year - 1, "SD", 0.93, since=began)
    this_year = [one for one in year_round(today.year, "SD", since=began) if one.opens <= today + AHEAD]
    # Nobody is on the list of a class that has not begun
    begun = [replace(one, learners=0) if one.opens > today else one for one in this_year]
    return [*last_year, *begun, *(one for one in around(today) if one.opens >= began)]
