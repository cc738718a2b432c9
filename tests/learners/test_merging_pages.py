"""Probable doubles, two learners side by side, merging and splitting through the pages; a person's page as a whole."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from learners.models import Attendance, Certificate, Commendation, Learner, LearnerMerge
from tests import factories
from tests.dumps import changes, dump

DOUBLES = "/hoc-vien/trung-nhau/"


@pytest.fixture
def pair(centre, other_centre):
    """Entered twice in two classes; the other centre has her double."""
    factories.make_learner(other_centre, "Trần Thị Lý", birth_year=1990)
    first = factories.make_learner(centre, "Trần Thị Lý", birth_date=date(1990, 2, 5), phone="0912000001")
    second = factories.make_learner(centre, "Trần Thị Lí", birth_date=date(1990, 2, 5), phone="0912000002")
    factories.enrol(factories.make_class(centre, "A-1"), first, unit_name="Chi bộ thôn Đông")
    factories.enrol(factories.make_class(centre, "A-2"), second)
    return first, second


def address(pair):
    return reverse("learners:merge", args=[one.pk for one in pair])


def test_probable_doubles_of_the_centre(client_of, clerk, centre, pair, django_assert_num_queries):
    same = [factories.make_learner(centre, "Lê Văn An", birth_year=1980) for _ in range(2)]
    together = factories.make_class(centre, "A-3")
    for name in ("Hà Văn Chung", "Hà Văn Chung"):
        factories.enrol(together, factories.make_learner(centre, name, birth_year=1981))  # in one class: two people
    for number in ("001190000001", "001190000002"):
        factories.make_learner(centre, "Võ Hai Số", birth_year=1982, national_id=number)
    for year in (1983, 1984):
        factories.make_learner(centre, "Võ Hai Tuổi", birth_year=year)
    client = client_of(clerk)
    page = client.get(DOUBLES)
    shown = [(pair.first, pair.second, pair.why) for pair, _, _ in page.context["pairs"]]
    assert shown == [
        (*pair, "Họ tên chỉ khác dấu, khoảng cách hoặc i/y, cùng ngày sinh."),
        (*same, "Cùng họ tên, cùng năm sinh."),
    ]
    assert "A-1, 07/03/2022" in page.text
    client.get(DOUBLES)
    with django_assert_num_queries(DOUBLES_QUERIES):
        client.get(DOUBLES)


DOUBLES_QUERIES = 10


def test_choose_the_other_record(client_of, clerk, pair):
    page = reverse("learners:merge_with", args=[pair[1].pk])
    client = client_of(clerk)
    assert [one for one, _, _ in client.get(page).context["found"]] == [pair[0]]
    assert [one for one, _, _ in client.get(page, {"tim": "thon dong"}).context["found"]] == [pair[0]]
    assert client.get(page, {"tim": "không ai"}).context["found"] == []


def test_merge_and_split_through_the_pages(client_of, clerk, pair):
    client, before = client_of(clerk), dump()
    page = client.get(address(pair))
    assert [choice.name for choice in page.context["choices"] if choice.differs] == ["full_name", "phone"]
    answer = client.post(address(pair), {"full_name": "1", "phone": "2"}, follow=True)
    kept = Learner.objects.get(pk=pair[0].pk)
    assert (kept.full_name, kept.phone, kept.enrolments.count()) == ("Trần Thị Lý", "0912000002", 2)
    assert "Hồ sơ đã gộp vào đây" in answer.text
    old = client.get(reverse("learners:detail", args=[pair[1].pk]), follow=True)
    assert "Hồ sơ Trần Thị Lí đã gộp vào hồ sơ này" in old.text
    split = reverse("learners:split", args=[LearnerMerge.objects.get().pk])
    assert "A-2" in client.get(split).text
    client.post(split)
    assert changes(before, dump()) == {}


def test_refusal_is_said_and_nothing_merged(client_of, clerk, centre, pair):
    for learner in pair:
        factories.enrol(centre.classes.get(code="A-1"), learner) if learner == pair[1] else None
    answer = client_of(clerk).post(address(pair))
    assert answer.status_code == 200
    assert "Cả hai cùng có trong danh sách lớp A-1" in answer.text
    assert Learner.objects.filter(pk__in=[one.pk for one in pair]).count() == 2


def test_splitting_off_a_person_without_classes_lists_none(client_of, clerk, centre):
    kept = factories.make_learner(centre, "Hà Văn Giữ")
    merged = factories.make_learner(centre, "Hà Văn Gộp")
    client = client_of(clerk)
    client.post(reverse("learners:merge", args=[kept.pk, merged.pk]))
    page = client.get(reverse("learners:split", args=[LearnerMerge.objects.get().pk])).text
    assert "hồ sơ ấy chưa học lớp nào." in page
    assert "với các lớp" not in page


def test_split_that_is_blocked_says_why(client_of, clerk, pair):
    client = client_of(clerk)
    client.post(address(pair), {"phone": "2"})
    Learner.objects.filter(pk=pair[0].pk).update(phone="0912000003")
    split = reverse("learners:split", args=[LearnerMerge.objects.get().pk])
    assert "Điện thoại đã được sửa sau khi gộp." in client.post(split, follow=True).text
    assert LearnerMerge.objects.exists()


def test_a_persons_page_tells_everything_of_each_class(client_of, clerk, centre):
    learner = factories.make_learner(centre)
    closed = factories.make_closed_class(centre, "A-1")
    place = factories.enrol(
        closed, learner, mark=9, party_status="full", party_joined_on=date(2015, 2, 3), position="Bí thư"
    )
    taken = datetime(2022, 3, 7, tzinfo=UTC)
    session = factories.make_session(closed, periods=5, taken_at=taken, taken_by=clerk)
    Attendance.objects.create(session=session, enrolment=place, presence="partial", missed=2)
    Commendation.objects.create(enrolment=place, kind="reward", decision_number="7-QĐ", decided_on=date(2022, 3, 12))
    given = {"centre": centre, "enrolment": place, "issued_on": date(2022, 3, 20), "issued_by": clerk, "printed": {}}
    first = Certificate.objects.create(number="01/2022", **given)
    Certificate.objects.create(number="02/2022", replaces=first, **given)
    page = client_of(clerk).get(reverse("learners:detail", args=[learner.pk]))
    [shown] = page.context["places"]
    assert shown.about == ["Bí thư", "Đảng viên chính thức, vào Đảng 03/02/2015"]
    for text in (
        "dự học 3/5 tiết (60%)",
        "Khen thưởng, 7-QĐ ngày 12/03/2022",
        "Đã thay bằng số 02/2022",
        "Còn giá trị",
        reverse("learners:certificate_paper", args=[first.pk]),
    ):
        assert text in page.text
