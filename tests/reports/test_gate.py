"""Each identity of the gate, broken by a planted fault in a report that passes."""

from dataclasses import replace
from decimal import Decimal

import pytest

from reports.gate import errors_of, strange_numbers, warnings_of
from reports.models import PeriodReport
from reports.past import PastNode, check
from reports.report import build_report
from reports.value import BreakdownRow
from tests.factories import enrol, make_class, make_closed_class, make_decision

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 100)])
    training_class = make_closed_class(
        centre, ownership="joint", partner="Hội Nông dân", considered_for_titles=True, titled=True, called=4
    )
    for mark in (9, 8, 6):
        enrol(training_class, mark=mark)
    made = build_report(centre, "2022-H1")
    assert (made.errors, made.warnings) == ((), ())
    return made


def with_figures(report, **figures):
    return replace(report, figures=report.figures | figures)


def faults(report):
    return [(entry.code, entry.where, entry.classes, entry.learners) for entry in errors_of(report)]


@pytest.mark.parametrize("name", ["programme", "group", "line", "block", "partner", "month"])
def test_a_breakdown_that_loses_a_class_is_an_error(report, name):
    row = report.breakdowns[name][0]
    short = replace(row, classes=row.classes - 1, learners=row.learners - 2)
    broken = replace(report, breakdowns=report.breakdowns | {name: (short,)})
    assert ("G1", name, 1, 2) in faults(broken)
    message = next(entry.message for entry in errors_of(broken) if entry.where == name)
    assert message.endswith("lệch với tổng số: thiếu 01 lớp, thiếu 02 lượt học viên.")


@pytest.mark.parametrize("name", ["age", "education", "unit"])
def test_a_breakdown_of_learners_that_counts_one_twice_is_an_error(report, name):
    rows = (*report.breakdowns[name], BreakdownRow("x", "Thừa", None, 1))
    broken = replace(report, breakdowns=report.breakdowns | {name: rows})
    assert faults(broken) == [("G1", name, 0, -1)]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"R2": 5}, [("G2", "R2", 0, 2)]),
        ({"R9": 1}, [("G2", "R2", 0, -1)]),
        ({"R4": 0}, [("G2", "R3", 0, 1)]),
        ({"R8": 2}, [("G2", "R3", 0, -2)]),
        ({"T1": (1, 2)}, [("G3", "T1", 1, 0)]),
        ({"T1": (2, 1)}, [("G3", "T1", 1, 0)]),
        ({"T2": (1, 7)}, [("G3", "T2", 0, 4)]),
        ({"T2": (5, 3)}, [("G3", "T2", 0, 2)]),
        ({"O3": 4}, [("G4", "O3", 0, 1)]),
        ({"P1a": -2}, [("G4", "P1a", 2, 0)]),
        ({"P2": -3}, [("G4", "P2", 0, 3)]),
    ],
)
def test_an_identity_that_does_not_hold_is_an_error_with_its_amount(report, figures, expected):
    found = [fault for fault in faults(with_figures(report, **figures)) if fault[0] != "G5"]
    assert found == expected


def test_a_class_without_marks_is_named_once(centre, report):
    unmarked = make_closed_class(centre, "L-09", name="Lớp chưa có điểm")
    enrol(unmarked)
    enrol(unmarked)
    found = build_report(centre, "2022-H1").errors
    assert [(entry.code, entry.where, entry.learners) for entry in found] == [("G2", "L-09", 2)]
    assert found[0].message == (
        "Lớp L-09 – Lớp chưa có điểm đã kết thúc nhưng 02 học viên chưa có điểm và chưa ghi lý do không đánh giá."
    )


def test_more_who_came_than_were_called_is_a_warning_that_names_the_class(centre, report):
    enrol(make_class(centre, "L-08", called=0))
    known = make_class(centre, "L-07")
    for _ in range(9):
        enrol(known)
    assert build_report(centre, "2022-H1").warnings == ()
    for _ in range(2):
        enrol(centre.classes.get(code="L-08"))
    found = build_report(centre, "2022-H1").warnings
    assert [(entry.code, entry.learners) for entry in found] == [("G4", 2)]
    assert found[0].message == "Số lượt học viên nhiều hơn số triệu tập 02 người, ở các lớp: L-08."


def test_a_number_in_generated_prose_that_is_no_figure_is_an_error(report):
    section = next(section for section in report.sections if section.key == "II.2")
    tampered = replace(section, generated=(section.generated[0].replace("01 lớp", "07 lớp"),))
    broken = replace(report, sections=(tampered,))
    assert {(entry.code, entry.where) for entry in errors_of(broken)} == {("G5", "II.2")}


def write(centre, text):
    stored, _ = PeriodReport.objects.get_or_create(centre=centre, period="2022-H1")
    stored.sections.update_or_create(key="III.1", defaults={"text": text})
    return build_report(centre, "2022-H1")


def test_typed_numbers_are_compared_with_the_figures_of_their_unit(centre, report):
    text = "Mở 01 lớp, 3 học viên, đạt 25% kế hoạch, tỷ lệ 66,67%; 1/1 lớp tiên tiến; khen 05 đồng chí; 04 giảng viên."
    found = write(centre, text).warnings
    assert [(entry.code, entry.message) for entry in found] == [
        ("G5", "Mục III.1: “05 đồng chí” không trùng với số liệu nào của báo cáo."),
    ]


def test_a_number_of_another_unit_does_not_count(centre, report):
    assert [entry.message for entry in write(centre, "Đã mở 07 lớp, đạt 76 %.").warnings] == [
        "Mục III.1: “07 lớp” không trùng với số liệu nào của báo cáo.",
        "Mục III.1: “76%” không trùng với số liệu nào của báo cáo.",
    ]


def test_tokens_are_no_typed_numbers_and_unknown_tokens_are_errors(centre, report):
    made = write(centre, "Đã mở [[O1]] lớp với [[O2]] học viên, [[X7]] và [[o1]].")
    assert made.warnings == ()
    assert [entry.message for entry in made.errors] == [
        "Mục III.1: không có số liệu nào mang mã [[X7]] trong báo cáo này.",
        "Mục III.1: không có số liệu nào mang mã [[o1]] trong báo cáo này.",
    ]


@pytest.mark.parametrize(
    ("text", "strange"),
    [
        ("Nghị quyết số 12-NQ/TW, khóa XIII, 6 tháng đầu năm 2022", []),
        ("Hội nghị ngày 10/01/2022 của 9 xã", []),
        ("có 5.470 học viên", []),
        ("có 5470 học viên", []),
        ("có 5.471 học viên", [("5.471", "học viên")]),
        ("đối tượng 4 cho 7 người", [("7", "người")]),
        ("trên 90%", [("90", "%")]),
        ("đạt 91,4 % và 91,40%", []),
        ("35/419 học viên, 35/420 học viên", [("35/420", "học viên")]),
        ("lớp 10 người lớn tuổi", [("10", "người")]),
    ],
)
def test_which_typed_numbers_are_strange(text, strange):
    learners = {5470, (35, 419)}
    known = dict.fromkeys(("học viên", "lượt", "người", "đồng chí", "giảng viên"), learners)
    assert strange_numbers(text, known | {"lớp": set(), "%": {Decimal("91.4")}}) == strange


# Past reports


def node(label, classes, learners, *lines):
    return PastNode(label, classes, learners, list(lines))


def test_a_past_report_that_adds_up_passes_at_every_level():
    report = node("Tổng số", 3, 90, node("A", 2, 60, node("A1", 1, 30), node("A2", 1, 30)), node("B", 1, 30))
    assert check(report, report.label) == []


def test_a_past_report_says_at_which_level_and_by_how_much_it_is_off():
    report = node("Tổng số", 3, 294, node("Khối Đảng", 2, 269, node("a", 1, 87), node("b", 1, 85), node("c", 1, 97)))
    found = check(report, report.label)
    assert [(entry.where, entry.classes, entry.learners) for entry in found] == [
        ("Tổng số", 1, 25),
        ("Khối Đảng", -1, 0),
    ]
    assert found[0].message == (
        "Tổng số: ghi 03 lớp, 294 học viên, nhưng các dòng “trong đó” cộng lại được 02 lớp, 269 học viên; thiếu 01 lớp,"
        " thiếu 25 học viên. Gợi ý: “Khối Đảng” ghi 02 lớp nhưng liệt kê 03 lớp (269 học viên là của 03 lớp)."
    )


def test_an_unknown_part_leaves_its_measure_unchecked():
    report = node("Tổng số", 3, 90, node("A", 2, None), node("B", 2, 30))
    assert [(entry.classes, entry.learners) for entry in check(report, "Tổng số")] == [(-1, 0)]


def test_blanks_that_do_not_add_up_are_an_error_and_more_gone_than_received_a_warning(report):
    stock = {"received": 10, "used": 7, "spoiled": 1, "left": 2}
    assert faults(with_figures(report, C4=stock)) == []
    assert faults(with_figures(report, C4=stock | {"left": 3})) == [("G4", "C4", None, None)]
    overdrawn = with_figures(report, C4=stock | {"used": 11, "left": -2})
    assert errors_of(overdrawn) == ()
    messages = [entry.message for entry in warnings_of(overdrawn)]
    assert messages == ["Số phôi đã dùng và hỏng nhiều hơn số nhận 02 phôi."]


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("tỷ lệ khá, giỏi trên 60% (66,67%)", []),
        ("tỷ lệ khá, giỏi đạt trên 60%", ["trên 60%"]),
        ("hơn 60 % (66,67%) học viên", []),
        ("trên 60% (66%)", ["trên 60%"]),
        ("trên 70% (66,67%)", ["trên 70%"]),
        ("gần 70% học viên (66,67%)", []),
        ("khoảng 70% ([[R10]])", []),
        ("với gần 05 lượt học viên (03 lượt)", []),
        ("hơn 02 học viên", ["hơn 02 học viên"]),
        ("trên địa bàn 03 xã", []),
    ],
)
def test_vague_wording_wants_the_exact_value_beside_it(centre, report, text, vague):
    found = [entry.message for entry in write(centre, f"Kết quả: {text}.").warnings]
    assert found == [
        f"Mục III.1: “{words}” là cách nói ước chừng, phải kèm số chính xác, như “trên 90% (91,4%)”." for words in vague
    ]
