import json
import random
import subprocess
import sys

import pytest

from centres.models import Centre
from reports.canonical import report_json
from reports.cases.writing import load_cases
from reports.models import PeriodEnd
from reports.report import build_report
from tests.recount import Recount, main
from tests.reports.random_books import make_books, write_books
from tests.reports.random_cases import make_case

pytestmark = pytest.mark.django_db
PERIODS = ("2021-H1", "2021", "2022-02", "2022-Q2", "2022-H1", "2022-H2", "2022-9M", "2022")
NOT_IN_THE_FILES = {"D1", "D2", "D3", "D4"}


def load(tmp_path, case):
    path = tmp_path / "case.json"
    path.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    load_cases([str(path)])
    return path


def printed(code, period):
    centre = Centre.objects.select_related("province").get(code=code)
    return json.loads(json.dumps(report_json(build_report(centre, period))))


def assert_same(case, code, period, ends=None):
    answer, counted = printed(code, period), Recount(case, code, period, ends)
    figures = {name: value for name, value in answer["figures"].items() if name not in NOT_IN_THE_FILES}
    assert figures == counted.figures()
    for name, expected in counted.breakdowns().items():
        rows = {row["key"]: [row["classes"], row["learners"]] for row in answer["breakdowns"][name]}
        assert rows == expected
    assert sorted(entry["where"] for entry in answer["gate"]["errors"]) == sorted(counted.without_marks())


@pytest.mark.parametrize("seed", range(4))
def test_a_random_case_is_counted_as_its_file_says(tmp_path, other_centre, seed):
    case = make_case(seed)
    load(tmp_path, case)
    for centre in case["centres"]:
        for period in PERIODS:
            assert_same(case, centre["code"], period)


@pytest.mark.parametrize("seed", range(300, 302))
def test_random_books_are_counted_as_their_rows_say(tmp_path, other_centre, seed):
    """Certificates, activities, sessions and courses elsewhere, which no case file holds."""
    case = make_case(seed)
    load(tmp_path, case)
    chance = random.Random(seed)  # noqa: S311  nothing secret
    case["books"] = {}
    for centre in Centre.objects.filter(code__in=[one["code"] for one in case["centres"]]):
        codes = [one["code"] for one in case["classes"] if one["centre"] == centre.code]
        case["books"][centre.code] = make_books(chance, codes)
        write_books(centre, case["books"][centre.code])
    for centre in case["centres"]:
        for period in PERIODS:
            assert_same(case, centre["code"], period)


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(1000, 1040))
def test_many_more_random_cases_are_counted_as_their_files_say(tmp_path, other_centre, seed):
    test_a_random_case_is_counted_as_its_file_says(tmp_path, other_centre, seed)


@pytest.mark.parametrize("seed", [100, 101])
def test_last_days_of_the_province_hold_for_every_figure(tmp_path, other_centre, seed):
    case = make_case(seed, centres=1)
    load(tmp_path, case)
    centre = Centre.objects.get(code=case["centres"][0]["code"])
    ends = {"H1": [(2021, 6, 14)], "Y": [(2020, 12, 14), (2022, 11, 30)]}
    for part, rows in ends.items():
        for year, month, day in rows:
            PeriodEnd.objects.create(province=centre.province, part=part, from_year=year, month=month, day=day)
    for period in PERIODS:
        assert_same(case, centre.code, period, ends)


def test_the_recount_stands_alone(tmp_path, capsys):
    """It runs without the product on its path and says the same as when it is imported."""
    path = tmp_path / "case.json"
    path.write_text(json.dumps(make_case(5)), encoding="utf-8")
    alone = subprocess.run(
        [sys.executable, "-I", "tests/recount.py", path, "tt-5-0", "2022-H1"],
        capture_output=True,
        text=True,
        check=True,
    )
    main(path, "tt-5-0", "2022-H1")
    assert alone.stdout == capsys.readouterr().out


@pytest.mark.parametrize("seed", range(3))
def test_a_changed_file_ends_where_a_fresh_load_of_it_would(tmp_path, other_centre, seed):
    """Whatever changed between two versions of a file, the figures are those of the second."""
    case = make_case(seed, centres=1)
    load(tmp_path, case)
    for one, other in zip(case["classes"], make_case(seed + 500, centres=1)["classes"], strict=True):
        if not one["shared_with"] and not any(
            (later["shared_with"] or {}).get("class") == one["code"] for later in case["classes"]
        ):
            one.update({name: other[name] for name in other if name not in ("centre", "code", "shared_with")})
    load(tmp_path, case)
    for period in PERIODS:
        assert_same(case, case["centres"][0]["code"], period)
