"""What a report's signature covers, written so short that a QR code holds it.

`1~KEY~OWNER~PERIOD~NUMBER~DAY~SHA256~O1=9,O2=564~SIGNATURE`: the form's number, the key's name, the centre's code (or
`tinh:` and the province's), the period, the version, the day of submission, the SHA-256 of the canonical JSON, the key
totals (`-` is chưa có). SHA-256 and signature (Ed25519, over CONTEXT and everything before the last `~`) are base64url.
"""

import base64
from dataclasses import dataclass
from datetime import date

from reports.value import Report

FORM = "1"
CONTEXT = b"so-lop/report/1\n"
KEY_TOTALS = ("O1", "O2", "O3", "R1", "R2", "R3", "R4", "R5", "R6", "R7", "R8", "C1")
UNKNOWN = "-"


@dataclass(frozen=True)
class Claim:
    """What is signed of one report."""

    owner: str
    period: str
    number: int
    day: date
    sha256: str  # hexadecimal
    totals: tuple[tuple[str, int | None], ...]


def claim_of(report: Report, *, number: int, day: date, sha256: str) -> Claim:
    """The claim of a report whose canonical JSON has this SHA-256."""
    owner = report.code if report.scope == "centre" else f"tinh:{report.code}"
    totals = tuple((code, report.figures[code]) for code in KEY_TOTALS if code in report.figures)
    return Claim(owner, report.period.code, number, day, sha256, totals)


def signed(claim: Claim, key) -> str:
    """The token of a claim; `key` is a keys.Signer."""
    body = payload(claim, key.name)
    return f"{body}~{encoded(key.sign(CONTEXT + body.encode()))}"


def payload(claim: Claim, key_name: str) -> str:
    """What is signed of a claim, its parts parted by "~"; a reader of tokens relies on their order."""
    totals = ",".join(f"{code}={UNKNOWN if value is None else value}" for code, value in claim.totals)
    digest = encoded(bytes.fromhex(claim.sha256))
    parts = (FORM, key_name, claim.owner, claim.period, str(claim.number), claim.day.isoformat(), digest, totals)
    return "~".join(parts)


def totals_of(token: str) -> dict[str, int | None]:
    """The key totals that a token of ours carries."""
    pairs = (pair.split("=") for pair in token.split("~")[7].split(",") if pair)
    return {code: None if value == UNKNOWN else int(value) for code, value in pairs}


def encoded(raw: bytes) -> str:
    """base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """The bytes of base64url without padding."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
