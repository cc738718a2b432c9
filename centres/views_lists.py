"""What lists have in common: the choice of columns, and changing many rows at once, from preview to undoing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from centres import bulk
from centres.access import can_write, require_writer
from centres.context import centre_with_names
from centres.forms import posted
from centres.listing import shown
from centres.models import BulkAction, ListPreference

CHOSEN, SCOPE, ACT, ALL = "chon", "pham-vi", "viec", "tat-ca"
MOST_COLUMNS, LONGEST_KEY = 100, 40


def safe_page(request, address: str, fallback: str = "/") -> str:
    """The address when it is one of ours, else the fallback."""
    ours = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if ours else fallback


@require_POST
def columns(request):
    """Keep the columns chosen for a list, or forget the choice; back to the list."""
    name = request.POST.get("danh-sach", "")[:LONGEST_KEY]
    kept = ListPreference.objects.for_user(request.user).filter(name=name)
    if "mac-dinh" in request.POST:
        kept.delete()
    elif name:
        keys = [key[:LONGEST_KEY] for key in request.POST.getlist("cot")[:MOST_COLUMNS]]
        ListPreference.objects.for_user(request.user).update_or_create(
            user=request.user, name=name, defaults={"columns": keys}
        )
    return redirect(safe_page(request, request.POST.get("next", "")))


def begin(request, *, acts, centre, every, noun: str, filtered: str, back: str):
    """Answer a list's form: keep which rows are meant, and lead to the preview.

    `every` is the queryset of the list's rows (all pages); `filtered` says in words what it was filtered by.
    """
    act = next((act for act in acts if act.key == request.POST.get(ACT)), None)
    if act is None:
        messages.error(request, "Chưa chọn việc cần làm.")
        return redirect(back)
    whole = request.POST.get(SCOPE) == ALL
    pks = list(every.values_list("pk", flat=True) if whole else _ticked(request, every))
    number = f"{shown(len(pks))} {noun}"
    scope = f"{number} đang lọc ({filtered})" if whole and filtered else f"cả {number} trong danh sách"
    scope = scope if whole else f"{number} đã đánh dấu"
    try:
        prepared = bulk.prepare(act=act, centre=centre, pks=pks, scope=scope, back=back, user=request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(back)
    return redirect("centres:bulk", prepared.pk)


def _ticked(request, every):
    """The rows that were ticked, as far as they are in the list."""
    asked = {int(pk) for pk in request.POST.getlist(CHOSEN)[: bulk.MOST_ROWS * 2] if pk.isascii() and pk.isdigit()}
    return [pk for pk in every.values_list("pk", flat=True) if pk in asked]


@require_safe
def bulk_list(request):
    """What was changed in many rows at once in the centre, latest first."""
    centre = centre_with_names(request)
    done = BulkAction.objects.for_user(request.user).done().filter(centre=centre)
    done = done.defer("changes", "left_out", "rows").select_related("made_by", "undone_by")
    page = Paginator(done, 50).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "numbers": page.paginator.get_elided_page_range(page.number),
        "crumbs": [("Trang đầu", reverse("reports:home")), ("Thay đổi hàng loạt", "")],
    }
    return render(request, "centres/bulk_list.html", context)


def _visible(request, pk) -> BulkAction:
    actions = BulkAction.objects.for_user(request.user).select_related("centre", "made_by", "undone_by")
    return get_object_or_404(actions, pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def bulk_action(request, pk):
    """One change of many rows: its preview while it is prepared, its record once it is done."""
    action = _visible(request, pk)
    if request.method == "POST" or not action.is_done:
        require_writer(request.user, action.centre)
    if action.is_done:
        return _record(request, action)
    if request.method == "POST" and "ap-dung" in request.POST:
        return _apply(request, action)
    act = bulk.ACTS[action.act]
    form = act.form(posted(request), initial=action.values)
    if request.method == "POST" and form.is_valid():
        action.values = form.cleaned_data
        action.save(update_fields=["values"])
        return redirect("centres:bulk", pk)
    outcome = bulk.preview(bulk=action) if (action.values or not form.fields) and not form.is_bound else None
    title = act.title(action.values) if outcome else act.label
    context = {"action": action, "act": act, "form": form, "outcome": outcome, "title": title}
    return render(request, "centres/bulk_preview.html", context | {"crumbs": _crumbs(action, act.label)})


def _apply(request, action):
    try:
        done = bulk.apply(bulk=action, seen=request.POST.get("da-xem", ""), user=request.user)
    except bulk.ChangedSinceError:
        messages.warning(request, "Có người vừa sửa các dòng này. Chưa thay đổi gì: xin xem lại rồi áp dụng.")
        return redirect("centres:bulk", action.pk)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect("centres:bulk", action.pk)
    record = reverse("centres:bulk", args=[done.pk])
    noun = bulk.ACTS[done.act].noun
    text = 'Đã áp dụng cho {} {}: {}. <a href="{}">Xem lại hoặc hoàn tác</a>'
    messages.success(request, format_html(text, shown(len(done.changes)), noun, done.title, record))
    return redirect(safe_page(request, done.back))


def _record(request, action, problems=()):
    context = {
        "action": action,
        "noun": bulk.ACTS[action.act].noun,
        "problems": problems,
        "may_undo": can_write(request.user, action.centre) and not action.is_undone,
        "crumbs": _crumbs(action, action.title),
    }
    return render(request, "centres/bulk_record.html", context)


@require_POST
def undo_bulk(request, pk):
    """Take a change of many rows back whole, or say what stands against it."""
    action = _visible(request, pk)
    require_writer(request.user, action.centre)
    try:
        number = bulk.undo(bulk=action, user=request.user)
    except ValidationError as refused:
        return _record(request, action, refused.messages)
    noun = bulk.ACTS[action.act].noun
    messages.success(request, f"Đã hoàn tác: {shown(number)} {noun} trở lại như trước.")
    return redirect(safe_page(request, action.back))


def _crumbs(action, title):
    listed = ("Thay đổi hàng loạt", reverse("centres:bulk_list"))
    return [("Trang đầu", reverse("reports:home")), listed, (title, "")]
