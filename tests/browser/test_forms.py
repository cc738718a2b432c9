"""Entering with the keyboard: days, lists searched without accents, errors, unsaved changes, and a line that is down."""

from datetime import date

import pytest
from playwright.sync_api import expect

from centres import dates
from classes.models import TrainingClass
from tests import factories
from tests.axe import axe_faults

NEW = "/lop/moi/"
LOST = "Mất kết nối; nội dung vẫn còn, bấm Lưu lại khi có mạng."


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2026, 7, 3))


def test_class_is_entered_by_keyboard(page_of, clerk, centre, other_centre):
    factories.make_class(centre, "2026-01", place="Hội trường Đảng ủy")
    page = page_of(clerk)
    page.goto(NEW)
    programme = page.get_by_label("Chương trình")
    programme.focus()
    page.keyboard.type("dang vien moi")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(
        ["Bồi dưỡng lý luận chính trị cho đảng viên mới"]
    )
    expect(programme).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(programme).to_have_value("Bồi dưỡng lý luận chính trị cho đảng viên mới")
    page.keyboard.type("khong co")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(["Không có trong danh sách"])
    page.keyboard.press("Escape")
    expect(programme).to_have_value("Bồi dưỡng lý luận chính trị cho đảng viên mới")

    opened = page.get_by_label("Ngày khai giảng")
    opened.fill("31/2/26")
    page.keyboard.press("Tab")
    expect(page.get_by_text("Không có ngày này.")).to_be_visible()
    opened.fill("05022026")
    page.keyboard.press("Tab")
    expect(opened).to_have_value("05/02/2026")
    expect(page.get_by_text("Không có ngày này.")).to_be_hidden()
    closes = page.get_by_label("Bế giảng dự kiến")
    closes.fill("31/01/2026")
    button = page.locator(".day-group", has=closes).get_by_role("button", name="Chọn ngày")
    button.press("Enter")
    calendar = page.get_by_role("dialog", name="Chọn ngày")
    expect(calendar.get_by_text("Tháng 1 năm 2026")).to_be_visible()
    page.keyboard.press("PageDown")  # the last day of February stands for the 31st
    expect(calendar.get_by_role("button", name="Thứ Bảy 28/2/2026")).to_be_focused()
    assert axe_faults(page) == []
    page.keyboard.press("Escape")
    expect(button).to_be_focused()
    button.press("Enter")
    for key in ("PageDown", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    expect(closes).to_have_value("14/02/2026")
    expect(calendar).to_be_hidden()
    page.get_by_label("Địa điểm").press_sequentially("dang uy")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Địa điểm")).to_have_value("Hội trường Đảng ủy")

    page.get_by_label("Mã lớp").fill("")
    page.keyboard.press("Enter")
    expect(page.locator("#loi")).to_be_focused()
    expect(page.locator("#loi li")).to_have_text(["Mã lớp: Chưa nhập ô này."])
    page.locator("#loi a").press("Enter")
    expect(page.get_by_label("Mã lớp")).to_be_focused()
    page.keyboard.type("DV-1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("đảng viên mới năm 2026")
    made = TrainingClass.objects.get(code="DV-1")
    assert (made.opened_on, made.closes_on, made.place) == (date(2026, 2, 5), date(2026, 2, 14), "Hội trường Đảng ủy")


def test_unsaved_changes_warn_and_a_lost_line_loses_nothing(page_of, clerk, centre, complaints):
    training_class = factories.make_class(centre, "2026-01", place="Hội trường", opened_on=date(2026, 2, 5))
    page = page_of(clerk)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.goto(f"/lop/{training_class.pk}/sua/")
    note = page.locator(".unsaved-note")
    expect(note).to_have_text("")
    page.get_by_label("Địa điểm").fill("Phòng 2")
    expect(note).to_have_text("Có thay đổi chưa lưu")
    page.get_by_label("Địa điểm").fill("Hội trường")
    expect(note).to_have_text("")
    page.get_by_label("Địa điểm").fill("Phòng 2")
    page.get_by_role("link", name="Bỏ, không lưu").click(no_wait_after=True)
    page.wait_for_timeout(200)
    assert asked == ["beforeunload"]

    page.context.set_offline(True)
    page.get_by_role("button", name="Lưu lớp").click()
    expect(page.get_by_role("alert")).to_have_text(LOST)
    expect(page.get_by_label("Địa điểm")).to_have_value("Phòng 2")
    page.context.set_offline(False)
    assert [said for said in complaints if "ERR_INTERNET_DISCONNECTED" not in said] == []
    complaints.clear()
    page.get_by_role("button", name="Lưu lớp").click()
    expect(page.get_by_text("Đã lưu lớp 2026-01.")).to_be_visible()
    assert asked == ["beforeunload"]
    training_class.refresh_from_db()
    assert training_class.place == "Phòng 2"


def test_typing_goes_on_while_the_scripts_arrive(page_of, clerk, centre, other_centre):
    """On a slow line one types before the page is complete: the box keeps the cursor, and what is typed goes in."""
    page = page_of(clerk)
    late = []
    page.route("**/wrap*.js", lambda route: late.append(route))
    page.goto(NEW, wait_until="commit")
    opened = page.get_by_label("Ngày khai giảng")
    opened.focus()
    opened.press_sequentially("5/2")
    expect(page.locator(".day-group")).to_have_count(0)
    late[0].continue_()
    expect(page.locator(".day-group", has=opened)).to_have_count(1)
    expect(opened).to_be_focused()
    page.keyboard.type("/26")
    expect(opened).to_have_value("5/2/26")
    expect(page.get_by_text("Có thay đổi chưa lưu")).to_be_visible()
