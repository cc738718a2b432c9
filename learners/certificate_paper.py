"""Certificates and the register on paper."""

import io
from collections.abc import Iterator
from typing import BinaryIO

import segno
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from pypdf import PdfReader

from centres import dates
from centres.dates import long_date
from centres.models import Centre
from centres.papers.joining import JoinedPdf
from centres.papers.printing import pdf_of
from centres.papers.styles import stylesheet
from classes.models import TrainingClass
from learners.certificate_text import LABELS
from learners.models import Certificate, RegisterEntry, RegisterVolume

STYLES = "papers/certificate.css"
REGISTER_STYLES = "papers/register.css"


def certificate_html(certificate: Certificate) -> str:
    """One certificate as a page of its own, from what was frozen when it was issued."""
    context = {
        "printed": certificate.printed,
        "labels": LABELS,
        "code": qr(certificate.printed["address"]),
        "stylesheet": stylesheet(STYLES, on=certificate.issued_on),
    }
    return render_to_string("papers/certificate.html", context)


def certificate_pdf(certificate: Certificate) -> bytes:
    """The certificate as a tagged PDF; OSError where this machine lacks Pango."""
    return pdf_of(certificate_html(certificate))


def register_pdf(centre: Centre, entries: list[RegisterEntry], *, number: int | None, day) -> tuple[int, bytes]:
    """Pages and PDF of a volume of the register: an opening page, then the lines; without a number a preview."""
    pdf = pdf_of(register_html(centre, entries, number=number, day=day))
    return len(PdfReader(io.BytesIO(pdf)).pages), pdf


def register_html(
    centre: Centre, entries: list[RegisterEntry], *, number: int | None, day, extract: TrainingClass | None = None
) -> str:
    """The pages of a volume; with a class in `extract` those of its lines alone, which name the volumes they stand in."""
    context = {
        "centre": centre,
        "named": centre.named_on(day),
        "entries": entries,
        "number": number,
        "extract": extract,
        "volumes": _volumes_of(centre, entries) if extract else [],
        "day": long_date(day),
        "stylesheet": stylesheet(REGISTER_STYLES, on=day),
    }
    return render_to_string("papers/register.html", context)


def register_extract_pdf(training_class: TrainingClass) -> bytes | None:
    """The register's lines of one class, for its dossier; None while there are none. The bound volumes stay the record."""
    html = register_extract_html(training_class)
    return pdf_of(html) if html else None


def register_extract_html(training_class: TrainingClass) -> str:
    """The lines as one page; empty while there are none."""
    entries = RegisterEntry.objects.filter(certificate__enrolment__training_class=training_class).order_by("number")
    entries = list(entries.select_related("certificate").defer("certificate__pdf"))
    if not entries:
        return ""
    return register_html(training_class.centre, entries, number=None, day=dates.today(), extract=training_class)


def _volumes_of(centre, entries):
    """Numbers of the volumes in which the lines are bound; None at the end for those not bound yet."""
    volumes = RegisterVolume.objects.filter(centre=centre).order_by("number")
    bounds = list(volumes.values_list("number", "first_entry", "last_entry"))
    numbers = [entry.number for entry in entries]
    found = [volume for volume, first, last in bounds if any(first <= number <= last for number in numbers)]
    return [*found, None] if numbers[-1] > max((last for *_, last in bounds), default=0) else found


def joined(keys: list[int]) -> bytes:
    """The stored papers of these certificates one behind the other, for the printer."""
    out = io.BytesIO()
    for _ in join(keys, out):
        pass
    return out.getvalue()


def join(keys: list[int], out: BinaryIO) -> Iterator[None]:
    """Write the stored papers of these certificates into one PDF, one after every step; whole once exhausted."""
    file = JoinedPdf(out)
    for key in keys:
        file.add(bytes(Certificate.objects.values_list("pdf", flat=True).get(pk=key)))
        yield
    file.close()


def qr(address: str) -> SafeString:
    """The address as a QR code: an SVG picture."""
    return SafeString(segno.make(address, error="m").svg_inline(scale=2, border=2, omitsize=True))
