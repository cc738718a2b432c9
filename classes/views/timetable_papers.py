"""The timetable as a paper in the Party's layout."""

from django.views.decorators.http import require_safe

from centres.downloads import shows_pdf, to_read
from classes.timetable.paper import timetable_pdf
from classes.views.timetable import sessions_of, visible_class


@require_safe
@shows_pdf
def timetable_paper(request, pk):
    training_class = visible_class(request, pk)
    content = timetable_pdf(training_class, list(sessions_of(training_class).live()))
    return to_read(content, f"thoi-khoa-bieu-{training_class.pk}.pdf")
