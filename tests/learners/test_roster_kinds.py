"""Further kinds of lists that units send, each found to be read wrongly once."""

import pytest

from tests.learners.rosters import HEADER, PERSON, field, marks, read, rows, text, xlsx

SPLIT = ["Ngày, tháng, năm sinh", None, None]
PARTS = ["Ngày", "Tháng", "Năm"]


@pytest.mark.parametrize(
    ("make", "merges"), [(xlsx, {"merges": ["C1:E1"]}), (xlsx, {}), (text, {})], ids=["merged", "plain", "text"]
)
def test_a_day_of_birth_in_three_columns(make, merges):
    reading = read(
        make(
            ["STT", "Họ và tên", *SPLIT, "Giới tính"],
            [None, None, *PARTS, None],
            [1, "Trần Văn Ân", 13, 5, 1980, "Nam"],
            [2, "Lê Thị Hai", "01", "02", "1985", "Nữ"],
            [3, "Lê Thị Ba", None, None, 1985, "Nữ"],
            [4, "Lê Thị Tư", None, 5, 1985, "Nữ"],
            [5, "Lê Thị Năm", 31, 2, 1985, "Nữ"],
            [6, "Lê Thị Sáu", 3, 2, None, "Nữ"],
            **merges,
        )
    )
    assert rows(reading, "full_name", "birth", "gender") == [
        (3, "Trần Văn Ân", "1980-05-13", "nam"),
        (4, "Lê Thị Hai", "1985-02-01", "nu"),
        (5, "Lê Thị Ba", "1985", "nu"),
        (6, "Lê Thị Tư", "1985", "nu"),
    ]
    assert marks(reading.errors) == [(7, "birth"), (8, "birth")]
    assert marks(reading.warnings) == [(6, "birth")]


def test_a_corrected_day_goes_back_into_its_three_columns():
    reading = read(
        xlsx(["STT", "Họ và tên", *SPLIT], [None, None, *PARTS], [1, "Trần Văn Ân", 31, 2, 1980], merges=["C1:E1"]),
        corrections={(3, "birth"): "28/2/1980"},
    )
    assert rows(reading, "birth") == [(3, "1980-02-28")]
    assert [reading.whole[3][letter] for letter in "CDE"] == ["28", "2", "1980"]


def test_a_corrected_sex_is_ticked_again():
    reading = read(xlsx(["Họ và tên", "Nam", "Nữ"], ["Trần Văn Ân", "x", "x"]), corrections={(2, "gender"): "Nữ"})
    assert rows(reading, "gender") == [(2, "nu")]
    assert (reading.whole[2]["B"], reading.whole[2]["C"]) == ("", "x")


@pytest.mark.parametrize("tick", ["ü", "þ", "û", "ý"])
def test_a_tick_of_wingdings_makes_no_old_text(tick):
    reading = read(xlsx(["STT", "Họ và tên", "Nam", "Nữ"], [1, "Lê Bé Ba", None, tick], [2, "Hà Văn Bê", tick, None]))
    assert rows(reading, "full_name", "gender") == [(2, "Lê Bé Ba", "nu"), (3, "Hà Văn Bê", "nam")]
    assert reading.problems == []


@pytest.mark.parametrize("part", [["Trong đó: Nữ: 2"], ["Trong đó:", "Nữ", 2], ["Nữ: 02 đồng chí"], ["Đảng viên: 3"]])
def test_what_a_total_is_made_of_is_nobody(part):
    reading = read(xlsx(HEADER, PERSON, [None, "Tổng cộng: 1"], [None, *part]))
    assert [row.line for row in reading.rows] == [2]
    assert reading.problems == []


def test_a_total_that_disagrees_names_the_group_and_the_list():
    reading = read(
        xlsx(
            ["STT", "Họ và tên", "Ngày sinh"],
            ["I", "Đảng bộ xã A"],
            [1, "Trần Văn Ân", "13/5/1980"],
            ["II", "Đảng bộ xã B"],
            [1, "Lê Văn Bê", "13/5/1980"],
            [None, "Tổng cộng (I+II): 04 đồng chí"],
        )
    )
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (6, "Dòng ghi 4 người nhưng nhóm ở trên có 1 người, danh sách có 2 người")
    ]


@pytest.mark.parametrize("typed", [0, 0.0])
def test_a_zero_in_a_cell_of_dates_is_no_year(typed):
    assert field("birth", typed)[1] == "Không đọc được ngày: “0”"


@pytest.mark.parametrize("typed", ["13-thg5-1980", "13 thg 5 1980", "13 Thg5, 1980"])
def test_months_as_excel_shows_them_in_vietnamese(typed):
    assert field("birth", typed) == ("1980-05-13", None, None)


@pytest.mark.parametrize("typed", ["(0236)3123456", "(0236) 3.123.456", "0236 (3123456)"])
def test_a_code_in_brackets_is_part_of_the_telephone_number(typed):
    phone, error, warning = field("phone", typed)
    assert (phone, error, bool(warning)) == ("02363123456", None, True)


@pytest.mark.parametrize("ditto", ["n.t", "n.t.", "N.T"])
def test_ditto_with_a_point(ditto):
    reading = read(xlsx(["Họ và tên", "Chi bộ"], ["Trần Văn Ân", "Chi bộ 1"], ["Lê Văn Bê", ditto]))
    assert rows(reading, "unit") == [(2, "Chi bộ 1"), (3, "Chi bộ 1")]


def test_two_names_in_one_cell_are_said():
    reading = read(xlsx(["Họ và tên", "Năm sinh"], ["Trần Văn Ân, Lê Văn Bê", 1980]))
    assert marks(reading.warnings) == [(2, "full_name")]


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("unit", "Nơi công tác/ Chi bộ sinh hoạt"),
        ("unit", "Chi bộ, đơn vị công tác"),
        ("unit", "Đơn vị (hoặc chi bộ)"),
        ("education", "Trình độ VH"),
        ("expertise", "Trình độ CM"),
    ],
)
def test_further_headings(name, heading):
    assert getattr(read(xlsx(["Họ và tên", heading], ["Trần Văn Ân", "Chi bộ 1"])).rows[0], name) == "Chi bộ 1"


def test_a_spreadsheet_saved_as_xml_is_refused_with_what_to_do():
    content = b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Table/></Workbook>'
    assert read(content).file_error.startswith("Đây là bảng tính XML 2003. Hãy mở bằng Excel, lưu lại thành .xlsx")
