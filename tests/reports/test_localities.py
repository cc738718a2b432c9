"""By locality: each class and each lượt in exactly one row, live, frozen, and added up in the province."""

from datetime import date

import pytest

from centres import dates
from centres.models import Locality, ServedLocality
from reports import actions
from reports.actions import submitting
from reports.annexes import annexes
from reports.report import build_province_report, build_report
from reports.versions.rows import frozen_rows
from tests import factories
from tests.reports.review import NO_PAPER, PERIOD, TODAY, people, submit
from tests.reports.test_drill import assert_opens

pytestmark = pytest.mark.django_db


def serve(centre, *names, **days):
    for name in names:
        locality, _ = Locality.objects.get_or_create(province=centre.province, name=name)
        ServedLocality.objects.create(centre=centre, locality=locality, **days)


def rows(report):
    return [(row.key, row.classes, row.learners) for row in report.breakdowns["locality"]]


@pytest.fixture
def books(centre, other_centre):
    """A centre of two communes: one class of one, one of both and of somebody unknown, one of nobody known."""
    serve(centre, "xã An Bình", "xã Bình Lâm", valid_from=date(2022, 1, 1))
    serve(centre, "huyện Cũ", valid_to=date(2021, 12, 31))
    top = factories.make_unit(centre, "Đảng bộ xã Bình Lâm")
    top.locality = Locality.objects.get(name="xã Bình Lâm")
    top.save()
    cell = factories.make_unit(centre, "Chi bộ thôn Tây", parent=top)
    own, mixed, unknown = (factories.make_class(centre, f"AB-{number}", called=9) for number in (1, 2, 3))
    for training_class, unit in ((own, cell), (own, top), (mixed, cell), (mixed, None), (unknown, None)):
        factories.enrol(training_class, unit=unit)
    return centre


EXPECTED = [("xã An Bình", 0, 0), ("xã Bình Lâm", 1, 3), ("nhieu-dia-ban", 1, 0), ("chua-ro", 1, 2)]


def test_classes_and_learners_stand_in_one_row_each_and_open(books, other_centre):
    report = build_report(books, PERIOD)
    assert rows(report) == EXPECTED
    assert report.errors == ()
    assert assert_opens(books, PERIOD) > 10
    table = next(one for one in annexes(report) if one.key == "theo-dia-ban")
    assert [row.cells[1:4] for row in table.rows] == [
        ("Xã An Bình", 0, 0),
        ("Xã Bình Lâm", 1, 3),
        ("Lớp có học viên nhiều địa bàn", 1, "–"),
        ("Chưa rõ địa bàn", 1, 2),
        ("Tổng cộng", 3, 5),
    ]
    assert "locality" not in build_report(other_centre, PERIOD).breakdowns


def test_a_province_adds_up_frozen_rows_and_versions_from_before(books, other_centre, monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: TODAY)
    monkeypatch.setattr(submitting, "report_pdf", lambda report, pack: NO_PAPER)
    versions = []
    for one in (books, other_centre):
        of = people(one)
        versions.append(submit(one, of["director"]))
        actions.approve_version(version=versions[-1], user=of["province_reviewer"])
    serve(other_centre, "xã Bình Lâm", "xã Đồng Cao", valid_to=date(2022, 6, 1))
    assert rows(build_province_report(books.province, PERIOD)) == [*EXPECTED[:3], ("chua-ro", 2, 4)]
    serve(other_centre, "xã An Bình")  # the only one on the period's last day
    report = build_province_report(books.province, PERIOD)
    assert rows(report) == [("xã An Bình", 1, 2), *EXPECTED[1:]]
    assert (report.figures["O1"], report.figures["O2"], report.errors) == (4, 7, ())
    table = next(one for one in annexes(report) if one.key == "theo-dia-ban")
    assert table.rows[0].cells[2] == f"{books.name}; {other_centre.name}"
    Locality.objects.filter(name="xã Bình Lâm").update(name="phường Bình Lâm")
    assert len(frozen_rows(versions[0]).of_part("locality", "xã Bình Lâm").places_in("O2")) == 3
