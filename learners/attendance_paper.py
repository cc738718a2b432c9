"""The sheet that learners sign when they come to a session."""

from django.template.loader import render_to_string

from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from classes.models import Session
from learners.models import Enrolment

STYLESHEET = "learners/sign-in.css"


def sign_in_sheet_html(session: Session, enrolments: list[Enrolment]) -> str:
    """The sheet as one page that needs no other file, for those expected on the day, in the order given."""
    centre = session.training_class.centre
    context = {
        "session": session,
        "training_class": session.training_class,
        "centre": centre,
        "named": centre.named_on(session.held_on),
        "enrolments": enrolments,
        "stylesheet": stylesheet(STYLESHEET, on=session.held_on),
    }
    return render_to_string("learners/print_sign_in.html", context)


def sign_in_sheet_pdf(session: Session, enrolments: list[Enrolment]) -> bytes:
    """As a tagged PDF; OSError where this machine lacks Pango."""
    return pdf_of(sign_in_sheet_html(session, enrolments))
