"""The report's Word file: the Party's layout, its parts on their own pages, wide tables on their side."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reports.annexes import annexes
from reports.docx import report_docx
from tests.reports import sample

MM = 36000


@pytest.fixture(scope="module")
def file():
    return report_docx(sample.REPORT)


@pytest.fixture(scope="module")
def document(file):
    return Document(BytesIO(file))


def texts(document):
    return [paragraph.text for paragraph in document.paragraphs if paragraph.text]


def test_letterhead_title_and_sections_stand_in_their_order(document):
    head = document.tables[0]
    assert [line for line in head.cell(0, 0).text.splitlines() if line] == [
        "THÀNH ỦY YÊN BÁI",
        "TRUNG TÂM CHÍNH TRỊ",
        "*",
        "Số 08-BC/TTCT",
    ]
    assert head.cell(0, 1).text.splitlines() == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Yên Bái, ngày 30 tháng 6 năm 2022"]
    said = texts(document)
    assert said[:4] == [
        "BÁO CÁO",
        "kết quả công tác 6 tháng đầu năm, nhiệm vụ 6 tháng cuối năm 2022",
        "-----",
        "I- ĐẶC ĐIỂM TÌNH HÌNH",
    ]
    assert "Trung tâm có 05 biên chế, 02 giảng viên chuyên trách." in said
    headings = [text for text in said if text.startswith(("I- ", "II- ", "III- ", "IV- ", "V- "))]
    assert [text.partition("-")[0] for text in headings] == ["I", "II", "III", "IV", "V"]


def test_recipients_stand_left_of_who_signs(document):
    ending = next(table for table in document.tables if "Nơi nhận:" in table.cell(0, 0).text)
    assert ending.cell(0, 0).text.splitlines()[-1] == "- Lưu Trung tâm Chính trị."
    assert ending.cell(0, 1).text.splitlines() == ["K/T GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Phạm Thị Minh Ngữ"]


def test_each_annex_is_a_part_with_numbers_of_its_own_and_wide_ones_turn_the_page(document):
    made = annexes(sample.REPORT)
    parts = document.sections
    assert len(parts) == 1 + len(made)
    turned = [part.orientation == WD_ORIENT.LANDSCAPE for part in parts]
    assert turned == [False, *(annex.wide for annex in made)]
    assert [(round(part.page_width / MM), round(part.page_height / MM)) for part in parts] == [
        (297, 210) if wide else (210, 297) for wide in turned
    ]
    upright = parts[0]
    margins = (upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin)
    assert [round(side / MM) for side in margins] == [20, 20, 30, 15]
    starts = [part._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for part in parts]
    assert starts == ["1"] * len(parts)
    assert all(part.different_first_page_header_footer for part in parts)


def test_tables_keep_within_the_page_and_repeat_their_heads(document):
    tables = [table for table in document.tables if table.style.name == "Table Grid"]
    for table, annex in zip(tables, annexes(sample.REPORT), strict=True):
        assert sum(column.width for column in table.columns) // MM <= (262 if annex.wide else 165)
        assert len(table.columns) == len(annex.columns)
        heads = [
            row for row in table.rows if row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None
        ]
        assert len(heads) == (2 if annex.has_groups else 1)


def test_every_letter_is_times_new_roman(file):
    with ZipFile(BytesIO(file)) as parts:
        body = parts.read("word/document.xml").decode()
    assert "w:rFonts" not in body
    normal = Document(BytesIO(file)).styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 14)


def test_a_draft_counted_early_says_both_on_every_part():
    report = replace(sample.with_errors(), as_of=date(2022, 5, 15))
    said = texts(Document(BytesIO(report_docx(report))))
    parts = 1 + len(annexes(report))
    assert said.count("BẢN NHÁP – số liệu chưa đạt kiểm tra") == parts
    assert sum("tính đến ngày 15/05/2022" in text for text in said) == parts


def test_headings_stand_in_word_s_list_of_headings(document):
    levels = {
        paragraph.text: found.get(qn("w:val"))
        for paragraph in document.paragraphs
        if paragraph._p.pPr is not None and (found := paragraph._p.pPr.find(qn("w:outlineLvl"))) is not None
    }
    assert levels["I- ĐẶC ĐIỂM TÌNH HÌNH"] == "0"
    assert levels["2. Kết quả mở lớp"] == "1"
    assert levels["Phụ lục 1"] == "0"
