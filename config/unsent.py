"""What was typed into a form whose session ended meanwhile: kept through the login, for the same user and page."""

from django.shortcuts import redirect, render

KEY = "unsent"
DISCARD = "bo-noi-dung-da-giu"


def keep(request) -> None:
    """Keep a refused POST in the new, empty session. Never files, nor anything of a form that asks for a password."""
    user = getattr(request, "ended_user", None)
    fields = {name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"}
    if request.method != "POST" or user is None or request.FILES or any("password" in name for name in fields):
        return
    request.session[KEY] = {"user": user, "address": request.get_full_path(), "fields": fields}


def offer(request):
    """The page that offers what was kept for this address, the answer to its refusal, or None where nothing is."""
    kept = request.session.get(KEY)
    if not kept:
        return None
    if kept["user"] != request.user.pk:
        del request.session[KEY]  # somebody else logged in at this browser
        return None
    if kept["address"] != request.get_full_path():
        return None
    if request.method == "POST":
        del request.session[KEY]
        return redirect(kept["address"]) if DISCARD in request.POST else None
    return render(request, "unsent.html", {"fields": kept["fields"].items(), "discard": DISCARD})
