"""Every address of the access matrix as each role sees it, with data, without data and with errors.

bin/audit names the folder AUDIT_PAGES, where each page is kept for the HTML checker; bin/pictures names AUDIT_PICTURES
and then pictures are all that is made. AUDIT_ONLY="draft|timetable" looks at pages of such names alone.
"""

import os
import re
from http import HTTPStatus

import pytest
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from centres.models import Centre, Membership, Role, User
from reports.demo.making import make_demo
from tests import factories
from tests.audit import looks
from tests.audit.pictures import take_paper, take_pictures
from tests.audit.site import Site, fingerprint, folder, is_page
from tests.browser.conftest import chromium  # noqa: F401 - a fixture
from tests.test_tenancy import LISTS, OBJECTS, OWN_ACCOUNT, Rows, address_of, expected_of

pytestmark = [
    pytest.mark.audit,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="pages look the same on every database"),
]
ROLES = {
    "clerk": Role.CLERK,
    "director": Role.DIRECTOR,
    "reviewer": Role.PROVINCE_REVIEWER,
    "administrator": None,
    "lecturer": Role.LECTURER,
    "host_reviewer": Role.HOST_REVIEWER,
}
PAGES = folder("AUDIT_PAGES")
PICTURES = folder("AUDIT_PICTURES")
ONLY = re.compile(os.environ.get("AUDIT_ONLY", ""))


@pytest.fixture
def tab(chromium):  # noqa: F811
    context = chromium.new_context(locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh", reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def demo(db, counters):
    """The centre of the demo, with a row of every kind for the addresses of the matrix."""
    make_demo()
    rows = Rows(Centre.objects.get(code="xa-suoi-dao"))
    factories.enrol(rows.closed_class, mark=8.5)
    return rows


class Audit:
    """Looks at page after page and keeps what is amiss; a page seen before under the same state is passed over."""

    def __init__(self, tab, user):
        self.user, self.client = user, Client()
        if user:
            self.client.force_login(user)
        self.site, self.faults, self.seen = Site(tab, self.client), [], set()

    def visit(self, name, address, *, keyboard=True, status=HTTPStatus.OK):
        """Look at the page at the address, if a page is what it gives; say whether it does."""
        if not ONLY.search(name):
            return False
        response = self.client.get(address)
        if is_page(response) and response.status_code == status:
            self.look(name, response, address, keyboard=keyboard)
            return True
        return False

    def look(self, name, response, address, *, keyboard=False):
        mark = fingerprint(response, *(self.user.username, self.user.full_name) if self.user else ())
        if mark in self.seen:
            return
        self.seen.add(mark)
        tab = self.site.tab
        self.site.show(response, address)
        if PICTURES:
            take_pictures(tab, PICTURES, name)
            return
        found = [*looks.at_sizes(tab), *looks.with_large_text(tab)]
        found += looks.by_keyboard(tab) if keyboard else []
        if PAGES:
            (PAGES / f"{name}.html").write_bytes(response.content)
        if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
            found.append(f"status {response.status_code}")
        self.faults += [f"{name} ({address}): {fault}" for fault in [*found, *self.site.faults]]

    def look_at_errors(self, name, address):
        """Look at what comes back when the forms of this page are sent empty or wrong."""
        if not ONLY.search(name):
            return
        response = self.client.get(address)
        if not is_page(response) or response.status_code != HTTPStatus.OK:
            return
        self.site.show(response, address)
        for state, answer, target in list(self.site.wrong_answers(address)):
            self.look(f"{name}-{state}", answer, target)


def addresses(rows, place):
    """Name and address of all that the role may open: the matrix without what only takes a POST."""
    for name in [*LISTS, *OBJECTS, *OWN_ACCOUNT]:
        expected = (200,) * 6 if name in OWN_ACCOUNT else expected_of(name)
        if expected and expected[place] in {200, 302}:
            yield name.replace(":", "-"), address_of(name, rows)


def rich_addresses(centre):
    """The busiest pages once more, with as much on them as a real centre has."""
    largest = max(centre.classes.all(), key=lambda one: one.enrolments.count())
    yield "rich-class", reverse("learners:class", args=[largest.pk])
    yield "rich-results", reverse("learners:results", args=[largest.pk])
    yield "rich-timetable", reverse("classes:timetable", args=[largest.pk])
    yield "rich-report", reverse("reports:report", args=[centre.code, str(largest.opened_on.year)])
    yield "rich-list-search", reverse("classes:list") + "?q=khong-co-lop-nay"


def account(role, centre):
    if role == "administrator":
        return User.objects.filter(is_superuser=True).first()
    held = Membership.objects.filter(role=ROLES[role])
    return held.filter(centre=centre).first().user if role != "reviewer" else held.get(province=centre.province).user


def judge(*audits):
    faults = [fault for audit in audits for fault in audit.faults]
    if faults:
        pytest.fail(f"{len(faults)} faults\n" + "\n".join(faults), pytrace=False)


@pytest.mark.parametrize("role", ROLES)
def test_pages_with_data(role, tab, demo):
    audit = Audit(tab, account(role, demo.centre))
    matrix_place = ("clerk", "director", "lecturer", "host_reviewer", "reviewer", "administrator").index(role)
    for name, address in [*addresses(demo, matrix_place), *rich_addresses(demo.centre)]:
        made = audit.visit(f"{role}-{name}", address, keyboard=role in {"clerk", "reviewer"})
        if made and PICTURES and role == "clerk" and re.search("list|class$|results|plan|report$|timetable", name):
            take_paper(tab, PICTURES, name)
    judge(audit)


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_pages_without_data(role, tab, db, counters):
    centre = factories.make_centre("xa-moi", name="Trung tâm Chính trị xã Mới", place="Mới")
    place = {"province": centre.province} if role == "reviewer" else {"centre": centre}
    audit = Audit(tab, factories.make_user(ROLES[role], full_name="Người Mới", **place))
    for name in LISTS:
        audit.visit(f"{role}-nothing-{name.replace(':', '-')}", reverse(name))
    empty = factories.make_class(centre)
    for name in ("learners:class", "learners:results", "classes:timetable"):
        audit.visit(f"{role}-nothing-{name.replace(':', '-')}", reverse(name, args=[empty.pk]))
    judge(audit)


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_pages_with_errors(role, tab, demo):
    audit = Audit(tab, account(role, demo.centre))
    for name, address in addresses(demo, 0 if role == "clerk" else 4):
        audit.look_at_errors(f"{role}-errors-{name}", address)
    judge(audit)


def test_pages_outside(tab, demo, rf):
    nobody = Audit(tab, None)
    nobody.visit("login", reverse("account_login"))
    nobody.look_at_errors("login", reverse("account_login"))
    nobody.visit("inactive", reverse("account_inactive"))
    nobody.look("maintenance", HttpResponse(render_to_string("maintenance.html", {"until": None})), "/")
    nobody.look("error-500", render(rf.get("/"), "500.html", status=500), "/hong/")
    clerk = Audit(tab, account("clerk", demo.centre))
    clerk.visit("error-404", "/khong-co-trang-nay/", status=404)
    clerk.visit("error-405", reverse("centres:choose", args=[demo.centre.code]), status=405)
    clerk.visit("logout", reverse("account_logout"))
    lecturer = Audit(tab, account("lecturer", demo.centre))
    lecturer.visit("error-403", reverse("classes:new"), status=403)
    nobody.faults = [fault for fault in nobody.faults if fault != "error-500 (/hong/): status 500"]
    judge(nobody, clerk, lecturer)
