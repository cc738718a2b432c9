"""All papers of a class in the order of its dossier, each under a name that keeps the order."""

from collections.abc import Iterator

from classes.timetable.paper import timetable_pdf
from learners.attendance_paper import sign_in_sheet_pdf
from learners.certificate_paper import joined, register_extract_pdf
from learners.certificates import printed_in_order
from learners.models import PaperFile
from learners.papers.checklist import ITEMS, Item, papers_of
from learners.papers.docx import paper_docx
from learners.papers.facts import Facts
from learners.papers.pdf import papers_pdf


def part_count(facts: Facts) -> int:
    """How many parts `parts_of` gives: one for every item, one for every sign-in sheet."""
    return len(ITEMS) + len(facts.sessions)


def parts_of(facts: Facts) -> Iterator[list[tuple[str, bytes]]]:
    """Of each item in order its files as (name, content): what is made here, then what was attached."""
    for place, item in enumerate(ITEMS, 1):
        if item.key == "diem-danh":
            for number, session in enumerate(facts.sessions, 1):
                yield [(f"{place:02}-{item.key}-{number:02}.pdf", _sign_in_sheet(facts, session))]
        yield [*_made(place, item, facts), *_attached(place, item, facts)]


def _made(place, item: Item, facts):
    name = f"{place:02}-{item.key}"
    papers = papers_of(item, facts)
    if papers:
        yield f"{name}.pdf", papers_pdf(papers)
    if papers and item.word:
        for number, paper in enumerate(papers, 1):
            yield f"{name}{f'-{number:02}' if len(papers) > 1 else ''}.docx", paper_docx(paper)
    for key, make in OTHERS.get(item.key, {}).items():
        if content := make(facts):
            yield f"{place:02}-{key}.pdf", content


def _attached(place, item, facts):
    files = PaperFile.objects.filter(training_class=facts.training_class, item=item.key)
    for number, file in enumerate(files, 1):
        yield f"{place:02}-{item.key}-kem-{number:02}-{file.name}", bytes(file.content)


def _timetable(facts):
    return timetable_pdf(facts.training_class, facts.sessions) if facts.sessions else None


def _sign_in_sheet(facts, session):
    session.training_class = facts.training_class
    return sign_in_sheet_pdf(session, [one for one in facts.enrolments if one.is_expected_on(session.held_on)])


def _certificates(facts):
    keys = printed_in_order(facts.training_class)
    return joined(keys) if keys else None


def _register(facts):
    return register_extract_pdf(facts.training_class)


OTHERS = {
    "lich-hoc": {"lich-hoc": _timetable},
    "giay-chung-nhan": {"giay-chung-nhan": _certificates, "so-goc": _register},
}
"""Papers that other pages of the class make, by item, each under its own name."""
