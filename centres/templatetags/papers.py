"""What the templates of papers print."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
NUMBER = re.compile(r"\d+-[^\s,;()]+/[^\s,;().]+")
YEAR = re.compile(r"(?:khóa \S+ )?năm \d{4}")
# A longer name of a place would run out of the left half of a paper's head
PLACE = re.compile(r"(?<= )(?:XÃ|PHƯỜNG|ĐẶC KHU|THỊ XÃ|HUYỆN|QUẬN|THÀNH PHỐ) .{1,20}$")


@register.filter
def whole_numbers(text: str) -> SafeString:
    """The text with every document number (12-QĐ/TTCT) kept on one line."""
    return _kept(NUMBER, text)


@register.filter
def whole_year(text: str) -> SafeString:
    """A paper's subject with "khóa 4 năm 2026" kept on one line: no year stands alone on the last."""
    return _kept(YEAR, text)


@register.filter
def whole_place(name: str) -> SafeString:
    """A body's name broken before its place, where it is: TRUNG TÂM CHÍNH TRỊ / XÃ SUỐI ĐÀO."""
    return _kept(PLACE, name)


def _kept(pattern, text):
    kept = pattern.sub(lambda found: f'<span class="whole">{found[0]}</span>', escape(text))
    return mark_safe(kept)  # noqa: S308  escaped above


@register.filter
def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The list under "Nơi nhận", however it was typed: "- …;" on each line, a full stop after the last."""
    names = [line.strip().lstrip("-–").rstrip(";.").strip() for line in recipients]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]
