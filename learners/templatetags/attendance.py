"""What a class's page says of its timetable and attendance."""

from django import template

from centres import dates
from learners.attendance import AttendanceBook
from learners.models.enrolment import State

register = template.Library()


@register.inclusion_tag("learners/includes/class_sessions.html")
def class_sessions(training_class, rules, *, writer, staff):
    """The panel that leads to the timetable and the attendance; it counts and names nobody. At most three queries."""
    book = AttendanceBook(training_class, rules)
    held = [session for session in book.sessions if session.held_on <= dates.today()]
    attending = training_class.enrolments.filter(state=State.ATTENDING) if book.is_begun else []
    return {
        "training_class": training_class,
        "sessions": len(book.sessions),
        "periods": sum(session.periods for session in book.sessions),
        "held": len(held),
        "taken": sum(session.is_taken for session in held),
        "short": len(book.short(attending)),
        "writer": writer,
        "staff": staff,
    }
