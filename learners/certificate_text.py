"""What a certificate prints, frozen when it is issued: plain values that no later edit reaches.

The official form was not seen; the fields are those that registers and admission files ask for.
"""

import datetime

from centres.dates import long_date, short_date
from classes.models import TrainingClass
from learners.bands import band_of, rules_of
from learners.models import Enrolment

LABELS = {
    "full_name": "Họ và tên",
    "birth": "Ngày sinh",
    "hometown": "Quê quán",
    "unit": "Đơn vị",
    "programme": "Đã hoàn thành chương trình",
    "class_name": "Lớp",
    "course": "Khóa",
    "from": "Từ ngày",
    "to": "Đến ngày",
    "band": "Xếp loại",
    "decision": "Quyết định công nhận",
    "valid_until": "Có giá trị đến hết ngày",
    "number": "Số giấy chứng nhận",
    "register_number": "Số vào sổ",
    "replaces": "Cấp lại, thay giấy số",
    "place_and_date": "Nơi và ngày cấp",
    "issuer": "Nơi cấp",
    "host": "Cấp ủy chủ quản",
    "on_behalf": "Ký thay",
    "signer_title": "Chức vụ người ký",
    "signer_name": "Người ký",
}
"""The fields in the order in which they are read out, as on the page that checks a certificate."""


def of_class(training_class: TrainingClass, issued_on: datetime.date, *, by_deputy: bool) -> dict[str, str]:
    """What all certificates of one class issued on one day have in common."""
    centre = training_class.centre
    named = centre.named_on(issued_on)
    number = training_class.recognition_number
    decided = f"{number + ', ' if number else ''}ngày {short_date(training_class.recognised_on)}"
    return {
        "host": named.host,
        "issuer": named.name,
        "programme": training_class.programme.name,
        "class_name": training_class.name,
        "course": training_class.course_number,
        "from": short_date(training_class.opened_on),
        "to": short_date(training_class.closed_on),
        "decision": decided,
        "place_and_date": f"{named.place}, {long_date(issued_on)}",
        "on_behalf": "K/T GIÁM ĐỐC" if by_deputy else "",
        "signer_title": "PHÓ GIÁM ĐỐC" if by_deputy else "GIÁM ĐỐC",
        "signer_name": centre.deputy_name if by_deputy else centre.signer_name,
    }


def of_learner(enrolment: Enrolment) -> dict[str, str]:
    """What is the learner's own; `final_mark` must be annotated."""
    learner = enrolment.learner
    band = band_of(enrolment.final_mark, rules_of(enrolment.training_class))
    return {
        "full_name": learner.full_name,
        "birth": learner.birth,
        "hometown": learner.hometown,
        "unit": enrolment.unit_name,
        "band": band.label if band else "",
    }


def read_out(printed: dict[str, str]) -> list[tuple[str, str]]:
    """Every printed field with its label; empty ones left out."""
    return [(label, printed[key]) for key, label in LABELS.items() if printed.get(key)]


def months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months on; the month's last day where it has none such."""
    years, month = divmod(day.month - 1 + months, 12)
    first = datetime.date(day.year + years, month + 1, 1)
    following = (first + datetime.timedelta(days=32)).replace(day=1)
    return min(first.replace(day=1) + datetime.timedelta(days=day.day - 1), following - datetime.timedelta(days=1))
