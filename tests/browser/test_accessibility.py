"""axe-core on the ten main pages, as in every run; bin/audit looks at all pages, widths and states."""

import pytest
from django.urls import reverse

from learners.models import RosterUpload
from tests import factories
from tests.axe import axe_faults

pytestmark = pytest.mark.once

ROSTER = "STT,Họ và tên,Ngày sinh\n1,Vũ Thị Ánh,05/02/1990\n2,Lê Văn Đạt,31/02/1991\n"


@pytest.fixture
def main_pages(centre):
    """Addresses of nine main pages of a centre at work; the tenth is the login."""
    running = factories.make_class(centre)
    closed = factories.make_closed_class(centre, "L-02")
    place = factories.enrol(closed, mark=8)
    factories.enrol(closed)
    factories.enrol(running, place.learner)
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 2, 80), ("chuyen-de", 3, None)])
    upload = RosterUpload.objects.create(training_class=running, file_name="ds.csv", content=ROSTER.encode())
    return {
        "home": reverse("reports:home"),
        "plan": reverse("classes:plan"),
        "classes": reverse("classes:list"),
        "class": reverse("learners:class", args=[closed.pk]),
        "class form": reverse("classes:new"),
        "roster preview": reverse("learners:roster_preview", args=[running.pk, upload.pk]),
        "results": reverse("learners:results", args=[closed.pk]),
        "learners": reverse("learners:list"),
        "report": reverse("reports:report", args=[centre.code, "2022-H1"]),
    }


def test_nothing_bars_anybody_from_the_main_pages(page_of, page, clerk, main_pages):
    page.goto(reverse("account_login"))
    faults = {"login": axe_faults(page)}
    page_of(clerk)
    for name, address in main_pages.items():
        page.goto(address)
        if name == "class form":
            page.locator("main form[method=post]").first.evaluate("form => form.submit()")
            page.locator(".is-invalid").first.wait_for()
        faults[name] = axe_faults(page)
    assert {name: found for name, found in faults.items() if found} == {}
