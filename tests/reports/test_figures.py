from datetime import date, timedelta
from decimal import Decimal

import pytest

from centres import dates
from centres.models import StaffCount
from classes.models import AssessmentRules, ProvinceReportingLine, ReportingLine
from learners.models import Commendation, Result
from reports.figures import count_centre
from reports.figures.window import Window
from reports.models import PastReport, PastReportLine, PeriodReport
from reports.periods import Calendar
from reports.report import build_report
from tests import factories
from tests.factories import enrol, make_class, make_closed_class, make_decision, make_learner

pytestmark = pytest.mark.django_db


def figures(centre, period="2022-H1"):
    return dict(build_report(centre, period).figures)


def picked(centre, *codes, period="2022-H1"):
    """The named figures; those that make no sense are left out, as in the report."""
    found = figures(centre, period)
    return {code: found[code] for code in codes if code in found}


def finish(centre, code="L-01", marks=(), **fields):
    training_class = make_closed_class(centre, code, **fields)
    for mark in marks:
        enrol(training_class, mark=Decimal(mark) if mark is not None else None)
    return training_class


# Bands


@pytest.mark.parametrize(
    ("mark", "band"),
    [
        ("0", "R8"), ("4.99", "R8"), ("5.00", "R7"), ("5.01", "R7"), ("6.99", "R7"), ("7.00", "R6"), ("7.99", "R6"),
        ("8.00", "R5"), ("8.99", "R5"), ("9.00", "R4"), ("10", "R4"),
    ],
)  # fmt: skip
def test_a_mark_on_the_border_belongs_to_the_band_above(centre, other_centre, mark, band):
    finish(centre, marks=[mark])
    expected = dict.fromkeys(["R4", "R5", "R6", "R7", "R8"], 0) | {band: 1, "R3": 1}
    assert picked(centre, "R3", "R4", "R5", "R6", "R7", "R8") == expected


def rules(**fields):
    bounds = {"very_good_from": Decimal("8.1"), "good_from": Decimal("6.55"), "average_from": Decimal(4)}
    return AssessmentRules.objects.create(
        **{"name": "Quy tắc khác", "source": "thử", "valid_from": None, **bounds, **fields}
    )


def test_a_class_keeps_the_rules_it_was_judged_by(centre, other_centre):
    finish(centre, marks=["4.00", "6.55", "8.10", "10"], rules=rules())
    assert picked(centre, "R4", "R5", "R6", "R7", "R8") == {"R4": 0, "R5": 2, "R6": 1, "R7": 1, "R8": 0}


def test_a_class_without_rules_is_judged_by_those_in_force_on_the_day_it_finished(centre, other_centre):
    rules(valid_from=date(2022, 3, 11), valid_to=date(2022, 3, 11))
    finish(centre, "L-01", marks=["4"])
    finish(centre, "L-02", marks=["4"], recognised_on=date(2022, 3, 12))
    assert picked(centre, "R7", "R8") == {"R7": 1, "R8": 1}


def test_a_resit_replaces_the_first_mark(centre, other_centre):
    training_class = finish(centre, marks=["4.5"])
    Result.objects.filter(enrolment__training_class=training_class).update(resit_mark=Decimal("5"))
    assert picked(centre, "R3", "R7", "R8") == {"R3": 1, "R7": 1, "R8": 0}


def test_marks_of_a_class_that_no_rules_hold_for_stop_the_report(centre, other_centre):
    AssessmentRules.objects.filter(valid_to__isnull=False).delete()
    finish(centre, marks=["8"])
    report = build_report(centre, "2022-H1")
    assert report.figures["R3"] == 1
    assert [(entry.code, entry.learners, entry.where) for entry in report.errors] == [("G2", 1, "R3")]


# What moves when one row changes


def test_one_enrolment_less_moves_what_it_was_counted_in(centre, other_centre):
    training_class = finish(centre, marks=["9", "8", "7", "5"], considered_for_titles=True, titled=True, called=5)
    codes = ("O1", "O2", "O3", "O5", "R2", "R3", "R4", "R10", "T1", "T2")
    assert picked(centre, *codes) == {
        "O1": 1, "O2": 4, "O3": 4, "O5": Decimal("80.00"), "R2": 4, "R3": 4, "R4": 1, "R10": Decimal("75.00"),
        "T1": (1, 1), "T2": (1, 4),
    }  # fmt: skip
    training_class.enrolments.get(roll_number=1).delete()
    assert picked(centre, *codes) == {
        "O1": 1, "O2": 3, "O3": 3, "O5": Decimal("60.00"), "R2": 3, "R3": 3, "R4": 0, "R10": Decimal("66.67"),
        "T1": (1, 1), "T2": (0, 3),
    }  # fmt: skip


def test_one_mark_changed_moves_its_bands_and_titles_and_nothing_else(centre, other_centre):
    training_class = finish(centre, marks=["9", "8", "7", "5"], considered_for_titles=True, titled=True)
    before = figures(centre)
    Result.objects.filter(enrolment__training_class=training_class, mark=9).update(mark=Decimal("4.75"))
    after = figures(centre)
    assert {code: value for code, value in after.items() if value != before[code]} == {
        "R4": 0, "R8": 1, "R4c": 0, "R8c": 1, "R10": Decimal("50.00"), "R12": Decimal("50.00"),
        "R11": Decimal("75.00"), "T2": (0, 4),
    }  # fmt: skip


# Who is counted


def test_those_who_never_came_or_left_before_the_first_session_are_not_counted(centre, other_centre):
    training_class = finish(centre, marks=["8"])
    enrol(training_class, state="no_show")
    enrol(training_class, state="left_before")
    enrol(training_class, state="withdrawn", withdrawn_on=date(2022, 3, 9))
    assert picked(centre, "O2", "R2", "R3", "R9") == {"O2": 2, "R2": 2, "R3": 1, "R9": 1}


def test_classes_not_opened_cancelled_or_maintained_are_not_in_o(centre, other_centre):
    make_class(centre, "L-01", status="planned")
    make_class(centre, "L-02", status="cancelled", cancel_reason="ít người")
    enrol(make_class(centre, "L-03", kind="maintained", modules_done=5))
    enrol(make_class(centre, "L-04", outside_plan=True))
    assert picked(centre, "O1", "O2", "M1", "M2") == {"O1": 1, "O2": 1, "M1": 1, "M2": 1}


def test_a_person_in_two_classes_is_two_enrolments_and_one_person(centre, other_centre):
    learner = make_learner(centre, "Lê Thị Hai Lần")
    for code in ("L-01", "L-02"):
        enrol(make_class(centre, code), learner)
    assert picked(centre, "O2", "O3") == {"O2": 2, "O3": 1}


def test_a_class_counts_as_opened_by_its_opening_day_and_as_finished_by_its_recognition(centre, other_centre):
    finish(
        centre, marks=["8"], opened_on=date(2022, 6, 30), closed_on=date(2022, 6, 30), recognised_on=date(2022, 7, 1)
    )
    counted = {period: picked(centre, "O1", "R1", period=period) for period in ("2022-H1", "2022-H2", "2022")}
    assert counted == {"2022-H1": {"O1": 1, "R1": 0}, "2022-H2": {"O1": 0, "R1": 1}, "2022": {"O1": 1, "R1": 1}}


# 0, chưa có, không áp dụng


def test_an_empty_period_has_zeros_unknowns_and_no_ratios(centre, other_centre):
    found = figures(centre)
    zeros = {code for code, value in found.items() if value == 0}
    assert zeros == {
        *("O1", "O2", "O3", "O4", "O1c", "O2c", "M1", "M2", "M3", "M4", "T3", "T3c"),
        *(f"R{place}" for place in range(1, 10)),
        *(f"R{place}c" for place in range(1, 10)),
    }
    assert {code for code, value in found.items() if value is None} == {
        *("P1", "P2", "P1a", "P2a", "O7", "O8", "O1p", "O2p", "O9", "O10", "L1", "L2", "L3", "C4"),
        *(f"{code}{span}" for code in ("C1", "C2", "C3", "S1", "S2") for span in ("", "c")),
        *(f"L{place}{span}" for place in range(4, 10) for span in ("", "c")),
    }
    assert set(found) == zeros | {code for code, value in found.items() if value is None}


def test_the_share_who_came_is_over_the_classes_whose_number_called_is_known(centre, other_centre):
    for code, called, learners in (("L-01", 4, 3), ("L-02", None, 2), ("L-03", 0, 0)):
        training_class = make_class(centre, code, name=f"Lớp {code}", called=called)
        for _ in range(learners):
            enrol(training_class)
    report = build_report(centre, "2022-H1")
    assert (report.figures["O4"], report.figures["O5"]) == (4, Decimal("75.00"))
    assert (
        "Tỷ lệ chiêu sinh tính trên 02/03 lớp có số triệu tập; không tính 01 lớp (02 học viên): Lớp L-02 (02 học viên)."
        in report.notes
    )


def test_a_ratio_over_nobody_called_makes_no_sense(centre, other_centre):
    make_class(centre, called=0)
    assert picked(centre, "O4", "O5") == {"O4": 0}


def test_titles_are_unknown_until_every_considered_class_is_decided(centre, other_centre):
    finish(centre, "L-01", marks=["9"], considered_for_titles=True, titled=True)
    undecided = finish(centre, "L-02", marks=["8"], considered_for_titles=True)
    finish(centre, "L-03", marks=["9.5", "5"], name="Lớp không xét")
    assert picked(centre, "T1", "T2") == {"T1": (None, 2), "T2": (1, 2)}
    undecided.titled = False
    undecided.save()
    report = build_report(centre, "2022-H1")
    assert report.figures["T1"] == (1, 2)
    left_out = "Danh hiệu “Lớp học tiên tiến”, học viên xuất sắc: không tính 01 lớp (02 học viên): Lớp không xét (02 học viên)."
    assert left_out in report.notes


def test_a_commendation_list_says_who_is_excellent_and_rewards_count_by_their_day(centre, other_centre):
    training_class = finish(centre, marks=["9", "9", "8"], considered_for_titles=True)
    for number, (kind, day) in enumerate(
        [("excellent", date(2022, 7, 9)), ("reward", date(2022, 6, 30)), ("reward", date(2022, 7, 1))], 1
    ):
        Commendation.objects.create(
            enrolment=training_class.enrolments.get(roll_number=number), kind=kind, decided_on=day
        )
    assert picked(centre, "R4", "T2", "T3") == {"R4": 2, "T2": (1, 3), "T3": 1}
    assert picked(centre, "T3", "T3c", period="2022-H2") == {"T3": 1, "T3c": 2}


# Those without a mark


def test_those_not_assessed_are_counted_each_by_its_own_reason(centre, other_centre):
    assessed = finish(centre, "L-01", marks=["8"])
    for reason in ("attendance", "absent", "absent"):
        Result.objects.create(enrolment=enrol(assessed), not_assessed=reason)
    enrol(assessed, state="withdrawn", withdrawn_on=date(2022, 3, 9))
    by_partner = finish(centre, "L-02", assessed_by="partner", ownership="joint", partner="Trường Chính trị")
    enrol(by_partner)
    untested = finish(centre, "L-03", assessed_by="nobody", recognised_on=None)
    for _ in range(2):
        enrol(untested)
    enrol(untested, state="withdrawn", withdrawn_on=date(2022, 3, 9))
    report = build_report(centre, "2022-H1")
    assert (report.figures["R2"], report.figures["R3"], report.figures["R9"], report.errors) == (9, 1, 8, ())
    assert {line.code: line.reasons for line in report.classes} == {
        "L-01": (("không đủ số tiết dự học", 1), ("vắng kiểm tra", 2), ("thôi học giữa chừng", 1)),
        "L-02": (("do đơn vị phối hợp đánh giá", 1),),
        "L-03": (("thôi học giữa chừng", 1), ("chương trình không kiểm tra", 2)),
    }
    # completed: the one who passed and the two who attended an untested class to its end
    assert report.figures["R11"] == Decimal("33.33")


def test_a_class_not_yet_recognised_has_nobody_recognised(centre, other_centre):
    finish(centre, marks=["8", "8"], recognised_on=None)
    assert picked(centre, "R3", "R11") == {"R3": 2, "R11": Decimal("0.00")}


def test_the_lowest_class_is_the_one_with_the_lowest_share(centre, other_centre):
    finish(centre, "L-01", marks=["9", "8", "5"])
    finish(centre, "L-02", marks=["7", "6.99"])
    finish(centre, "L-03", assessed_by="nobody")
    assert picked(centre, "R10", "R12") == {"R10": Decimal("60.00"), "R12": Decimal("50.00")}


# Maintained classes


def test_a_maintained_class_is_kept_until_the_day_it_closes_and_its_graduates_count_by_their_day(centre, other_centre):
    closing = date(2022, 3, 25)
    training_class = make_closed_class(
        centre, "TC", kind="maintained", opened_on=date(2020, 9, 7), closed_on=closing, recognised_on=None,
        assessed_by="partner",
    )  # fmt: skip
    for _ in range(2):
        enrol(training_class, graduated_on=closing)
    enrol(training_class)
    codes = ("M1", "M2", "M3", "M4", "R1", "O1")
    by_period = {
        period: tuple(picked(centre, *codes, period=period).values()) for period in ("2022-02", "2022-03", "2022-Q2")
    }
    assert by_period == {"2022-02": (1, 3, 0, 0, 0, 0), "2022-03": (0, 0, 1, 2, 0, 0), "2022-Q2": (0, 0, 0, 0, 0, 0)}


# Plan


def test_the_plan_is_the_first_decision_and_then_its_adjustments_up_to_the_last_day(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 200), ("dang-vien-moi", 6, 300)])
    make_decision(
        centre, number="02-QĐ/ĐU", kind="adjustment", decided_on=date(2022, 6, 30), lines=[("dang-vien-moi", -2, -100)]
    )
    make_decision(
        centre, number="03-QĐ/ĐU", kind="adjustment", decided_on=date(2022, 7, 1), lines=[("chuyen-de", 2, 50)]
    )
    enrol(make_class(centre))
    codes = ("P1", "P2", "P1a", "P2a", "O7", "O8")
    assert picked(centre, *codes) == {
        "P1": 10, "P2": 500, "P1a": 8, "P2a": 400, "O7": Decimal("12.50"), "O8": Decimal("0.25"),
    }  # fmt: skip
    assert picked(centre, *codes[:4], period="2022") == {"P1": 10, "P2": 500, "P1a": 10, "P2a": 450}


def test_one_unknown_line_makes_the_total_unknown(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, None), ("dang-vien-moi", 6, 300), (None, 2, 80)])
    assert picked(centre, "P1", "P2", "P2a", "O8") == {"P1": 12, "P2": None, "P2a": None, "O8": None}


def test_a_plan_of_no_class_has_no_ratio_and_a_late_decision_is_noted(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 0, 0)], decided_on=date(2022, 8, 1))
    report = build_report(centre, "2022-H1")
    assert "O7" not in report.figures
    assert report.notes[0] == (
        "Quyết định số 01-QĐ/ĐU, ngày 01/08/2022 của Ban Thường vụ Đảng ủy giao chỉ tiêu được ban hành sau kỳ báo cáo."
    )


def test_the_year_to_date_begins_with_the_year(centre, other_centre):
    for code, opened in (("L-01", date(2022, 1, 3)), ("L-02", date(2022, 5, 9)), ("L-03", date(2021, 12, 31))):
        make_class(centre, code, opened_on=opened)
    assert picked(centre, "O1", "O1c", period="2022-05") == {"O1": 1, "O1c": 2}


# Last year


def test_last_year_is_counted_from_the_centres_own_classes(centre, other_centre):
    for code, opened in (("C-1", date(2021, 5, 3)), ("C-2", date(2021, 6, 30)), ("C-3", date(2021, 7, 1))):
        enrol(make_class(centre, code, opened_on=opened))
    enrol(make_class(centre, "L-1"))
    assert picked(centre, "O1p", "O2p", "O9", "O10") == {
        "O1p": 2, "O2p": 2, "O9": (-1, Decimal("-50.00")), "O10": (-1, Decimal("-50.00")),
    }  # fmt: skip
    # in the system since May, and nothing opened in that August
    assert picked(centre, "O1p", "O9", period="2022-08") == {"O1p": 0, "O9": (0, None)}


def past_report(centre, classes, learners, lines=()):
    report = PastReport.objects.create(centre=centre, period="2021-H1", classes=classes, learners=learners)
    for position, (label, *amounts) in enumerate(lines):
        PastReportLine.objects.create(
            report=report, position=position, label=label, classes=amounts[0], learners=amounts[1]
        )
    return report


def test_an_entered_report_stands_for_last_year_once_it_adds_up(centre, other_centre):
    enrol(make_class(centre))
    entered = past_report(centre, 4, 100, [("Khối Đảng", 3, 60), ("Khối khác", 1, 30)])
    assert picked(centre, "O1p", "O9") == {"O1p": None, "O9": None}
    entered.lines.filter(position=1).update(learners=40)
    report = build_report(centre, "2022-H1")
    assert (report.figures["O1p"], report.figures["O9"]) == (4, (-3, Decimal("-75.00")))
    assert "Số liệu cùng kỳ năm trước lấy từ báo cáo cũ nhập tay." in report.notes


def test_a_new_centre_is_compared_with_its_predecessors(centre, other_centre):
    """The other centre stands for one that was merged into this one; its own report is untouched."""
    enrol(make_class(other_centre, "BM-21", opened_on=date(2021, 3, 1)))
    third = factories.make_centre("xa-thu-ba", name="Trung tâm Chính trị xã Thứ Ba")
    centre.predecessors.set([other_centre, third])
    report = build_report(centre, "2022-H1")
    assert (report.figures["O1p"], report.figures["O2p"]) == (1, 1)
    assert report.notes == (
        "Số liệu cùng kỳ năm trước là của trung tâm tiền thân: Trung tâm Chính trị xã Bình Minh."
        " Chưa có số liệu của: Trung tâm Chính trị xã Thứ Ba.",
    )
    assert report.figures["O1"] == 0
    assert picked(other_centre, "O1", "O1p") == {"O1": 1, "O1p": 1}


# Before the period's last day


def test_a_report_made_early_counts_up_to_today_and_lists_what_is_expected(centre, other_centre, monkeypatch):
    today = date(2022, 5, 10)
    monkeypatch.setattr(dates, "today", lambda: today)
    enrol(make_class(centre, "L-1", opened_on=today))
    enrol(make_class(centre, "L-2", opened_on=today + timedelta(days=1)))
    make_class(centre, "L-3", name="Lớp sắp mở", status="planned", opened_on=date(2022, 6, 30), called=40)
    make_class(centre, "L-4", status="planned", opened_on=date(2022, 7, 1), called=50)
    report = build_report(centre, "2022-H1")
    assert {code: report.figures[code] for code in ("O1", "O2", "E1", "E2")} == {"O1": 1, "O2": 1, "E1": 1, "E2": 40}
    assert report.as_of == today
    assert report.notes[0] == "Số liệu tính đến ngày 10 tháng 5 năm 2022; kỳ báo cáo đến hết ngày 30 tháng 6 năm 2022."
    assert "Ước thực hiện đến hết kỳ: mở thêm 01 lớp, triệu tập 40 người: Lớp sắp mở." in report.prose


def test_a_period_that_is_over_expects_nothing(centre, other_centre):
    make_class(centre, status="planned")
    assert picked(centre, "E1", "E2") == {}


# Composition and staff


def test_shares_are_of_those_of_whom_it_is_known(centre, other_centre):
    training_class = make_class(centre)
    people = [
        ("nu", "Tày", "Không", "full"),
        ("nam", "Kinh", "Phật giáo", "none"),
        ("nu", "", "", "probationary"),
        ("", "kinh", "không", ""),
    ]
    for number, (gender, ethnicity, religion, status) in enumerate(people):
        learner = make_learner(centre, f"Vũ Thị {number}", gender=gender, ethnicity=ethnicity, religion=religion)
        enrol(training_class, learner, party_status=status)
    assert picked(centre, "D1", "D2", "D3", "D4") == {"D1": (2, 3), "D2": (1, 3), "D3": (1, 3), "D4": (2, 3)}


def test_shares_of_nobody_known_are_unknown(centre, other_centre):
    enrol(make_class(centre))
    assert picked(centre, "D1", "D4") == {"D1": None, "D4": None}


def test_ages_education_and_units_add_up_with_a_row_for_the_unknown(centre, other_centre):
    training_class = make_class(centre)
    unit = factories.make_unit(centre)
    born = [
        (1992, "Đại học", unit, ""),
        (1991, "Đại học", None, "Chi bộ ghi tay"),
        (1971, "", None, ""),
        (None, "12/12", unit, ""),
    ]
    for year, education, sent_by, unit_name in born:
        learner = make_learner(centre, f"Vũ {year}", birth_year=year)
        enrol(training_class, learner, education=education, unit=sent_by, unit_name=unit_name)
    rows = {
        name: [(row.key, row.learners) for row in build_report(centre, "2022-H1").breakdowns[name]]
        for name in ("age", "education", "unit")
    }
    assert rows == {
        "age": [("den-30", 1), ("31-40", 1), ("tren-50", 1), ("chua-ro", 1)],
        "education": [("Đại học", 2), ("12/12", 1), ("chua-ro", 1)],
        "unit": [("Chi bộ thôn Đông", 2), ("Chi bộ ghi tay", 1), ("chua-ro", 1)],
    }


def test_staff_are_the_latest_count_on_or_before_the_day(centre, other_centre):
    for day, staff, full, part in ((None, 3, 1, 9), (date(2022, 6, 30), 4, None, 10), (date(2022, 7, 1), 9, 9, 9)):
        StaffCount.objects.create(
            centre=centre, counted_on=day, staff=staff, lecturers_full_time=full, lecturers_part_time=part
        )
    assert picked(centre, "L1", "L2", "L3") == {"L1": 4, "L2": None, "L3": 10}
    assert picked(centre, "L1", "L2", "L3", period="2022-05") == {"L1": 3, "L2": 1, "L3": 9}


# Breakdowns


def test_a_province_may_count_a_programme_in_a_line_of_its_own(centre, other_centre):
    enrol(make_class(centre, programme_code="chuyen-de"))
    line = ReportingLine.objects.create(code="chuyen-de-tinh", name="Chuyên đề của tỉnh")
    ProvinceReportingLine.objects.create(
        province=centre.province, programme=factories.programme("chuyen-de"), line=line
    )
    other = factories.make_province("tinh-b")
    ProvinceReportingLine.objects.create(
        province=other, programme=factories.programme("chuyen-de"), line=ReportingLine.objects.get(code="so-cap")
    )
    rows = build_report(centre, "2022-H1").breakdowns["line"]
    assert [(row.key, row.label, row.classes, row.learners) for row in rows] == [
        ("chuyen-de-tinh", "Chuyên đề của tỉnh", 1, 1)
    ]


def test_each_way_of_dividing_names_its_rows(centre, other_centre):
    enrol(make_class(centre, "L-1", opened_on=date(2022, 4, 2)))
    enrol(make_class(centre, "L-2", "qp-an-doi-tuong-4", ownership="joint", partner="Công an, Quân sự"))
    rows = {
        name: [(row.key, row.label, row.classes, row.learners) for row in found]
        for name, found in build_report(centre, "2022-H1").breakdowns.items()
        if name in ("programme", "group", "block", "partner", "month")
    }
    assert rows == {
        "programme": [
            ("nhan-thuc-ve-dang", "Bồi dưỡng nhận thức về Đảng", 1, 1),
            ("qp-an-doi-tuong-4", "Bồi dưỡng kiến thức quốc phòng, an ninh đối tượng 4", 1, 1),
        ],
        "group": [("1", "Nhận thức về Đảng", 1, 1), ("khac", "Ngoài các nhóm của Quy chế", 1, 1)],
        "block": [("dang", "Khối Đảng", 1, 1), ("quoc-phong-an-ninh", "Khối quốc phòng – an ninh", 1, 1)],
        "partner": [("own", "Trung tâm chủ trì", 1, 1), ("Công an, Quân sự", "Công an, Quân sự", 1, 1)],
        "month": [("2022-03", "Tháng 3/2022", 1, 1), ("2022-04", "Tháng 4/2022", 1, 1)],
    }


def test_annex_lines_set_each_programme_against_its_quota_once(centre, other_centre):
    make_decision(centre, lines=[("chuyen-de", 3, 90), ("dang-vien-moi", 2, None), (None, 1, None)])
    enrol(make_class(centre, "L-1", "chuyen-de"))
    enrol(make_class(centre, "L-2", "chuyen-de", ownership="joint", partner="Hội Nông dân"))
    lines = build_report(centre, "2022-H1").programmes
    assert [
        (line.code, line.joint, line.planned_classes, line.planned_learners, line.classes, line.planned_elsewhere)
        for line in lines
    ] == [
        ("", False, 1, None, 0, False),
        ("dang-vien-moi", False, 2, None, 0, False),
        ("chuyen-de", False, 3, 90, 1, False),
        ("chuyen-de", True, None, None, 1, True),
    ]


# Cost


def busy(centre, number):
    for place in range(number):
        training_class = finish(centre, f"L-{place:02}", marks=["8", "6"], considered_for_titles=True, titled=True)
        Commendation.objects.create(
            enrolment=training_class.enrolments.first(), kind="reward", decided_on=date(2022, 3, 11)
        )
    make_decision(centre, lines=[("nhan-thuc-ve-dang", number, None)])
    PeriodReport.objects.create(centre=centre, period="2022-H1").sections.create(key="I", text="Đã mở [[O1]] lớp.")


@pytest.mark.parametrize("number", [6, 60])
def test_a_report_costs_the_same_queries_for_6_and_60_classes(centre, other_centre, django_assert_num_queries, number):
    busy(centre, number)
    with django_assert_num_queries(15):
        assert build_report(centre, "2022-H1").figures["O1"] == number


def test_a_report_of_a_centre_with_a_past_costs_no_more(centre, other_centre, django_assert_num_queries):
    busy(centre, 3)
    make_class(centre, "C-1", opened_on=date(2021, 3, 1))
    with django_assert_num_queries(14):
        build_report(centre, "2022-H1")


def test_counting_writes_nothing_and_knows_only_its_centre(centre, other_centre):
    counted = count_centre(centre, Window.of(Calendar(), "2022-H1"))
    assert counted.counts == []
    assert counted.figures["O1"] == 0
