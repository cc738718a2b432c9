"""The first page's pictures by keyboard, and on a phone."""

from datetime import date

import pytest
from playwright.sync_api import expect

from centres import dates
from tests import factories

pytestmark = pytest.mark.once


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 3, 16))


def test_a_bar_opens_its_classes_by_keyboard_and_fits_a_phone(centre, other_centre, page_of, clerk):
    factories.make_decision(centre, lines=[("nhan-thuc-ve-dang", 4, 100)])
    for code in ("L-01", "L-02"):
        factories.enrol(factories.make_closed_class(centre, code), mark=8)
    page = page_of(clerk)
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    bar = page.get_by_role("link", name="đã mở 2 lớp, kế hoạch 4; mở danh sách 2 lớp")
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Danh sách lớp")
    expect(page.locator(".result-count")).to_contain_text("2 lớp · Đã khai giảng từ 01/01/2022 đến 16/03/2022")
    page.goto("/")
    expect(page.locator("#nam-nay")).to_have_text("Năm 2022")
