"""A form that makes a row makes one, however often it is sent: double presses, the browser's "send again", a lost answer.

The page carries a key (`{% once %}` inside the form), the view is wrapped in `@makes_once`. What the first sending made
and the key's row are stored together or not at all, so a second sending waits for the first and leads where that led.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from uuid import UUID, uuid4

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from centres.models.people import SentForm

FIELD = "lan-gui"
KEPT = timedelta(days=7)


def new_key() -> str:
    return str(uuid4())


def makes_once(view: Callable) -> Callable:
    """For a view that answers a POST with a redirect once the row is made; any other answer means nothing was made."""

    @wraps(view)
    def sent_once(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        key = _key_of(request)
        if key is None:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            # The second of two at once waits here until the first has stored its row or given up
            sent, first = SentForm.objects.get_or_create(user=request.user, key=key)
            if not first:
                messages.info(request, "Nội dung này đã lưu ở lần gửi trước.")
                return redirect(sent.led_to)
            answer = view(request, *args, **kwargs)
            if answer.status_code != 302:
                transaction.set_rollback(True)
                return answer
            sent.led_to = answer.url
            sent.save(update_fields=["led_to"])
            SentForm.objects.filter(user=request.user, sent_at__lt=timezone.now() - KEPT).delete()
            return answer

    return sent_once


def _key_of(request):
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    try:
        return str(UUID(request.POST.get(FIELD, "")))
    except ValueError:
        return None  # a page from before the key, or no page of ours
