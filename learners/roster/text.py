"""Sheets of text files: the encoding, the separator and the rows."""

import csv
import io
import re
from collections.abc import Iterator

from .legacy import TCVN3, UNICODE, VNI, convert
from .package import DAMAGED
from .sheets import TOO_MUCH, Refusal, Sheet, SheetFull
from .syllables import is_syllable
from .words import DEFAULT

SEPARATORS = ";,\t"
SAMPLE = 200_000
MAX_COLUMNS = 1_000
READ_AS_1258 = "Tệp văn bản được đọc theo bảng mã Windows-1258; hãy xem lại dấu của các họ tên."
UNREADABLE_LETTERS = "Một số ký tự trong tệp văn bản bị hỏng và hiện thành dấu �; hãy xem lại các họ tên."

_CONTROLS = bytes({*range(32)} - {9, 10, 12, 13, 27})
_WORD = re.compile(r"[^\s\x00-\x40\[-`{-\x7f]+")
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n", re.I)
csv.field_size_limit(2**20)


def looks_like_text(content: bytes) -> bool:
    """Whether the bytes can be text at all; noise and programs hold control characters that no text has."""
    if _utf16(content):
        return True
    sample = content[:SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) <= len(sample) // 500


def decode(content: bytes) -> tuple[str, list[str]]:
    """The text and what is to be said of how it was read."""
    if encoding := _utf16(content):
        return content.decode(encoding, "replace").lstrip("\ufeff"), []
    try:
        return content.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _decode_old(content)


def _utf16(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    sample = content[:2_000]
    if len(sample) >= 8 and b"\x00" in sample:
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        half = len(sample) // 2
        if max(even, odd) > half // 2 and min(even, odd) < half // 20:
            return "utf-16-be" if even > odd else "utf-16-le"
    return ""


def _decode_old(content: bytes) -> tuple[str, list[str]]:
    """Text that is not UTF-8: the reading that gives the most Vietnamese words."""
    sample = content[:SAMPLE]
    latin = sample.decode("latin-1")
    shares = {
        "utf-8": _share(sample.decode("utf-8", "replace"), UNICODE),
        "cp1258": _share(sample.decode("cp1258", "replace"), UNICODE),
        "latin-1": max(_share(latin, TCVN3), _share(latin, VNI)),  # converted later, with the sheet
    }
    encoding = max(shares, key=lambda name: shares[name])
    if encoding == "latin-1":
        return content.decode("latin-1"), []
    note = READ_AS_1258 if encoding == "cp1258" else UNREADABLE_LETTERS
    return content.decode(encoding, "replace"), [note]


def _share(text: str, encoding: str) -> float:
    words = [convert(word, encoding) for word in _WORD.findall(text) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def read_text(text: str) -> list[Sheet]:
    """One sheet with the rows that a spreadsheet program would show."""
    if marked := _SEPARATOR_LINE.match(text):  # a hint for Excel, not a row
        return [_read_rows(text[marked.end() :], marked[1])]
    return [_read_rows(text, _separator(text))]


def _separator(text: str) -> str:
    """The separator under which the most cells of the beginning are headings."""

    def headings(separator: str) -> tuple[int, int]:
        rows = list(_rows(text[:20_000], separator, lenient=True))
        found = [len({DEFAULT.heading_of(cell) for cell in row[:MAX_COLUMNS]} - {None}) for row in rows]
        return max(found, default=0), sum(map(len, rows))

    return max(SEPARATORS, key=headings)


def _read_rows(text: str, separator: str) -> Sheet:
    sheet = Sheet(typed=False)
    try:
        for line, row in enumerate(_rows(text, separator), 1):
            for column, cell in enumerate(row[:MAX_COLUMNS]):
                if cell:
                    sheet.put(line, column, cell)
    except SheetFull as fault:
        raise Refusal(TOO_MUCH) from fault
    return sheet


def _rows(text: str, separator: str, *, lenient: bool = False) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    except csv.Error as fault:
        if not lenient:
            raise Refusal(DAMAGED) from fault
