from django import template
from django.utils.html import format_html

from centres.once import FIELD, new_key

register = template.Library()


@register.simple_tag
def once():
    """The key of a form that makes a row; its view is wrapped in `makes_once`."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, new_key())
