import re

import pytest
from django.urls import reverse

from tests import factories


@pytest.mark.parametrize(
    ("name", "item"),
    [
        ("classes:plan", "Kế hoạch"),
        ("classes:list", "Lớp"),
        ("classes:week", "Lớp"),
        ("learners:register", "Lớp"),
        ("learners:papers", "Lớp"),
        ("learners:criteria", "Lớp"),
        ("learners:list", "Học viên"),
        ("learners:units", "Học viên"),
        ("reports:list", "Báo cáo"),
        ("reports:help", "Trợ giúp"),
        ("reports:home", None),
        ("centres:bulk_list", None),
    ],
)
def test_the_header_marks_the_item_a_page_belongs_to(client_of, director, name, item):
    assert marked(client_of(director).get(reverse(name))) == [item] * bool(item)


def test_pages_of_one_session_and_one_place_belong_to_the_classes(client_of, director, centre):
    place = factories.enrol(factories.make_class(centre))
    session = factories.make_session(place.training_class)
    for address in (
        reverse("learners:place", args=[place.pk]),
        reverse("learners:session_attendance", args=[session.pk]),
        reverse("classes:edit_session", args=[session.pk]),
    ):
        assert marked(client_of(director).get(address)) == ["Lớp"]


def test_who_may_not_see_names_is_not_sent_to_the_learners(client_of, lecturer, host_reviewer, reviewer):
    page, search = reverse("reports:help"), reverse("reports:search")
    of_centre = ["Kế hoạch", "Lớp", "Học viên", "Báo cáo", "Trợ giúp"]
    assert items(client_of(lecturer).get(page)) == of_centre
    assert items(client_of(host_reviewer).get(page)) == [item for item in of_centre if item != "Học viên"]
    assert items(client_of(reviewer).get(page)) == ["Báo cáo", "Trợ giúp"]
    asked = ["học viên: theo họ tên" in client_of(user).get(search).text for user in (lecturer, host_reviewer)]
    assert asked == [True, False]


def items(response):
    menu = response.text.partition('<nav class="site-nav"')[2].partition("</nav>")[0]
    return re.findall(r">([^<>]+)</a>", menu)


def marked(response):
    header = response.content.decode().partition("</header>")[0]
    return re.findall(r'aria-current="page">([^<]*)</a>', header)
