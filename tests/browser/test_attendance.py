"""Attendance with the keyboard alone, and with a line that drops."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from centres import dates
from learners.models import Attendance, Enrolment, Learner
from tests import factories

MONDAY = date(2022, 3, 7)


@pytest.fixture
def training_class(centre, other_centre, monkeypatch):
    """A hundred learners and two sessions."""
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 8))
    training_class = factories.make_class(centre)
    learners = [Learner(centre=centre, full_name=f"Lò Văn {number}").set_keys() for number in range(1, 101)]
    Learner.objects.bulk_create(learners)
    Enrolment.objects.bulk_create(
        Enrolment(training_class=training_class, learner=learner, roll_number=number)
        for number, learner in enumerate(learners, 1)
    )
    factories.make_session(training_class, MONDAY)
    factories.make_session(training_class, MONDAY, "2")
    return training_class


def stored(session):
    return sorted(session.attendances.values_list("enrolment__roll_number", "presence"))


def grid_of(page, training_class):
    page.goto(reverse("learners:attendance", args=[training_class.pk]))
    return page.locator("table.attendance-grid"), page.locator("[data-status]")


COUNT_KEYS = "window.keys = 0; addEventListener('keydown', () => window.keys++, true)"


def test_a_hundred_learners_are_taken_with_the_keyboard_alone(page_of, clerk, training_class):
    page = page_of(clerk)
    grid, status = grid_of(page, training_class)
    morning, afternoon = training_class.sessions.in_order()
    sent = []
    page.on("request", lambda asked: asked.resource_type in {"fetch", "xhr"} and sent.append(asked.method))
    page.evaluate(COUNT_KEYS)
    page.keyboard.type("3 7p 15 28 41p 66 100")  # the cursor stands in the field already
    page.keyboard.press("Enter")
    expect(status).to_have_text("Đã lưu điểm danh buổi sáng 07/03/2022: 93 có mặt, 07 vắng.")
    # Well under a minute at a key a second: an absentee's number and a space, then Enter, in one request
    assert (page.evaluate("window.keys"), sent) == (22, ["POST"])
    expect(grid.locator("tbody tr").nth(2).locator("td.number").last).to_have_text("0%")
    expect(grid.locator("tbody tr").nth(6).locator("td.att").first).to_have_text("P")
    expect(grid.locator("thead th").nth(2)).to_contain_text("xong")
    states = grid.locator("tbody td.att:nth-child(3)").all_inner_texts()
    assert {sign: states.count(sign) for sign in "·KP"} == {"·": 93, "K": 5, "P": 2}
    excused, absent = [7, 41], [3, 7, 15, 28, 41, 66, 100]
    assert stored(morning) == [(number, "excused" if number in excused else "unexcused") for number in absent]
    morning.refresh_from_db()
    assert morning.is_taken

    first = grid.locator("tbody tr").first.locator("td.att")
    for _ in range(20):  # from the field by Tab into the grid, past its heads
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('td.att')"):
            break
    for key in ("ArrowRight", "m", "ArrowDown", "2"):
        page.keyboard.press(key)
    expect(first.nth(1)).to_have_text("M")
    expect(status).to_have_text("Đã lưu.")
    expect(grid.locator("td.is-saved")).not_to_have_count(0)
    assert stored(afternoon) == [(1, "late"), (2, "partial")]
    afternoon.refresh_from_db()
    assert not afternoon.is_taken


def test_nothing_is_lost_when_the_line_drops_or_the_login_ends(page_of, clerk, client, training_class, complaints):
    page = page_of(clerk)
    grid, status = grid_of(page, training_class)
    cell = grid.locator("tbody tr").nth(4).locator("td.att").first
    page.context.set_offline(True)
    cell.click()
    expect(cell).to_have_text("K")
    expect(status).to_contain_text("Chưa lưu 1 mục: mất kết nối")
    assert Attendance.objects.count() == 0

    client.logout()  # and meanwhile the login has run out
    page.context.set_offline(False)
    expect(status).to_contain_text("Phiên làm việc đã hết", timeout=15_000)
    assert Attendance.objects.count() == 0

    page_of(clerk)
    page.reload()
    expect(status).to_have_text("Đã lưu.")
    expect(cell).to_have_text("K")
    assert stored(training_class.sessions.in_order().first()) == [(5, "unexcused")]
    provoked = [one for one in complaints if "ERR_INTERNET_DISCONNECTED" in one]
    complaints[:] = [one for one in complaints if one not in provoked]
