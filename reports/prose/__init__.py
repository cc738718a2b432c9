"""Sentences of a report, proposed from its figures in the house style: with tokens where a figure stands, so that whoever
rewrites one keeps its figures. Every number in them is a figure's value.

Each module has the sentences of some sections, without their full stops; `who` is what they call the centre, or the
province's centres.
"""

from dataclasses import replace

from reports.figures import Counted
from reports.prose.opened import called, maintained, opened, sent
from reports.prose.plan import coming, given, left_to_do
from reports.prose.results import certificates, results, titles
from reports.prose.staff import lecturers, staff
from reports.tokens import named_figures, named_rows
from reports.wording import sentence

CENTRE, CENTRES = "Trung tâm", "các trung tâm chính trị trong tỉnh"


def sentences(counted: Counted, province: bool = False) -> dict[str, tuple[str, ...]]:
    """Proposed sentences, figures as tokens, by the key of the section they stand in; sections without any are left out."""
    counted = replace(
        counted,
        figures=named_figures(counted.figures),
        breakdowns=counted.breakdowns | {"block": named_rows("block", counted.breakdowns["block"])},
    )
    who = CENTRES if province else CENTRE
    made = {
        "I": staff(counted, who),
        "II.1": [] if province else given(counted, who),
        "II.2": [*opened(counted, who, province), *called(counted), *maintained(counted, who), *sent(counted, who)],
        "II.4": [*results(counted, who), *titles(counted), *certificates(counted, who)],
        "II.5": lecturers(counted, who),
        "IV": [] if province else [*left_to_do(counted), *coming(counted)],
    }
    return {key: tuple(map(sentence, texts)) for key, found in made.items() if (texts := list(found))}
