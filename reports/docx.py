"""A report as a Word file, for offices that edit it: the words, tables and order of its paper, without charts."""

from docx.shared import Pt

from centres.models.layout import layout_on
from centres.papers import docx
from centres.papers.docx import BODY, CENTRE, JUSTIFY, LEFT, Cell, say
from reports import written
from reports.annexes import Annex, Column, Row, annexes, headings
from reports.marks import as_of, mark, whose
from reports.paper_sections import PaperSection, paper_sections
from reports.value import Report

SIZES = {"mo-lop": 9.5, "xep-loai": 8, "danh-muc-lop": 10}
"""Points of the letters in tables of many columns; else 11."""


def report_docx(report: Report) -> bytes:
    """The report as the bytes of a .docx file: letterhead, sections, signature, then each annex as a part of its own."""
    head = report.letterhead
    layout = layout_on(head.dated_on)
    document = docx.blank(f"Báo cáo {head.subject} – {report.name}", report.name, layout)
    _mark(document, report)
    docx.letterhead(document, head, layout, as_of(report))
    for section in paper_sections(report):
        _section(document, section)
    docx.ending(document, head, layout)
    for number, annex in enumerate(annexes(report), 1):
        docx.new_part(document, wide=annex.wide)
        _annex(document, annex, number, report)
    return docx.stored(document)


def _mark(document, report):
    if words := mark(report):
        say(document.add_paragraph(), words, bold=True, align=CENTRE)


def _section(document, section: PaperSection):
    heading = document.add_paragraph(style=BODY)
    say(heading, section.heading, bold=True, align=LEFT, before=10 if section.level == 1 else 0)
    heading.paragraph_format.keep_with_next = True
    docx.outline(heading, section.level)
    for text in section.paragraphs:
        document.add_paragraph(text, style=BODY)


def _annex(document, annex: Annex, number: int, report: Report):
    title = document.add_paragraph()
    say(title, f"Phụ lục {number}", bold=True, align=CENTRE)
    docx.outline(title, 1)
    say(document.add_paragraph(), annex.title, bold=True, align=CENTRE)
    day = as_of(report)
    subject = f"{whose(report)}, {report.period.label}{f' ({day})' if day else ''}"
    say(document.add_paragraph(), subject, italic=True, align=CENTRE).paragraph_format.space_after = Pt(8)
    _mark(document, report)
    widths = [column.width for column in annex.columns]
    rows = (
        [_cell(column, cell, row) for column, cell in zip(annex.columns, row.cells, strict=True)] for row in annex.rows
    )
    docx.table(document, widths, headings(annex), rows, size=SIZES.get(annex.key, 11))
    for note in [*(["Ghi chú:"] if annex.notes else []), *(f"- {note}" for note in annex.notes)]:
        say(document.add_paragraph(), note, size=12, align=JUSTIFY)


def _cell(column: Column, cell, row: Row) -> Cell:
    text = written.signed(cell) if column.kind == "signed" else written.value(cell)
    return Cell(text, column.is_text and cell is not None, bold=row.kind != "line", italic=cell is None)
