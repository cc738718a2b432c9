"""Text found without accents, and one syllable in both its spellings."""

import pytest

from centres.search import matching, spellings
from classes.models import TrainingClass
from tests import factories


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("ly", ("li", "ly")),
        ("quy", ("qui", "quy")),
        ("thi", ("thi", "thy")),
        ("mai", ("mai",)),
        ("thuy", ("thuy",)),
        ("nguyen", ("nguyen",)),
        ("i", ("i",)),
    ],
)
def test_spellings_of_one_syllable(word, expected):
    assert spellings(word) == expected


def test_text_matches_in_either_spelling_and_without_accents(centre, other_centre):
    for code, name in (("A", "Lớp bồi dưỡng lý luận"), ("B", "Lớp bồi dưỡng lí luận"), ("C", "Lớp đảng viên mới")):
        factories.make_class(centre, code, name=name)
    classes = TrainingClass.objects.filter(centre=centre).order_by("code")

    def found(text):
        return [one.code for one in matching(classes, ["name"], text)]

    assert found("lí luận") == found("LUAN ly") == ["A", "B"]
    assert found("dang viên") == ["C"]
    assert found('"dưỡng luận"') == []
