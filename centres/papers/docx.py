"""What Word files of papers are made of: Times New Roman, the Party's margins and sizes, head and foot, tables, page numbers."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docx import Document
from docx.document import Document as DocumentType
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from centres.models.layout import PaperLayout
from centres.papers.heading import Heading
from centres.papers.letterhead import Letterhead
from centres.templatetags.papers import recipient_lines

FONT = "Times New Roman"
CENTRE, LEFT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.JUSTIFY
MIDDLE = WD_ALIGN_VERTICAL.CENTER
BODY = "Nội dung"  # the style of running text
PAPER = (Mm(210), Mm(297))


@dataclass(frozen=True)
class Cell:
    text: str
    is_text: bool = False
    bold: bool = False
    italic: bool = False


def blank(title: str, author: str, layout: PaperLayout) -> DocumentType:
    """An empty A4 document in the layout, its pages numbered from the second on."""
    document = Document()
    document.core_properties.title, document.core_properties.author = title, author
    document.core_properties.comments = ""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(layout.body_size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.element.rPr.append(_with(OxmlElement("w:lang"), val="vi-VN"))
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    style.paragraph_format.line_spacing = Pt(layout.line_height)
    body = document.styles.add_style(BODY, WD_STYLE_TYPE.PARAGRAPH)
    body.base_style, form = style, body.paragraph_format
    form.alignment, form.space_before = JUSTIFY, Pt(layout.paragraph_gap)
    form.first_line_indent = Mm(layout.first_indent)
    section = document.sections[0]
    section.page_width, section.page_height = PAPER
    section.top_margin, section.bottom_margin = Mm(layout.margin_top), Mm(layout.margin_bottom)
    section.left_margin, section.right_margin = Mm(layout.margin_left), Mm(layout.margin_right)
    section.header_distance = Mm(layout.number_top)
    _number_pages(section)
    return document


def stored(document: DocumentType) -> bytes:
    """The bytes of the .docx file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def new_part(document: DocumentType, *, wide: bool = False) -> None:
    """Begin a part on a page of its own with numbers of its own, on its side when wide."""
    first, section = document.sections[0], document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = reversed(PAPER) if wide else PAPER
    section.top_margin, section.right_margin = first.top_margin, first.right_margin
    section.left_margin, section.bottom_margin = (
        (first.bottom_margin, first.right_margin) if wide else (first.left_margin, first.bottom_margin)
    )
    section.header_distance = first.header_distance
    _number_pages(section)


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


def letterhead(document: DocumentType, head: Letterhead, layout: PaperLayout, as_of: str = "") -> None:
    """The head of the paper's first page; `as_of` stands in brackets under the subject."""
    left, right = two_columns(document, 44)
    for text, bold in ((head.host, False), (head.issuer, True), ("*", False), (head.number, False)):
        if text:
            say(next_paragraph(left), text, bold=bold, align=CENTRE)
    if not head.kind:
        say(next_paragraph(left), head.subject, italic=True, size=12, align=CENTRE)
    say(
        next_paragraph(right), "ĐẢNG CỘNG SẢN VIỆT NAM", bold=True, underline=True, size=layout.party_size, align=CENTRE
    )
    say(next_paragraph(right), head.place_and_date, italic=True, align=CENTRE, before=6)
    if head.kind:
        say(document.add_paragraph(), head.kind, bold=True, size=layout.kind_size, align=CENTRE, before=18)
        say(document.add_paragraph(), head.subject, bold=True, align=CENTRE)
        if as_of:
            say(document.add_paragraph(), f"({as_of})", italic=True, align=CENTRE)
        say(document.add_paragraph(), "-----", align=CENTRE)


def ending(
    document: DocumentType, head: Letterhead, layout: PaperLayout, partner: tuple[str, str] | None = None
) -> None:
    """Recipients and signature, kept together; or the signature of a partner (title, name) on the left."""
    say(document.add_paragraph(), "")
    left, right = two_columns(document, 50)
    if partner:
        signature(left, "", *partner)
    else:
        say(next_paragraph(left), "Nơi nhận:", underline=True)
        for line in recipient_lines(head.recipients):
            size = layout.recipients_size
            say(next_paragraph(left), line, size=size, spacing=_line(size))
    signature(right, head.on_behalf, head.signer_title, head.signer_name)


def signature(cell, on_behalf, title, name):
    """Who signs, as at a paper's foot: on whose behalf (K/T …, or nothing), title, and the name under the room for the hand."""
    if on_behalf:
        say(next_paragraph(cell), on_behalf, bold=True, align=CENTRE)
    say(next_paragraph(cell), title.upper(), align=CENTRE)
    say(next_paragraph(cell), name, bold=True, align=CENTRE, before=80)


def table(
    document: DocumentType,
    widths: Sequence[float],
    heads: Sequence[Sequence[Heading]],
    rows: Iterable[Sequence[Cell]],
    *,
    size: float = 12,
) -> None:
    """A table with lines around its cells, between the margins of the last part; its head repeats on every page.

    `widths` are the columns' shares of the whole.
    """
    whole = _between_margins(document)
    shares = [int(whole * share / sum(widths)) for share in widths]
    grid = document.add_table(rows=len(heads), cols=len(widths))
    grid.style, grid.alignment, grid.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(grid)
    for column, share in zip(grid.columns, shares, strict=True):
        column.width = share
    for line, headings in enumerate(heads):
        _head(grid, line, headings, size)
    # A list of a thousand learners: cells are looked up row by row, which python-docx does fast only so
    for row in rows:
        added = grid.add_row()
        added._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, content, share in zip(added.cells, row, shares, strict=True):
            cell.width = share
            align = LEFT if content.is_text else CENTRE
            style = {"bold": content.bold, "italic": content.italic, "size": size, "spacing": _line(size)}
            say(cell.paragraphs[0], content.text, align=align, **style)


def _head(grid, line, headings, size):
    cells = grid.rows[line].cells
    for heading in headings:
        last = grid.cell(line + heading.down - 1, heading.column + heading.across - 1)
        cell = cells[heading.column]
        joined = cell.merge(last) if (heading.across, heading.down) != (1, 1) else cell
        joined.vertical_alignment = MIDDLE
        say(joined.paragraphs[0], heading.label, bold=True, size=size, align=CENTRE, spacing=_line(size))
    row = grid.rows[line]._tr.get_or_add_trPr()
    row.append(OxmlElement("w:cantSplit"))
    row.append(OxmlElement("w:tblHeader"))


def _line(size):
    """The line of that size, in points: 15 of 12."""
    return round(size * 1.25, 1)


def _between_margins(document):
    section = document.sections[-1]
    return section.page_width - section.left_margin - section.right_margin


def _narrow_margins(grid):
    """As on the printed paper: room for numbers, not for air."""
    properties = grid._tbl.tblPr
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_with(OxmlElement(f"w:{side}"), w="40", type="dxa"))
    # Word wants the parts of a table's properties in their order
    following = properties.find(qn("w:tblLook"))
    following.addprevious(margins) if following is not None else properties.append(margins)


def outline(paragraph, level: int) -> None:
    """Put the paragraph into Word's list of headings, 1 for the highest."""
    paragraph._p.get_or_add_pPr().append(_with(OxmlElement("w:outlineLvl"), val=str(level - 1)))


def two_columns(document, share):
    """The cells of a row without lines, the left one that share (percent) of the width."""
    grid = document.add_table(rows=1, cols=2)
    grid.autofit = False
    cells = grid.rows[0].cells
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for column, cell, width in zip(grid.columns, cells, (share, 100 - share), strict=True):
        column.width = cell.width = int(_between_margins(document) * width / 100)
    return cells


def next_paragraph(cell):
    """The cell's next free paragraph: its first one while that is empty."""
    first = cell.paragraphs[0]
    return first if len(cell.paragraphs) == 1 and not first.runs else cell.add_paragraph()


def say(paragraph, text, *, bold=False, italic=False, underline=False, size=None, align=None, before=0, spacing=None):
    """Write the text into the paragraph and return it. Sizes and distances are in points; what is not given is the style's."""
    run = paragraph.add_run(text)
    # A table has thousands of cells: what is not asked for is not written either
    for name, asked in (("bold", bold), ("italic", italic), ("underline", underline)):
        if asked:
            setattr(run, name, True)
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
