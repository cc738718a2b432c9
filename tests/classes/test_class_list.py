"""The class list and its sheet: the rows asked for, in the order asked for, and no other centre's."""

from datetime import date, datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from centres import dates
from centres.models import ListPreference
from classes.class_columns import COLUMNS
from classes.models import AssessmentRules
from tests.factories import enrol, make_class, make_closed_class

LIST, SHEET = reverse("classes:list"), reverse("classes:list_sheet")
LIST_QUERIES = 12


@pytest.fixture
def classes(centre, other_centre):
    """Five classes of 2022, one of 2021, one without a day, and another centre's."""
    first = make_class(centre, "A-1", name="Lớp đối tượng kết nạp Đảng", called=60, place="Nhà văn hóa")
    for state in ("attending", "attending", "no_show"):
        enrol(first, state=state)
    joint = {"ownership": "joint", "partner": "Trường Chính trị tỉnh"}
    make_closed_class(
        centre, "A-2", name="Lớp Đoàn", programme_code="mat-tran-doan-the", opened_on=date(2022, 2, 1), **joint
    )
    make_class(centre, "A-3", name="Lớp bí thư", opened_on=date(2022, 5, 1), outside_plan=True)
    make_class(centre, "A-4", name="Lớp mùa thu", status="planned", opened_on=date(2022, 9, 1))
    trung_cap = {"kind": "maintained", "programme_code": "trung-cap-llct", "opened_on": date(2022, 1, 2)}
    make_class(centre, "TC-12", name="Trung cấp K12", **trung_cap | joint)
    make_class(centre, "A-0", name="Lớp năm trước", opened_on=date(2021, 3, 7))
    make_class(centre, "A-5", name="Lớp chưa có ngày", status="planned", opened_on=None)


def codes(response):
    assert response.status_code == 200
    return [row.code for row in response.context["listing"].page]


def test_list_shows_exactly_the_centres_classes_of_the_year(client_of, clerk, classes):
    response = client_of(clerk).get(LIST)
    rows = [[cell.text for cell in cells] for row, cells in response.context["listing"].cells()]
    own = "Trung tâm chủ trì"
    assert rows == [
        ["A-4", "Lớp mùa thu", own, "01/09/2022", "", "chưa có", "0", "Dự kiến"],
        ["A-3", "Lớp bí thư", own, "01/05/2022", "", "chưa có", "0", "Đang học"],
        ["A-1", "Lớp đối tượng kết nạp Đảng", own, "07/03/2022", "", "60", "2", "Đang học"],
        [
            *("A-2", "Lớp Đoàn", "Phối hợp"),
            *("01/02/2022", "11/03/2022", "chưa có", "0", "Đã kết thúc"),
        ],
        [
            *("TC-12", "Trung cấp K12"),
            *("Phối hợp", "02/01/2022", "", "chưa có", "0", "Đang học"),
        ],
        ["A-5", "Lớp chưa có ngày", own, "chưa có", "", "chưa có", "0", "Dự kiến"],
    ]
    assert "6 lớp" in response.text
    assert "Lớp của Bình Minh" not in response.text


@pytest.mark.parametrize(
    ("today", "year"), [(date(2022, 12, 20), 2022), (date(2023, 1, 2), 2023), (date(2024, 1, 2), 2023)]
)
def test_class_planned_for_next_year_leaves_one_in_this_year(
    client_of, clerk, classes, centre, monkeypatch, today, year
):
    make_class(centre, "B-1", status="planned", opened_on=date(2023, 2, 1))
    monkeypatch.setattr(dates, "today", lambda: today)
    assert client_of(clerk).get(LIST).context["year_at_work"]() == year


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("nam=2021", ["A-0", "A-5"]),
        ("nam=tat-ca", ["A-4", "A-3", "A-1", "A-2", "TC-12", "A-0", "A-5"]),
        ("trang-thai=planned", ["A-4", "A-5"]),
        ("chuong-trinh=mat-tran-doan-the", ["A-2"]),
        ("hinh-thuc=joint", ["A-2", "TC-12"]),
        ("loai=maintained", ["TC-12"]),
        ("hinh-thuc=joint&loai=normal", ["A-2"]),
        ("tim=doi+TUONG", ["A-1"]),
        ("tim=đối tượng", ["A-1"]),
        ("tim=truong chinh tri k12", ["TC-12"]),
        ("tim=nha van hoa", ["A-1"]),
        ("tim=binh minh", []),
        ("tim=100%25", []),
        ("tim=mua thu&nam=2021", []),
    ],
)
def test_filters_find_exactly(client_of, clerk, classes, query, found):
    assert codes(client_of(clerk).get(f"{LIST}?{query}")) == found


@pytest.mark.parametrize(
    ("sort", "found"),
    [
        ("ma", ["A-1", "A-2", "A-3", "A-4", "A-5", "TC-12"]),
        ("-ma", ["TC-12", "A-5", "A-4", "A-3", "A-2", "A-1"]),
        ("ten", ["A-3", "A-5", "A-2", "A-1", "A-4", "TC-12"]),
        ("-hoc-vien", ["A-1", "A-2", "A-3", "A-4", "TC-12", "A-5"]),
        ("trieu-tap", ["A-1", "A-2", "A-3", "A-4", "TC-12", "A-5"]),
        ("trang-thai", ["A-4", "A-5", "A-1", "A-3", "TC-12", "A-2"]),
        ("be-giang", ["A-2", "A-1", "A-3", "A-4", "A-5", "TC-12"]),
    ],
)
def test_every_column_sorts(client_of, clerk, classes, sort, found):
    assert codes(client_of(clerk).get(f"{LIST}?xep={sort}")) == found


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("trang-thai=bay", "status"),
        ("chuong-trinh=khong-co", "programme"),
        ("hinh-thuc=0", "ownership"),
        ("loai='--", "kind"),
        ("nam=1022", "year"),
        (f"tim={'x' * 101}", "text"),
    ],
)
def test_filter_not_understood_is_answered_and_filters_nothing_else(client_of, clerk, classes, query, field):
    response = client_of(clerk).get(f"{LIST}?{query}")
    assert list(response.context["filter"].errors) == [field]
    assert len(codes(response)) == (7 if field == "year" else 6)


def test_page_that_is_none_is_the_nearest(client_of, clerk, classes):
    assert len(codes(client_of(clerk).get(f"{LIST}?trang=99&xep=ma"))) == 6


def test_long_list_is_paged_and_keeps_its_filter(client_of, clerk, centre):
    for number in range(51):
        make_class(centre, f"L-{number:02}")
    response = client_of(clerk).get(f"{LIST}?tim=l-&xep=ma&trang=2")
    assert codes(response) == ["L-50"]
    assert "51 lớp" in response.text
    assert 'href="?tim=l-&amp;xep=ma&amp;nam=2022&amp;trang=1"' in response.text
    assert f'href="{SHEET}?tim=l-&amp;xep=ma&amp;nam=2022"' in response.text


def test_empty_list_says_what_to_do_next(client_of, clerk, lecturer, centre):
    assert "Thêm lớp đầu tiên" in client_of(clerk).get(LIST).text
    assert "Lớp hiện ra ở đây khi giáo vụ của trung tâm nhập." in client_of(lecturer).get(LIST).text
    assert "Không có lớp nào khớp" in client_of(clerk).get(f"{LIST}?tim=gi+do").text


def sheet_rows(response):
    sheet = load_workbook(BytesIO(response.content)).active
    return [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


def test_sheet_holds_the_rows_columns_and_order_of_the_list(client_of, clerk, classes, centre):
    response = client_of(clerk).get(f"{SHEET}?tim=lop&trang-thai=open&xep=-ma")
    assert response["Content-Disposition"] == 'attachment; filename="danh-sach-lop.xlsx"'
    own = "Trung tâm chủ trì"
    assert sheet_rows(response) == [
        ["Danh sách lớp"],
        [centre.name],
        ["Lọc: Tìm: lop; Năm: 2022; Trạng thái: Đang học"],
        ["2 lớp, xếp theo Mã lớp, giảm dần"],
        [f"Lập ngày {dates.today():%d/%m/%Y}"],
        [],
        [
            *("Mã lớp", "Tên lớp", "Chủ trì, phối hợp", "Khai giảng", "Bế giảng"),
            *("Triệu tập", "Lượt học viên", "Trạng thái"),
        ],
        ["A-3", "Lớp bí thư", own, datetime(2022, 5, 1), "chưa có", 0, "Đang học"],
        ["A-1", "Lớp đối tượng kết nạp Đảng", own, datetime(2022, 3, 7), 60, 2, "Đang học"],
    ]


def test_sheet_writes_a_name_that_looks_like_a_formula_as_text(client_of, clerk, centre):
    make_class(centre, "=2+3", name='=HYPERLINK("http://x")\x07')
    sheet = load_workbook(BytesIO(client_of(clerk).get(SHEET).content)).active
    row = next(iter(sheet.iter_rows(min_row=8)))
    assert [(cell.value, cell.data_type) for cell in row[:2]] == [("=2+3", "s"), ('=HYPERLINK("http://x")', "s")]


def test_sheet_holds_all_pages(client_of, clerk, centre):
    for number in range(51):
        make_class(centre, f"L-{number:02}")
    assert len(sheet_rows(client_of(clerk).get(SHEET))) == 7 + 51


@pytest.mark.parametrize("role", ["clerk", "director", "lecturer", "host_reviewer"])
def test_all_of_the_centre_may_read(client_of, request, role, classes):
    user = request.getfixturevalue(role)
    assert len(codes(client_of(user).get(LIST))) == 6
    assert ("Thêm lớp" in client_of(user).get(LIST).text) == (role in {"clerk", "director"})


def test_outsider_sees_only_own_classes(client_of, outsider, classes):
    assert codes(client_of(outsider).get(LIST)) == ["BM-01"]
    assert "Lớp đối tượng" not in str(sheet_rows(client_of(outsider).get(SHEET)))


@pytest.mark.parametrize("url", [LIST, SHEET])
def test_list_needs_login_a_centre_and_get(client, client_of, reviewer, clerk, url):
    assert client.get(url).status_code == 302
    assert client_of(reviewer).get(url).status_code == 404
    assert client_of(clerk).post(url).status_code == 405


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_grow_with_rows(client_of, clerk, centre, django_assert_num_queries, number):
    for place in range(number):
        enrol(make_class(centre, f"L-{place}"))
    client = client_of(clerk)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(LIST)


EVERY_COLUMN = [column.key for column in COLUMNS]


def test_every_column_can_be_shown_and_is_in_the_sheet_with_as_many_queries(client_of, clerk, centre, classes):
    ListPreference.objects.create(user=clerk, name="lop", columns=EVERY_COLUMN)
    closed = make_closed_class(
        centre, "A-9", opening_number="07-QĐ", rules=AssessmentRules.objects.in_force(date(2022, 3, 11))
    )
    for mark in (8, 4, None):
        enrol(closed, mark=mark)
    client = client_of(clerk)
    client.get(f"{LIST}?nam=2022")
    with CaptureQueriesContext(connection) as few:
        page = client.get(f"{LIST}?nam=2022&tim=A-9&xep=-kha-tro-len")
    cells = {cell.column.key: cell.text for cell in page.context["listing"].cells()[0][1]}
    assert len(cells) == len(COLUMNS)
    asked = ("so-quyet-dinh", "da-danh-gia", "kha-tro-len", "khong-dat", "chua-co-ket-qua", "ben-danh-gia")
    assert [cells[key] for key in asked] == ["07-QĐ", "2", "50,00", "1", "1", "Trung tâm"]
    with CaptureQueriesContext(connection) as many:
        client.get(f"{LIST}?nam=2022&xep=-kha-tro-len")
    assert len(many) == len(few)
    heads = sheet_rows(client.get(f"{SHEET}?nam=2022&tim=A-9"))[6]
    assert heads == [column.label for column in COLUMNS]


@pytest.mark.parametrize(
    ("matter", "found"),
    [
        ("dang-hoc", ["A-3", "A-1", "TC-12"]),
        ("sap-be-giang", ["A-3"]),
        ("qua-ngay-be-giang", ["A-1"]),
        ("chua-co-ket-qua", ["A-1"]),
        ("chua-co-quyet-dinh", ["A-3", "A-1", "A-2"]),
    ],
)
def test_quick_filters_find_exactly(client_of, clerk, classes, centre, matter, found, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 6, 1))
    centre.classes.filter(code="A-1").update(closes_on=date(2022, 5, 31))
    centre.classes.filter(code="A-3").update(closes_on=date(2022, 6, 15))
    page = client_of(clerk).get(f"{LIST}?nam=2022&can-xem={matter}")
    assert codes(page) == found
    assert [on for _, _, on in page.context["filter"].quick()].count(True) == 1
