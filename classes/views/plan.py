from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Sum
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods, require_safe

from centres.access import require_writer
from centres.context import centre_to_change, require_centre
from centres.once import makes_once
from classes import actions
from classes.context import working_year, years_with_data
from classes.draft import as_quotas
from classes.line_forms import typed_lines
from classes.models import OutsideCourse, PlanDecision, PlanLine, Programme, TrainingClass
from classes.models.plan import DecisionKind
from classes.plan_forms import EMPTY_LINES, DecisionForm, QuotaFormSet, QuotaLineForm
from classes.progress import year_progress

ADD_LINE = "them-dong"
FROM_DRAFT = "tu-du-thao"


@require_safe
def plan(request):
    """The year's plan against what was done."""
    centre = require_centre(request)
    year = working_year(request, centre)
    decisions = _decisions(request, centre, year).prefetch_related("quotas__programme")
    classes = TrainingClass.objects.for_user(request.user).filter(centre=centre)
    courses = OutsideCourse.objects.for_user(request.user).filter(centre=centre, first_day__year=year)
    context = {
        "centre": centre,
        "year": year,
        "years": sorted({year, *years_with_data(centre)}, reverse=True),
        "decisions": decisions,
        "enter": f"{reverse('classes:new_decision')}?nam={year}",
        "groups": ["Số lớp", "Lượt học viên"],
        "figure_codes": [("P1", "P1a", "O1c", "O7"), ("P2", "P2a", "O2c", "O8")],
        "sent": courses.aggregate(courses=Count("pk"), people=Sum("people")),
        "fixed": actions.why_fixed(centre, year),
        "progress": year_progress(classes, decisions, year),
        "crumbs": [("Trang đầu", reverse("reports:home")), (f"Kế hoạch năm {year}", "")],
    }
    return render(request, "classes/plan.html", context)


def _decisions(request, centre, year):
    return PlanDecision.objects.for_user(request.user).filter(plan__centre=centre, plan__year=year)


@require_http_methods(["GET", "HEAD", "POST"])
@makes_once
def new_decision(request):
    """Enter a decision with its quota lines."""
    centre = centre_to_change(request)
    year = working_year(request, centre)
    has_first = _decisions(request, centre, year).filter(kind=DecisionKind.INITIAL).exists()
    proposed = {
        "year": year,
        "kind": DecisionKind.ADJUSTMENT if has_first else DecisionKind.INITIAL,
        "issuer": f"Ban Thường vụ {centre.host}",
    }
    return _decision_page(request, centre, PlanDecision(), proposed)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_decision(request, pk):
    """Correct typing errors of a decision while no report rests on it."""
    with transaction.atomic():
        decision = _decision_for_writer(request, pk)
        if reason := actions.why_fixed(decision.plan.centre, decision.plan.year):
            messages.error(request, reason)
            return redirect(plan_address(decision.plan.year))
        return _decision_page(request, decision.plan.centre, decision, {})


def _decision_for_writer(request, pk):
    visible = PlanDecision.objects.for_user(request.user).select_related("plan__centre")
    decision = get_object_or_404(visible.select_for_update(of=("self",)), pk=pk)
    require_writer(request.user, decision.plan.centre)
    return decision


def _decision_page(request, centre, decision, proposed):
    """The form with its lines. The button that adds a line answers with what was typed and one line more."""
    saving = request.method == "POST" and ADD_LINE not in request.POST
    form = DecisionForm(
        request.POST if saving else None,
        instance=decision,
        initial=proposed if saving else request.POST.dict() or proposed,
        centre=centre,
        user=request.user,
    )
    lines = _lines(request, form, saving)
    if saving and _save(form, lines):
        messages.success(request, f"Đã lưu quyết định {decision.number}.")
        return redirect(plan_address(decision.plan.year))
    title = "Sửa quyết định giao chỉ tiêu" if decision.pk else "Nhập quyết định giao chỉ tiêu"
    year = form["year"].value()
    context = {
        "centre": centre,
        "form": form,
        "lines": lines,
        "title": title,
        "decision": decision if decision.pk else None,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), (title, "")],
    }
    return render(request, "classes/decision.html", context)


def _lines(request, form, saving):
    options = {
        "programmes": list(Programme.objects.for_user(request.user)),
        "initial_kind": form["kind"].value() == DecisionKind.INITIAL,
    }
    if saving:
        form.is_valid()
        decision = form.instance if form.may_be_judged else None
        return QuotaFormSet(request.POST, decision=decision, form_kwargs=options)
    if ADD_LINE in request.POST:
        typed, empty = typed_lines(QuotaLineForm, request.POST), 1
    elif drafted := _drafted(request, form):
        typed, empty = drafted, 1
    else:
        typed, empty = form.stored_lines(), 2 if form.instance.pk else EMPTY_LINES
    lines = QuotaFormSet(initial=typed, form_kwargs=options)
    lines.extra = empty
    return lines


def _drafted(request, form):
    """The draft's sum of each programme as first values, where the decision is entered from the draft."""
    if FROM_DRAFT not in request.GET or form.instance.pk:
        return []
    year = working_year(request, form.centre)
    drafted = PlanLine.objects.for_user(request.user).filter(plan__centre=form.centre, plan__year=year)
    lines = as_quotas(list(drafted.select_related("programme").order_by("position", "pk")))
    return [{"programme": one.programme.pk, "classes": one.classes, "learners": one.learners} for one in lines]


def _save(form, lines):
    if not (lines.is_valid() and form.is_valid()):
        return False
    try:
        actions.save_decision(
            centre=form.centre, year=form.cleaned_data["year"], decision=form.instance, lines=lines.lines
        )
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
def delete_decision(request, pk):
    """Delete a decision entered by mistake, after asking."""
    with transaction.atomic():
        decision = _decision_for_writer(request, pk)
        year, number = decision.plan.year, decision.number
        if request.method != "POST":
            crumbs = [("Trang đầu", reverse("reports:home")), ("Kế hoạch", plan_address(year)), ("Xóa quyết định", "")]
            return render(request, "classes/delete_decision.html", {"decision": decision, "crumbs": crumbs})
        try:
            actions.delete_decision(decision=decision)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        else:
            messages.success(request, f"Đã xóa quyết định {number}.")
        return redirect(plan_address(year))


def plan_address(year) -> str:
    """The plan's page of a year; of the year one works in where none was typed."""
    return f"{reverse('classes:plan')}{'?' if year else ''}{urlencode({'nam': year} if year else {})}"
