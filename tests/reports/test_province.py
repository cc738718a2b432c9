from datetime import date
from decimal import Decimal

import pytest

from centres.models import StaffCount
from reports.canonical import report_json
from reports.report import ReportError, build_province_report
from tests.factories import (
    enrol,
    make_centre,
    make_class,
    make_closed_class,
    make_decision,
    make_learner,
    make_province,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(db):
    return make_province("tinh-x", name="Tỉnh X")


@pytest.fixture
def centres(province, centre, other_centre):
    """Two centres of the province; `centre` and `other_centre` are of another one and must never show."""
    enrol(make_class(centre, "Z"))
    return [make_centre(code, province, name=f"Trung tâm {code}") for code in ("a", "b")]


def totals(province, period="2022-H1"):
    return build_province_report(province, period, live=True)


def test_only_approved_reports_are_added_up_unless_live_is_asked_for(province, centres):
    with pytest.raises(ReportError) as refused:
        build_province_report(province, "2022-H1")
    assert str(refused.value) == (
        "Chỉ tổng hợp báo cáo đã được duyệt; kỳ 2022-H1 của Tỉnh X chưa có báo cáo nào được duyệt. Muốn xem số liệu chưa"
        " duyệt, thêm --live."
    )
    report = totals(province)
    assert report.live
    assert report.notes[0] == (
        "Số liệu chưa duyệt: cộng trực tiếp từ số liệu của 02 trung tâm, chưa qua báo cáo được duyệt."
    )


def test_enrolments_add_up_and_a_citizen_number_is_one_person(province, centres):
    for centre, numbers in zip(centres, (["000000000001", "", ""], ["000000000001", "", "000000000002"]), strict=True):
        training_class = make_closed_class(centre, "L-1")
        for place, number in enumerate(numbers):
            enrol(training_class, make_learner(centre, f"Vũ Số {place}", national_id=number), mark=8 - 2 * place)
    figures = totals(province).figures
    assert {code: figures[code] for code in ("O1", "O2", "O3", "R3", "R10", "R12", "N1", "N2")} == {
        "O1": 2, "O2": 6, "O3": 5, "R3": 6, "R10": Decimal("33.33"), "R12": Decimal("33.33"), "N1": 2, "N2": 0,
    }  # fmt: skip


def test_a_figure_that_one_centre_lacks_carries_its_own_coverage(province, centres):
    first, second = centres
    StaffCount.objects.create(centre=first, staff=4, lecturers_part_time=9)
    StaffCount.objects.create(centre=second, staff=3)
    make_class(first, called=10)
    enrol(make_class(second))
    answer = report_json(totals(province))
    assert {code: (answer["figures"][code], answer["coverage"][code]) for code in ("L1", "L2", "L3", "O1", "O4")} == {
        "L1": (7, [2, 2]),
        "L2": (None, [0, 2]),
        "L3": (9, [1, 2]),
        "O1": (2, [2, 2]),
        "O4": (10, [1, 2]),
    }
    assert (
        "Các trung tâm chính trị trong tỉnh có 07 biên chế và 09 giảng viên kiêm chức (1/2 trung tâm)."
        in answer["prose"]
    )
    assert "Mới có số liệu của 01/02 trung tâm: Số triệu tập; Giảng viên kiêm chức." in answer["notes"]
    assert "N1" not in answer["coverage"]
    assert (answer["province"], "centre" in answer) == ("tinh-x", False)


def test_classes_are_named_with_their_centres(province, centres):
    for centre in centres:
        enrol(make_class(centre, "T-1", name="Trung cấp K.1", kind="maintained"))
    enrol(make_class(centres[0], "L-1", name="Lớp 1", called=0))
    enrol(make_class(centres[1], "L-1", name="Lớp 1"))
    report = totals(province)
    assert (
        "Các trung tâm chính trị trong tỉnh duy trì quản lý 02 lớp với 02 học viên: Trung cấp K.1 – Trung tâm a (01 học"
        " viên); Trung cấp K.1 – Trung tâm b (01 học viên)."
    ) in report.prose
    assert (
        "Tỷ lệ chiêu sinh tính trên 01/02 lớp có số triệu tập; không tính 01 lớp (01 học viên): Lớp 1 – Trung tâm b (01"
        " học viên)."
    ) in report.notes
    assert [entry.message for entry in report.warnings] == [
        "Số lượt học viên nhiều hơn số triệu tập 01 người, ở các lớp: Trung tâm a: L-1."
    ]
    assert report.errors == ()


def test_a_centre_without_classes_called_nobody_and_knows_it(province, centres):
    make_class(centres[0], "L-1")
    report = totals(province)
    assert (report.figures["O4"], report.coverage["O4"]) == (0, (1, 2))
    make_class(centres[1], "L-1")
    report = totals(province)
    assert (report.figures["O4"], report.coverage["O4"]) == (None, (0, 2))


def test_a_plan_total_is_unknown_through_one_centre_without_a_plan(province, centres):
    first, second = centres
    make_decision(first, lines=[("chuyen-de", 4, 100)])
    make_class(first)
    assert [totals(province).figures[code] for code in ("P1", "P2a", "O7")] == [None, None, None]
    make_decision(second, lines=[("chuyen-de", 4, None)])
    report = totals(province)
    figures = report.figures
    assert [(line.code, line.planned_classes, line.planned_learners) for line in report.programmes] == [
        ("nhan-thuc-ve-dang", None, None), ("chuyen-de", 8, None),
    ]  # fmt: skip
    assert [figures[code] for code in ("P1", "P1a", "P2", "O7", "O8")] == [8, 8, None, Decimal("12.50"), None]


def test_last_year_is_compared_only_when_every_centre_knows_it(province, centres):
    first, second = centres
    make_class(first, "C1", opened_on=date(2021, 3, 1))
    make_class(first, "C2")
    report = totals(province)
    assert (report.figures["O1p"], report.coverage["O1p"], report.figures["O9"]) == (1, (1, 2), None)
    make_class(second, "C1", opened_on=date(2021, 3, 1))
    assert totals(province).figures["O9"] == (-1, Decimal("-50.00"))


def test_titles_are_summed_over_the_centres_that_decided_them(province, centres):
    first, second = centres
    for centre, titled in ((first, True), (second, None)):
        enrol(make_closed_class(centre, considered_for_titles=True, titled=titled), mark=9)
    report = totals(province)
    assert (report.figures["T1"], report.coverage["T1"]) == ((1, 1), (1, 2))
    assert (report.figures["T2"], report.coverage["T2"]) == ((2, 2), (2, 2))
    first.classes.update(titled=None)
    assert totals(province).figures["T1"] == (None, 2)


def test_a_centre_that_ended_before_the_last_day_is_named_and_not_added(province, centres):
    ended = make_centre("c", province, name="Trung tâm đã giải thể", valid_to=date(2022, 6, 29))
    enrol(make_class(ended))
    report = totals(province)
    assert (report.figures["N1"], report.figures["O1"]) == (2, 0)
    assert (
        "Không cộng Trung tâm đã giải thể vì đã kết thúc hoạt động trước ngày cuối kỳ (hoạt động đến hết ngày 29/06/2022):"
        " mở trong kỳ 01 lớp với 01 lượt học viên."
    ) in report.notes


def test_the_year_names_a_centre_by_which_its_halves_exceed_it(province, centres):
    """A centre that ended on the half's last day counts in that half and not in the year."""
    ended = make_centre("c", province, name="Trung tâm đã giải thể", valid_to=date(2022, 6, 30))
    enrol(make_class(ended))
    enrol(make_class(centres[0], opened_on=date(2022, 8, 1)))
    half, second, year = (build_province_report(province, f"2022{part}", live=True) for part in ("-H1", "-H2", ""))
    assert [report.figures["O1"] for report in (half, second, year)] == [1, 1, 1]
    assert not [note for note in half.notes if "giải thể" in note]
    [note] = [note for note in year.notes if "giải thể" in note]
    assert note.endswith("có cộng trung tâm này nên hai kỳ 6 tháng cộng lại nhiều hơn cả năm.")


def test_a_class_without_marks_is_named_with_its_centre(province, centres):
    enrol(make_closed_class(centres[1], "L-7"))
    report = totals(province)
    assert [(entry.where, entry.learners) for entry in report.errors] == [("Trung tâm b: L-7", 1)]
    assert [line.centre for line in report.classes] == ["Trung tâm b"]


@pytest.mark.parametrize("number", [1, 9])
def test_a_province_costs_the_same_queries_for_1_and_9_centres(province, centre, django_assert_num_queries, number):
    for place in range(number):
        made = make_centre(f"c{place}", province, name=f"Trung tâm {place}")
        enrol(make_closed_class(made, "L-1"), mark=8)
        make_decision(made, lines=[("chuyen-de", 1, 1)])
    with django_assert_num_queries(15):
        assert totals(province).figures["O1"] == number


def test_a_province_without_centres_has_nothing_to_add(province, centre):
    report = totals(province)
    assert (report.figures["N1"], report.figures["O1"], report.figures["P1"], report.errors) == (0, 0, None, ())
