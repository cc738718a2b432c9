"""The order of names, and the form of any text."""

import random
import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from centres.names import KEY_LENGTH, sort_key, tidy

GIVEN = """An Án Ân Ấn Anh Ánh Ba Bà Bả Bã Bá Bạ Ban Bàn Bình Bính Chi Chí Dung Dũng Dương Đạt Đắc Đức Giang Hà Hạ Hạnh Hoa
Hoà Hoá Hoạ Hồng Hùng Hưng Huy Huỳnh Khánh Khoa Lan Lân Linh Long Ly Lý Mai Mỹ Nam Năm Nga Ngà Ngọc Nhung Oanh Ơn Phúc
Phương Phượng Quân Quang Quý Sơn Tâm Tân Thảo Thắng Thơm Thu Thuỷ Thuý Tiến Toàn Toán Trang Trâm Tú Tuấn Tuyết Tư Út Ước
Vân Văn Vi Vĩ Việt Vinh Xuân Y Yên Yến Ý""".split()  # noqa: SIM905
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Ông Ung Ưng Đinh Âu".split()  # noqa: SIM905
MIDDLE = ["", "Thị", "Văn", "Thị Minh", "Đức", "Ngọc", "Thanh", "Thành", "Hữu", "Hưu", "Bảo", "Bão"]

ORDER = "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ f g h i ì ỉ ĩ í ị j k l m n o ò ỏ õ ó ọ"
ORDER += " ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v w x y ỳ ỷ ỹ ý ỵ z"
PLACE = {letter: place for place, letter in enumerate(ORDER.split())}
GROUPS = "aàảãáạ ăằẳẵắặ âầẩẫấậ b c d đ eèẻẽéẹ êềểễếệ f g h iìỉĩíị j k l m n oòỏõóọ ôồổỗốộ ơờởỡớợ p q r s t uùủũúụ ưừửữứự v w x"
GROUPS = [*GROUPS.split(), *"yỳỷỹýỵ z".split()]  # noqa: SIM905


def letters_then_tones(part):
    """Another way to the same order: each letter by its group, then by its place in the group."""
    letters = [
        (0, 0) if c == " " else next((g + 1, group.index(c)) for g, group in enumerate(GROUPS) if c in group)
        for c in part
    ]
    return [group for group, _ in letters], [tone for _, tone in letters]


def expected_key(name):
    rest, _, given_name = name.lower().rpartition(" ")
    return letters_then_tones(given_name), letters_then_tones(rest)


def some_names(count, seed):
    chance = random.Random(seed)  # noqa: S311
    return [
        " ".join(filter(None, (chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN))))
        for _ in range(count)
    ]


def test_the_order_equals_an_independent_one_on_thousands_of_names():
    names = some_names(6_000, seed=7)
    assert sorted(names, key=lambda name: (sort_key(name), name)) == sorted(
        names, key=lambda name: (expected_key(name), name)
    )


def test_the_order_of_letters_and_of_tones():
    names = "An Ánh Ân ba bà bả bã bá bạ Dũng Đạt".split()  # noqa: SIM905
    assert sorted(names, key=sort_key) == [
        "An",
        "Ánh",
        "Ân",
        "ba",
        "bà",
        "bả",
        "bã",
        "bá",
        "bạ",
        "Dũng",
        "Đạt",
    ]


def test_the_given_name_comes_first_then_the_rest():
    names = ["Lê Văn An", "Nguyễn Thị An", "Lê Văn Án", "Lê Thị Anh", "Hồ Ân", "An"]
    assert sorted(names, key=sort_key) == ["An", "Lê Văn An", "Nguyễn Thị An", "Lê Văn Án", "Lê Thị Anh", "Hồ Ân"]


def test_old_and_new_tone_placement_sort_together():
    assert sort_key("Lê Thị Hoà") == sort_key("LÊ THỊ HÒA") == sort_key(unicodedata.normalize("NFD", "Lê  Thị Hòa"))
    assert sorted(["Hoá", "Hòa", "Hoà", "Hóa", "Hoa"], key=sort_key)[0] == "Hoa"
    assert sort_key("Hòa") < sort_key("Hoá")


@given(st.lists(st.sampled_from(list("aăâbcdđeêghiklmnoôơpqrstuưvxy -'0")), min_size=1, max_size=130))
def test_a_key_is_short_and_of_digits_alone(letters):
    key = sort_key("".join(letters))
    assert re.fullmatch(r"[0-9]+", key)
    assert len(key) <= KEY_LENGTH


def test_tidying_touches_form_only():
    assert tidy(" \u200bTrần\u00a0 Văn\n\tÂn\ufeff ") == "Trần Văn Ân"
    assert tidy("=1+1") == "=1+1"
