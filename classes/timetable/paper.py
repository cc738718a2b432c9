"""The printed timetable: one stand-alone page in the Party's layout, and the same as a PDF."""

from django.template.loader import render_to_string

from centres import dates
from centres.papers.letterhead import centre_letterhead
from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from classes.models import Session, TrainingClass
from classes.timetable.summary import summary_of
from classes.wording import in_sentence

STYLESHEET = "classes/timetable.css"


def timetable_html(training_class: TrainingClass, sessions: list[Session]) -> str:
    """The timetable as one page that needs no other file; `sessions` are those that are held, in order."""
    return render_to_string("classes/print_timetable.html", _context(training_class, sessions))


def timetable_pdf(training_class: TrainingClass, sessions: list[Session]) -> bytes:
    """As a tagged PDF; OSError where this machine lacks Pango."""
    return pdf_of(timetable_html(training_class, sessions))


def _context(training_class, sessions):
    centre, today = training_class.centre, dates.today()
    first = training_class.opened_on or today
    head = centre_letterhead(
        centre,
        centre.named_on(first),
        kind="LỊCH HỌC",
        number="",
        dated_on=None,
        year=today.year,
        subject=in_sentence(training_class),
        recipients=("Các đơn vị cử học viên", "Giảng viên và học viên của lớp", f"Lưu {centre.name}"),
    )
    return {
        "head": head,
        "training_class": training_class,
        "sessions": sessions,
        "summary": summary_of(sessions),
        "stylesheet": stylesheet(STYLESHEET, on=first),
    }
