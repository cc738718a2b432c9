from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template


@pytest.mark.parametrize(
    "typed", ["01/07/2025", "1/7/2025", "1/7/25", "01-07-2025", "1-7-25", "1.7.2025", "1.7.25", "2025-07-01"]
)
def test_dates_are_read_day_first(typed):
    assert forms.DateField().clean(typed) == date(2025, 7, 1)


@pytest.mark.parametrize("typed", ["7/13/2025", "30/2/2025", "1/7", "hôm nay", "01/07/25000"])
def test_dates_that_do_not_exist_are_refused_with_an_example(typed):
    with pytest.raises(forms.ValidationError) as refused:
        forms.DateField().clean(typed)
    assert refused.value.messages == ["Ngày không hợp lệ. Nhập ngày/tháng/năm, ví dụ 01/07/2025."]


def test_a_stored_date_comes_back_as_it_was_typed():
    assert 'value="01/07/2025"' in str(forms.DateField().widget.render("day", date(2025, 7, 1)))


@pytest.mark.parametrize(
    ("template", "shown"),
    [
        ("{{ day }}", "01/07/2025"),
        ("{{ mark }}", "7,50"),
        ("{{ many|floatformat:'g' }}", "12.345"),
        ("{{ ratio|floatformat:1 }}", "66,7"),
        # Without grouping unless asked for: years and ids in addresses stay whole
        ("{{ year }}", "2025"),
        ("{{ moment }}", "07:30 01/07/2025"),
    ],
)
def test_values_are_shown_the_vietnamese_way(template, shown):
    values = {"day": date(2025, 7, 1), "mark": Decimal("7.50"), "many": 12345, "ratio": Decimal("66.666"), "year": 2025}
    values["moment"] = datetime(2025, 7, 1, 0, 30, tzinfo=UTC)
    assert Template(template).render(Context(values)) == shown


def test_a_decimal_may_be_typed_with_a_comma():
    assert forms.DecimalField(localize=True).clean("7,5") == Decimal("7.5")
