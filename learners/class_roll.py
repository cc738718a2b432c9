"""The roster of a class as a list: the page and its Excel file show the same columns."""

from decimal import Decimal
from operator import attrgetter

from django.urls import reverse

from centres.listing import Column
from centres.search import InCodeOrder, in_vietnamese_order
from learners.actions.results import Entry
from learners.bands import band_of
from learners.models.enrolment import NotAssessed, State

LIST = "danh-sach-lop"
BY_BIRTH = ("learner__birth_year", "learner__birth_date", "roll_number")
STATE_BADGES = {
    State.ATTENDING: "status-open",
    State.NO_SHOW: "status-planned",
    State.LEFT_BEFORE: "status-planned",
    State.WITHDRAWN: "status-cancelled",
}


def told(key, label, path, *, width=14, optional=True, main=False) -> Column:
    """A column of text that stands in a field of the place or its learner."""
    sort = (*in_vietnamese_order(path), "roll_number")
    value = attrgetter(path.replace("__", "."))
    return Column(key, label, value, sort=sort, width=width, optional=optional, main=main)


def roll_columns(rules, *, editable: bool) -> list[Column]:
    """Columns of a class's roster judged by `rules`; a writer's roll numbers lead to the place in the class."""
    columns = [
        Column(
            "stt",
            "STT",
            lambda e: e.roll_number,
            sort=("roll_number",),
            number=True,
            width=6,
        ),
        Column(
            "ten",
            "Họ và tên",
            lambda e: e.learner.full_name,
            sort=(InCodeOrder("learner__sort_key"), "learner__birth_year"),
            heads_row=True,
            link=lambda e: reverse("learners:detail", args=[e.learner_id]),
            width=28,
        ),
        Column("ngay-sinh", "Ngày sinh", lambda e: e.learner.birth, sort=BY_BIRTH, narrow=True, main=True, width=12),
        Column("gioi-tinh", "Giới tính", lambda e: e.learner.get_gender_display() if e.learner.gender else "", width=8),
        Column("so-dinh-danh", "Số định danh", lambda e: e.learner.masked_national_id, narrow=True, width=16),
        told("dan-toc", "Dân tộc", "learner__ethnicity"),
        told("que-quan", "Quê quán", "learner__hometown", width=30),
        told("don-vi", "Đơn vị", "unit_name", width=32, optional=False, main=True),
        told("chuc-vu", "Chức vụ", "position", width=20, optional=False),
        Column(
            "dang-vien",
            "Đảng viên",
            lambda e: e.get_party_status_display() if e.party_status else "",
            sort=("party_status", "roll_number"),
            optional=True,
            width=20,
        ),
        Column("vao-dang", "Ngày vào Đảng", lambda e: e.party_joined_on, sort=("party_joined_on",), optional=True),
        told("trinh-do", "Trình độ", "education", width=18),
        Column(
            "tinh-trang",
            "Tình trạng",
            state_in_words,
            sort=("state", "roll_number"),
            badge=lambda e: STATE_BADGES[e.state],
            main=True,
            width=18,
        ),
        Column("diem", "Điểm", mark_of, sort=("final_mark", "roll_number"), number=True, width=10),
        Column("xep-loai", "Xếp loại", lambda e: band_in_words(e, rules), width=20),
        told("ghi-chu", "Ghi chú", "note", width=30),
    ]
    if editable:
        columns.append(
            Column("sua", "Sửa", lambda e: "Sửa", link=lambda e: reverse("learners:place", args=[e.pk]), tool=True)
        )
    return columns


def state_in_words(enrolment) -> str:
    """The state, with the day somebody left."""
    state = enrolment.get_state_display()
    return f"{state} {enrolment.withdrawn_on:%d/%m/%Y}" if enrolment.withdrawn_on else state


def mark_of(enrolment) -> Decimal | None:
    """The final mark with its two decimals, which SQLite leaves out."""
    return None if enrolment.final_mark is None else enrolment.final_mark.quantize(Decimal("0.01"))


def band_in_words(enrolment, rules) -> str:
    """The band, or why there is none."""
    if band := band_of(enrolment.final_mark, rules):
        return band.label
    reason = Entry.of(enrolment).not_assessed
    return NotAssessed(reason).label if reason else ""
