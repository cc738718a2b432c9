"""Numbers as Vietnamese papers write and round them: 1.250 is one thousand two hundred and fifty."""

import re
from decimal import ROUND_HALF_UP, Decimal

from django import forms

GROUPED = re.compile(r"[+-]?\d{1,3}(?:[.\s]\d{3})+", re.ASCII)
PLAIN = re.compile(r"[+-]?\d+", re.ASCII)
HUNDREDTH = Decimal("0.01")


def percent_of(part: int, whole: int) -> Decimal:
    """part ÷ whole in percent, half-up to two decimals. `whole` is not 0: a ratio over 0 makes no sense, so no figure."""
    return (Decimal(part) * 100 / Decimal(whole)).quantize(HUNDREDTH, ROUND_HALF_UP)


NO_YEAR = {"invalid": "Hãy nhập năm bằng bốn chữ số, ví dụ 2026."}


class WholeNumberField(forms.IntegerField):
    """Points and spaces group thousands. Django's own field takes "1.000" for 1: it drops decimals of noughts."""

    widget = forms.TextInput  # a browser's number field would read 1.000 as one, too
    default_error_messages = {"invalid": "Hãy nhập số nguyên, ví dụ 45 hoặc 1.250."}

    def to_python(self, value):
        if value in self.empty_values:
            return None
        text = str(value).strip().replace("−", "-")
        if GROUPED.fullmatch(text):
            text = re.sub(r"[.\s]", "", text)
        if text and not PLAIN.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(text)

    def widget_attrs(self, widget):
        return super().widget_attrs(widget) | {"inputmode": "numeric"}
