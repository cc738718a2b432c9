"""A paper of a class as a Word file: the words of its PDF in the same layout (Hướng dẫn 05-HD/VPTW), open to correction."""

import io

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from centres.templatetags.papers import recipient_lines
from learners.papers.value import ClassPaper, Line, Table

FONT = "Times New Roman"
CENTRE, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
WIDTH = 165  # mm between the margins


def paper_docx(paper: ClassPaper) -> bytes:
    """The paper as the bytes of a .docx file."""
    document = _blank(paper)
    _letterhead(document, paper.head)
    for what, part in paper.parts:
        _table(document, part) if what == "table" else _line(document, part)
    _ending(document, paper)
    for annex in paper.annexes:
        section = document.add_section(WD_SECTION.NEW_PAGE)
        _number_pages(section)
        _say(document.add_paragraph(), annex.title, bold=True, align=CENTRE)
        _say(document.add_paragraph(), annex.subject, bold=True, italic=True, align=CENTRE)
        _say(document.add_paragraph(), f"({annex.note})", italic=True, align=CENTRE)
        _table(document, annex.table)
        if annex.total:
            _say(document.add_paragraph(), annex.total, italic=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _blank(paper):
    document = Document()
    document.core_properties.title, document.core_properties.author = paper.title, paper.head.issuer
    document.core_properties.comments = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.append(_with(OxmlElement("w:lang"), val="vi-VN"))
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule, style.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(19)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin, section.header_distance = Mm(30), Mm(15), Mm(10)
    _number_pages(section)
    return document


def _number_pages(section):
    """The page number in the middle above the text, from the second page on, beginning anew with each part."""
    section.different_first_page_header_footer = True
    header = section.header
    header.is_linked_to_previous = section.first_page_header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.alignment = CENTRE
    run = paragraph.add_run()
    for kind in ("begin", None, "end"):
        if kind:
            run._r.append(_with(OxmlElement("w:fldChar"), fldCharType=kind))
        else:
            code = OxmlElement("w:instrText")
            code.text = "PAGE"
            run._r.append(code)
    properties = section._sectPr
    for copied in properties.findall(qn("w:pgNumType")):
        properties.remove(copied)
    # Word wants the parts of a section in their order
    properties.find(qn("w:cols")).addprevious(_with(OxmlElement("w:pgNumType"), start="1"))


def _letterhead(document, head):
    left, right = _two_columns(document, 44)
    for text, bold in ((head.host, False), (head.issuer, True), ("*", False), (head.number, False)):
        if text:
            _say(_next(left), text, bold=bold, align=CENTRE)
    if not head.kind:
        _say(_next(left), head.subject, italic=True, size=12, align=CENTRE)
    _say(_next(right), "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, size=15, align=CENTRE)
    _say(_next(right), head.place_and_date, italic=True, align=CENTRE, before=6)
    if head.kind:
        _say(document.add_paragraph(), head.kind, bold=True, size=16, align=CENTRE, before=18)
        _say(document.add_paragraph(), head.subject, bold=True, align=CENTRE)
        _say(document.add_paragraph(), "-----", align=CENTRE)


def _line(document, line: Line):
    paragraph = document.add_paragraph()
    centred = line.style in {"decider", "to"}
    form = paragraph.paragraph_format
    form.alignment, form.space_before = (CENTRE if centred else JUSTIFY), Pt(6)
    form.first_line_indent = Mm(0 if centred else 10)
    form.keep_with_next = line.style in {"heading", "decider"}
    if line.lead:
        lead = paragraph.add_run(f"{line.lead} ")
        lead.bold, lead.italic = line.style != "to", line.style == "to"
    paragraph.add_run(line.text).bold = line.style in {"heading", "decider"}


def _table(document, table: Table):
    grid = document.add_table(rows=1, cols=len(table.columns))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    # A list of a thousand learners: cells are looked up row by row, which python-docx does fast only so
    for place, (cell, (heading, width, _)) in enumerate(zip(grid.rows[0].cells, table.columns, strict=True)):
        grid.columns[place].width = cell.width = Mm(WIDTH * width / 100)
        _say(cell.paragraphs[0], heading, bold=True, size=12, align=CENTRE)
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in table.cells:
        added = grid.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, (text, is_text), (_, width, _) in zip(added.cells, row, table.columns, strict=True):
            cell.width = Mm(WIDTH * width / 100)
            _say(cell.paragraphs[0], text, size=12, align=LEFT if is_text else CENTRE)


def _ending(document, paper):
    _say(document.add_paragraph(), "")
    left, right = _two_columns(document, 50)
    head = paper.head
    if paper.partner:
        _signature(left, "", *paper.partner)
    else:
        _say(_next(left), "Nơi nhận:", underline=True)
        for line in recipient_lines(head.recipients):
            _say(_next(left), line, size=12, spacing=15)
    _signature(right, head.on_behalf, head.signer_title, head.signer_name)


def _signature(cell, on_behalf, title, name):
    if on_behalf:
        _say(_next(cell), on_behalf, bold=True, align=CENTRE)
    _say(_next(cell), title.upper(), align=CENTRE)
    _say(_next(cell), name, bold=True, align=CENTRE, before=80)


def _two_columns(document, share):
    """The cells of a row without lines, the left one that share (percent) of the width."""
    grid = document.add_table(rows=1, cols=2)
    grid.autofit = False
    cells = grid.rows[0].cells
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell, width in zip(grid.columns, cells, (share, 100 - share), strict=True):
        column.width = cell.width = Mm(WIDTH * width / 100)
    return cells


def _next(cell):
    """The cell's next free paragraph: its first one while that is empty."""
    first = cell.paragraphs[0]
    return first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()


def _say(paragraph, text, *, bold=False, italic=False, underline=False, size=None, align=None, before=0, spacing=None):
    run = paragraph.add_run(text)
    run.bold, run.italic, run.underline = bold, italic, underline
    if size:
        run.font.size = Pt(size)
    form = paragraph.paragraph_format
    if align is not None:
        form.alignment = align
    if before:
        form.space_before = Pt(before)
    if spacing or (size and size < 14):
        form.line_spacing = Pt(spacing or 15)
    return paragraph


def _with(element, **attributes):
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
