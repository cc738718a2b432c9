"""The seal on paper: the QR code of the last page, and the signature at the end of the PDF file.

A signature cannot stand inside the bytes it covers. So the QR code signs the report's content (token.py), and the
finished PDF gets one more line behind it, a comment, that signs every byte before it: whoever changes a figure on a
page, or anything else, breaks it. The file's own ending is repeated behind the line, so that every reader opens it.
"""

import hashlib
import re
from dataclasses import dataclass

import segno
from django.urls import reverse
from django.utils.safestring import SafeString

from reports.seals.keys import Signer
from reports.seals.token import encoded

CONTEXT = b"so-lop/pdf/1\n"
MARK = b"%so-lop-1 "
ENDING = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")


@dataclass(frozen=True)
class Seal:
    """What is known of a version's seal before its PDF is made. `site` is the program's address, with its last slash."""

    code: str
    token: str
    sha256: str
    site: str = ""

    @property
    def address(self) -> str:
        """The public page of this version; without a site only its path."""
        return self.site.rstrip("/") + reverse("reports:check_paper", args=[self.code])

    @property
    def text(self) -> str:
        """What the QR code says: the page's address, and behind # the token, which browsers keep to themselves."""
        return f"{self.address}#{self.token}"

    @property
    def picture(self) -> SafeString:
        return SafeString(segno.make(self.text, error="m").svg_inline(scale=2, border=2, omitsize=True))

    @property
    def key(self) -> str:
        return self.token.split("~")[1]


def sealed_pdf(pdf: bytes, token: str, signer: Signer) -> bytes:
    """The PDF with the signature of all its bytes behind them."""
    body = pdf if pdf.endswith(b"\n") else pdf + b"\n"
    message = CONTEXT + token.encode() + b"\n" + hashlib.sha256(body).hexdigest().encode()
    found = ENDING.search(body[-200:])
    ending = b"startxref\n%s\n%%%%EOF\n" % (found[1] if found else b"0")
    return body + MARK + f"{token} {encoded(signer.sign(message))}\n".encode() + ending
