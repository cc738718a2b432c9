"""Titles and rewards of a class: what the centre's criteria propose, and the decision as it was taken."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from centres.access import LEADERS, can_write, require_writer, roles_in
from centres.context import centre_to_change
from centres.forms import posted
from learners.actions.titles import NOT_RECOGNISED, Named, record_titles
from learners.forms import tell
from learners.models import CentreCriteria, Commendation, TitleDecision
from learners.title_forms import OF_TITLES, CriteriaForm, TitleDecisionForm
from learners.titles import propose
from learners.views.doors import class_with_names, crumbs

EXCELLENT, REWARD, REASON = "xuat-sac", "khen", "ly-do"
NO_CRITERIA = "Chỉ giám đốc, phó giám đốc trung tâm đặt tiêu chí."


@require_http_methods(["GET", "HEAD", "POST"])
def titles(request, pk):
    """The proposal, which people edit; stored with the number and day of the decision once the class is recognised."""
    training_class = class_with_names(request, pk)
    proposal = propose(training_class)
    decision = TitleDecision.objects.for_user(request.user).filter(training_class=training_class).first()
    form = TitleDecisionForm(
        posted(request),
        initial=_initial(training_class, proposal, decision),
        considered=training_class.considered_for_titles,
    )
    named = _stored_names(request.user, training_class, decision) if decision else {}
    errors = {}
    if request.method == "POST":
        require_writer(request.user, training_class.centre)
        named = _typed_names(request.POST, proposal)
        if form.is_valid():
            try:
                record_titles(training_class=training_class, user=request.user, named=named, **form.decision)
            except ValidationError as refused:
                errors = _tell(form, refused, named)
            else:
                messages.success(request, "Đã ghi quyết định danh hiệu, khen thưởng của lớp.")
                return redirect("learners:titles", pk)
    shown = request.method == "POST" or decision
    context = {
        "training_class": training_class,
        "form": form,
        "proposal": proposal,
        "rows": [_row(one, named.get(one.enrolment.pk) if shown else None, errors) for one in proposal.candidates],
        "criteria": CentreCriteria.of(training_class.centre),
        "decision": decision,
        "refusal": "" if training_class.is_recognised else NOT_RECOGNISED,
        "writes": training_class.is_recognised and can_write(request.user, training_class.centre),
        "crumbs": crumbs(training_class, ("Danh hiệu, khen thưởng", "")),
    }
    return render(request, "learners/titles.html", context)


def _initial(training_class, proposal, decision):
    of_title = {value: key for key, value in OF_TITLES.items()}
    if decision:
        values = {"number": decision.number, "decided_on": decision.decided_on, "reason": decision.reason}
        return values | {"titled": of_title[training_class.titled]}
    return {"titled": of_title[proposal.titled], "decided_on": training_class.recognised_on}


def _stored_names(user, training_class, decision):
    found = {}
    for row in Commendation.objects.for_user(user).filter(enrolment__training_class=training_class):
        was = found.get(row.enrolment_id, Named())
        found[row.enrolment_id] = Named(
            was.excellent or row.kind == Commendation.Kind.EXCELLENT,
            was.reward or row.kind == Commendation.Kind.REWARD,
            was.reason or row.reason,
        )
    return found


def _typed_names(sent, proposal):
    pks = [one.enrolment.pk for one in proposal.candidates]
    return {
        pk: Named(f"{EXCELLENT}-{pk}" in sent, f"{REWARD}-{pk}" in sent, sent.get(f"{REASON}-{pk}", "").strip()[:300])
        for pk in pks
    }


def _tell(form, refused, named):
    """Refusals of single learners go beside their rows, the others to the form; return those by enrolment pk."""
    if not hasattr(refused, "error_dict"):
        tell(form, refused)
        return {}
    pks = {str(pk) for pk in named}
    of_rows = {name: errors for name, errors in refused.error_dict.items() if name in pks}
    rest = {name: errors for name, errors in refused.error_dict.items() if name not in pks}
    if rest:
        tell(form, ValidationError(rest))
    if of_rows:
        form.add_error(None, "Có dòng chưa ghi được, xem lời báo ở từng dòng.")
    return {name: " ".join(text for error in errors for text in error.messages) for name, errors in of_rows.items()}


def _row(candidate, named, errors):
    """What the page ticks: what was decided or typed, else what is proposed."""
    pk = candidate.enrolment.pk
    chosen = named or (Named() if named is not None else Named(candidate.excellent, candidate.reward))
    proposed = [word for word, yes in (("xuất sắc", candidate.excellent), ("khen thưởng", candidate.reward)) if yes]
    return {
        "candidate": candidate,
        "chosen": chosen,
        "proposed": ", ".join(proposed),
        "error": errors.get(str(pk), ""),
        "names": {"excellent": f"{EXCELLENT}-{pk}", "reward": f"{REWARD}-{pk}", "reason": f"{REASON}-{pk}"},
    }


@require_http_methods(["GET", "HEAD", "POST"])
def criteria(request):
    """By what the centre has titles proposed, and whether clerks confirm results; settled by its director."""
    centre = centre_to_change(request)
    settles = bool(roles_in(request.user, centre) & LEADERS)
    if request.method == "POST" and not settles:
        raise PermissionDenied(NO_CRITERIA)
    form = CriteriaForm(posted(request), instance=CentreCriteria.of(centre), user=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu tiêu chí của trung tâm.")
        return redirect("learners:criteria")
    if not settles:
        for field in form.fields.values():
            field.disabled = True
    context = {
        "centre": centre,
        "form": form,
        "settles": settles,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Tiêu chí danh hiệu, khen thưởng", "")],
    }
    return render(request, "learners/criteria.html", context)
