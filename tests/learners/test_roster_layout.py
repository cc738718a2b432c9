"""Finding the list in a sheet: headings, headers of several rows, columns, sheets."""

import io
from datetime import date

import pytest
from openpyxl import load_workbook

from learners.roster.words import DEFAULT
from tests.learners.rosters import HEADER, PERSON, marks, read, rows, saved, text, webpage, xlsx


def _field(heading):
    found = DEFAULT.heading_of(heading)
    return found and found[0]


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("full_name", "Họ và tên|HỌ VÀ TÊN|Họ tên|Họ & tên|Họ, tên|Họ và tên khai sinh|Họ và tên (chữ in hoa)|"
                      "Họ, chữ đệm và tên khai sinh|Họ và tên học viên|Họ và tên đảng viên|Họ và\ntên|Ho va ten|"
                      "Đảng viên|Học viên|Tên học viên|Quần chúng ưu tú|Họ và tên *"),
        ("family_name", "HỌ|Họ đệm|Họ và tên đệm|Họ, tên đệm|Họ và chữ đệm|Họ lót"),
        ("given_name", "TÊN|Tên"),
        ("birth", "Ngày sinh|Ngày, tháng, năm sinh|Ngày tháng năm sinh|NTNS|Sinh ngày|Năm sinh|Ngày/tháng/năm sinh|"
                  "Ngày sinh (dd/mm/yyyy)|NGÀY THÁNG\nNĂM SINH|Ngay sinh|Ngày sinh *"),
        ("gender", "Giới tính|Giới|Nam/Nữ|Nam, nữ|Giới tính (Nam/Nữ)|Phái"),
        ("male", "Nam|NAM|Nam (x)"),
        ("female", "Nữ|NỮ|nữ|Nữ (x)"),
        ("national_id", "Số CCCD|CCCD|Số căn cước|Căn cước công dân|Số định danh|Số định danh cá nhân|Mã định danh|"
                        "Số CCCD/định danh|Số CMND/CCCD|CCCD/CMND|Số CMND|Số thẻ căn cước"),
        ("phone", "SĐT|Số điện thoại|Điện thoại|ĐT|Số ĐT|Điện thoại liên hệ|Di động|Số\nđiện thoại|Điện thoại di động"),
        ("party_joined", "Ngày vào Đảng|Ngày kết nạp|Ngày kết nạp Đảng|Ngày vào Đảng dự bị|Ngày vào Đảng (dự bị)|"
                         "Ngày tháng năm vào Đảng|Ngày, tháng, năm kết nạp|Kết nạp|Dự bị|Ngày vào ĐCSVN"),
        ("unit", "Chi bộ|Chi bộ/Đảng bộ|Đảng bộ|Chi bộ sinh hoạt|Đảng bộ cơ sở|Đơn vị|Đơn vị công tác|Cơ quan, đơn vị|"
                 "Cơ quan công tác|Đơn vị cử|Nơi công tác|Tổ chức đảng|Tên đơn vị"),
        ("position", "Chức vụ|Chức danh|Chức vụ, chức danh|Chức vụ hiện nay|Chức vụ, đơn vị công tác|Chức vụ Đảng|"
                     "Đơn vị, chức vụ|Chức vụ - Đơn vị"),
        ("number", "STT|TT|Số TT|Số thứ tự"),
        ("ethnicity", "Dân tộc"),
        ("party_official", "Ngày chính thức|Chính thức|Ngày vào Đảng chính thức"),
        (None, "Họ và tên cha|Họ và tên mẹ|Họ tên vợ (chồng)|Tên gọi khác|Ngày sinh của con|Ngày sinh của cha|Nơi sinh|"
               "Năm|Ngày cấp căn cước|Nơi cấp|Số CMND cũ|SĐT cơ quan|SĐT của vợ|Ngày vào Đoàn|Chức vụ đoàn thể|"
               "Ngày vào Đảng (chính thức)|Họ tên người giới thiệu|Mã hồ sơ|Lớp|(Ký, ghi rõ họ tên)|"
               "Chi bộ thôn 1|Bí thư chi bộ|Số quyết định kết nạp|Ngày bổ nhiệm chức vụ|Hệ số phụ cấp chức vụ"),
    ],
)  # fmt: skip
def test_headings(field, headings):
    for heading in headings.split("|"):
        assert (heading, _field(heading)) == (heading, field)


@pytest.mark.parametrize("above", [0, 1, 7, 40])
def test_letterhead_and_titles_stand_above_the_header(above):
    lines = [
        ["ĐẢNG BỘ XÃ ĐỒNG TRĂNG", None, None, "ĐẢNG CỘNG SẢN VIỆT NAM"],
        ["DANH SÁCH HỌC VIÊN"],
        [],
        ["Khoá I"],
    ] * 10
    reading = read(xlsx(*lines[:above], HEADER, PERSON))
    assert rows(reading, "full_name", "unit") == [(above + 2, "Trần Văn Ân", "Chi bộ thôn 1")]
    assert (reading.header_line, reading.columns["full_name"]) == (above + 1, {"heading": "Họ và tên", "column": "B"})


@pytest.mark.parametrize(
    ("header", "person"),
    [
        (["STT", "HỌ", "TÊN"], [1, "Trần Văn", "Ân"]),
        (["STT", "Họ", "Tên đệm", "Tên"], [1, "Trần", "Văn", "Ân"]),
        (["STT", "Họ và tên đệm", "Tên"], [1, "Trần Văn", "Ân"]),
        (["STT", "Tên"], [1, "Trần Văn Ân"]),
        (["STT", "Đảng viên"], [1, "Trần Văn Ân"]),
        (["Họ và tên cha", "Tên đơn vị", "Họ tên"], ["Trần Văn Bố", "UBND xã", "Trần Văn Ân"]),
        (["STT", "Đảng viên", "Họ và tên"], [1, "x", "Trần Văn Ân"]),
        (["Họ và tên"], ["Trần Văn Ân"]),
    ],
)
def test_the_name_in_one_column_or_several(header, person):
    reading = read(xlsx(header, person))
    assert rows(reading, "full_name") == [(2, "Trần Văn Ân")]
    assert reading.problems == []


def test_a_name_heading_merged_over_two_columns_stands_over_both():
    reading = read(xlsx(["STT", "Họ và tên", None, "Năm sinh"], [1, "Trần Văn", "Ân", 1980], merges=["B1:C1"]))
    assert rows(reading, "full_name", "birth") == [(2, "Trần Văn Ân", "1980")]


TWO_ROWS = [
    ["TT", "Họ và tên", "Giới tính", None, "Ngày vào Đảng", None, "Đơn vị"],
    [None, None, "Nam", "Nữ", "Dự bị", "Chính thức"],
    [1, "Trần Văn Ân", "x", None, date(2005, 2, 3), date(2006, 2, 3), "UBND xã"],
    [2, "Lê Thị Bình", None, "✓", None, date(2007, 2, 3), "UBND xã"],
]


@pytest.mark.parametrize(
    "content",
    [
        xlsx(*TWO_ROWS, merges=["A1:A2", "B1:B2", "C1:D1", "E1:F1", "G1:G2"]),
        xlsx(*TWO_ROWS, merges=["C1:D1", "E1:F1"]),
        xlsx(*TWO_ROWS),
        text(*TWO_ROWS),
        webpage(*TWO_ROWS),
    ],
)
def test_a_header_of_two_rows(content):
    assert rows(read(content), "full_name", "gender", "party_joined", "unit") == [
        (3, "Trần Văn Ân", "nam", "2005-02-03", "UBND xã"),
        (4, "Lê Thị Bình", "nu", None, "UBND xã"),
    ]


def test_a_second_header_row_may_only_explain():
    reading = read(
        xlsx(["STT", "Họ và tên", "Ngày sinh"], [None, "(chữ in hoa)", "(ngày/tháng/năm)"], [1, "Trần Văn Ân", 1980])
    )
    assert rows(reading, "full_name", "birth") == [(3, "Trần Văn Ân", "1980")]


def test_the_year_of_birth_may_be_written_under_the_sex():
    reading = read(
        xlsx(
            ["TT", "Họ và tên", "Năm sinh", None, "Chi bộ"],
            [None, None, "Nam", "Nữ"],
            [1, "Trần Văn Ân", 1980, None, "Chi bộ 1"],
            [2, "Lê Thị Bình", None, "5/3/1981", "Chi bộ 1"],
            [3, "Hồ Văn Chín", 1980, 1981, "Chi bộ 1"],
            merges=["A1:A2", "B1:B2", "C1:D1", "E1:E2"],
        )
    )
    assert rows(reading, "birth", "gender") == [(3, "1980", "nam"), (4, "1981-03-05", "nu")]
    assert marks(reading.errors) == [(5, "gender")]


def test_names_and_dates_under_somebody_else_are_not_the_learners():
    reading = read(
        xlsx(
            ["TT", "Cha", None, "Học viên", None],
            [None, "Họ và tên", "Năm sinh", "Họ và tên", "Năm sinh"],
            [1, "Trần Văn Bố", 1950, "Trần Văn Ân", 1980],
            merges=["A1:A2", "B1:C1", "D1:E1"],
        )
    )
    assert rows(reading, "full_name", "birth") == [(3, "Trần Văn Ân", "1980")]


@pytest.mark.parametrize(
    ("header", "marks_", "gender"),
    [
        (["STT", "Họ tên", "Nữ"], ["x"], "nu"),
        (["STT", "Họ tên", "Nữ"], [None], "nam"),
        (["STT", "Họ tên", "Nữ"], ["-"], "nam"),
        (["STT", "Họ tên", "Nữ"], [False], "nam"),
        (["STT", "Họ tên", "Nữ"], ["Nữ"], "nu"),
        (["STT", "Họ tên", "Nam", "Nữ"], [None, 1], "nu"),
        (["STT", "Họ tên", "Nam", "Nữ"], ["+", "-"], "nam"),
        (["STT", "Họ tên", "Nam", "Nữ"], [True, False], "nam"),
        (["STT", "Họ tên", "Nam", "Nữ"], [None, None], None),
        (["STT", "Họ tên", "Nam"], [None], None),
        (["STT", "Họ tên", "Nam"], ["v"], "nam"),
    ],
)
def test_ticks(header, marks_, gender):
    assert rows(read(xlsx(header, [1, "Trần Văn Ân", *marks_])), "gender") == [(2, gender)]


@pytest.mark.parametrize("ticked", [["x", "x"], ["Nữ", None]])
def test_contradicting_ticks_are_an_error(ticked):
    assert marks(read(xlsx(["STT", "Họ tên", "Nam", "Nữ"], [1, "Trần Văn Ân", *ticked])).errors) == [(2, "gender")]


@pytest.mark.parametrize(
    ("header", "cells", "unit"),
    [
        (["Đơn vị", "Chi bộ"], ["UBND xã", "Chi bộ 1"], "Chi bộ 1"),
        (["Chi bộ", "Cơ quan"], ["Chi bộ 1", "UBND xã"], "Chi bộ 1"),
        (["Đơn vị công tác", "Đảng bộ"], ["UBND xã", "Đảng bộ xã"], "Đảng bộ xã"),
        (["Đơn vị", "Chi bộ"], ["UBND xã", None], "UBND xã"),
        (["Chức vụ, đơn vị công tác"], ["Kế toán, UBND xã"], None),
        (["Chi bộ"], ["-"], None),
        (["Chi bộ"], [7], "7"),
    ],
)
def test_the_unit(header, cells, unit):
    assert rows(read(xlsx(["STT", "Họ tên", *header], [1, "Trần Văn Ân", *cells])), "unit") == [(2, unit)]


def test_position_and_unit_in_one_column_go_to_the_position():
    reading = read(xlsx(["STT", "Họ tên", "Chức vụ, đơn vị công tác"], [1, "Trần Văn Ân", "Kế toán, UBND xã"]))
    assert rows(reading, "position", "unit") == [(2, "Kế toán, UBND xã", None)]


def test_the_first_visible_list_is_read_and_the_others_are_said():
    reading = read(
        xlsx(
            ["Hướng dẫn: điền danh sách ở trang sau"],
            more=[
                ("Cũ", "hidden", [HEADER, PERSON]),
                ("Tham khảo", "visible", [["Xã", "Mã"], ["Gò Sương", 1]]),
                ("Lớp A", "visible", [["DANH SÁCH"], HEADER, PERSON]),
                ("Lớp B", "visible", [HEADER, PERSON]),
                ("Mẫu", "visible", [HEADER]),
            ],
        )
    )
    assert (reading.sheet, rows(reading)) == ("Lớp A", [(3,)])
    assert [(p.line, p.reason) for p in reading.warnings] == [
        (None, "Trang tính ẩn “Cũ” cũng có một danh sách nhưng không được đọc"),
        (None, "Trang tính “Lớp B” cũng có một danh sách nhưng không được đọc"),
    ]


def test_a_hidden_line_counts_is_read_and_said():
    reading = read(xlsx(HEADER, PERSON, [2, "Lê Thị Bình"], [3, "Hồ Văn Chín"], hidden=[3]))
    assert rows(reading, "full_name") == [(2, "Trần Văn Ân"), (3, "Lê Thị Bình"), (4, "Hồ Văn Chín")]
    assert marks(reading.warnings) == [(3, None)]


def test_a_second_column_of_the_same_meaning_is_said():
    reading = read(xlsx(["STT", "Họ tên", "STT", "Họ tên"], [1, "Trần Văn Ân", 2, "Lê Thị Bình"]))
    assert rows(reading, "full_name") == [(2, "Trần Văn Ân")]
    assert [(p.line, p.reason) for p in reading.warnings] == [
        (None, "Cột D “Họ tên” trùng nghĩa với một cột khác nên không được đọc")
    ]


def test_the_result_of_a_formula_counts_and_a_text_like_one_stays():
    book = load_workbook(io.BytesIO(xlsx(HEADER, [1, "Trần Văn Ân", 1980, "Nam", None, "=1+1"])))
    book.active["G2"] = "=A1"
    reading = read(saved(book))
    assert rows(reading) == []
    assert [(p.line, p.field) for p in reading.errors] == [(2, "unit")]
    assert reading.cells[2]["position"].text == "=1+1"


def test_a_choice_of_columns_stands_before_the_headings():
    content = xlsx(["STT", "Người học lớp", "Chi bộ", "Đơn vị"], [1, "Trần Văn Ân", "Chi bộ 1", "UBND xã"])
    assert "Họ và tên" in read(content).file_error
    reading = read(content, columns={"B": "full_name", "C": "", "D": "unit"})
    assert rows(reading, "full_name", "unit") == [(2, "Trần Văn Ân", "UBND xã")]
    assert reading.headings == {"A": "STT", "B": "Người học lớp", "C": "Chi bộ", "D": "Đơn vị"}


def test_a_second_list_behind_the_signatures_is_said():
    reading = read(xlsx(HEADER, PERSON, [], [None, "Người lập"], [], ["DANH SÁCH DỰ BỊ"], HEADER, PERSON))
    assert [line for (line,) in rows(reading)] == [2]
    assert [(p.line, p.reason) for p in reading.warnings] == [
        (None, "Sau phần ký tên còn một danh sách nữa (dòng 7) không được đọc")
    ]


def test_a_header_of_three_rows():
    reading = read(
        xlsx(
            ["TT", "Họ và tên", "Ngày vào Đảng", None, "SĐT"],
            [None, None, "Dự bị", "Chính thức"],
            [None, None, "(ngày/tháng/năm)", "(ngày/tháng/năm)"],
            [1, "Trần Văn Ân", "2/2/2005", "2/2/2006", "0912345678"],
        )
    )
    assert rows(reading, "full_name", "party_joined", "phone") == [(4, "Trần Văn Ân", "2005-02-02", "0912345678")]
    assert reading.problems == []
