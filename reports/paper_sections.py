"""The sections as they stand on paper: numbered I-, 1. in order, without those that nobody has written anything in."""

from dataclasses import dataclass

from reports.tokens import token_values
from reports.value import Report, Section
from reports.wording import resolve

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True)
class PaperSection:
    heading: str
    level: int
    paragraphs: tuple[str, ...]


def paper_sections(report: Report) -> list[PaperSection]:
    """Headings with their numbers and their paragraphs: generated sentences, then what staff wrote, tokens resolved."""
    printed, parts, points = [], 0, 0
    for section in _with_something_under_them(report.sections):
        if section.level == 1:
            parts, points = parts + 1, 0
            number = f"{ROMAN[parts - 1]}-"
        else:
            points += 1
            number = f"{points}."
        printed.append(PaperSection(f"{number} {section.heading}", section.level, _paragraphs(section, report)))
    return printed


def _with_something_under_them(sections: tuple[Section, ...]) -> list[Section]:
    """Sections with text, and the headings above them."""
    kept = []
    for section in reversed(sections):
        heads_the_next = kept and section.level < kept[-1].level
        if section.generated or section.text.strip() or heads_the_next:
            kept.append(section)
    return kept[::-1]


def _paragraphs(section: Section, report: Report) -> tuple[str, ...]:
    values = token_values(report)
    typed = [line.strip() for line in resolve(section.text, values).splitlines()]
    return (*section.generated, *(line for line in typed if line))
