"""What the templates of papers print."""

import re

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()
NUMBER = re.compile(r"\d+-[^\s,;()]+/[^\s,;().]+")


@register.filter
def whole_numbers(text: str) -> SafeString:
    """The text with every document number (12-QĐ/TTCT) kept on one line."""
    kept = NUMBER.sub(lambda found: f'<span class="whole">{found[0]}</span>', escape(text))
    return mark_safe(kept)  # noqa: S308  escaped above


@register.filter
def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The list under "Nơi nhận", however it was typed: "- …;" on each line, a full stop after the last."""
    names = [line.strip().lstrip("-–").rstrip(";.").strip() for line in recipients]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]
