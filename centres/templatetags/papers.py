"""What the templates of papers print."""

from django import template

register = template.Library()


@register.filter
def recipient_lines(recipients: tuple[str, ...]) -> list[str]:
    """The list under "Nơi nhận", however it was typed: "- …;" on each line, a full stop after the last."""
    names = [line.strip().lstrip("-–").rstrip(";.").strip() for line in recipients]
    return [f"- {name}{'.' if place == len(names) else ';'}" for place, name in enumerate(names, 1)]
