"""Figures inside sentences: padded counts, long dates, percentages, and the tokens that stand for figures.

How a single figure is written in a table is reports/written.py; what is the same there is taken from there.
"""

import re
from decimal import Decimal

from centres.dates import long_date
from reports.written import CERTIFICATE_STOCK, UNKNOWN
from reports.written import count as grouped
from reports.written import day as short_date
from reports.written import percent as plain_percent

__all__ = ["grouped", "long_date", "short_date"]

SENSELESS = "không áp dụng"
# Figures that a report may lack because they make no sense in it: ratios over 0, titles nobody was considered for, what
# is expected of a period that is over, shares of no learners
MAY_BE_SENSELESS = frozenset({"O5", "O7", "O8", "R10", "R11", "R12", "T1", "T2", "D1", "D2", "D3", "D4", "E1", "E2"})
TOKEN = re.compile(r"\[\[\s*([^\[\]]*?)\s*\]\]")


def plain(value: Decimal) -> str:
    """A decimal for machines: a point, no trailing zeros, no exponent: "50", "91.4"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def count(value: int) -> str:
    """A count in a sentence: below ten with a leading zero (09), from a thousand on with points (5.470); its token where
    it has one."""
    if token := getattr(value, "token", ""):
        return f"[[{token}]]"
    return f"{value:02}" if 0 <= value < 10 else grouped(value)


def percent(value: Decimal) -> str:
    """41,48%; its token where it has one."""
    token = getattr(value, "token", "")
    return f"[[{token}]]" if token else plain_percent(value)


def whom(learners: int, unit: str = "học viên") -> str:
    """45 học viên; nobody is said in words."""
    return f"{count(learners)} {unit}" if learners else "chưa có học viên"


def held(classes: int, learners: int, unit: str = "lượt học viên") -> str:
    """09 lớp với 564 lượt học viên · 01 lớp chưa có học viên"""
    return f"{count(classes)} lớp {'với ' if learners else ''}{whom(learners, unit)}"


def fraction(part: int | None, whole: int) -> str:
    """35/419: fractions are not padded; chưa có while the first is unknown, which is no fraction yet."""
    return UNKNOWN if part is None else f"{grouped(part)}/{grouped(whole)}"


def number_of(part: int, whole: int) -> str:
    """03/09: so many of so many, in a note."""
    return f"{count(part)}/{count(whole)}"


def written(code: str, value) -> str:
    """A figure as it stands in a sentence, by its kind."""
    if value is None:
        return UNKNOWN
    if isinstance(value, Decimal):
        return percent(value)
    if isinstance(value, tuple):
        return change(*value) if code.partition(":")[0] in {"O9", "O10"} else fraction(*value)
    if isinstance(value, dict):
        return "; ".join(f"{label} {count(value[name])}" for name, label in CERTIFICATE_STOCK.items())
    return count(value)


def change(difference: int, ratio: Decimal | None) -> str:
    """tăng 02 (28,57%) · giảm 12 · bằng: the percentage is of last year's value, without its sign."""
    if difference == 0:
        return "bằng"
    word = "tăng" if difference > 0 else "giảm"
    return f"{word} {count(abs(difference))}" + (f" ({percent(abs(ratio))})" if ratio is not None else "")


def tokens_in(text: str) -> list[str]:
    """The codes that a text names as tokens, in order."""
    return TOKEN.findall(text)


def is_token(code: str, figures: dict) -> bool:
    """Whether a token of this code can be printed in a report with these figures."""
    return code in figures or code in MAY_BE_SENSELESS


def resolve(text: str, figures: dict) -> str:
    """The text with each token replaced by its figure; one that names no figure stays as typed (the gate reports it)."""

    def value_of(found):
        code = found[1]
        if not is_token(code, figures):
            return found[0]
        return written(code, figures[code]) if code in figures else SENSELESS

    return TOKEN.sub(value_of, text)


def joined(parts: list[str]) -> str:
    """a, b và c"""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} và {parts[-1]}"


def sentence(text: str) -> str:
    """A capital at the beginning and a full stop at the end, the rest as it is."""
    return f"{text[:1].upper()}{text[1:]}".rstrip(".;") + "."
