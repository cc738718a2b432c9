"""Keys to the interface: making, revoking, and asking with one."""

import hashlib
import secrets

from django.utils import timezone

from centres.models import Province, User
from reports.models import ApiKey, ApiReading

BEGINNING = 12  # letters that tell keys apart in a list


def make_key(*, province: Province, name: str, user: User) -> tuple[ApiKey, str]:
    """A new key and its text, which is kept nowhere."""
    text = f"solop_{secrets.token_urlsafe(32)}"
    key = ApiKey.objects.create(
        province=province, name=name, beginning=text[:BEGINNING], digest=digest_of(text), made_by=user
    )
    return key, text


def revoke_keys(*, keys) -> int:
    """From now on nothing is answered to them; how many were still in use."""
    return keys.filter(revoked_at=None).update(revoked_at=timezone.now())


def key_in(header: str) -> ApiKey | None:
    """The key in use that an Authorization header brings: "Bearer solop_…"."""
    scheme, _, text = header.partition(" ")
    if scheme.lower() != "bearer" or not text.strip():
        return None
    return ApiKey.objects.in_use().filter(digest=digest_of(text.strip())).select_related("province").first()


def keep_reading(key: ApiKey, *, asked: str, address: str, status: int) -> None:
    ApiReading.objects.create(key=key, asked=asked, address=address, status=status)


def digest_of(text: str) -> str:
    """256 random bits need no salt and no slow hash."""
    return hashlib.sha256(text.encode()).hexdigest()
