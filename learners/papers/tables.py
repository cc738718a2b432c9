"""The lists behind the papers, in the order of the class's list."""

from learners.bands import shown_mark
from learners.models import Enrolment
from learners.papers.facts import Facts, marks_of, unit_name
from learners.papers.value import Table


def roster_table(enrolments: list[Enrolment]) -> Table:
    """Who is called or admitted."""
    rows = tuple(
        (str(one.roll_number), one.learner.full_name, one.learner.birth, one.position, unit_name(one), "")
        for one in enrolments
    )
    headings = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Ghi chú")
    return Table(headings, rows, (6, 25, 13, 19, 27, 10), frozenset({1, 3, 4}))


def results_table(facts: Facts, enrolments: list[Enrolment]) -> Table:
    """Marks and bands."""
    rows = tuple(
        (
            str(one.roll_number),
            one.learner.full_name,
            one.learner.birth,
            unit_name(one),
            *marks_of(one),
            facts.result_in_words(one),
        )
        for one in enrolments
    )
    headings = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Điểm", "Điểm làm lại", "Kết quả")
    return Table(headings, rows, (6, 25, 13, 26, 8, 8, 14), frozenset({1, 3}))


def completed_table(facts: Facts, enrolments: list[Enrolment]) -> Table:
    """Who is recognised, with the band."""
    rows = tuple(
        (
            str(place),
            one.learner.full_name,
            one.learner.birth,
            unit_name(one),
            shown_mark(one.final_mark),
            facts.result_in_words(one),
        )
        for place, one in enumerate(enrolments, 1)
    )
    headings = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Điểm", "Xếp loại")
    return Table(headings, rows, (6, 27, 14, 30, 9, 14), frozenset({1, 3}))


def letter_table(facts: Facts, enrolments: tuple[Enrolment, ...]) -> Table:
    """A unit's own learners with their results."""
    rows = tuple(
        (
            str(place),
            one.learner.full_name,
            one.learner.birth,
            one.position,
            shown_mark(one.final_mark),
            facts.result_in_words(one),
        )
        for place, one in enumerate(enrolments, 1)
    )
    headings = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Điểm", "Kết quả")
    return Table(headings, rows, (6, 30, 14, 23, 9, 18), frozenset({1, 3}))


def commended_table(commended) -> Table:
    """Those named in commendation decisions, with what for."""
    rows = tuple(
        (
            str(place),
            one.enrolment.learner.full_name,
            one.enrolment.learner.birth,
            one.enrolment.unit_name,
            one.get_kind_display(),
        )
        for place, one in enumerate(commended, 1)
    )
    headings = ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Hình thức")
    return Table(headings, rows, (6, 28, 14, 32, 20), frozenset({1, 3}))
