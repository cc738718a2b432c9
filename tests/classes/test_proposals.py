"""Numbers that are proposed or read off: the next code, percent, the pace of a year."""

from datetime import date
from decimal import Decimal

import pytest

from centres import dates
from classes.codes import next_code, next_courses
from classes.progress import Measure, Pace, as_percent, elapsed_percent


@pytest.mark.parametrize(
    ("codes", "proposed"),
    [
        ([], "2026-01"),
        (["2026-06", "2026-07"], "2026-08"),
        (["YB-09", "YB-08"], "YB-10"),
        (["2025-31"], "2026-01"),
        (["NT.2026.003", "2025-31"], "NT.2026.004"),
        (["lop-a", "2026-99"], "2026-100"),
        (["7"], "8"),
    ],
)
def test_next_code_follows_the_last(codes, proposed):
    assert next_code(codes, 2026) == proposed


@pytest.mark.parametrize(
    ("number", "text"),
    [("50.00", "50%"), ("41.50", "41,5%"), ("41.48", "41,48%"), ("0.00", "0%"), ("1000.00", "1.000%"), ("100", "100%")],
)
def test_percent_is_written_without_trailing_zeros(number, text):
    assert as_percent(Decimal(number)) == text


@pytest.mark.parametrize(
    ("done", "adjusted", "percent"),
    [
        (1, 3, Decimal("33.33")),
        (2, 3, Decimal("66.67")),
        (1, 16, Decimal("6.25")),
        (1, 32, Decimal("3.13")),
        (5, 0, None),
        (5, None, None),
    ],
)
def test_percent_is_rounded_half_up(done, adjusted, percent):
    assert Measure(adjusted, adjusted, done, ("–", "–")).percent == percent


@pytest.mark.parametrize(
    ("elapsed", "done", "verdict"),
    [
        (50, "30", "chậm so với thời gian"),
        (50, "45", "kịp tiến độ"),
        (50, "55", "kịp tiến độ"),
        (50, "55.01", "nhanh hơn thời gian"),
        (100, "99.99", "chưa hoàn thành kế hoạch"),
        (100, "100", "hoàn thành kế hoạch"),
    ],
)
def test_pace_judges_plan_against_time(elapsed, done, verdict):
    assert Pace(elapsed, Decimal(done)).verdict == verdict


@pytest.mark.parametrize(
    ("today", "percent"),
    [
        (date(2025, 12, 31), 0),
        (date(2026, 1, 1), 0),
        (date(2026, 7, 2), 50),
        (date(2026, 12, 31), 100),
        (date(2027, 3, 1), 100),
    ],
)
def test_elapsed_part_of_the_year(monkeypatch, today, percent):
    monkeypatch.setattr(dates, "today", lambda: today)
    assert elapsed_percent(2026) == percent


@pytest.mark.parametrize(
    ("given", "proposed"),
    [
        ([], {}),
        ([(1, "2", date(2026, 3, 1)), (1, "3", date(2026, 2, 1)), (2, "7", date(2026, 1, 1))], {1: "4", 2: "8"}),
        ([(1, "1", date(2025, 3, 1)), (1, "6", date(2025, 9, 1))], {1: "1"}),
        ([(1, "41", date(2025, 3, 1)), (1, "45", date(2025, 9, 1))], {1: "46"}),
        ([(1, "9", date(2027, 1, 1)), (1, "K5", date(2026, 1, 1)), (1, "", date(2026, 1, 1)), (1, "4", None)], {}),
    ],
)
def test_next_course_goes_on_as_the_centre_counts(given, proposed):
    assert next_courses(given, 2026) == proposed
