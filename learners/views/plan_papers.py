"""The plan of a year and the schedule of classes as papers: PDF and Word say the same words."""

from django.http import Http404
from django.views.decorators.http import require_safe

from centres.context import require_centre
from centres.downloads import WORD, shows_pdf, to_read, to_save
from classes.context import working_year
from classes.draft import plan_subject
from classes.models import AnnualPlan
from classes.schedule import only
from classes.views.draft import lines_of
from classes.views.schedule import chosen_span, parts_of, span_in_words
from learners.models import Paper
from learners.models.paper import Series
from learners.papers.docx import paper_docx
from learners.papers.pdf import papers_pdf
from learners.papers.texts.plan import Survey, annual_plan, class_schedule, schedule_subject
from learners.survey import needs_of

EMPTY = "Chưa có dòng nào để in."


@require_safe
@shows_pdf
def plan_paper(request, kind):
    centre = require_centre(request)
    year = working_year(request, centre)
    lines = lines_of(request.user, centre, year)
    plan = AnnualPlan.objects.for_user(request.user).filter(centre=centre, year=year).first()
    if not lines:
        raise Http404(EMPTY)
    needs = list(needs_of(request.user, centre, year))
    survey = Survey(len({need.unit_id for need in needs}), sum(need.learners for need in needs))
    paper = numbered(request, centre, Series.PLAN, plan_subject(year))
    return _answer(annual_plan(centre, plan, lines, survey, paper), kind)


@require_safe
@shows_pdf
def schedule_paper(request, kind):
    centre = require_centre(request)
    year = working_year(request, centre)
    quarter, month = chosen_span(request)
    parts = only(parts_of(request, centre, year), quarter=quarter, month=month)
    if not parts:
        raise Http404(EMPTY)
    span = span_in_words(year, quarter, month)
    paper = numbered(request, centre, Series.NOTICE, schedule_subject(span))
    return _answer(class_schedule(centre, year, span, parts, paper), kind)


def numbered(request, centre, series, subject: str) -> Paper | None:
    """The number that the register gave to the paper of this subject, the latest where there are several."""
    papers = Paper.objects.for_user(request.user).in_force().filter(centre=centre, series=series, subject=subject)
    return papers.select_related("centre").order_by("-at", "-pk").first()


def _answer(paper, kind):
    if kind == "docx":
        return to_save(paper_docx(paper), f"{paper.file_name}.docx", WORD)
    return to_read(papers_pdf([paper]), f"{paper.file_name}.pdf")
