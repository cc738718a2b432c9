from django import template
from django.utils.safestring import SafeString

from reports.search.question import with_marks

register = template.Library()


@register.filter
def marked(text: str, words: tuple[str, ...]) -> SafeString:
    """The text with the words found in it marked."""
    return with_marks(text, words)
