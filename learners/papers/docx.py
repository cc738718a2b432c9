"""A class's paper as a Word file, for offices that edit it: the same words and lists as its PDF."""

from docx.shared import Mm, Pt

from centres.papers import docx
from centres.papers.docx import CENTRE, JUSTIFY, Cell, say
from centres.papers.heading import Heading
from learners.papers.value import ClassPaper, Line, Table


def paper_docx(paper: ClassPaper) -> bytes:
    """The paper as the bytes of a .docx file."""
    document = docx.blank(paper.title, paper.head.issuer)
    docx.letterhead(document, paper.head)
    for what, part in paper.parts:
        _table(document, part) if what == "table" else _line(document, part)
    docx.ending(document, paper.head, paper.partner)
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
    heads = [[Heading(label, place) for place, label in enumerate(table.headings)]]
    docx.table(document, table.widths, heads, ([Cell(*cell) for cell in row] for row in table.cells))
