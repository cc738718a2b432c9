"""How numbers and days are written on paper and screen (FIGURES, "How figures are written").

Three things never mixed: 0; None, which is "chưa có"; NOT_APPLICABLE, which makes no sense here.
"""

from datetime import date
from decimal import Decimal

from centres.numbers import percent_of

UNKNOWN = "chưa có"
NOT_APPLICABLE = "–"


class Hours(Decimal):
    """Standard hours in a table: a number with at most two decimals, no percentage."""


CERTIFICATE_STOCK = {"received": "nhận", "used": "dùng", "spoiled": "hỏng", "left": "còn"}


def share(part: int | None, base: int | None) -> Decimal | str | None:
    """`part` in percent of `base`, half-up to two decimals; None while either is unknown, NOT_APPLICABLE over 0."""
    if part is None or base is None:
        return None
    if base == 0:
        return NOT_APPLICABLE
    return percent_of(part, base)


def count(number: int) -> str:
    """5470 -> 5.470"""
    return _in_vietnamese(f"{number:,}")


def percent(number: Decimal) -> str:
    """Decimal("50.00") -> 50%, Decimal("41.480") -> 41,48%"""
    whole, _, decimals = f"{number:,.2f}".partition(".")
    decimals = decimals.rstrip("0")
    return _in_vietnamese(whole) + (f",{decimals}" if decimals else "") + "%"


def hours(number: Decimal) -> str:
    """Decimal("18.33") -> 18,33, Decimal("270.00") -> 270"""
    return percent(number).removesuffix("%")


def _in_vietnamese(grouped: str) -> str:
    return grouped.replace(",", ".")


def day(value: date) -> str:
    return f"{value:%d/%m/%Y}"


def value(cell) -> str:
    """Any figure or cell of a table as text: 5.470 · 41,48% · 35/419 · chưa có."""
    if cell is None:
        return UNKNOWN
    if isinstance(cell, tuple):
        if cell[0] is None:
            return UNKNOWN  # "chưa có/46" would read as a fraction
        return "/".join(value(part) for part in cell)
    if isinstance(cell, dict):
        return "; ".join(f"{label} {value(cell[key])}" for key, label in CERTIFICATE_STOCK.items())
    if isinstance(cell, Hours):
        return hours(cell)
    if isinstance(cell, Decimal):
        return percent(cell)
    if isinstance(cell, date):
        return day(cell)
    return count(cell) if isinstance(cell, int) else cell


def signed(cell) -> str:
    """A difference with its sign: +9 · -3 · 0."""
    return f"+{value(cell)}" if isinstance(cell, int | Decimal) and cell > 0 else value(cell)


def change(pair: tuple) -> str:
    """O9 and O10, (difference, percent or None): "+3 (+50%)"; chưa có where nothing of last year is known."""
    difference, ratio = pair
    if difference is None or ratio is None:
        return signed(difference)
    return f"{signed(difference)} ({signed(ratio)})"
