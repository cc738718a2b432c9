from datetime import date
from decimal import Decimal

import pytest

from centres.numbers import percent_of
from reports.canonical import json_value
from reports.wording import count, fraction, joined, long_date, percent, plain, resolve, sentence, written


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "00"), (5, "05"), (9, "09"), (10, "10"), (564, "564"), (5470, "5.470"), (1234567, "1.234.567")],
)
def test_counts_below_ten_are_padded_and_thousands_have_points(number, text):
    assert count(number) == text


@pytest.mark.parametrize(
    ("part", "whole", "text", "machine"),
    [
        (9, 18, "50%", "50"),
        (35, 419, "8,35%", "8.35"),
        (56, 135, "41,48%", "41.48"),
        (1, 3, "33,33%", "33.33"),
        (2, 3, "66,67%", "66.67"),
        (1, 800, "0,13%", "0.13"),  # 0,125 goes up
        (457, 500, "91,4%", "91.4"),
        (100, 1, "10.000%", "10000"),
        (-1, 8, "-12,5%", "-12.5"),
    ],
)
def test_percentages_are_half_up_with_at_most_two_decimals(part, whole, text, machine):
    value = percent_of(part, whole)
    assert (percent(value), plain(value), json_value(value)) == (text, machine, machine)


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
        (date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
    ],
)
def test_long_dates_pad_days_and_the_first_two_months(day, text):
    assert long_date(day) == text


def test_figures_are_written_by_their_kind():
    assert [
        written("O1", 9),
        written("O7", Decimal("50.00")),
        written("T2", (35, 419)),
        written("T1", (None, 7)),
        written("O9", (2, Decimal("28.57"))),
        written("O9", (-12, None)),
        written("O9", (0, Decimal("0.00"))),
        written("L3", None),
    ] == ["09", "50%", "35/419", "chưa có", "tăng 02 (28,57%)", "giảm 12", "bằng", "chưa có"]
    assert fraction(7, 7) == "7/7"


def test_tokens_print_figures_and_unknown_ones_stay_as_typed():
    figures = {"O1": 9, "O2": 5470}
    assert (
        resolve("Mở [[O1]] lớp, [[ O2 ]] lượt, [[X9]] và [[O1].", figures) == "Mở 09 lớp, 5.470 lượt, [[X9]] và [[O1]."
    )


def test_a_token_of_a_figure_that_makes_no_sense_here_says_so():
    assert resolve("đạt [[O7]]; [[T1]] lớp", {"O7": None}) == "đạt chưa có; không áp dụng lớp"


def test_lists_and_sentences():
    assert joined(["a"]) == "a"
    assert joined(["a", "b", "c"]) == "a, b và c"
    assert sentence("các lớp;") == "Các lớp."
