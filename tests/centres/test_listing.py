"""The table and the sheet of a list: order, paging, addresses, and that both show the same."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from centres.listing import Column, InCodeOrder, Listing, chosen_columns, shown
from centres.models import SendingUnit
from centres.search import in_vietnamese_order, vietnamese_key
from centres.sheets import list_response, list_workbook
from tests.factories import make_centre, make_unit, make_user

COLUMNS = [
    Column("ten", "Đơn vị", lambda unit: unit.name, sort=(InCodeOrder("name"),), heads_row=True),
    Column("tu", "Từ ngày", lambda unit: unit.valid_from, sort=("valid_from",), empty="chưa rõ"),
]


def listing(address="", **options):
    given = {"default": "ten"}
    return Listing(SendingUnit.objects.all(), COLUMNS, QueryDict(address), **given | options)


def texts(shown_listing):
    return [[cell.text for cell in cells] for row, cells in shown_listing.cells()]


@pytest.fixture
def units(db):
    centre = make_centre()
    for name, day in [("B", date(2022, 1, 5)), ("a", None), ("A b", date(2021, 1, 5)), ("Ab", date(2022, 1, 5))]:
        unit = make_unit(centre, name)
        SendingUnit.objects.filter(pk=unit.pk).update(valid_from=day)


def test_default_order_is_the_same_on_both_databases(units):
    assert texts(listing()) == [["A b", "05/01/2021"], ["Ab", "05/01/2022"], ["B", "05/01/2022"], ["a", "chưa rõ"]]


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("xep=tu", ["A b", "B", "Ab", "a"]),
        ("xep=-tu", ["B", "Ab", "A b", "a"]),
        ("xep=-ten", ["a", "B", "Ab", "A b"]),
        ("xep=khong-co", ["A b", "Ab", "B", "a"]),
    ],
)
def test_sort_by_a_column_leaves_the_unknown_last(units, address, names):
    assert [row[0] for row in texts(listing(address))] == names


def test_paging_and_addresses_keep_the_filter(units):
    second = listing("tim=x&trang=2&trong=", per_page=3)
    assert [row[0] for row in texts(second)] == ["a"]
    assert second.count == 4
    assert second.query == "tim=x&"
    assert second.address == "?tim=x"
    assert [(h.address, h.direction) for h in second.headings] == [
        ("?tim=x&xep=-ten", "ascending"),
        ("?tim=x&xep=tu", "none"),
    ]


def test_page_that_is_none_gives_the_nearest(units):
    assert listing("trang=99", per_page=3).page.number == 2
    assert listing("trang=abc", per_page=3).page.number == 1


def test_sheet_holds_every_row_as_shown(units):
    SendingUnit.objects.filter(name="B").update(name="=1+1")
    sheet = load_workbook(
        BytesIO(list_workbook(listing(per_page=2), title="Đơn vị", heading=["Tìm: x", "4 đơn vị"]))
    ).active
    assert list(sheet.iter_rows(values_only=True)) == [
        ("Đơn vị", None),
        ("Tìm: x", None),
        ("4 đơn vị", None),
        (None, None),
        ("Đơn vị", "Từ ngày"),
        ("=1+1", _midnight(2022, 1, 5)),
        ("A b", _midnight(2021, 1, 5)),
        ("Ab", _midnight(2022, 1, 5)),
        ("a", "chưa rõ"),
    ]
    assert sheet["A6"].data_type == "s"
    assert sheet["B6"].number_format == "dd/mm/yyyy"
    assert sheet.freeze_panes == "B6"
    assert sheet.print_title_rows == "$5:$5"


def _midnight(*day):
    return datetime(*day)


def test_sheet_is_named_after_its_title(units):
    response = list_response(listing(), title="Danh sách đơn vị Đảng", heading=[])
    assert response["Content-Disposition"] == 'attachment; filename="danh-sach-don-vi-dang.xlsx"'


def test_numbers_and_dates_are_written_as_papers_write_them():
    assert [shown(v) for v in (5470, 7, Decimal("7.25"), date(2026, 2, 5), "x")] == [
        "5.470",
        "7",
        "7,25",
        "05/02/2026",
        "x",
    ]


def test_a_long_lists_count_is_written_as_on_paper(db):
    centre = make_centre()
    SendingUnit.objects.bulk_create(SendingUnit(centre=centre, name=f"Chi bộ {number}") for number in range(1002))
    assert listing().count_shown == "1.002"


VIETNAMESE = ["An", "Àn", "Án", "An Bình", "Ăn", "Ân", "Dũng", "Đào", "Lớp 2", "Lớp 10", "Ô", "Ơ", "Uyên", "Ưu", "Ý"]


def test_text_sorts_as_a_vietnamese_word_list_does(db):
    centre = make_centre()
    for name in reversed(VIETNAMESE):
        make_unit(centre, name)
    units = SendingUnit.objects.order_by(*in_vietnamese_order("name"))
    assert list(units.values_list("name", flat=True)) == VIETNAMESE
    assert sorted(set(VIETNAMESE), key=vietnamese_key) == VIETNAMESE


CHOICE = [*COLUMNS, Column("den", "Đến ngày", lambda unit: unit.valid_to, sort=("valid_to",), optional=True)]


def test_columns_are_each_persons_own_on_page_and_sheet(units, client_of):
    clerk, director = make_user(), make_user()
    client, address = client_of(clerk), reverse("centres:columns")
    chosen = {"danh-sach": "don-vi", "cot": ["den", "la"], "next": "/lop/?nam=2022"}
    assert client.post(address, chosen)["Location"] == "/lop/?nam=2022"
    made = Listing(SendingUnit.objects.all(), CHOICE, QueryDict(), default="ten", user=clerk, name="don-vi")
    assert [column.key for column in made.columns] == ["ten", "den"]
    assert [(choice.column.key, choice.shown) for choice in made.choices] == [("tu", False), ("den", True)]
    sheet = load_workbook(BytesIO(list_workbook(made, title="x", heading=[]))).active
    assert [cell.value for cell in sheet[3]] == ["Đơn vị", "Đến ngày"]
    assert [column.key for column in chosen_columns(CHOICE, director, "don-vi")] == ["ten", "tu"]
    client.post(address, {"danh-sach": "don-vi", "mac-dinh": "1", "next": "https://la.vn/"})
    assert [column.key for column in chosen_columns(CHOICE, clerk, "don-vi")] == ["ten", "tu"]


def test_number_of_rows_stands_in_the_address(units):
    assert listing("dong=200").per_page == 200
    assert listing("dong=7").per_page == 50
    assert listing().page_sizes == []
