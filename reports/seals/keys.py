"""The signing key: the private half outside the database, the public halves, past ones too, in it and on a public page."""

import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone

from config.environment import kept_secret
from reports.models import SigningKey
from reports.seals.token import decoded, encoded

SEED = 32  # bytes of an Ed25519 key


@dataclass(frozen=True)
class Signer:
    """A private key with its name: the beginning of its public key's SHA-256, so that nobody has to give out names."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> str:
        return encoded(self.private.public_key().public_bytes_raw())

    @property
    def name(self) -> str:
        return name_of(self.public)

    def sign(self, message: bytes) -> bytes:
        return self.private.sign(message)


def name_of(public: str) -> str:
    """A key's name: the first eight letters of its public half's SHA-256, base64url."""
    return encoded(hashlib.sha256(decoded(public)).digest())[:8]


def current_signer() -> Signer:
    """The key that signs now, made by the first submission; its public half is published from then on."""
    signer = Signer(_private())
    SigningKey.objects.get_or_create(name=signer.name, defaults={"public": signer.public})
    return signer


def _private() -> Ed25519PrivateKey:
    text = settings.SIGNING_KEY or kept_secret(settings.SIGNING_KEY_FILE, SEED)
    try:
        return Ed25519PrivateKey.from_private_bytes(decoded(text.strip()))
    except ValueError as error:
        raise ImproperlyConfigured("The signing key is no base64url text of 32 bytes: manage.py signing_key") from error


def sole_signer() -> Signer:
    """The key that signs now; every other one is marked as no longer used. Its public half stays published."""
    signer = current_signer()
    SigningKey.objects.exclude(name=signer.name).filter(retired_at=None).update(retired_at=timezone.now())
    return signer


def changed_signer() -> Signer:
    """A new key in the file's place; ImproperlyConfigured where the key is set from outside."""
    if settings.SIGNING_KEY:
        raise ImproperlyConfigured("SIGNING_KEY is set in the environment and is changed there")
    settings.SIGNING_KEY_FILE.unlink(missing_ok=True)
    return sole_signer()
