"""The timetable as a paper in the Party's layout."""

from csp.decorators import csp_exempt
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from classes.timetable.paper import timetable_pdf
from classes.views.timetable import sessions_of, visible_class


@require_safe
@csp_exempt()  # a browser shows a PDF by a page of its own making, which our policy would leave blank
def timetable_paper(request, pk):
    training_class = visible_class(request, pk)
    response = HttpResponse(
        timetable_pdf(training_class, list(sessions_of(training_class).live())), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'inline; filename="thoi-khoa-bieu-{training_class.pk}.pdf"'
    return response
