"""Reading a PDF back with poppler: its text as lines, its words with their places in points."""

import re
import subprocess
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

MM = 72 / 25.4


@dataclass(frozen=True)
class Word:
    text: str
    left: float
    top: float
    right: float
    bottom: float


def run(*command, given: bytes) -> str:
    return subprocess.run(command, input=given, capture_output=True, check=True).stdout.decode()


def pages(pdf: bytes) -> list[str]:
    """The text of each page, spaces within a line run together."""
    text = run("pdftotext", "-layout", "-", "-", given=pdf).removesuffix("\f")
    return [re.sub(r"[ \xa0]+", " ", page) for page in text.split("\f")]


def lines(pdf: bytes) -> list[str]:
    return [line.strip() for page in pages(pdf) for line in page.splitlines()]


def flowing(pdf: bytes) -> list[str]:
    """The text of each page in reading order as one line, so that what wraps in a cell is found whole."""
    text = run("pdftotext", "-", "-", given=pdf).removesuffix("\f")
    return [" ".join(page.split()) for page in text.split("\f")]


def words(pdf: bytes) -> list[list[Word]]:
    """The words of each page with their boxes."""
    tree = ElementTree.fromstring(run("pdftotext", "-bbox", "-", "-", given=pdf))  # noqa: S314 - our own PDF
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        [Word(w.text, *(float(w.get(side)) for side in ("xMin", "yMin", "xMax", "yMax"))) for w in page]
        for page in tree.iter(f"{space}page")
    ]


def fonts(pdf: bytes) -> set[str]:
    """The names of the fonts without the letters of their subset."""
    rows = run("pdffonts", "-", given=pdf).splitlines()[2:]
    return {row.split()[0].partition("+")[2] for row in rows}


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))
