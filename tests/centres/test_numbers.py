import pytest
from django import forms

from centres.numbers import WholeNumberField


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1.000", 1000),
        ("5.470", 5470),
        (" 1 250 ", 1250),
        ("1.000.000", 1_000_000),
        ("45", 45),
        ("007", 7),
        ("-1.250", -1250),
        ("−3", -3),
        ("+2", 2),
        ("", None),
        (None, None),
    ],
)
def test_points_and_spaces_group_thousands(typed, number):
    assert WholeNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["1.0", "1,5", "12.34", "1.0000", "1e3", "mười", "²", "1.000.00", "9" * 5000])
def test_anything_else_is_refused_in_words(typed):
    with pytest.raises(forms.ValidationError) as refused:
        WholeNumberField().clean(typed)
    assert refused.value.messages == ["Hãy nhập số nguyên, ví dụ 45 hoặc 1.250."]
