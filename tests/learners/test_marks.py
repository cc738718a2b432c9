from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from learners.marks import parse_mark

QUARTER = Decimal("0.25")


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("7,5", "7.50"),
        ("7.5", "7.50"),
        (" 10 ", "10.00"),
        ("10,00", "10.00"),
        ("0", "0.00"),
        ("08,25", "8.25"),
        ("7,", "7.00"),
        ("7,500", "7.50"),
    ],
)
def test_parse_mark(text, mark):
    assert str(parse_mark(text, QUARTER)) == mark


@pytest.mark.parametrize("text", ["", "   "])
def test_parse_nothing(text):
    assert parse_mark(text, QUARTER) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("10,25", "Điểm phải từ 0 đến 10."),
        ("75", "Điểm phải từ 0 đến 10."),
        ("7,3", "Điểm phải theo bước 0,25."),
        ("7,251", "Điểm phải theo bước 0,25."),
        ("-1", "“-1” không phải là điểm; ví dụ điểm đúng: 7,5."),
        ("khá", "“khá” không phải là điểm; ví dụ điểm đúng: 7,5."),
        ("1e1", "“1e1” không phải là điểm; ví dụ điểm đúng: 7,5."),
        ("NaN", "“NaN” không phải là điểm; ví dụ điểm đúng: 7,5."),
        ("７", "“７” không phải là điểm; ví dụ điểm đúng: 7,5."),
        ("7,5,0", "“7,5,0” không phải là điểm; ví dụ điểm đúng: 7,5."),
    ],
)
def test_parse_wrong_mark(text, sentence):
    with pytest.raises(ValidationError) as wrong:
        parse_mark(text, QUARTER)
    assert wrong.value.messages == [sentence]


def test_parse_mark_keeps_to_the_step_of_the_rules():
    assert parse_mark("7,3", Decimal("0.1")) == Decimal("7.30")
