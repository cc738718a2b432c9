"""The roster of a class as a list: the page and its Excel file show the same columns."""

from decimal import Decimal

from django.urls import reverse

from centres.listing import Column, InCodeOrder
from learners.actions.results import Entry
from learners.bands import band_of
from learners.models.enrolment import NotAssessed, State

STATE_BADGES = {
    State.ATTENDING: "status-open",
    State.NO_SHOW: "status-planned",
    State.LEFT_BEFORE: "status-planned",
    State.WITHDRAWN: "status-cancelled",
}


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
        Column("ngay-sinh", "Ngày sinh", lambda e: e.learner.birth, width=12),
        Column("gioi-tinh", "Giới tính", lambda e: e.learner.get_gender_display() if e.learner.gender else "", width=8),
        Column("so-dinh-danh", "Số định danh", lambda e: e.learner.masked_national_id, narrow=True, width=16),
        Column("don-vi", "Đơn vị", lambda e: e.unit_name, sort=(InCodeOrder("unit_name"), "roll_number"), width=32),
        Column("chuc-vu", "Chức vụ", lambda e: e.position, width=20),
        Column("tinh-trang", "Tình trạng", state_in_words, badge=lambda e: STATE_BADGES[e.state], width=18),
        Column("diem", "Điểm", mark_of, sort=("final_mark", "roll_number"), number=True, width=10),
        Column("xep-loai", "Xếp loại", lambda e: band_in_words(e, rules), width=20),
    ]
    if editable:
        columns.append(Column("sua", "Sửa", lambda e: "Sửa", link=lambda e: reverse("learners:place", args=[e.pk])))
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
