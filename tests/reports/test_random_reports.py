"""Random centres: two halves make a year whatever the province's last days, and a version outlasts whatever comes later."""

import random
from datetime import date, timedelta

import pytest

from centres import dates
from centres.models import Centre
from classes.models import TrainingClass
from learners.models import Commendation, Enrolment, Learner, Result
from reports import actions
from reports.actions import submitting
from reports.figures import count_centre
from reports.figures.books import ADDITIVE as BOOKS
from reports.figures.window import Window
from reports.models import FrozenClass, FrozenEnrolment, FrozenRecord, PeriodEnd, PeriodReport, ReportVersion
from reports.periods import Calendar
from reports.versions.halves import ADDITIVE
from tests import factories
from tests.reports.random_books import make_books, write_books
from tests.reports.random_cases import make_case
from tests.reports.review import NO_PAPER
from tests.reports.test_recount import load

pytestmark = pytest.mark.django_db
SEASONS = {"H1": (date(2001, 4, 1), 150), "Y": (date(2001, 11, 1), 60)}


def random_centre(tmp_path, seed) -> Centre:
    """A centre of a random case with random books."""
    case = make_case(seed, centres=1)
    load(tmp_path, case)
    centre = Centre.objects.select_related("province").get(code=case["centres"][0]["code"])
    write_books(centre, make_books(random.Random(seed), [one["code"] for one in case["classes"]]))  # noqa: S311
    return centre


def random_ends(chance) -> list[PeriodEnd]:
    rows = []
    for part, (earliest, span) in SEASONS.items():
        for year in chance.sample(range(2019, 2024), chance.randint(0, 2)):
            day = earliest + timedelta(days=chance.randint(0, span))
            rows.append(PeriodEnd(part=part, from_year=year, month=day.month, day=day.day))
    return rows


@pytest.mark.parametrize("seed", range(40, 42))
def test_two_halves_make_a_year_whatever_the_last_days(tmp_path, other_centre, seed):
    centre, chance = random_centre(tmp_path, seed), random.Random(seed)  # noqa: S311
    assert set(BOOKS) < set(ADDITIVE)
    for _ in range(3):
        calendar, year = Calendar(random_ends(chance)), chance.choice([2021, 2022])
        h1, h2, whole = (
            count_centre(centre, Window.of(calendar, f"{year}{part}", date(2023, 6, 1))).figures
            for part in ("-H1", "-H2", "")
        )
        for code in ADDITIVE:
            parts = [one[code] for one in (h1, h2)]
            # A book begun only in the second half was not known in the first; a number called may be known of neither
            if None not in (*parts, whole[code]):
                assert (code, sum(parts)) == (code, whole[code])
        for code in ("T1", "T2"):
            found = [one[code] for one in (h1, h2) if code in one]
            assert sum(base for _, base in found) == whole.get(code, (0, 0))[1]
            if all(n is not None for n, _ in found):
                assert sum(n for n, _ in found) == whole.get(code, (0, 0))[0]
        assert (h2["O1c"], h2["O2c"], h2["R3c"]) == (whole["O1"], whole["O2"], whole["R3"])


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(3000, 3030))
def test_two_halves_make_a_year_for_many_more(tmp_path, other_centre, seed):
    test_two_halves_make_a_year_whatever_the_last_days(tmp_path, other_centre, seed)


EDITS = (
    lambda centre, chance: centre.classes.update(name=f"Lớp {chance.random()}", called=chance.randint(0, 99)),
    lambda centre, chance: Learner.objects.filter(centre=centre).update(full_name=f"Tên {chance.random()}"),
    lambda centre, chance: Enrolment.objects.filter(training_class__centre=centre).update(education="Đã sửa"),
    lambda centre, chance: Result.objects.filter(enrolment__training_class__centre=centre, mark__gt=1).update(mark=1),
    lambda centre, chance: Commendation.objects.filter(enrolment__training_class__centre=centre).delete(),
    lambda centre, chance: factories.enrol(chance.choice(centre.classes.exclude(status="planned")), mark=9),
    lambda centre, chance: centre.units.filter(pk=centre.units.last().pk).update(name="Đơn vị đã sửa"),
    lambda centre, chance: Centre.objects.filter(pk=centre.pk).update(name="Trung tâm đã sửa", host="Đảng ủy đã sửa"),
    lambda centre, chance: TrainingClass.objects.filter(centre=centre).update(considered_for_titles=False, titled=None),
    lambda centre, chance: PeriodEnd.objects.create(
        province=centre.province, part="H1", from_year=2000 + chance.randint(0, 40), month=6, day=14
    ),
)


def kept(version):
    """All that is stored of a version."""
    version = ReportVersion.objects.get(pk=version.pk)
    models = (FrozenClass, FrozenEnrolment, FrozenRecord)
    rows = [list(model.objects.filter(version=version).values()) for model in models]
    return bytes(version.content), version.sha256, bytes(version.pdf), version.pdf_sha256, rows


@pytest.mark.parametrize("seed", [50])
def test_a_version_outlasts_any_later_edits(tmp_path, other_centre, seed, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2023, 3, 1))
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)
    monkeypatch.setattr(submitting, "draft_refusals", lambda report, draft: [])  # marks may be missing in a random case
    centre, chance = random_centre(tmp_path, seed), random.Random(seed)  # noqa: S311
    report = PeriodReport.objects.create(centre=centre, period=chance.choice(["2022-H1", "2022"]))
    version = actions.submit_report(report=report, user=factories.make_user("director", centre))
    before = kept(version)
    assert all(before[4])
    for edit in chance.sample(EDITS, len(EDITS)):
        edit(centre, chance)
        assert kept(version) == before


@pytest.mark.audit
@pytest.mark.parametrize("seed", range(4000, 4020))
def test_many_more_versions_outlast_later_edits(tmp_path, other_centre, seed, monkeypatch):
    test_a_version_outlasts_any_later_edits(tmp_path, other_centre, seed, monkeypatch)
