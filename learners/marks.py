"""Marks as people type them."""

import re
from decimal import Decimal

from django.core.exceptions import ValidationError

from learners.bands import shown_mark

_MARK = re.compile(r"(\d{1,3})(?:[.,](\d*))?", re.ASCII)


def parse_mark(text: str, step: Decimal) -> Decimal | None:
    """A mark from 0 to 10 in steps of `step`, None for nothing typed.

    Comma or point. Raises ValidationError with the sentence for its typist.
    """
    text = text.strip()
    if not text:
        return None
    found = _MARK.fullmatch(text)
    if not found:
        raise ValidationError(f"“{text[:20]}” không phải là điểm; ví dụ điểm đúng: 7,5.")
    mark = Decimal(f"{found[1]}.{found[2] or 0}")
    if mark > 10:
        raise ValidationError("Điểm phải từ 0 đến 10.")
    if mark % step:
        raise ValidationError(f"Điểm phải theo bước {shown_mark(step)}.")
    return mark.quantize(Decimal("0.01"))
