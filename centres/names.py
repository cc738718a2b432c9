"""The order of Vietnamese personal names, and the form of any text.

Pure text functions without Django, so that models, the roster reader and scripts share them.
"""

import re
import unicodedata
from functools import lru_cache

KEY_LENGTH = 400
"""Longest sort key: 3 characters a letter and 4 more, enough for a name of 132 letters."""

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}  # the order of ICU's vi
LETTER_MARKS = "\u0302\u0306\u031b"  # circumflex, breve and horn make another letter
OTHER_MARK = "6"  # marks of other languages sort behind the tones

END, SPACE, SIGN = "00", "01", "02"
CODES = {letter: f"{20 + place}" for place, letter in enumerate(ALPHABET)}
CODES |= {digit: f"1{digit}" for digit in "0123456789"}
CODES |= {" ": SPACE, "'": "03", "-": "04", ".": "05"}

APOSTROPHES = "\u2019\u2018\u02bc\u00b4`"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\u202a\u202b\u202c\u202d\u202e"
INVISIBLE += "\u061c\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
_UNSEEN = str.maketrans({**dict.fromkeys(INVISIBLE, None), "\u00d0": "Đ", "\u0189": "Đ"})  # the same to the eye
STRAIGHT = str.maketrans(dict.fromkeys(APOSTROPHES, "'"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")


def tidy(text: str) -> str:
    """The text with its form put right: NFC, no invisible characters, single spaces, nothing around it."""
    if text.isascii():
        return " ".join(_CONTROL.sub("", text).split())
    return " ".join(_CONTROL.sub("", unicodedata.normalize("NFC", text.translate(_UNSEEN))).split())


def sort_key(full_name: str) -> str:
    """Digits that sort as a Vietnamese list does: given name, then the rest, each by its letters before its tones."""
    *rest, given = words(full_name) or [""]
    return (_part_key([given]) + _part_key(rest))[:KEY_LENGTH]


def words(name: str) -> list[str]:
    return tidy(name).lower().translate(STRAIGHT).split()


def _part_key(part: list[str]) -> str:
    spelled = [spell(word) for word in part]
    letters = " ".join(letters for letters, _ in spelled)
    tones = "0".join(tones for _, tones in spelled)
    return "".join(CODES.get(letter, SIGN) for letter in letters) + END + tones


@lru_cache(maxsize=20_000)
def spell(word: str) -> tuple[str, str]:
    """The letters of a word, and as many tone digits.

    The single tone of a syllable is written at its first letter, wherever the mark stands (hoà, hòa).
    """
    letters, tones = [], []
    for mark in unicodedata.normalize("NFD", word):
        if mark in LETTER_MARKS and letters and (joined := unicodedata.normalize("NFC", letters[-1] + mark)) in CODES:
            letters[-1] = joined
        elif unicodedata.combining(mark):
            if tones:
                tones[-1] = TONES.get(mark, OTHER_MARK)
        else:
            letters.append(mark)
            tones.append("0")
    marks = [tone for tone in tones if tone != "0"]
    if len(marks) == 1:
        tones = [marks[0], *["0"] * (len(tones) - 1)]
    return "".join(letters), "".join(tones)
