"""Papers of a class on paper."""

from django.template.loader import render_to_string

from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from learners.papers.value import ClassPaper

STYLES = "papers/class-papers.css"


def papers_html(papers: list[ClassPaper]) -> str:
    """Papers one behind the other, as a page that needs no other file."""
    first = papers[0]
    context = {"papers": papers, "title": first.title, "stylesheet": stylesheet(STYLES, on=first.head.dated_on)}
    return render_to_string("papers/class_papers.html", context)


def papers_pdf(papers: list[ClassPaper]) -> bytes:
    """As one tagged PDF, each paper with its own page numbers; OSError where this machine lacks Pango."""
    return pdf_of(papers_html(papers))
