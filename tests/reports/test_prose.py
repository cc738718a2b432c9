"""The sentences of a report, word for word."""

from datetime import date

import pytest

from centres import dates
from reports.report import build_report
from tests.factories import enrol, make_class, make_closed_class, make_decision

pytestmark = pytest.mark.django_db


def fill(training_class, *marks, without=0):
    for mark in marks:
        enrol(training_class, mark=mark)
    for _ in range(without):
        enrol(training_class)
    return training_class


def section(centre, key, period="2022-H1"):
    return next(one.generated for one in build_report(centre, period).sections if one.key == key)


def test_results_are_told_by_partner_and_programme_against_the_plan(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 20), ("chuyen-de", 2, 20)])
    fill(make_class(centre, "A", "chuyen-de"), without=3)
    school = {"ownership": "joint", "partner": "Trường Chính trị tỉnh"}
    fill(make_class(centre, "B", "ngach-chuyen-vien", **school), without=10)
    fill(make_class(centre, "C", "nhan-thuc-ve-dang", **school), without=2)
    fill(make_class(centre, "D", "nhan-thuc-ve-dang", ownership="joint", partner="Hội Nông dân"), without=1)
    assert section(centre, "II.2")[:2] == (
        "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được 04 lớp với 16 lượt học viên, đạt 66,67% kế hoạch năm về số lớp"
        " và 40% kế hoạch năm về số học viên, trong đó: chủ trì mở 01 lớp bồi dưỡng chuyên đề cho 03 học viên; phối hợp"
        " với Trường Chính trị tỉnh mở 01 lớp bồi dưỡng nhận thức về Đảng cho 02 học viên, 01 lớp bồi dưỡng ngạch chuyên"
        " viên cho 10 học viên; phối hợp với Hội Nông dân mở 01 lớp bồi dưỡng nhận thức về Đảng cho 01 học viên.",
        "Chia theo khối: khối Đảng 03 lớp với 06 lượt học viên; khối chính quyền 01 lớp với 10 lượt học viên.",
    )
    assert section(centre, "II.1") == (
        "Năm 2022, Trung tâm được giao chỉ tiêu 06 lớp với 40 học viên theo Quyết định số 01-QĐ/ĐU, ngày 10/01/2022 của"
        " Ban Thường vụ Đảng ủy.",
    )


def test_a_centre_without_partners_lists_its_programmes(centre, other_centre):
    fill(make_class(centre, "A"), without=1)
    make_class(centre, "B", "chuyen-de")
    assert section(centre, "II.2")[0] == (
        "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được 02 lớp với 01 lượt học viên, gồm: 01 lớp bồi dưỡng nhận thức về"
        " Đảng cho 01 học viên; 01 lớp bồi dưỡng chuyên đề (chưa có học viên)."
    )


def test_a_period_inside_the_year_also_tells_the_year_to_date(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, None)])
    fill(make_class(centre, "A"), without=2)
    assert section(centre, "II.2", "2022-05") == (
        "Trong tháng 5 năm 2022, Trung tâm không mở lớp nào.",
        "Lũy kế từ đầu năm, Trung tâm đã mở 01 lớp với 02 lượt học viên, đạt 25% kế hoạch năm.",
    )


def test_last_year_is_compared_in_classes_and_in_enrolments(centre, other_centre):
    fill(make_class(centre, "C1", opened_on=date(2021, 2, 1)), without=4)
    fill(make_class(centre, "A"), without=3)
    fill(make_class(centre, "B"), without=0)
    assert section(centre, "II.2")[-1] == (
        "So với cùng kỳ năm trước, số lớp tăng 01 lớp (tăng 100%; cùng kỳ 01 lớp), số lượt học viên giảm 01 lượt (giảm"
        " 25%; cùng kỳ 04 lượt)."
    )


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ([0], [], "So với cùng kỳ năm trước, số lớp giảm 01 lớp (giảm 100%; cùng kỳ 01 lớp)."),
        (
            [0],
            [2],
            "So với cùng kỳ năm trước, số lớp bằng cùng kỳ (01 lớp), số lượt học viên tăng 02 lượt (cùng kỳ"
            " không có lượt nào).",
        ),
    ],
)
def test_nothing_last_year_is_told_in_words(centre, other_centre, before, now, told):
    for year, sizes in ((2021, before), (2022, now)):
        for place, size in enumerate(sizes):
            fill(make_class(centre, f"{year}-{place}", opened_on=date(year, 2, 1)), without=size)
    assert section(centre, "II.2")[-1] == told


def test_two_years_without_a_class_are_not_compared_in_noughts(centre, other_centre):
    fill(make_class(centre, "A", opened_on=date(2020, 2, 1)), without=1)
    assert section(centre, "II.2") == (
        "Trong 6 tháng đầu năm 2022, Trung tâm không mở lớp nào.",
        "Cùng kỳ năm trước cũng không mở lớp nào.",
    )


def test_a_class_without_learners_is_told_without_noughts(centre, other_centre):
    make_class(centre, "A", "dang-vien-moi")
    fill(make_class(centre, "B", "nhan-thuc-ve-dang"), without=2)
    make_class(centre, "T1", name="Trung cấp K.14", kind="maintained", modules_done=0)
    fill(make_class(centre, "C", "dang-vien-moi"), without=3)
    make_class(centre, "D", "ngach-chuyen-vien")
    assert section(centre, "II.2") == (
        "Trong 6 tháng đầu năm 2022, Trung tâm đã mở được 04 lớp với 05 lượt học viên, gồm: 01 lớp bồi dưỡng nhận thức về"
        " Đảng cho 02 học viên; 02 lớp bồi dưỡng lý luận chính trị cho đảng viên mới với 03 học viên; 01 lớp bồi dưỡng"
        " ngạch chuyên viên (chưa có học viên).",
        "Chia theo khối: khối Đảng 03 lớp với 05 lượt học viên; khối chính quyền 01 lớp chưa có học viên.",
        "Trung tâm duy trì quản lý 01 lớp chưa có học viên: Trung cấp K.14 (chưa có học viên, chưa hoàn thành học phần"
        " nào).",
    )


def test_one_band_titles_nobody_won_and_rates_of_nought(centre, other_centre):
    fill(make_closed_class(centre, "A", considered_for_titles=True, titled=False), 2, 3)
    assert section(centre, "II.4") == (
        "Trong kỳ có 01 lớp kết thúc với 02 lượt học viên; 02 học viên được đánh giá, đều không đạt.",
        "Trong 01 lớp được xét chưa có lớp nào đạt danh hiệu “Lớp học tiên tiến”, trong 02 học viên được xét chưa có học"
        " viên nào đạt danh hiệu học viên xuất sắc.",
    )
    make_closed_class(centre, "B", considered_for_titles=True, titled=True)
    assert section(centre, "II.4")[1:] == (
        "Có 1/2 lớp đạt danh hiệu “Lớp học tiên tiến”.",
        "Trong 02 học viên được xét chưa có học viên nào đạt danh hiệu học viên xuất sắc.",
    )
    assert build_report(centre, "2022-H1").errors == ()


def test_one_learner_is_not_all_of_them(centre, other_centre):
    fill(make_closed_class(centre, "A"), 7)
    assert section(centre, "II.4")[0] == (
        "Trong kỳ có 01 lớp kết thúc với 01 lượt học viên; 01 học viên được đánh giá, đạt loại khá."
    )


def test_a_class_that_ended_without_learners(centre, other_centre):
    make_closed_class(centre, "A")
    assert section(centre, "II.4") == ("Trong kỳ có 01 lớp kết thúc mà không có học viên.",)


def test_a_plan_of_nothing_is_not_told(centre, other_centre):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", 0, 0)])
    assert section(centre, "II.1") == section(centre, "IV") == ()


def test_those_called_are_told_with_the_base_of_the_rate(centre, other_centre):
    fill(make_class(centre, "A", called=4), without=3)
    assert section(centre, "II.2")[-1] == "Số triệu tập là 04 người, tỷ lệ chiêu sinh đạt 75%."
    fill(make_class(centre, "B"), without=1)
    assert section(centre, "II.2")[-1] == ("Tính trên 01 lớp đã có số triệu tập (04 người), tỷ lệ chiêu sinh đạt 75%.")


def test_maintained_classes_are_named_with_their_modules_and_graduates(centre, other_centre):
    fill(make_class(centre, "T1", name="Trung cấp K.14", kind="maintained", modules_done=5), without=2)
    done = make_closed_class(centre, "T2", name="Trung cấp K.10", kind="maintained", assessed_by="partner")
    enrol(done, graduated_on=done.closed_on)
    assert section(centre, "II.2")[1:] == (
        "Trung tâm duy trì quản lý 01 lớp với 02 học viên: Trung cấp K.14 (02 học viên, đã hoàn thành 05 học phần).",
        "Đã tổ chức thi tốt nghiệp cho 01 học viên của 01 lớp: Trung cấp K.10.",
    )


def test_results_titles_and_what_the_base_leaves_out(centre, other_centre):
    fill(make_closed_class(centre, "A", considered_for_titles=True, titled=True), 9, 8, 6)
    fill(make_closed_class(centre, "B", considered_for_titles=True, titled=True), 9.5, 7)
    fill(make_closed_class(centre, "C", assessed_by="nobody", name="Lớp chuyên đề"), without=2)
    assert section(centre, "II.4") == (
        "Trong kỳ có 03 lớp kết thúc với 07 lượt học viên; 05 học viên được đánh giá, gồm 02 học viên xuất sắc, 01 học"
        " viên giỏi, 01 học viên khá và 01 học viên trung bình; 02 học viên không được đánh giá.",
        "Tỷ lệ học viên đạt loại khá, giỏi trở lên là 80%, trong từng lớp đều đạt từ 66,67% trở lên.",
        "Tỷ lệ học viên được công nhận hoàn thành là 100% số học viên của các lớp kết thúc.",
        "Có 2/2 lớp đạt danh hiệu “Lớp học tiên tiến”, 2/5 học viên đạt danh hiệu học viên xuất sắc (không tính 01 lớp"
        " với 02 học viên không xét danh hiệu).",
    )
    assert build_report(centre, "2022-H1").errors == ()


@pytest.mark.parametrize(
    ("planned", "period", "told"),
    [
        (3, "2022-H1", "So với kế hoạch năm, Trung tâm còn phải mở 02 lớp, gồm: 02 lớp bồi dưỡng nhận thức về Đảng."),
        (3, "2022", "So với kế hoạch năm, Trung tâm chưa mở được 02 lớp, gồm: 02 lớp bồi dưỡng nhận thức về Đảng."),
        (3, "2022-Q4", "So với kế hoạch năm, Trung tâm chưa mở được 02 lớp, gồm: 02 lớp bồi dưỡng nhận thức về Đảng."),
        (1, "2022-H1", "Trung tâm đã mở đủ số lớp theo kế hoạch năm."),
        (0, "2022-H1", "Trung tâm đã mở vượt kế hoạch năm 01 lớp."),
    ],
)
def test_what_is_left_of_the_plan(centre, other_centre, planned, period, told):
    make_decision(centre, lines=[("nhan-thuc-ve-dang", planned, None)])
    make_class(centre)
    assert section(centre, "IV", period) == (told,)


def test_nothing_is_said_of_what_is_not_known(centre, other_centre):
    assert [(one.key, one.generated) for one in build_report(centre, "2022-H1").sections if one.generated] == [
        ("II.2", ("Trong 6 tháng đầu năm 2022, Trung tâm không mở lớp nào.",))
    ]


def test_names_that_hold_numbers_do_not_stop_the_report(centre, other_centre):
    fill(make_class(centre, "T1", name="Lớp cho 99 học viên", kind="maintained"), without=1)
    joint = {"ownership": "joint", "partner": "Ban 35, 77 đồng chí"}
    fill(make_closed_class(centre, "A", name="Khóa 12 người", **joint), 8)
    assert build_report(centre, "2022-H1").errors == ()


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (
            date(2022, 9, 5),
            (
                "Trong 6 tháng cuối năm 2022, tính đến ngày 05 tháng 9 năm 2022, Trung tâm chưa mở lớp nào.",
                "Lũy kế từ đầu năm, Trung tâm đã mở 01 lớp với 01 lượt học viên.",
                "So với cùng kỳ năm trước, số lớp giảm 01 lớp (giảm 100%; cùng kỳ 01 lớp).",
            ),
        ),
        (
            date(2022, 6, 30),
            (
                "Đến ngày 30 tháng 6 năm 2022, kỳ báo cáo 6 tháng cuối năm 2022 chưa bắt đầu.",
                "Lũy kế từ đầu năm, Trung tâm đã mở 01 lớp với 01 lượt học viên.",
            ),
        ),
    ],
)
def test_a_period_that_still_runs_says_so_and_one_that_has_not_begun(centre, other_centre, monkeypatch, today, told):
    make_class(centre, "A", opened_on=date(2021, 8, 1))
    fill(make_class(centre, "B", opened_on=date(2022, 2, 1)), without=1)
    monkeypatch.setattr(dates, "today", lambda: today)
    assert section(centre, "II.2", "2022-H2") == told


def test_results_of_a_period_that_still_runs(centre, other_centre, monkeypatch):
    fill(make_closed_class(centre, "A"), 7)
    monkeypatch.setattr(dates, "today", lambda: date(2022, 6, 1))
    assert section(centre, "II.4")[0] == (
        "Trong kỳ đến nay có 01 lớp kết thúc với 01 lượt học viên; 01 học viên được đánh giá, đạt loại khá."
    )
