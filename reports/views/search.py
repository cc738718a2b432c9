"""The search box: its page, which needs no JavaScript, and the results while one types."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from centres.context import current_centre
from reports.search import GROUPS, Question, found
from reports.search.group import MOST_COUNTED

TEXT, GROUP, PAGE = "q", "nhom", "trang"
WHILE_TYPING, ON_PAGE, WHOLE_GROUP = 4, 8, 50
SHORTEST = 2


@require_safe
def search(request):
    """All groups, or with ?nhom= one of them page by page."""
    only = request.GET.get(GROUP, "")
    only = only if only in GROUPS else ""
    number = _page_number(request) if only else 1
    question = _question(request, WHOLE_GROUP if only else ON_PAGE, (number - 1) * WHOLE_GROUP)
    groups = found(question, only)
    context = {
        "question": question,
        "groups": groups,
        "only": only,
        "page": _page(groups, number) if only else None,
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Tìm", "")],
    }
    return render(request, "search.html", context)


@require_safe
@never_cache
def suggest(request):
    """The first hits of each group, as the list under the box."""
    question = _question(request, WHILE_TYPING)
    groups = found(question) if len(question.text) >= SHORTEST else []
    return render(request, "search_suggestions.html", {"question": question, "groups": groups})


def _question(request, most, start=0):
    typed = request.GET.get(TEXT, "")
    return Question(request.user, current_centre(request), typed, most, start)


def _page_number(request):
    asked = request.GET.get(PAGE, "1")
    last = -(-MOST_COUNTED // WHOLE_GROUP)
    return min(max(int(asked), 1), last) if asked.isascii() and asked.isdigit() and len(asked) < 4 else 1


def _page(groups, number):
    """The page of the whole group, of the first thousand hits; more are found by more words."""
    count = min(groups[0].count, MOST_COUNTED) if groups else 0
    return Paginator(range(count), WHOLE_GROUP).get_page(number)
