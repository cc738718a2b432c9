"""The search box: what it finds, for whom, and how it leads on."""

from datetime import date

import pytest
from django.urls import reverse

from reports.search import Question, found
from reports.search.question import with_marks
from tests import factories


@pytest.fixture
def rows(centre, other_centre):
    """A class of a centre with two learners in it, a decision, and namesakes in the other centre."""
    training_class = factories.make_closed_class(
        centre, "BD-05", name="Lớp bồi dưỡng lý luận", course_number="5", opening_number="17-QĐ/TTCT"
    )
    quy = factories.make_learner(
        centre, "Hoàng Thị Quý", birth_date=date(1990, 2, 5), national_id="001190000011", phone="0912345678"
    )
    factories.enrol(training_class, quy, unit_name="Chi bộ thôn Đông")
    factories.enrol(training_class, factories.make_learner(centre, "Đỗ Văn Hòa", birth_year=1985))
    factories.make_decision(centre, number="08-QĐ/ĐU", lines=[("chuyen-de", 3, None)])
    factories.enrol(other_centre.classes.get(), factories.make_learner(other_centre, "Hoàng Thị Quý Khác"))
    return training_class


def titles(user, centre, typed, only=""):
    """What is found, by group: {"lop": [titles]}."""
    groups = found(Question(user, centre, typed), only)
    return {group.key: [hit.title for hit in group.hits] for group in groups}


QUY, HOA = "Hoàng Thị Quý", "Đỗ Văn Hòa"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("qui hoang", [QUY]),
        ("hoà", [HOA, QUY]),
        ("đo van", [HOA]),
        ("05/02/1990", [QUY]),
        ("1985", [HOA]),
        ("quy 1990", [QUY]),
        ("dong quy", [QUY]),
        ("thon dong", [QUY]),
        ("001 190 000 011", [QUY]),
        ("0011", [QUY]),
        ("0912.345.678", [QUY]),
        ("011", None),
        ("uy", None),
        ("99/99/1990", None),
    ],
)
def test_learner_is_found_by_any_words(rows, clerk, typed, expected):
    assert titles(clerk, rows.centre, typed).get("hoc-vien") == expected


@pytest.mark.parametrize(
    ("typed", "group", "expected"),
    [
        ("luan li", "lop", ["Lớp bồi dưỡng lý luận"]),
        ("khoa 5", "lop", ["Lớp bồi dưỡng lý luận"]),
        ("bd-05", "lop", ["Lớp bồi dưỡng lý luận"]),
        ("17-qđ", "van-ban", ["Quyết định 17-QĐ/TTCT mở lớp"]),
        ("08-qd", "van-ban", ["Quyết định 08-QĐ/ĐU giao chỉ tiêu năm 2022"]),
        ("bao cao quy 2 2022", "van-ban", ["Báo cáo quý II năm 2022"]),
        ("dau nam 2022", "van-ban", ["Báo cáo 6 tháng đầu năm 2022", "Báo cáo 9 tháng đầu năm 2022"]),
        ("nhap danh sach", "huong-dan", ["Hướng dẫn: Nhập danh sách học viên từ Excel"]),
        ("r10", "so-lieu", ["R10 – Tỷ lệ khá, giỏi trở lên"]),
        ("BM-01", "lop", None),
        ("99-QĐ/BM", "van-ban", None),
        ("binh minh", "trung-tam", None),
    ],
)
def test_class_paper_guide_and_figure_are_found(rows, clerk, typed, group, expected):
    assert titles(clerk, rows.centre, typed).get(group) == expected


def test_reviewer_finds_classes_of_the_province_but_no_names(rows, reviewer, host_reviewer):
    assert titles(reviewer, None, "lop")["lop"] == ["Lớp bồi dưỡng lý luận", "Lớp của Bình Minh"]
    assert titles(reviewer, None, "binh minh")["trung-tam"] == ["Trung tâm Chính trị xã Bình Minh"]
    for user, centre in ((reviewer, None), (host_reviewer, rows.centre)):
        for typed in ("quy", "hoang thi", "001190000011", "0011", "1990", "thon dong"):
            assert "hoc-vien" not in titles(user, centre, typed)


def test_administrator_searches_the_centre_at_work_only(rows, administrator, other_centre):
    assert titles(administrator, rows.centre, "hoang thi quy")["hoc-vien"] == [QUY]
    assert "hoc-vien" not in titles(administrator, None, "hoang")
    assert "lop" not in titles(administrator, None, "lop")


def test_group_counts_all_and_leads_to_the_list_that_holds_them(rows, clerk, client_of):
    for number in range(9):
        factories.make_class(rows.centre, f"LL-{number}", name=f"Lớp lý luận {number}")
    page = client_of(clerk).get(reverse("reports:search"), {"q": "ly luan"})
    (group,) = [group for group in page.context["groups"] if group.key == "lop"]
    assert (len(group.hits), group.count, group.is_cut) == (8, 10, True)
    assert client_of(clerk).get(group.list_address).context["listing"].count == 10
    whole = client_of(clerk).get(reverse("reports:search"), {"q": "ly luan", "nhom": "lop"}).context["groups"]
    assert [len(group.hits) for group in whole] == [10]


def test_number_of_queries_does_not_grow_with_the_rows(rows, clerk, client_of, django_assert_num_queries):
    client, address = client_of(clerk), reverse("reports:suggest")
    client.get(address, {"q": "hoang thi"})
    with django_assert_num_queries(18):
        client.get(address, {"q": "hoang thi"})
    for number in range(3):
        factories.enrol(
            rows, factories.make_learner(rows.centre, f"Hoàng Thị Số {number}"), unit_name=f"Chi bộ {number}"
        )
    with django_assert_num_queries(18):
        client.get(address, {"q": "hoang thi"})


@pytest.mark.parametrize("typed", ["", "x", "'", '"', "%", "_", "(", "\\", "a" * 500, "\x00", "[[O1]]", "۱۲۳۴"])
def test_odd_text_is_answered(rows, clerk, client_of, typed):
    client = client_of(clerk)
    for name in ("reports:search", "reports:suggest"):
        assert client.get(reverse(name), {"q": typed, "nhom": "?", "trang": "0"}).status_code == 200


def test_words_found_are_marked_and_text_is_escaped():
    assert with_marks("Đỗ Văn Hòa", ("hoa", "do")) == "<mark>Đỗ</mark> Văn <mark>Hòa</mark>"
    assert with_marks("Lớp lý luận, khóa 1", ("li", "1")) == "Lớp <mark>lý</mark> luận, khóa <mark>1</mark>"
    assert with_marks("A <b> & C", ("b",)) == "A &lt;<mark>b</mark>&gt; &amp; C"
