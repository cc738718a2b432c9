"""Sealing a version that is being submitted: first the code and the token, then the paper that prints them."""

import secrets
from datetime import datetime

from django.utils import timezone

from reports.models import ReportVersion, VersionSeal
from reports.seals.keys import Signer
from reports.seals.paper import Seal
from reports.seals.token import claim_of, signed
from reports.value import Report


def seal_of(report: Report, *, number: int, at: datetime, sha256: str, site: str, signer: Signer) -> Seal:
    """A seal with a code of 128 random bits for a report whose canonical JSON has this SHA-256."""
    claim = claim_of(report, number=number, day=timezone.localdate(at), sha256=sha256)
    return Seal(secrets.token_urlsafe(16), signed(claim, signer), sha256, site)


def keep_seal(version: ReportVersion, seal: Seal) -> VersionSeal:
    """Store the seal beside its version; it is never changed (reports/append_only.py)."""
    return VersionSeal.objects.create(version=version, code=seal.code, token=seal.token)
