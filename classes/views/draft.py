"""The draft of a year's plan: read, written, proposed from the survey, and given over to the decision."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from centres import dates
from centres.access import can_write
from centres.context import centre_to_change, require_centre
from centres.forms import earlier_values, posted
from classes.context import working_year
from classes.draft import plan_subject, propose, totals
from classes.draft_forms import (
    EMPTY_LINES,
    DraftFormSet,
    DraftLineForm,
    DraftTextsForm,
    initial_of,
    programmes_of,
)
from classes.line_forms import typed_lines
from classes.models import AnnualPlan, PlanDecision, PlanLine, TrainingClass, TrainingNeed
from classes.plan_actions import TEXTS, save_draft
from classes.views.plan import ADD_LINE, FROM_DRAFT, plan_address

FROM_SURVEY = "tu-khao-sat"


@require_safe
def draft(request):
    """The draft as a table, with what it comes to and what may be done with it."""
    centre = require_centre(request)
    year = working_year(request, centre)
    lines = lines_of(request.user, centre, year)
    this_year = dates.today().year
    context = {
        "year": year,
        "years": sorted({year, this_year, this_year + 1}, reverse=True),
        "lines": lines,
        "total": totals(lines),
        "needs": TrainingNeed.objects.for_user(request.user).filter(plan__centre=centre, plan__year=year).exists(),
        "decided": PlanDecision.objects.for_user(request.user).filter(plan__centre=centre, plan__year=year).exists(),
        "subject": plan_subject(year),
        "decide": f"{reverse('classes:new_decision')}?nam={year}&{FROM_DRAFT}=1",
        "from_survey": f"{reverse('classes:edit_draft')}?nam={year}&{FROM_SURVEY}=1",
        "survey": f"{reverse('learners:survey')}?nam={year}",
        "writer": can_write(request.user, centre),
        "crumbs": _crumbs(year),
    }
    return render(request, "classes/draft.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_draft(request):
    """Texts and lines on one page; `?tu-khao-sat=1` shows lines proposed from the survey, which are stored on saving."""
    centre = centre_to_change(request)
    with transaction.atomic():
        return _draft_page(request, centre, working_year(request, centre))


def _draft_page(request, centre, year):
    plans = AnnualPlan.objects.for_user(request.user).filter(centre=centre, year=year)
    plan = plans.select_for_update(of=("self",)).first()
    stored = lines_of(request.user, centre, year)
    saving = request.method == "POST" and ADD_LINE not in request.POST
    texts = DraftTextsForm(
        posted(request),
        instance=plan or AnnualPlan(centre=centre, year=year),
        user=request.user,
    )
    proposed = _proposed(request, centre, year) if FROM_SURVEY in request.GET else None
    lines = _formset(request, centre, proposed or stored, saving)
    if saving and texts.is_valid() and lines.is_valid():
        given = {name: texts.cleaned_data[name] for name in TEXTS}
        save_draft(centre=centre, year=year, texts=given, lines=lines.lines)
        messages.success(request, f"Đã lưu dự thảo kế hoạch năm {year}.")
        return redirect(draft_address(year))
    context = {
        "year": year,
        "texts": texts,
        "lines": lines,
        "proposed": bool(proposed) and request.method != "POST",
        "replaces": bool(proposed and stored),
        "crumbs": [*_crumbs(year)[:-1], ("Dự thảo kế hoạch", draft_address(year)), ("Soạn dự thảo", "")],
    }
    return render(request, "classes/edit_draft.html", context)


def lines_of(user, centre, year: int) -> list[PlanLine]:
    """The draft's lines in their order, as the user may see them."""
    rows = PlanLine.objects.for_user(user).filter(plan__centre=centre, plan__year=year)
    return list(rows.select_related("programme").order_by("position", "pk"))


def _proposed(request, centre, year):
    needs = TrainingNeed.objects.for_user(request.user).filter(plan__centre=centre, plan__year=year)
    before = TrainingClass.objects.for_user(request.user).filter(centre=centre, opened_on__year=year - 1)
    return propose(list(needs.select_related("programme")), list(before.really_opened().order_by("-opened_on", "-pk")))


def _formset(request, centre, stored, saving):
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre)
    options = {
        "programmes": programmes_of(request.user, stored),
        "partners": earlier_values(classes, "partner"),
    }
    if saving:
        return DraftFormSet(request.POST, form_kwargs=options)
    more = ADD_LINE in request.POST
    first = typed_lines(DraftLineForm, request.POST) if more else initial_of(stored)
    lines = DraftFormSet(initial=first, form_kwargs=options)
    lines.extra = EMPTY_LINES
    return lines


def draft_address(year) -> str:
    return f"{reverse('classes:draft')}?nam={year}"


def _crumbs(year):
    return [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), ("Dự thảo kế hoạch", "")]
