"""Figures inside typed text: `[[O1]]` prints the report's value of O1 and cannot be typed over."""

import re

from reports.value import FigureValue
from reports.written import NOT_APPLICABLE, change, in_prose

TOKEN = re.compile(r"\[\[\s*([A-Za-z0-9]{1,6})\s*\]\]")
BRACKETS = re.compile(r"\[\[([^\[\]]*)\]\]|\[\[|\]\]")


def written_token(code: str, figures: dict[str, FigureValue]) -> str:
    """What the token of the figure prints; a figure that makes no sense in this report prints a dash."""
    if code not in figures:
        return NOT_APPLICABLE
    figure = figures[code]
    return change(figure) if code in ("O9", "O10") and isinstance(figure, tuple) else in_prose(figure)


def fill(text: str, figures: dict[str, FigureValue]) -> str:
    """The text with every token of a known figure replaced by its value; anything else in brackets stays as typed."""

    def replaced(match):
        code = match[1]
        return written_token(code, figures) if code in figures else match[0]

    return TOKEN.sub(replaced, text)


def unknown_tokens(text: str, codes) -> list[str]:
    """What stands in double brackets and names no figure, in the order of the text, each once."""
    found = [match for match in BRACKETS.finditer(text)]
    wrong = [match[0] for match in found if (match[1] or "").strip() not in codes]
    return list(dict.fromkeys(wrong))
