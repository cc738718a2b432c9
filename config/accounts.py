"""Logging in: what is counted, what is said, what is logged. The limits stand in the settings."""

import logging
import math
import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.userkit import get_user_by_username
from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.core.exceptions import ValidationError

logger = logging.getLogger("accounts")
LIMIT = {"app": "allauth.account", "action": "login_failed"}


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request):
        return False

    def get_password_change_redirect_url(self, request):
        return "/"

    def pre_authenticate(self, request, **credentials):
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError as error:
            key = self._get_login_attempts_cache_key(request, **credentials)
            wait = seconds_to_wait(request, key)
            logger.warning("Login refused for %d s: %s", wait, self._describe(request, credentials))
            raise ValidationError(locked_sentence(wait), code=error.code) from error

    def authentication_failed(self, request, **credentials):
        logger.warning("Login failed: %s", self._describe(request, credentials))

    def _get_login_attempts_cache_key(self, request, **credentials):
        """One counter per account and password.

        By account, not by what was typed: whatever spellings the database takes for one name share its count.
        By password: a new one, set by an administrator, lifts the lock.
        """
        username = credentials.get("username", "")
        user = get_user_by_username(username)
        return f"{user.pk}:{user.get_session_auth_hash()}" if user else f"?:{username.casefold()}"

    def _describe(self, request, credentials):
        # %r: a user name with line breaks in it must not write lines of its own into the log
        return f"user name {credentials.get('username', '')!r} from {self.get_client_ip(request)}"


def seconds_to_wait(request, key):
    """Until every limit that is full now has room for one more try; 1 when none is (another try is being counted)."""
    now, waits = time.time(), [1]
    for rate in ratelimit.get_rates(**LIMIT):
        tries = cache.get(ratelimit.get_cache_key(request, **LIMIT, rate=rate, key=key), [])
        recent = [at for at in tries if at > now - rate.duration]
        if len(recent) >= rate.amount:
            waits.append(min(recent) + rate.duration - now)
    return math.ceil(max(waits))


def locked_sentence(seconds):
    minutes = math.ceil(seconds / 60)
    wait = f"{minutes} phút" if minutes < 60 else f"khoảng {math.ceil(minutes / 60)} giờ"
    return (
        f"Đăng nhập sai quá nhiều lần nên tạm khóa. Vui lòng đợi {wait} rồi thử lại, "
        "hoặc nhờ quản trị viên đặt mật khẩu mới để mở khóa ngay."
    )
