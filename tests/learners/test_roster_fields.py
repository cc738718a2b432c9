"""The rule of each field: what comes out, what is said."""

from datetime import date

import pytest

from tests.learners.rosters import HEADER, field, marks, read, rows, text, webpage, xlsx


@pytest.mark.parametrize(
    ("typed", "birth"),
    [
        (date(1980, 5, 13), "1980-05-13"),
        ("7/3/1985", "1985-03-07"),
        ("07/03/1985", "1985-03-07"),
        ("1.6.1990", "1990-06-01"),
        ("9-12-1988", "1988-12-09"),
        ("08 / 10 / 1995", "1995-10-08"),
        ("1995-10-08", "1995-10-08"),
        ("25/04/1973 00:00:00", "1973-04-25"),
        ("'25/04/1973", "1973-04-25"),
        ("ngày 5 tháng 3 năm 1980", "1980-03-05"),
        ("Ngày 05 tháng 03 năm 1980", "1980-03-05"),
        ("5 tháng 3 năm 1980", "1980-03-05"),
        ("mùng 5 tháng ba năm 1980", "1980-03-05"),
        ("ngày 12 tháng mười hai năm 1980", "1980-12-12"),
        ("ngày 12 tháng Giêng năm 1980", "1980-01-12"),
        ("Ngày 5/3/1980", "1980-03-05"),
        ("sinh ngày 5/3/1980", "1980-03-05"),
        ("5-Mar-1980", "1980-03-05"),
        ("năm 1980", "1980"),
        (1980, "1980"),
        ("1980", "1980"),
    ],
)
def test_birth_is_read_day_first_without_a_word(typed, birth):
    assert field("birth", typed) == (birth, None, None)


@pytest.mark.parametrize(
    ("typed", "birth", "warning"),
    [
        ("14-7-85", "1985-07-14", "Năm chỉ có hai chữ số (85), được hiểu là 1985"),
        ("14/9/10", "2010-09-14", "Năm chỉ có hai chữ số (10), được hiểu là 2010"),
        ("15/9/10", "1910-09-15", "Năm chỉ có hai chữ số (10), được hiểu là 1910; Hơn 100 tuổi"),
        ("5-Mar-83", "1983-03-05", "Năm chỉ có hai chữ số (83), được hiểu là 1983"),
        ("85", "1985", "Năm chỉ có hai chữ số (85), được hiểu là 1985"),
        (31657, "1986-09-02", "Số 31657 được hiểu là ngày 02/09/1986"),
        ("31657", "1986-09-02", "Số 31657 được hiểu là ngày 02/09/1986"),
        ("3/1980", "1980", "Chỉ có tháng và năm (3/1980); lấy năm 1980"),
        ("03.1980", "1980", "Chỉ có tháng và năm (3/1980); lấy năm 1980"),
        ("tháng 3 năm 1980", "1980", "Chỉ có tháng và năm (3/1980); lấy năm 1980"),
        ("tháng 3/1980", "1980", "Chỉ có tháng và năm (3/1980); lấy năm 1980"),
        ("1980-03", "1980", "Chỉ có tháng và năm (3/1980); lấy năm 1980"),
        (date(1905, 6, 9), "1987", "Ô hiện ngày 09/06/1905, do gõ năm 1987 vào ô định dạng ngày; lấy năm 1987"),
        ("15/9/2010", "2010-09-15", "Chưa đủ 16 tuổi"),
        (2011, "2011", "Chưa đủ 16 tuổi"),
        (1925, "1925", "Hơn 100 tuổi"),
        ("13/9/1925", "1925-09-13", "Hơn 100 tuổi"),
    ],
)
def test_birth_that_had_to_be_understood_is_said(typed, birth, warning):
    assert field("birth", typed) == (birth, None, warning)


@pytest.mark.parametrize("typed", ["14/9/2010", 2010, 1926, "14/9/1926"])
def test_sixteen_and_a_hundred_years_are_not_remarked(typed):
    assert field("birth", typed)[2] is None


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("31/02/1990", "Không có ngày 31/02/1990"),
        ("29/2/1991", "Không có ngày 29/02/1991"),
        ("12/25/1990", "Không có tháng 25"),
        ("0/5/2009", "Không có ngày 00/05/2009"),
        ("15/13/1988", "Không có tháng 13"),
        ("13/1988", "Không có tháng 13"),
        ("31/2/85", "Không có ngày 31/02/1985"),
        ("15/9/2026", "15/09/2026 ở tương lai"),
        (date(2058, 4, 30), "30/04/2058 ở tương lai"),
        (2027, "Năm 2027 ở tương lai"),
        ("không rõ", "Không đọc được ngày: “không rõ”"),
        (True, "Không đọc được ngày: “TRUE”"),
        ("19800513", "Không đọc được ngày: “19800513”"),
        ("13/5/985", "Không đọc được ngày: “13/5/985”"),
        ("../../1980", "Không đọc được ngày: “../../1980”"),
    ],
)
def test_birth_that_cannot_be_is_an_error(typed, error):
    assert field("birth", typed) == (None, error, None)


@pytest.mark.parametrize(
    ("typed", "joined", "error", "warning"),
    [
        (date(2005, 2, 3), "2005-02-03", None, None),
        ("3/2/05", "2005-02-03", None, "Năm chỉ có hai chữ số (05), được hiểu là 2005"),
        ("3/2/25", "2025-02-03", None, "Năm chỉ có hai chữ số (25), được hiểu là 2025"),
        (38386, "2005-02-03", None, "Số 38386 được hiểu là ngày 03/02/2005"),
        (2005, None, "Ngày vào Đảng chỉ có năm; cần đủ ngày, tháng, năm", None),
        ("2/2005", None, "Ngày vào Đảng chỉ có tháng và năm; cần đủ ngày, tháng, năm", None),
        ("15/9/2026", None, "15/09/2026 ở tương lai", None),
        ("-", None, None, None),
    ],
)
def test_admission_needs_a_whole_day(typed, joined, error, warning):
    assert field("party_joined", typed) == (joined, error, warning)


@pytest.mark.parametrize(
    ("birth", "joined", "warned"),
    [
        (date(1980, 5, 13), date(1998, 5, 12), True),
        (date(1980, 5, 13), date(1998, 5, 13), False),
        (1980, date(1997, 12, 31), True),
        (1980, date(1998, 1, 1), False),
    ],
)
def test_admission_before_the_eighteenth_birthday_is_said(birth, joined, warned):
    reading = read(xlsx(["STT", "Họ tên", "Ngày sinh", "Ngày kết nạp"], [1, "Trần Văn Ân", birth, joined]))
    assert marks(reading.warnings) == ([(2, "party_joined")] if warned else [])


def test_days_up_to_twelve_as_dates_beside_texts_above_are_said_once_for_the_column():
    reading = read(
        xlsx(
            ["STT", "Họ tên", "Ngày sinh"],
            [1, "Trần Văn Ân", date(1980, 5, 3)],
            [2, "Lê Thị Bình", "25/11/1979"],
            [3, "Hồ Văn Chín", date(1981, 12, 12)],
        )
    )
    assert rows(reading, "birth") == [(2, "1980-05-03"), (3, "1979-11-25"), (4, "1981-12-12")]
    assert marks(reading.warnings) == [(None, "birth")]


@pytest.mark.parametrize(
    ("typed", "gender"),
    [("Nam", "nam"), ("NỮ", "nu"), ("nu", "nu"), ("Male", "nam"), ("female", "nu"), ("M", "nam"), ("f", "nu")],
)
def test_gender_words(typed, gender):
    assert field("gender", typed) == (gender, None, None)


@pytest.mark.parametrize("typed", ["?", "Năm", "x", "Nam/Nữ", 1])
def test_a_word_that_is_no_gender_is_an_error(typed):
    assert field("gender", typed) == (None, f"Giới tính “{typed}” không phải Nam hay Nữ", None)


@pytest.mark.parametrize(
    "typed",
    [
        "001080123456",
        "001 080 123 456",
        "0010.8012.3456",
        "001-080-123456",
        "'001080123456",
        "\u00a0001080123456\u200b",
        1080123456 + 0,
    ],
)
def test_an_identity_number_is_twelve_digits_whatever_stands_between(typed):
    assert field("national_id", typed)[:2] == ("001080123456", None)


@pytest.mark.parametrize(
    ("typed", "make", "expected"),
    [
        (79180479062, xlsx, ("079180479062", None, "Ô chỉ còn 11 chữ số, đã thêm lại số 0 ở đầu: 079180479062")),
        (1191751019, xlsx, ("001191751019", None, "Ô chỉ còn 10 chữ số, đã thêm lại số 0 ở đầu: 001191751019")),
        ("79180479062", text, ("079180479062", None, "Ô chỉ còn 11 chữ số, đã thêm lại số 0 ở đầu: 079180479062")),
        ("1191751019", webpage, ("001191751019", None, "Ô chỉ còn 10 chữ số, đã thêm lại số 0 ở đầu: 001191751019")),
        ("07918047906", text, (None, "Số định danh có 11 chữ số, phải có 12", None)),
        ("79180479062", xlsx, (None, "Số định danh có 11 chữ số, phải có 12", None)),
        ("0791804790621", xlsx, (None, "Số định danh có 13 chữ số, phải có 12", None)),
        ("12345678", xlsx, (None, "Số định danh có 8 chữ số, phải có 12", None)),
        ("183 456 721", xlsx, (None, None, "Số CMND cũ (9 chữ số), không lấy làm số định danh")),
        (271845390, xlsx, (None, None, "Số CMND cũ (9 chữ số), không lấy làm số định danh")),
        ("271845390", text, (None, None, "Số CMND cũ (9 chữ số), không lấy làm số định danh")),
        ("068178O68359", xlsx, (None, "Số định danh “068178O68359” có ký tự không phải chữ số", None)),
        ("7.91805E+10", text, (None, "Số định danh “7.91805E+10” có ký tự không phải chữ số", None)),
        ("7,9E+10", xlsx, (None, "Số định danh “7,9E+10” có ký tự không phải chữ số", None)),
        (79180479062.5, xlsx, (None, "Số định danh “79180479062.5” có ký tự không phải chữ số", None)),
        ('="079180479062"', text, ("079180479062", None, None)),
        ("-", xlsx, (None, None, None)),
    ],
)
def test_other_identity_numbers(typed, make, expected):
    assert field("national_id", typed, make=make) == expected


def test_the_same_identity_number_is_an_error_on_every_line_that_names_the_others():
    people = [[n, name, number] for n, (name, number) in enumerate(
        [("Trần Văn Ân", "001080123456"), ("Lê Thị Bình", 1080123456), ("Hồ Văn Chín", "001 080 123 456"),
         ("Vũ Thị Dịu", "001180123456")], 1)]  # fmt: skip
    reading = read(xlsx(["STT", "Họ tên", "Số định danh"], *people))
    assert [(p.line, p.reason) for p in reading.errors] == [
        (2, "Trùng số định danh với dòng 3, 4"),
        (3, "Trùng số định danh với dòng 2, 4"),
        (4, "Trùng số định danh với dòng 2, 3"),
    ]
    assert rows(reading, "national_id") == [(5, "001180123456")]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("001080123456", None),
        ("001180123456", "Số định danh cho biết giới tính nữ, khác với danh sách"),
        ("001081123456", "Số định danh cho biết năm sinh 1981, khác với danh sách"),
        ("001380123456", "Số định danh cho biết giới tính nữ và năm sinh 2080, khác với danh sách"),
    ],
)
def test_an_identity_number_that_contradicts_the_row_is_said(number, reason):
    person = [1, "Trần Văn Ân", date(1980, 5, 13), "Nam", number]
    reading = read(xlsx(HEADER, person))
    assert rows(reading, "national_id") == [(2, number)]
    assert [p.reason for p in reading.warnings] == ([reason] if reason else [])


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0912345678", "0912345678"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912-345-678", "0912345678"),
        ("+84 912 345678", "0912345678"),
        ("84912345678", "0912345678"),
        (84912345678, "0912345678"),
        ("02438253456", "02438253456"),
        ("+84 24 3825 3456", "02438253456"),
        ("'0912345678", "0912345678"),
    ],
)
def test_telephone_numbers_are_tidied_without_a_word(typed, phone):
    assert field("phone", typed) == (phone, None, None)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        (912345678, "0912345678"),
        ("912345678", "0912345678"),
        ("0912345678/0987654321", "0912345678"),
        ("0912345678 - 0987654321", "0912345678"),
        ("0912 345 678, 0987 654 321", "0912345678"),
        ("0912345678\n0987654321", "0912345678"),
        ("0912345678-0987654321", "0912345678"),
        ("02438253456; 0987654321", "02438253456"),
        ("0912345678 (Zalo)", "0912345678"),
        ("08601005", None),
        ("gọi văn phòng", None),
        ("09123456789", None),
    ],
)
def test_other_telephone_numbers_are_said(typed, phone):
    value, error, warning = field("phone", typed)
    assert (value, error) == (phone, None)
    assert warning


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("TRẦN VĂN ÂN", "Trần Văn Ân"),
        ("trần văn ân", "Trần Văn Ân"),
        ("KSOR H'BIA", "Ksor H'Bia"),
        ("TRẦN THỊ ÁNH-TUYẾT", "Trần Thị Ánh-Tuyết"),
        ("  Trần\u00a0Văn \n Ân ", "Trần Văn Ân"),
        ("\u200bTrần Văn\ufeff Ân", "Trần Văn Ân"),
        ("Tra\u0302\u0300n Va\u0306n A\u0302n", "Trần Văn Ân"),
        ("Ông Thị Bình", "Ông Thị Bình"),
        ("Trần Thị DUNG", "Trần Thị DUNG"),
        ("Lê Thị Hoà", "Lê Thị Hoà"),
        ("=1+1 Văn Ân", "=1+1 Văn Ân"),
    ],
)
def test_names_are_tidied_in_form_only(typed, name):
    assert rows(read(xlsx(HEADER, [1, typed, date(1980, 5, 13)])), "full_name") == [(2, name)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Hạnh", "Hạnh"),
        ("Đ/c Trần Văn Ân", "Trần Văn Ân"),
        ("đ/c: Trần Văn Ân", "Trần Văn Ân"),
        ("Đồng chí Trần Văn Ân", "Trần Văn Ân"),
        ("ĐỒNG CHÍ TRẦN VĂN ÂN", "Trần Văn Ân"),
        ("1. Trần Văn Ân", "Trần Văn Ân"),
        ("Tráº§n VÄƒn Ã‚n", "Tráº§n VÄƒn Ã‚n"),
    ],
)
def test_names_that_are_doubtful_are_said(typed, name):
    reading = read(xlsx(HEADER, [1, typed, date(1980, 5, 13)]))
    assert rows(reading, "full_name") == [(2, name)]
    assert marks(reading.warnings) == [(2, "full_name")]


def test_a_person_twice_is_said_and_namesakes_are_two_people():
    reading = read(
        xlsx(
            HEADER,
            [1, "Bùi Thị Hoà", date(1963, 3, 1)],
            [2, "BÙI THỊ HÒA", date(1963, 3, 1)],
            [3, "Bùi Thị Hoá", date(1963, 3, 1)],
            [4, "Bùi Thị Hoà", date(1970, 3, 1)],
        )
    )
    assert [row[0] for row in rows(reading)] == [2, 3, 4, 5]
    assert [(p.line, p.field, p.reason) for p in reading.warnings] == [
        (3, "full_name", "Trùng họ tên và ngày sinh với dòng 2")
    ]


def test_all_errors_come_at_once_and_good_rows_do_not_suffer():
    wrong = [2, None, "31/02/1990", "?", "12", "Kế toán", "Chi bộ thôn 1", "x", 2005]
    reading = read(xlsx(HEADER, [1, "Trần Văn Ân"], wrong, [3, "Lê Thị Bình"]))
    assert [row[0] for row in rows(reading)] == [2, 4]
    assert sorted(marks(reading.errors)) == [
        (3, "birth"), (3, "full_name"), (3, "gender"), (3, "national_id"), (3, "party_joined")
    ]  # fmt: skip


def test_a_correction_takes_the_place_of_the_cell():
    content = xlsx(HEADER, [1, None, "31/02/1990", "?", 79180479062])
    fixed = {
        (2, "full_name"): " lê thị bình ",
        (2, "birth"): "28/02/1990",
        (2, "gender"): "Nữ",
        (2, "unit"): "Chi bộ 3",
    }
    reading = read(content, corrections=fixed | {(2, "national_id"): "079190479062"})
    assert rows(reading, "full_name", "birth", "gender", "national_id", "unit") == [
        (2, "Lê Thị Bình", "1990-02-28", "nu", "079190479062", "Chi bộ 3")
    ]
    assert reading.problems == []


def test_cells_are_shown_as_typed_with_their_columns():
    cells = read(xlsx(HEADER, [1, "Trần Văn Ân", "31/02/1990", None, 79180479062])).cells[2]
    assert {name: (cell.text, cell.column) for name, cell in cells.items()} == {
        "full_name": ("Trần Văn Ân", "B"),
        "birth": ("31/02/1990", "C"),
        "national_id": ("79180479062", "E"),
    }


@pytest.mark.parametrize("make", [xlsx, text, webpage])
def test_an_error_value_is_an_error_of_its_field_and_a_doubt_elsewhere(make):
    reading = read(make([*HEADER, "Ghi chú"], [1, "Trần Văn Ân", "#N/A", *[None] * 6, "#REF!"], [2, "Lê Thị Bình"]))
    assert marks(reading.errors) == [(2, "birth")]
    assert marks(reading.warnings) == [(2, "note")]
    assert [row[0] for row in rows(reading)] == [3]
