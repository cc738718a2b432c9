"""Who is a person in a list: groups, totals, blank rows, signatures, merged and repeated cells."""

import pytest

from tests.learners.rosters import marks, read, rows, webpage, xlsx

HEADER = ["STT", "Họ và tên", "Năm sinh", "Chức vụ", "Chi bộ"]
AN = [1, "Trần Văn Ân", 1980, "Kế toán", "Chi bộ thôn 1"]
BINH = [2, "Lê Thị Bình", 1981, "Giáo viên", None]
CHIN = [3, "Hồ Văn Chín", 1982, "Y sĩ", None]


@pytest.mark.parametrize(
    ("row", "unit"),
    [
        (["I. Đảng bộ xã Gò Sương"], "Đảng bộ xã Gò Sương"),
        (["II", "ĐẢNG BỘ XÃ GÒ SƯƠNG"], "ĐẢNG BỘ XÃ GÒ SƯƠNG"),
        (["A", "Khối cơ quan"], "Khối cơ quan"),
        (["A. Đảng bộ xã Gò Sương: 05 đồng chí"], "Đảng bộ xã Gò Sương"),
        ([None, "Đảng bộ xã Gò Sương (02 đồng chí)"], "Đảng bộ xã Gò Sương"),
        ([None, "Đảng bộ xã Gò Sương: 2"], "Đảng bộ xã Gò Sương"),
        ([None, "Đảng bộ xã Gò Sương - 02 học viên"], "Đảng bộ xã Gò Sương"),
        (["1.2. Chi bộ tổ dân phố 7"], "Chi bộ tổ dân phố 7"),
        (["I.1", "Chi bộ tổ dân phố 7 (2 đ/c)"], "Chi bộ tổ dân phố 7"),
        (["*", "Trường THCS Gò Sương"], "Trường THCS Gò Sương"),
        (["III", "Công ty May 10"], "Công ty May 10"),
        (["IV", "Mặt trận Tổ quốc", None, None, "2 đồng chí"], "Mặt trận Tổ quốc"),
        ([1, "Đảng bộ phường Bến Gió"], "Đảng bộ phường Bến Gió"),
        (["UBND xã Gò Sương"], "UBND xã Gò Sương"),
    ],
)
def test_a_group_row_gives_the_unit_of_the_rows_below(row, unit):
    reading = read(xlsx(HEADER, row, BINH, CHIN))
    assert rows(reading, "full_name", "unit") == [(3, "Lê Thị Bình", unit), (4, "Hồ Văn Chín", unit)]
    assert reading.errors == []


def test_the_rows_own_unit_wins_and_the_next_group_takes_over():
    reading = read(
        xlsx(HEADER, ["I. Đảng bộ xã A"], AN, BINH, ["II. Đảng bộ xã B"], ["1", "Chi bộ thôn 3"], CHIN,
             merges=["A2:E2", "A5:E5"])
    )  # fmt: skip
    assert rows(reading, "unit") == [(3, "Chi bộ thôn 1"), (4, "Đảng bộ xã A"), (7, "Chi bộ thôn 3")]
    assert reading.problems == []


@pytest.mark.parametrize("name", ["Đoàn Văn Ban", "Trường Thị Sở", "Phòng A Sáng", "Ban Văn Xã", "Tổng Thị Công"])
def test_people_whose_names_begin_like_a_unit_are_people(name):
    reading = read(xlsx(HEADER, [1, name, 1980], [2, name + " Hai"]))
    assert rows(reading, "full_name") == [(2, name), (3, name + " Hai")]


@pytest.mark.parametrize(
    ("row", "agrees"),
    [
        ([None, "Cộng: 2"], True),
        ([None, "Cộng: 02 đồng chí"], True),
        ([None, "Cộng: 3"], False),
        (["Tổng cộng: 2 học viên, trong đó nữ: 1"], True),
        (["Tổng cộng: 3 học viên"], False),
        ([None, "Tổng số", 2], True),
        ([None, "Tổng cộng", None, "5 người"], False),
        (["Danh sách này có 02 đồng chí./."], True),
        (["Danh sách có 12 đồng chí"], False),
        (["(Danh sách gồm 02 người)"], True),
        (["Ấn định danh sách có 4 người"], False),
        (["Tổng cộng"], True),
        ([None, "TỔNG CỘNG: 2"], True),
    ],
)
def test_a_total_is_nobody_and_said_when_it_does_not_agree(row, agrees):
    reading = read(xlsx(HEADER, AN, BINH, row))
    assert [line for (line,) in rows(reading)] == [2, 3]
    assert marks(reading.problems) == ([] if agrees else [(4, None)])


def test_subtotals_count_their_group_and_the_total_everybody_with_those_in_error():
    reading = read(
        xlsx(HEADER, ["I. Đảng bộ xã A"], AN, [2, "Lê Thị Bình", "31/2/1981"], [None, "Cộng: 2"],
             ["II. Đảng bộ xã B"], CHIN, [None, "Cộng: 2"], [None, "Tổng cộng: 3"])
    )  # fmt: skip
    assert marks(reading.errors) == [(4, "birth")]
    assert marks(reading.warnings) == [(8, None)]


def test_ticks_may_be_added_up_in_the_total():
    header = ["STT", "Họ tên", "Nam", "Nữ"]
    people = [[1, "Trần Văn Ân", "x"], [2, "Lê Thị Bình", None, "x"]]
    assert read(xlsx(header, *people, [None, "Cộng", 1, 1])).problems == []
    assert marks(read(xlsx(header, *people, [None, "Cộng", 2, 1])).problems) == [(4, None)]


def test_nobody_stands_in_blank_numbered_repeated_and_title_rows():
    reading = read(
        xlsx(
            HEADER,
            ["(1)", "(2)", "(3)", "(4)", "(5)"],
            AN,
            [],
            [None, "\u00a0", " "],
            [2],
            ["-", "-", "-", "-", "-"],
            ["DANH SÁCH HỌC VIÊN (tiếp theo)"],
            ["STT", "HỌ VÀ TÊN", "Năm sinh", "Chức vụ", "Chi bộ"],
            [1, 2, 3, 4, 5],
            ["A", "B", "1", "2", "3"],
            BINH,
            [None, "Hồ Văn Chín", 1982],
        )
    )
    assert [line for (line,) in rows(reading)] == [3, 12, 13]
    assert reading.problems == []


@pytest.mark.parametrize(
    "block",
    [
        [["Người lập biểu", None, None, "GIÁM ĐỐC"]],
        [[None, None, None, "Gò Sương, ngày 14 tháng 9 năm 2026"]],
        [[None, None, None, "Gò Sương, ngày ... tháng ... năm 2026"]],
        [[None, "NGƯỜI LẬP", None, "T/M ĐẢNG ỦY\nPHÓ BÍ THƯ"]],
        [[None, None, None, "TM. BAN THƯỜNG VỤ"]],
        [[None, None, None, "BÍ THƯ"]],
        [[None, "(Ký, ghi rõ họ tên)"]],
        [["Nơi nhận:"], ["- Như trên"]],
        [[None, "Người tổng hợp", None, "Chức vụ"]],
        [[None, "XÁC NHẬN CỦA ĐẢNG ỦY"]],
        [[None, "KT. GIÁM ĐỐC"], [None, "PHÓ GIÁM ĐỐC"]],
    ],
)
def test_everything_from_the_signatures_on_is_nobody(block):
    reading = read(xlsx(HEADER, AN, BINH, [], *block, [], [None, "Phạm Hữu Dũng", None, "Phạm Thị Yến"]))
    assert [line for (line,) in rows(reading)] == [2, 3]
    assert reading.problems == []


@pytest.mark.parametrize("position", ["Bí thư", "Giám đốc", "Phó Bí thư chi bộ", "Chủ tịch", "Người lập dự toán"])
def test_a_learners_office_is_no_signature(position):
    reading = read(xlsx(HEADER, [1, "Trần Văn Ân", None, position], [None, "Lê Thị Bình", None, position], CHIN))
    assert rows(reading, "position") == [(2, position), (3, position), (4, "Y sĩ")]


def test_every_person_is_one_row_whatever_the_numbering():
    reading = read(
        xlsx(HEADER, [5, "Trần Văn Ân"], [5, "Lê Thị Bình", 1981], [None, "Hồ Văn Chín", 1982], ["09", "Vũ An"])
    )
    assert [line for (line,) in rows(reading)] == [2, 3, 4, 5]


@pytest.mark.parametrize(
    "row", [[2, None, 1981], [None, None, None, "Y sĩ", "Chi bộ 2"], [2, None, None, None, "Chi bộ 2"], [2, "-", "x"]]
)
def test_a_filled_row_without_a_name_is_an_error(row):
    errors = marks(read(xlsx(HEADER, AN, row)).errors)
    assert (3, "full_name") in errors


def test_a_row_that_is_not_understood_is_said():
    reading = read(xlsx(HEADER, AN, [None, None, None, None, "xem lại"], BINH))
    assert [line for (line,) in rows(reading)] == [2, 4]
    assert marks(reading.warnings) == [(3, None)]


@pytest.mark.parametrize("make", [xlsx])
def test_a_merged_cell_speaks_for_all_its_rows_and_an_empty_one_stays_empty(make):
    reading = read(make(HEADER, AN, BINH, CHIN, [4, "Vũ Thị Dịu"], merges=["E2:E3", "D3:D4"]))
    assert rows(reading, "position", "unit") == [
        (2, "Kế toán", "Chi bộ thôn 1"),
        (3, "Giáo viên", "Chi bộ thôn 1"),
        (4, "Giáo viên", None),
        (5, None, None),
    ]


def test_spans_of_a_web_page_speak_for_their_rows():
    page = webpage(HEADER, AN, [*BINH[:4]]).replace(b"<td>Chi b", b"<td rowspan=2>Chi b", 2)
    page = page.replace(b"<td rowspan=2>Chi b\xe1\xbb\x99</td>", "<td>Chi bộ</td>".encode())
    assert rows(read(page), "unit") == [(2, "Chi bộ thôn 1"), (3, "Chi bộ thôn 1")]


@pytest.mark.parametrize("ditto", ["nt", "-nt-", "- nt -", "NT", "như trên", "Như trên", '"', "”", "''", '-"-'])
def test_ditto_repeats_the_cell_above(ditto):
    reading = read(xlsx(HEADER, AN, [2, "Lê Thị Bình", ditto, ditto, ditto], [3, "Hồ Văn Chín", 1982, ditto, ditto]))
    assert rows(reading, "birth", "position", "unit") == [
        (2, "1980", "Kế toán", "Chi bộ thôn 1"),
        (3, "1980", "Kế toán", "Chi bộ thôn 1"),
        (4, "1982", "Kế toán", "Chi bộ thôn 1"),
    ]
    assert reading.problems == []


@pytest.mark.parametrize(
    ("title", "agrees"), [("Danh sách gồm 02 đồng chí", True), ("(Danh sách có 5 học viên)", False)]
)
def test_a_count_in_the_title_is_compared_too(title, agrees):
    reading = read(xlsx(["DANH SÁCH HỌC VIÊN"], [title], HEADER, AN, BINH))
    assert marks(reading.problems) == ([] if agrees else [(2, None)])


def test_a_count_in_a_group_row_is_compared_with_its_people():
    reading = read(xlsx(HEADER, ["I. Đảng bộ xã A: 03 đồng chí (nữ: 1)"], AN, BINH, ["II. Đảng bộ xã B (1)"], CHIN))
    assert rows(reading, "unit")[1:] == [(4, "Đảng bộ xã A"), (6, "Đảng bộ xã B")]
    assert marks(reading.problems) == [(2, None)]


def test_people_behind_the_signatures_are_not_read_but_said():
    reading = read(xlsx(HEADER, AN, [], [None, "Người lập", None, "GIÁM ĐỐC"], [], BINH, [None, "Phạm Thị Yến"]))
    assert [line for (line,) in rows(reading)] == [2]
    assert marks(reading.problems) == [(6, None)]


@pytest.mark.parametrize("position", ["Thủ trưởng cơ quan", "Cộng tác viên dân số", "Đại diện đơn vị"])
def test_an_office_beside_a_name_ends_no_list_even_without_numbers(position):
    reading = read(xlsx(["Họ tên", "Chức vụ"], ["Trần Văn Ân", position], ["Lê Thị Bình", position]))
    assert rows(reading, "position") == [(2, position), (3, position)]


def test_ditto_under_a_group_row_means_the_group():
    reading = read(xlsx(HEADER, AN, ["II. Đảng bộ xã B"], [2, "Lê Thị Bình", 1981, "nt", "nt"]))
    assert rows(reading, "position", "unit")[1:] == [(4, "Kế toán", "Đảng bộ xã B")]
