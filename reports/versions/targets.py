"""What a remark can be pinned to: a figure (O1), a sentence (II.2:0), a row of a table (mo-lop:3), the whole report."""

from dataclasses import dataclass

from reports.annexes import annexes
from reports.dictionary import define
from reports.models.review import RemarkKind
from reports.paper_sections import PaperSection, paper_sections
from reports.value import Report
from reports.versions.differences import value_text


@dataclass(frozen=True)
class Sentence:
    """A paragraph as it is printed, and what a remark on it names."""

    target: str
    text: str

    @property
    def anchor(self) -> str:
        return self.target.replace(":", "-")


@dataclass(frozen=True)
class Part:
    heading: str
    level: int
    sentences: list[Sentence]


def parts_of(report: Report) -> list[Part]:
    """The report's text as printed, each paragraph with its place."""
    return [
        Part(
            section.heading, section.level, [Sentence(f"{place}:{number}", text) for number, text in _numbered(section)]
        )
        for place, section in enumerate(paper_sections(report), 1)
    ]


def _numbered(section: PaperSection):
    return enumerate(section.paragraphs, 1)


def quote(report: Report, kind: str, target: str) -> str | None:
    """What the remark speaks of, as it is printed; None where the report has no such place."""
    if kind == RemarkKind.WHOLE:
        return "" if not target else None
    if kind == RemarkKind.FIGURE:
        return _figure(report, target)
    if kind == RemarkKind.SENTENCE:
        found = [one.text for part in parts_of(report) for one in part.sentences if one.target == target]
        return found[0][:500] if found else None
    return _row(report, target) if kind == RemarkKind.ROW else None


def _figure(report, code):
    about = define(code)
    if about is None or code not in report.figures:
        return None
    return f"{code} – {about.name}: {value_text(code, report.figures[code])}"


def _row(report, target):
    key, _, place = target.partition(":")
    annex = next((one for one in annexes(report) if one.key == key), None)
    if annex is None or not place.isdecimal() or int(place) >= len(annex.rows):
        return None
    label = next((str(cell) for cell in annex.rows[int(place)].cells[1:] if isinstance(cell, str) and cell), "")
    return f"{annex.title}: {label}"[:500]


def anchor(kind: str, target: str) -> str:
    """Where on the version's page the place stands."""
    if kind == RemarkKind.FIGURE:
        return f"#{target}"
    return f"#{'cau' if kind == RemarkKind.SENTENCE else 'dong'}-{target.replace(':', '-')}" if target else ""
