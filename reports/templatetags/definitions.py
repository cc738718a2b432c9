"""A figure's name with its definition, shown on hover, focus and touch (WCAG 1.4.13), from the one dictionary."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from classes.models import TrainingClass
from reports import dictionary
from reports.attribution import attributions

register = template.Library()


@register.simple_tag(takes_context=True)
def figure(context, code: str, text: str = "", link: str = "") -> SafeString:
    """The figure's name (or `text`, as the page calls it); with `link` it leads there, else it is a button."""
    about = dictionary.define(code)
    return _defined(context, text or about.name, f"{about.meaning} ({code})", link)


@register.simple_tag(takes_context=True)
def term(context, key: str, text: str = "") -> SafeString:
    """A word of the dictionary that is no figure, explained in the same way."""
    about = dictionary.term(key)
    return _defined(context, text or about.name, about.meaning)


@register.simple_tag(takes_context=True)
def why(context, rule: str) -> SafeString:
    """ "Vì sao?" beside what the gate found; nothing for a rule that the dictionary does not know."""
    about = dictionary.term(rule)
    return _defined(context, "Vì sao?", f"{about.name}. {about.meaning}") if about else SafeString("")


@register.inclusion_tag("help/attribution.html")
def attribution(training_class: TrainingClass) -> dict:
    """The reports in which the class and its results count, and by which day."""
    return {"lines": attributions(training_class)}


def _defined(context, name, meaning, link=""):
    key = f"nghia-{_next_number(context)}"
    opening = f'<a class="defined-word" href="{escape(link)}"' if link else '<button class="defined-word" type="button"'
    closing = "</a>" if link else "</button>"
    return SafeString(
        f'<span class="defined">{opening} aria-describedby="{key}">{escape(name)}{closing}'
        f'<span class="defined-meaning d-print-none" role="tooltip" id="{key}">{escape(meaning)}</span></span>'
    )


def _next_number(context):
    request = context["request"]
    request.definitions_shown = getattr(request, "definitions_shown", 0) + 1
    return request.definitions_shown
