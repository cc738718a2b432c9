"""Text typed for the fonts of the 1990s, TCVN3 (.VnTime) and VNI, found and turned into Unicode."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

from .sheets import Sheet
from .syllables import is_syllable

TCVN3, VNI, UNICODE = "TCVN3 (.VnTime)", "VNI", ""

_TCVN3 = str.maketrans(
    "µ¶·¸¹¨»¼½¾Æ©ÇÈÉÊË®ÌÎÏÐÑªÒÓÔÕÖ×ØÜÝÞßáâãä«åæçèé¬êëìíîïñòóô\xadõö÷øùúûüýþ¡¢§£¤¥¦",
    "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵĂÂĐÊÔƠƯ",
)
_VNI_MARKS = {
    **dict(zip("ùøûõï", ("\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)),
    **{
        sign: "\u0302" + tone
        for sign, tone in zip("âáàåãä", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)
    },
    **{
        sign: "\u0306" + tone
        for sign, tone in zip("êéèúüë", ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"), strict=True)
    },
}
_VNI_SINGLE = str.maketrans("ôöñíìæóòîÔÖÑÍÌÆÓÒÎ", "ơưđíìỉĩịỵƠƯĐÍÌỈĨỊỴ")
_VNI_PAIR = re.compile("([aeouyôö])([" + "".join(_VNI_MARKS) + "])", re.IGNORECASE)
_OLD = re.compile("[\u00a1-\u00ff]")
_MODERN = re.compile("[\u0100-\u01b0\u1ea0-\u1ef9\u0300-\u0323]")
_BETWEEN_WORDS = re.compile(r"[\s\x00-\x40\[-`{-\x7f\u2000-\u206f]+")


def convert(text: str, encoding: str) -> str:
    """Text of an old font as Unicode."""
    if encoding == TCVN3:
        return _follow_capitals(text, unicodedata.normalize("NFC", text.translate(_TCVN3)))
    if encoding == VNI:
        return unicodedata.normalize("NFC", _VNI_PAIR.sub(_vni_letter, text).translate(_VNI_SINGLE))
    return text


def _vni_letter(pair: re.Match) -> str:
    # Decomposed, so that the table of single signs, which has its own ô, leaves the letter alone.
    return unicodedata.normalize("NFD", pair[1].translate(_VNI_SINGLE)) + _VNI_MARKS[pair[2].lower()]


def _follow_capitals(typed: str, converted: str) -> str:
    """The capital font .VnTimeH has the small letters' codes: NGUYÔN V¡N is NGUYỄN VĂN."""
    plain = [letter for letter in typed if letter.isascii() and letter.isalpha()]
    if re.search("[A-Z]{2}", typed) and all(letter.isupper() for letter in plain):
        return converted.upper()
    return converted


@lru_cache(maxsize=50_000)
def readings(text: str) -> frozenset[str]:
    """The encodings in which every word of the text can be Vietnamese; empty when none or nothing to go by."""
    if _MODERN.search(text):
        return frozenset([UNICODE])
    if not _OLD.search(text) or len(text) < 2:  # a letter alone is a tick of Wingdings: ü, þ, û
        return frozenset()
    return frozenset(
        encoding for encoding in (UNICODE, TCVN3, VNI) if all(is_syllable(word) for word in _odd_words(text, encoding))
    )


def _odd_words(text: str, encoding: str) -> list[str]:
    words = [word for word in _BETWEEN_WORDS.split(text) if word and not word.isascii()]
    return [convert(word, encoding) for word in words]


def convert_sheet(sheet: Sheet) -> tuple[str, list[int]]:
    """Turn old text in a sheet into Unicode.

    Returns the encoding found (or "") and the lines that were converted; no lines when it was the whole sheet.
    """
    votes: Counter[str] = Counter()
    old_lines = []
    for line, row in sheet.rows.items():
        found = [reading for cell in row.values() if isinstance(cell, str) and (reading := readings(cell))]
        certain = [reading for reading in found if UNICODE not in reading]
        votes.update(next(iter(reading)) for reading in found if len(reading) == 1)
        if certain:
            old_lines.append(line)
            votes.update(encoding for reading in certain for encoding in reading)
    if not old_lines:
        return "", []
    encoding = TCVN3 if votes[TCVN3] >= votes[VNI] else VNI
    whole = votes[UNICODE] == 0
    for line in sheet.rows if whole else old_lines:
        _convert_line(sheet.rows[line], encoding)
    return encoding, [] if whole else old_lines


def _convert_line(row: dict, encoding: str) -> None:
    """Convert what can only be old text, and with it what can be either, unless Unicode stands beside it."""
    mixed = any(isinstance(cell, str) and readings(cell) == {UNICODE} for cell in row.values())
    for column, cell in row.items():
        if not isinstance(cell, str) or not _OLD.search(cell) or _MODERN.search(cell):
            continue
        possible = readings(cell)
        if not mixed or (possible and UNICODE not in possible):
            only = next(iter(possible)) if len(possible) == 1 else encoding
            row[column] = convert(cell, only or encoding)
