"""What the scripts of static/js enrich. Without a script each is the plain box or list that HTML has."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join

DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
YEARS = range(1900, 2101)
MOST_SUGGESTIONS = 300
NOT_TYPED = forms.Field.default_error_messages["required"]
EMPTY = ((forms.FileField, "Chưa chọn tệp nào."), (forms.ChoiceField, "Chưa chọn mục nào."))
"""What is picked is not typed: kind of field → what is said of an empty one."""


class DayInput(forms.DateInput):
    """A day as people type it: 5/2/26, 05-02-2026, 5.2.26, 05022026; dates.js adds the calendar."""

    def __init__(self, attrs=None):
        # "numeric" is the keyboard with the largest keys; a phone that shows digits only takes 05022026
        super().__init__({"data-day": "", "inputmode": "numeric", "autocomplete": "off", **(attrs or {})})

    def value_from_datadict(self, data, files, name):
        value = super().value_from_datadict(data, files, name)
        return separated(value) if isinstance(value, str) else value


def separated(text: str) -> str:
    """A day typed as digits alone with its signs, 05022026 as 05/02/2026; any other text without spaces, else as it is."""
    tight = "".join(text.split())
    found = DIGITS.fullmatch(tight)
    return "/".join(found.groups()) if found else tight if tight[:1].isdigit() and tight[-1:].isdigit() else text


def refuse_odd_year(day) -> None:
    """5/2/0026 is a day to Python, but a slip of the finger."""
    if day.year not in YEARS:
        raise ValidationError(f"Năm {day.year} không đúng. Ghi ngày/tháng/năm, ví dụ 05/02/2026.")


class SuggestingInput(forms.TextInput):
    """A text box that takes any text and offers earlier values; combobox.js finds them without accents."""

    def __init__(self, suggestions, attrs=None):
        super().__init__(attrs)
        self.suggestions = suggestions

    def render(self, name, value, attrs=None, renderer=None):
        key = f"{(attrs or {}).get('id', name)}_goi_y"
        box = super().render(name, value, {**(attrs or {}), "list": key, "autocomplete": "off"}, renderer)
        texts = list(dict.fromkeys(text for text in self.suggestions if text))[:MOST_SUGGESTIONS]
        options = format_html_join("", '<option value="{}"></option>', ((text,) for text in texts))
        return format_html('{}<datalist id="{}">{}</datalist>', box, key, options)


def ease(field: forms.Field) -> None:
    """Give a field its widget, days a calendar, lists a search, and the words for when nothing stands in it."""
    if field.error_messages["required"] == NOT_TYPED:
        field.error_messages["required"] = next((words for kind, words in EMPTY if isinstance(field, kind)), NOT_TYPED)
    if isinstance(field, forms.DateField) and not isinstance(field, forms.DateTimeField):
        field.widget = DayInput(field.widget.attrs)
        field.validators = [*field.validators, refuse_odd_year]
    elif type(field.widget) is forms.Select:
        field.widget.attrs.setdefault("data-search", "")


def suggest(field: forms.CharField, suggestions) -> None:
    """Offer earlier values in a text field; `suggestions` are texts the user may see, the likeliest first."""
    kept = {name: value for name, value in field.widget.attrs.items() if name != "list"}
    field.widget = SuggestingInput(suggestions, kept)
