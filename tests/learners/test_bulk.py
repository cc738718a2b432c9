"""Changing many places of a class's list at once, and taking it back exactly."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from centres import bulk
from centres.models import SendingUnit
from learners.bulk import PLACE_ACTS
from learners.models import Enrolment, Learner
from tests import factories


@pytest.fixture
def places(centre, other_centre):
    """Three in a running class: one with a mark, one who left, one who is in no other class."""
    running = factories.make_class(centre)
    unit = factories.make_unit(centre, "Chi bộ thôn Đông")
    return [
        factories.enrol(running, mark=8, unit=unit, unit_name=unit.name),
        factories.enrol(running, state="withdrawn", withdrawn_on=date(2022, 3, 8)),
        factories.enrol(
            running,
            factories.make_learner(centre, "Đỗ Thị Đào", national_id="001190000011", birth_date=date(1990, 2, 5)),
        ),
    ]


def rows_now():
    return [list(model.objects.order_by("pk").values()) for model in (Enrolment, Learner, SendingUnit)]


def act(key, centre, places, clerk, **values):
    """Prepare and do an act of that key on the places; the record."""
    [found] = [one for one in PLACE_ACTS if one.key == key]
    prepared = bulk.prepare(
        act=found, centre=centre, pks=[place.pk for place in places], scope="x", back="/", user=clerk
    )
    prepared.values = values
    prepared.save()
    return bulk.apply(bulk=prepared, seen=bulk.preview(bulk=prepared).digest, user=clerk)


@pytest.mark.parametrize(
    ("key", "values", "changed", "reasons"),
    [
        ("ghi-danh-don-vi", {"unit_name": "Chi bộ mới"}, 3, []),
        ("ghi-danh-chuc-vu", {"position": "Bí thư"}, 3, []),
        ("ghi-danh-dang-vien", {"party_status": "full"}, 3, []),
        (
            *("ghi-danh-tinh-trang", {"state": "no_show"}, 1),
            [
                "Học viên đã có kết quả; hãy xóa kết quả ở trang nhập kết quả trước.",
                "Học viên đã ghi thôi học giữa chừng; hãy sửa ở trang của từng người.",
            ],
        ),
        ("ghi-danh-bo", {}, 2, ["Học viên đã có kết quả trong lớp này."]),
    ],
)
def test_act_is_done_where_it_may_and_undone_exactly(centre, places, clerk, key, values, changed, reasons):
    before = rows_now()
    done = act(key, centre, places, clerk, **values)
    assert (len(done.changes), [reason for _, reason in done.left_out]) == (changed, reasons)
    assert rows_now() != before
    bulk.undo(bulk=done, user=clerk)
    assert rows_now() == before


def test_removed_place_does_not_come_back_into_a_recognised_class(centre, places, clerk):
    done = act("ghi-danh-bo", centre, places[2:], clerk)
    assert not Learner.objects.filter(full_name="Đỗ Thị Đào").exists()
    running = places[0].training_class
    running.status, running.closed_on, running.assessed_by = "closed", date(2022, 3, 11), "centre"
    running.recognised_on = date(2022, 3, 12)
    running.save()
    with pytest.raises(ValidationError, match=r"3\. Đỗ Thị Đào: Kết quả của lớp đã được công nhận"):
        bulk.undo(bulk=done, user=clerk)
    assert not Learner.objects.filter(full_name="Đỗ Thị Đào").exists()


def test_class_page_offers_all_places_and_leads_to_the_preview(client_of, clerk, centre, places):
    client, running = client_of(clerk), places[0].training_class
    page = client.get(reverse("learners:class", args=[running.pk]))
    assert "Áp dụng cho cả 3 học viên trong danh sách" in page.text
    address = reverse("learners:bulk", args=[running.pk])
    preview = client.post(address, {"viec": "ghi-danh-bo", "pham-vi": "tat-ca"}, follow=True)
    assert "Sẽ thay đổi 2 học viên" in preview.text
    assert "Học viên đã có kết quả trong lớp này." in preview.text


def test_record_shows_names_to_staff_alone(client_of, clerk, reviewer, outsider, centre, places):
    record = reverse("centres:bulk", args=[act("ghi-danh-bo", centre, places, clerk).pk])
    assert "Đỗ Thị Đào" in client_of(clerk).get(record).text
    assert "001190000011" not in client_of(clerk).get(record).text
    assert [client_of(user).get(record).status_code for user in (reviewer, outsider)] == [404, 404]


def test_a_row_more_costs_eight_queries(centre, clerk):
    """A savepoint for the row and one for its act, what stood, what stands, the record of it: a thousand rows are usable."""
    running = factories.make_class(centre)
    numbers = []
    for _ in range(2):
        for _ in range(4):
            factories.enrol(running)
        with CaptureQueriesContext(connection) as queries:
            act("ghi-danh-chuc-vu", centre, list(running.enrolments.all()), clerk, position="Bí thư")
        numbers.append(len(queries))
        Enrolment.objects.update(position="")
    assert numbers[1] - numbers[0] == 2 * 4 * 8  # previewed and done
