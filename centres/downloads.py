"""A file as the answer to a request."""

from csp.decorators import csp_exempt
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify

PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


shows_pdf = csp_exempt()
"""For a view that answers with a PDF: a browser shows it by a page of its own making, which our policy would leave blank."""


def to_read(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser opens; `name` with its ending is offered for saving."""
    return _named(content, name, PDF, attached=False)


def to_save(content: bytes, name: str, media_type: str) -> HttpResponse:
    """A file that the browser saves, whatever it could show: also what somebody else has uploaded."""
    return _named(content, name, media_type, attached=True)


def _named(content, name, media_type, *, attached):
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(attached, name)
    return response


def plain_name(text: str) -> str:
    """The text as the name of a file that every system takes: "Danh sách lớp Đ-1" is danh-sach-lop-d-1."""
    return slugify(text.replace("Đ", "D").replace("đ", "d"))
