"""Keys and spelling of Vietnamese personal names: searching, comparing, capitals.

Pure text functions without Django. Their order and form stand in `centres.names`, and are named here too.
"""

import re
import unicodedata
from functools import lru_cache

from centres.names import KEY_LENGTH, STRAIGHT, sort_key, spell, tidy, words

__all__ = ["KEY_LENGTH", "match_key", "proper_case", "search_key", "sort_key", "spell", "tidy"]

_WORD_START = re.compile(r"(^|[\s'\u2019\u2018\u02bc\-(/.])([^\W\d_])")


def proper_case(name: str) -> str:
    """A name wholly in capitals or wholly in small letters with capitals at its words (KSOR H'BIA: Ksor H'Bia)."""
    if name != name.upper() and name != name.lower():
        return name
    return _WORD_START.sub(lambda start: start[1] + start[2].upper(), name.lower())


def search_key(text: str) -> str:
    """Lower case without accents, đ as d, single spaces: what someone types into a search box."""
    return _bare(tidy(text).lower())


@lru_cache(maxsize=20_000)
def _bare(text: str) -> str:
    if text.isascii():
        return text
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.replace("đ", "d").translate(STRAIGHT)


def match_key(full_name: str) -> str:
    """Equal for one name written differently: composed or not, in capitals, with the tone mark on Hoà or Hòa."""
    return " ".join(letters + tones.replace("0", "") for letters, tones in map(spell, words(full_name)))
