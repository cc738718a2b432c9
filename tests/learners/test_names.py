"""Names: their keys for comparing and searching, their spelling."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from learners.names import match_key, proper_case, search_key, sort_key, tidy


@given(st.text(max_size=200))
def test_any_text_has_keys(text):
    assert re.fullmatch(r"[0-9]{2,400}", sort_key(text))
    assert match_key(text) == match_key(tidy(text))
    assert search_key(text) == search_key(search_key(text))


def test_a_matching_key_forgives_writing_but_not_tones():
    same = ["Bùi Thị Hoà", "bùi thị hòa", "BÙI  THỊ\u00a0HÒA", unicodedata.normalize("NFD", "Bùi Thị Hoà")]
    assert len({match_key(name) for name in same}) == 1
    assert len({match_key(name) for name in ["Hoa", "Hoà", "Hoá", "Hoả", "Hoã", "Hoạ", "Hỏa Lò"]}) == 7
    assert match_key("Thuý") == match_key("Thúy") != match_key("Thuỷ")
    assert match_key("H’Bia") == match_key("H'BIA")


def test_a_search_key_has_neither_accents_nor_capitals():
    assert search_key("  Đặng   Thị ỞN ") == "dang thi on"
    assert search_key("NGƯỜI Ê-đê") == "nguoi e-de"


def test_capitals_are_put_right_only_in_names_of_one_case():
    assert proper_case("KSOR H'BIA") == "Ksor H'Bia"
    assert proper_case("trần thị ánh-tuyết") == "Trần Thị Ánh-Tuyết"
    assert proper_case("ĐINH Y’BLƠ") == "Đinh Y’Blơ"
    assert proper_case("Trần Thị DUNG") == "Trần Thị DUNG"
