from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.figures import count_centre
from reports.figures.window import Window
from reports.models import PeriodEnd
from reports.periods import Calendar, PeriodError, free_code, name_of, year_before
from tests import factories

ADDITIVE = ("O1", "O2", "O4", *[f"R{place}" for place in range(1, 10)], "T3", "M3", "M4")
QUICK_ENOUGH = settings(suppress_health_check=[HealthCheck.too_slow])
SEASONS = {"H1": (date(2001, 4, 1), 150), "9M": (date(2001, 8, 1), 90), "Y": (date(2001, 11, 1), 60)}


def end(part, from_year, month, day):
    """`month` is None for one day that holds for every month or quarter."""
    return PeriodEnd(part=part, from_year=from_year, month=month, day=day)


@pytest.mark.parametrize(
    ("code", "first", "last", "label"),
    [
        ("2022-02", date(2022, 2, 1), date(2022, 2, 28), "tháng 2 năm 2022"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "tháng 2 năm 2024"),
        ("2022-12", date(2022, 12, 1), date(2022, 12, 31), "tháng 12 năm 2022"),
        ("2022-Q2", date(2022, 4, 1), date(2022, 6, 30), "quý II năm 2022"),
        ("2022-Q4", date(2022, 10, 1), date(2022, 12, 31), "quý IV năm 2022"),
        ("2022-H1", date(2022, 1, 1), date(2022, 6, 30), "6 tháng đầu năm 2022"),
        ("2022-H2", date(2022, 7, 1), date(2022, 12, 31), "6 tháng cuối năm 2022"),
        ("2022-9M", date(2022, 1, 1), date(2022, 9, 30), "9 tháng đầu năm 2022"),
        ("2022", date(2022, 1, 1), date(2022, 12, 31), "năm 2022"),
        (
            "2022-01-05_2022-06-14",
            date(2022, 1, 5),
            date(2022, 6, 14),
            "kỳ từ ngày 05/01/2022 đến hết ngày 14/06/2022",
        ),
    ],
)
def test_codes_have_the_calendars_days_and_a_name(code, first, last, label):
    period = Calendar().period(code)
    assert (period.first, period.last, period.label) == (first, last, label)


@pytest.mark.parametrize(
    "code",
    [
        "",
        "2022-H3",
        "2022-Q5",
        "2022-13",
        "2022-00",
        "2022-5",
        "22-H1",
        "2022-h1",
        "2022-H1 ",
        "1999",
        "2101",
        "2022/05",
        "2022-01-05",
        "2022-01-32_2022-02-05",
        "2022-1-5_2022-02-05",
    ],
)
def test_a_code_that_names_no_period_is_refused_in_vietnamese(code):
    with pytest.raises(PeriodError) as refused:
        Calendar().period(code)
    assert str(refused.value).startswith(f"Kỳ báo cáo “{code}” không đúng. Viết một trong các dạng: 2022-05 (tháng)")


def test_last_days_of_a_province_move_the_starts_of_what_follows():
    calendar = Calendar([end("H1", 2022, 6, 14), end("Y", 2021, 12, 14)])
    days = {
        code: calendar.period(code) for code in ("2021", "2022-H1", "2022-H2", "2022", "2022-9M", "2022-Q1", "2022-05")
    }
    assert {code: (period.first, period.last) for code, period in days.items()} == {
        "2021": (date(2021, 1, 1), date(2021, 12, 14)),
        "2022-H1": (date(2021, 12, 15), date(2022, 6, 14)),
        "2022-H2": (date(2022, 6, 15), date(2022, 12, 14)),
        "2022": (date(2021, 12, 15), date(2022, 12, 14)),
        "2022-9M": (date(2021, 12, 15), date(2022, 9, 30)),
        "2022-Q1": (date(2022, 1, 1), date(2022, 3, 31)),
        "2022-05": (date(2022, 5, 1), date(2022, 5, 31)),
    }
    assert calendar.year_first("2022-05") == date(2021, 12, 15)
    assert calendar.year_before("2022-H1").first == date(2021, 1, 1)
    assert calendar.year_before("2022-H1").last == date(2021, 6, 30)


def test_the_same_period_of_the_year_before():
    assert [year_before(code) for code in ("2022", "2022-H1", "2022-05")] == ["2021", "2021-H1", "2021-05"]
    assert Calendar().year_before("2000-H1") is None
    assert name_of("2022-9M") == "9 tháng đầu năm 2022"


def days_of(calendar, *codes):
    return [(calendar.period(code).first, calendar.period(code).last) for code in codes]


def test_months_and_quarters_end_on_the_days_that_the_province_sets():
    calendar = Calendar([end("M", 2022, None, 14), end("Q", 2022, None, 14), end("12", 2022, 12, 20)])
    assert days_of(calendar, "2021-12", "2022-01", "2022-02", "2022-12", "2023-01") == [
        (date(2021, 12, 1), date(2021, 12, 31)),
        (date(2022, 1, 1), date(2022, 1, 14)),
        (date(2022, 1, 15), date(2022, 2, 14)),
        (date(2022, 11, 15), date(2022, 12, 20)),
        (date(2022, 12, 21), date(2023, 1, 14)),
    ]
    assert days_of(calendar, "2022-Q1", "2022-Q2", "2023-Q1") == [
        (date(2022, 1, 1), date(2022, 3, 14)),
        (date(2022, 3, 15), date(2022, 6, 14)),
        (date(2022, 12, 15), date(2023, 3, 14)),
    ]


def test_the_last_rule_holds_and_of_one_year_the_one_for_this_month():
    rows = [end("M", 2022, None, 31), end("02", 2022, 2, 20), end("M", 2024, None, 25), end("Q2", 2022, 6, 14)]
    calendar = Calendar(rows)
    assert [calendar.period(code).last for code in ("2022-02", "2022-04", "2024-02", "2022-Q2", "2022-Q3")] == [
        date(2022, 2, 20),
        date(2022, 4, 30),
        date(2024, 2, 25),
        date(2022, 6, 14),
        date(2022, 9, 30),
    ]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2022, 6, 2), date(2022, 6, 1), "Ngày cuối kỳ không được trước ngày đầu kỳ."),
        (date(2022, 1, 1), date(2023, 1, 1), "Kỳ tự chọn dài nhất là một năm."),
        (date(1999, 12, 31), date(2000, 1, 1), "Kỳ báo cáo phải ở trong các năm từ 2000 đến 2100."),
    ],
)
def test_two_days_that_make_no_period_are_refused(first, last, said):
    with pytest.raises(PeriodError, match=said):
        free_code(first, last)


def test_a_free_period_belongs_to_the_year_in_which_it_ends():
    calendar = Calendar([end("Y", 2021, 12, 14)])
    codes = ("2022-12-01_2022-12-14", "2022-12-01_2022-12-15", "2024-02-29_2024-02-29")
    assert [calendar.year_of(code) for code in codes] == [2022, 2023, 2024]
    assert calendar.year_first(codes[1]) == date(2022, 12, 15)
    assert [year_before(code) for code in codes] == [
        "2021-12-01_2021-12-14",
        "2021-12-01_2021-12-15",
        "2023-02-28_2023-02-28",
    ]
    assert calendar.year_before("2000-01-01_2000-02-01") is None


@st.composite
def last_days(draw):
    rows = []
    for part, (earliest, span) in SEASONS.items():
        years = draw(st.lists(st.integers(2018, 2024), max_size=3, unique=True))
        for year in years:
            day = earliest + timedelta(days=draw(st.integers(0, span)))
            rows.append(end(part, year, day.month, day.day))
    return rows


@st.composite
def days_of_months(draw):
    """What a province may set for its months and quarters, all of them or single ones, from one year or several."""
    parts = ["M", "Q", *(f"{month:02}" for month in range(1, 13)), *(f"Q{quarter}" for quarter in range(1, 5))]
    chosen = draw(st.lists(st.tuples(st.sampled_from(parts), st.integers(2018, 2024)), max_size=8, unique=True))
    rows = []
    for part, year in chosen:
        month = None if part in ("M", "Q") else int(part[1]) * 3 if part[0] == "Q" else int(part)
        rows.append(end(part, year, month, draw(st.integers(1, 31 if month is None else 28))))
    return rows


@given(days_of_months())
@QUICK_ENOUGH
def test_months_and_quarters_follow_each_other_without_gap_or_overlap(rows):
    calendar = Calendar(rows)
    for parts in ([f"{month:02}" for month in range(1, 13)], ["Q1", "Q2", "Q3", "Q4"]):
        periods = [calendar.period(f"{year}-{part}") for year in range(2017, 2026) for part in parts]
        for before, after in pairwise(periods):
            assert after.first == before.last + timedelta(days=1) <= after.last
    for day in (date(2021, 1, 1) + timedelta(days=n) for n in range(0, 900, 7)):
        month = calendar.period("{}-{:02}".format(*calendar.month_of(day)))
        assert month.first <= day <= month.last


@given(last_days())
@QUICK_ENOUGH
def test_halves_and_years_follow_each_other_without_gap_or_overlap(rows):
    calendar = Calendar(rows)
    for year in range(2017, 2026):
        first, second, whole = (calendar.period(f"{year}{part}") for part in ("-H1", "-H2", ""))
        assert second.first == first.last + timedelta(days=1)
        assert (whole.first, whole.last) == (first.first, second.last)
        assert calendar.period(str(year + 1)).first == whole.last + timedelta(days=1)


@pytest.fixture
def busy_centre(centre, other_centre):
    """Classes that open and finish around the days on which provinces close their books."""
    for place, opened in enumerate([date(2021, 12, 10), date(2022, 5, 30), date(2022, 6, 14), date(2022, 6, 15)]):
        closed = opened + timedelta(days=9 * place)
        training_class = factories.make_closed_class(
            centre, f"L{place}", opened_on=opened, closed_on=closed, recognised_on=closed, called=3
        )
        for mark in (4, 6, 7, 9)[: place + 1]:
            factories.enrol(training_class, mark=mark)
    return centre


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(last_days())
def test_two_halves_make_the_year_for_every_additive_figure(busy_centre, rows):
    calendar = Calendar(rows)
    halves = [count_centre(busy_centre, Window.of(calendar, f"2022-{part}")).figures for part in ("H1", "H2")]
    year = count_centre(busy_centre, Window.of(calendar, "2022")).figures
    assert {code: sum(half[code] for half in halves) for code in ADDITIVE} == {code: year[code] for code in ADDITIVE}


@pytest.mark.django_db
def test_a_free_period_counts_what_a_named_one_of_the_same_days_does(busy_centre):
    calendar = Calendar([end("H1", 2022, 6, 14)])
    named, free = (
        count_centre(busy_centre, Window.of(calendar, code)) for code in ("2022-H1", "2022-01-01_2022-06-14")
    )
    assert (free.figures, free.breakdowns) == (named.figures, named.breakdowns)
    assert (named.figures["O1"], named.figures["R1"]) == (2, 1)


@pytest.mark.django_db
def test_the_months_of_a_breakdown_are_those_of_the_monthly_reports(busy_centre):
    calendar = Calendar([end("M", 2022, None, 14)])
    rows = count_centre(busy_centre, Window.of(calendar, "2022")).breakdowns["month"]
    assert [(row.key, row.label, row.classes) for row in rows] == [
        ("2022-06", "Tháng 6/2022", 2),
        ("2022-07", "Tháng 7/2022", 1),
    ]
    assert count_centre(busy_centre, Window.of(calendar, "2022-06")).figures["O1"] == 2
