"""Help where it is needed: guides by task, and what each figure means."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from centres.access import can_write
from centres.context import current_centre
from reports.dictionary import CHAPTERS as FIGURES
from reports.dictionary import GATE, TERMS
from reports.first_steps import are_hidden
from reports.help.guides import BY_SLUG, CHAPTERS, WRITERS


@require_safe
def guide_list(request):
    """All guides."""
    centre = current_centre(request)
    hidden = centre and can_write(request.user, centre) and are_hidden(request.user, centre)
    return render(request, "help/list.html", {"chapters": CHAPTERS, "steps_hidden": hidden, "crumbs": _crumbs()})


@require_safe
def guide(request, slug):
    """One task, step by step."""
    if slug not in BY_SLUG:
        raise Http404
    shown = BY_SLUG[slug]
    chapter = next(chapter for chapter in CHAPTERS if shown in chapter.guides)
    others = [other for other in chapter.guides if other is not shown]
    place = reverse(shown.place) if shown.place and _may_follow(request, shown) else ""
    context = {"guide": shown, "place": place, "others": others, "crumbs": _crumbs((shown.title, ""))}
    return render(request, shown.template, context)


def _may_follow(request, guide):
    """Whether the task is the reader's own: what others do can be read, and has no button."""
    centre = current_centre(request)
    return guide.who != WRITERS or bool(centre and can_write(request.user, centre))


@require_safe
def figure_list(request):
    """Every figure with its code, its definition, what counts in it and where it comes from."""
    context = {"chapters": FIGURES, "terms": TERMS, "gate": GATE, "crumbs": _crumbs(("Từ điển số liệu", ""))}
    return render(request, "help/figures.html", context)


def _crumbs(*pages):
    address = reverse("reports:help") if pages else ""
    return [("Trang đầu", reverse("reports:home")), ("Trợ giúp", address), *pages]
