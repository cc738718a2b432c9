"""What everybody may have: the public keys and the tool."""

from django.conf import settings
from django.utils import timezone

from reports.models import SigningKey

TOOL = settings.BASE_DIR / "tools" / "check_report.py"


def signing_keys():
    """Every key that ever signed: they are nobody's own, and public."""
    return SigningKey.objects.all()


def published_keys() -> list[dict]:
    """Every key that signs or signed, the newest first; days as ISO dates, `to` None while the key is used.

    The first submission makes the first key: until then there is none.
    """
    return [
        {
            "name": key.name,
            "public": key.public,
            "from": timezone.localdate(key.made_at).isoformat(),
            "to": timezone.localdate(key.retired_at).isoformat() if key.retired_at else None,
        }
        for key in signing_keys()
    ]
