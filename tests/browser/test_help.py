"""The search box by keyboard alone, and a figure's definition on focus, hover and Escape."""

import pytest
from playwright.sync_api import expect

from tests import factories

pytestmark = pytest.mark.once


def test_class_is_found_by_keyboard_and_back_returns(page_of, clerk, centre, other_centre):
    factories.make_class(centre, "LL-1", name="Lớp lý luận chính trị")
    factories.make_class(centre, "LL-2", name="Lớp lí luận cho đoàn thể")
    page = page_of(clerk)
    page.goto("/bao-cao/")
    page.keyboard.press("/")
    box = page.get_by_role("combobox", name="Tìm lớp, học viên")
    expect(box).to_be_focused()
    page.keyboard.type("luan lop ly")
    options = page.get_by_role("listbox", name="Kết quả tìm").get_by_role("option")
    expect(options).to_have_count(3)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(options.first).to_be_hidden()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Lớp lý luận chính trị").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Lớp lý luận chính trị")
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kết quả tìm “luan lop ly”")
    expect(page.get_by_role("link", name="Lớp lí luận cho đoàn thể")).to_be_visible()


def test_definition_shows_on_focus_and_hover_and_closes_with_escape(page_of, clerk, centre):
    training_class = factories.make_class(centre)
    page = page_of(clerk)
    page.goto(f"/lop/{training_class.pk}/")
    word = page.get_by_role("button", name="lượt học viên")
    meaning = page.locator(f"#{word.get_attribute('aria-describedby')}")
    expect(meaning).to_be_hidden()
    page.get_by_role("button", name="triệu tập").focus()
    page.keyboard.press("Tab")
    expect(word).to_be_focused()
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    word.hover()
    expect(meaning).to_be_visible()
    meaning.hover()
    expect(meaning).to_contain_text("không tính người được triệu tập mà không đến")
    assert meaning.bounding_box()["y"] > word.bounding_box()["y"]
