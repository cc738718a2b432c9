"""The layout of papers is a row of its day: margins and sizes of the printed paper and of the Word file."""

import base64
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from centres import dates
from centres.models import PaperLayout
from centres.models.layout import layout_on
from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from reports.docx import report_docx
from tests.reports import sample

pytestmark = pytest.mark.django_db
OLD, NEW = date(2026, 5, 26), date(2026, 5, 27)
MM = 72 / 25.4  # points


def printed(day):
    """Left edge (mm) and size (pt) of the words of a paper of that day."""
    html = f'<html lang="vi"><head><title>Thử</title><link rel="stylesheet" href="{stylesheet(on=day)}"></head>'
    [page] = PdfReader(BytesIO(pdf_of(f"{html}<body><p>Chữ</p></body></html>"))).pages
    found = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: text.strip() and found.append((cm, tm, size)))
    [(cm, tm, size)] = found
    return round((tm[4] * cm[0] + cm[4]) / MM), round(size * abs(tm[0] * cm[0]))


def test_a_guide_holds_from_its_day_and_the_earlier_one_up_to_the_day_before(monkeypatch):
    assert (layout_on(OLD).name, layout_on(NEW).name) == ("Hướng dẫn 36-HD/VPTW", "Hướng dẫn 05-HD/VPTW")
    assert layout_on(date(2022, 7, 1)).name == "Hướng dẫn 36-HD/VPTW"
    monkeypatch.setattr(dates, "today", lambda: OLD)
    assert layout_on(None).name == "Hướng dẫn 36-HD/VPTW"


def test_what_is_edited_is_printed_from_its_day_on():
    PaperLayout.objects.filter(name="Hướng dẫn 05-HD/VPTW").update(margin_left=35, body_size=15)
    assert (printed(OLD), printed(NEW)) == ((30, 14), (35, 15))


def test_a_paper_is_printed_where_no_row_holds():
    PaperLayout.objects.all().delete()
    assert printed(NEW) == (30, 14)


def test_a_page_on_its_side_keeps_the_margins():
    PaperLayout.objects.update(margin_top=21, margin_right=16, margin_bottom=22)
    rules = base64.b64decode(stylesheet(on=NEW).partition(",")[2]).decode()
    assert "@page wide-odd { margin: 21mm 16mm 16mm 22mm }" in rules


def test_the_word_file_takes_margins_sizes_and_lines():
    PaperLayout.objects.update(margin_left=32, margin_right=16, body_size=15, line_height=20, first_indent=12)
    document = Document(BytesIO(report_docx(sample.REPORT)))
    first, wide = document.sections[0], next(one for one in document.sections if one.page_width > one.page_height)
    assert (round(first.left_margin.mm), round(first.right_margin.mm)) == (32, 16)
    assert (round(wide.left_margin.mm), round(wide.bottom_margin.mm)) == (20, 16)
    normal, body = document.styles["Normal"], document.styles["Nội dung"]
    assert (normal.font.size.pt, normal.paragraph_format.line_spacing.pt) == (15, 20)
    assert round(body.paragraph_format.first_line_indent.mm) == 12
