"""Limits on how often something is asked, counted like failed logins (settings.ACCOUNT_RATE_LIMITS)."""

from allauth.core.internal import ratelimit


def within(request, action: str, key: str | None = None) -> bool:
    """Count one try of the action, GET included; False when there were too many."""
    return bool(ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=True))
