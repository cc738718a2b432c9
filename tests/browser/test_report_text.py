"""Rewriting a proposed sentence: its figures are blocks that cannot be typed over."""

import re

import pytest
from playwright.sync_api import expect

from centres.models import Role
from reports.models import ReportSection
from tests.reports.review import PERIOD, make_books, people

pytestmark = pytest.mark.once


def test_a_figure_in_a_sentence_cannot_be_typed_over(centre, page_of):
    make_books(centre)
    page = page_of(people(centre)[Role.CLERK])
    page.goto(f"/bao-cao/{centre.code}/{PERIOD}/van-ban/")
    section = page.locator("section", has=page.get_by_role("heading", name="II.2. Kết quả mở lớp"))
    section.get_by_role("button", name="Sửa các câu này").click()
    editor, chip = section.get_by_role("textbox"), section.locator(".token-chip").first
    expect(chip).to_have_text("02")
    chip.click()
    page.keyboard.type("(hai)")
    editor.press("Control+Home")
    page.keyboard.type("Nhìn chung: ")
    expect(chip).to_have_text("02")
    page.get_by_role("button", name="Lưu văn bản").click()
    expect(page).to_have_url(re.compile(f"/{PERIOD}/$"))
    stored = ReportSection.objects.get(key="II.2")
    assert stored.replaces
    assert stored.text.startswith(
        "Nhìn chung: Trong 6 tháng đầu năm 2022, Trung tâm đã mở được [[O1]](hai) lớp với [[O2]] lượt"
    )
    expect(page.get_by_text("Nhìn chung: Trong 6 tháng đầu năm 2022")).to_be_visible()
