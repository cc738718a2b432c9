from allauth.account.adapter import get_adapter
from auditlog.middleware import AuditlogMiddleware
from django.core.exceptions import PermissionDenied


class History(AuditlogMiddleware):
    """Tells the log who is at work, and from which address."""

    @staticmethod
    def _get_remote_addr(request):
        # Auditlog believes X-Forwarded-For of anybody; PostgreSQL would refuse what is no address
        try:
            return get_adapter(request).get_client_ip(request)
        except PermissionDenied:  # a local socket has no address
            return None
