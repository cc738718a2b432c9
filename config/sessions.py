"""Sessions that end: after an idle while, and after a working day at the latest."""

import time

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django_htmx.http import HttpResponseClientRefresh

from config import unsent

STEP = 60  # seconds; the stamp of the last request is not rewritten more often


class SessionLimits:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            end_or_stamp(request, int(time.time()))
        return self.get_response(request)


def end_or_stamp(request, now):
    session = request.session
    begun = session.setdefault("begun", now)
    seen = session.setdefault("seen", now)
    if now - begun >= settings.SESSION_WORKDAY_AGE or now - seen >= settings.SESSION_IDLE_AGE:
        request.ended_user = request.user.pk
        logout(request)
        messages.info(request, "Phiên làm việc đã hết hạn. Mời đăng nhập lại để làm tiếp.")
    elif now - seen >= STEP:
        session["seen"] = now


class LoginRequired(LoginRequiredMiddleware):
    def process_view(self, request, view_func, view_args, view_kwargs):
        """Before the page itself, what was typed into it when the session ended."""
        if request.user.is_authenticated:
            return unsent.offer(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request, view_func):
        """A fragment asked for after the end would show a login form inside the page: load the whole page instead."""
        unsent.keep(request)
        if request.htmx:
            return HttpResponseClientRefresh()
        return super().handle_no_permission(request, view_func)
