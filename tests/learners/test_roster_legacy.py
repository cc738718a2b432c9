"""Text typed for old fonts: TCVN3 (.VnTime) and VNI."""

import pytest

from learners.roster.legacy import TCVN3, VNI, convert, readings
from learners.roster.syllables import is_syllable
from tests.learners.rosters import marks, read, rows, text, xlsx

TEXTS = [
    "Nguyễn Thị Hồng Nhung",
    "Đặng Thị Thu Nết",
    "Vũ Ngọc Dũng",
    "Họ và tên",
    "Giới tính",
    "Chi bộ Trường Tiểu học Gò Sương, số 7",
    "Bí thư chi bộ",
    "Hoàng Văn Thuỷ",
    "Lê Quốc Tuý",
    "Trần Mỹ Kỳ",
    "ờ ớ ở ỡ ợ ừ ứ ử ữ ự ắ ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ý ỳ ỷ ỹ ỵ í ì ỉ ĩ ị ú ù ủ ũ ụ ó ò ỏ õ ọ é è ẻ ẽ ẹ đ ă â ê ô ơ ư",
]
VNI_LETTERS = "áàảãạăắằẳẵặâấầẩẫậéèẻẽẹêếềểễệóòỏõọôốồổỗộơớờởỡợúùủũụưứừửữựýỳỷỹỵíìỉĩịđĐƠƯ"
VNI_SPELLED = """
aù aø aû aõ aï aê aé aè aú aü aë aâ aá aà aå aã aä eù eø eû eõ eï eâ eá eà eå eã eä où oø oû oõ oï oâ oá oà oå oã oä
ô ôù ôø ôû ôõ ôï uù uø uû uõ uï ö öù öø öû öõ öï yù yø yû yõ î í ì æ ó ò ñ Ñ Ô Ö
"""
VNI_PAIRS = dict(zip(VNI_LETTERS, VNI_SPELLED.split(), strict=True))
TCVN3_CODES = {
    convert(chr(code), TCVN3): chr(code) for code in range(0xA1, 0xFF) if chr(code) != convert(chr(code), TCVN3)
}


def as_vni(written):
    return "".join(VNI_PAIRS.get(letter, letter) for letter in written)


def as_tcvn3(written):
    return "".join(TCVN3_CODES.get(letter, letter) for letter in written)


@pytest.mark.parametrize("written", TEXTS)
def test_old_text_comes_back_as_it_was_meant(written):
    assert convert(as_vni(written), VNI) == written
    assert convert(as_tcvn3(written), TCVN3) == written


def test_the_capital_font_has_the_small_letters_codes():
    assert convert("NGUYÔN V¨N §øC", TCVN3) == "NGUYỄN VĂN ĐỨC"
    assert convert("Vò §ç ThÞ", TCVN3) == "Vũ Đỗ Thị"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Nguyễn", {""}),
        ("Lê Công Tú", {""}),
        ("Nam", set()),
        ("NguyÔn ThÞ", {TCVN3}),
        ("Nguyeãn Thò", {VNI}),
        ("H'Bia", set()),
    ],
)
def test_how_a_text_can_be_read(written, expected):
    assert expected <= readings(written) if expected else readings(written) == frozenset()
    assert ("" in readings(written)) == ("" in expected)


@pytest.mark.parametrize(
    ("word", "valid"),
    [("Nguyễn", True), ("quý", True), ("Quốc", True), ("giếng", True), ("khuỷu", True), ("nghiêng", True), ("Đắk", False),
     ("hoc", False), ("thư", True), ("xyz", False), ("NguyÔn", False), ("oanh", True), ("yến", True)],
)  # fmt: skip
def test_syllables(word, valid):
    assert is_syllable(word) is valid


LIST = [
    ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ", "Chi bộ"],
    ["1", "Nguyễn Thị Hồng Nhung", "5/3/1980", "Nữ", "Bí thư chi bộ", "Chi bộ xóm Giếng Đá"],
    ["2", "Vũ Đức Thắng", "1979", "Nam", "Kế toán", "Chi bộ Trường THCS Gò Sương"],
    ["3", "Lê Anh", "1981", "Nam", "Y tá", "Chi bộ thôn 7"],
]
EXPECTED = [
    (2, "Nguyễn Thị Hồng Nhung", "nu", "Bí thư chi bộ", "Chi bộ xóm Giếng Đá"),
    (3, "Vũ Đức Thắng", "nam", "Kế toán", "Chi bộ Trường THCS Gò Sương"),
    (4, "Lê Anh", "nam", "Y tá", "Chi bộ thôn 7"),
]


@pytest.mark.parametrize("spell", [as_vni, as_tcvn3])
@pytest.mark.parametrize(
    "make",
    [xlsx, text, lambda *lines: text(*lines, encoding="latin-1"), lambda *lines: text(*lines, encoding="utf-16")],
)
def test_a_whole_list_in_an_old_encoding_is_converted_and_said_once(spell, make):
    reading = read(make(*[[spell(cell) for cell in line] for line in LIST]))
    assert rows(reading, "full_name", "gender", "position", "unit") == EXPECTED
    assert marks(reading.problems) == [(None, None)]
    assert ("VNI" if spell is as_vni else "TCVN3") in reading.warnings[0].reason


@pytest.mark.parametrize("spell", [as_vni, as_tcvn3])
def test_single_old_lines_are_said_line_by_line(spell):
    reading = read(xlsx(LIST[0], LIST[1], [spell(cell) for cell in LIST[2]], LIST[3]))
    assert rows(reading, "full_name", "gender", "position", "unit") == EXPECTED
    assert marks(reading.problems) == [(3, None)]


def test_a_list_in_unicode_is_left_alone():
    reading = read(xlsx(*LIST, [4, "Lê Công Tú", "1980", "Nam", "Phó công an xã", "Tổ dân phố Xuân Hoà"]))
    assert rows(reading, "full_name", "position", "unit")[-1] == (
        5, "Lê Công Tú", "Phó công an xã", "Tổ dân phố Xuân Hoà"
    )  # fmt: skip
    assert reading.problems == []


def test_old_and_new_cells_may_stand_on_one_line():
    reading = read(
        xlsx(LIST[0], LIST[1], ["2", as_tcvn3("Vũ Đức Thắng"), "1979", "Nam", "Kế toán", LIST[2][5]], LIST[3])
    )
    assert rows(reading, "full_name", "gender", "position", "unit") == EXPECTED
    assert marks(reading.problems) == [(3, None)]


def test_a_letter_that_only_looks_like_another_is_put_right():
    reading = read(xlsx(LIST[0], ["1", "\u00d0inh \u00d0ức An", "1980"], ["2", "\u00d0inh Thanh", "1980"]))
    assert rows(reading, "full_name") == [(2, "Đinh Đức An"), (3, "Đinh Thanh")]
    assert reading.problems == []
