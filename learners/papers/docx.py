"""A class's paper as a Word file, for offices that edit it: the same words and lists as its PDF."""

from docx.shared import Mm

from centres.models.layout import layout_on
from centres.papers import docx
from centres.papers.docx import BODY, CENTRE, Cell, say
from centres.papers.heading import Heading
from learners.papers.value import ClassPaper, Line, Table


def paper_docx(paper: ClassPaper) -> bytes:
    """The paper as the bytes of a .docx file."""
    layout = layout_on(paper.head.dated_on)
    document = docx.blank(paper.title, paper.head.issuer, layout)
    docx.letterhead(document, paper.head, layout)
    for what, part in paper.parts:
        _table(document, part) if what == "table" else _line(document, part)
    docx.ending(document, paper.head, layout, paper.partner)
    for annex in paper.annexes:
        docx.new_part(document)
        say(document.add_paragraph(), annex.title, bold=True, align=CENTRE)
        say(document.add_paragraph(), annex.subject, bold=True, italic=True, align=CENTRE)
        say(document.add_paragraph(), f"({annex.note})", italic=True, align=CENTRE)
        _table(document, annex.table)
        if annex.total:
            say(document.add_paragraph(), annex.total, italic=True)
    return docx.stored(document)


def _line(document, line: Line):
    paragraph = document.add_paragraph(style=BODY)
    form = paragraph.paragraph_format
    if line.style in {"decider", "to"}:
        form.alignment, form.first_line_indent = CENTRE, Mm(0)
    form.keep_with_next = line.style in {"heading", "decider"}
    if line.lead:
        lead = paragraph.add_run(f"{line.lead} ")
        lead.bold, lead.italic = line.style != "to", line.style == "to"
    paragraph.add_run(line.text).bold = line.style in {"heading", "decider"}


def _table(document, table: Table):
    heads = [[Heading(label, place) for place, label in enumerate(table.headings)]]
    docx.table(document, table.widths, heads, ([Cell(*cell) for cell in row] for row in table.cells))
