"""Numbers of papers: a series per kind and term, never a number twice, the class's own number and day kept the same."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from centres import dates
from centres.models import SendingUnit
from classes.actions import save_class
from learners.actions.papers import call_off, save_term, take_number, write_by_hand
from learners.models import Paper, Term, TitleDecision
from learners.papers.numbers import Book, own_number
from tests import factories

DAY = date(2022, 3, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))


@pytest.fixture
def term(centre, other_centre):
    save_term(term=Term(centre=other_centre, name="2020-2025", valid_from=date(2020, 8, 1)))
    return save_term(term=Term(centre=centre, name="2020-2025", valid_from=date(2020, 8, 1)))


@pytest.fixture
def one(term):
    one = factories.make_class(term.centre, name="Lớp bồi dưỡng nhận thức về Đảng khóa 1")
    for unit in ("Chi bộ Đông", "Chi bộ Tây"):
        factories.enrol(one, unit_name=unit, mark=8)
    return one


def take(one, kind, user, **fields):
    return take_number(training_class=one, kind=kind, user=user, **{"dated_on": DAY} | fields)


def labels(papers):
    return [paper.label for paper in papers]


def test_series_runs_through_the_term_and_kinds_of_decision_share_it(one, clerk):
    assert labels(take(one, "thong-bao", clerk)) == ["01-TB/TTCT"]
    assert labels(take(one, "mo-lop", clerk)) == ["01-QĐ/TTCT"]
    assert labels(take(one, "ban-quan-ly", clerk, number=7, by_deputy=True)) == ["07-QĐ/TTCT"]
    other = factories.make_class(one.centre, "L-02")
    assert labels(take(other, "mo-lop", clerk)) == ["08-QĐ/TTCT"]
    next_term = Term(centre=one.centre, name="2025-2030", valid_from=date(2022, 3, 15))
    with pytest.raises(ValidationError) as refused:
        save_term(term=next_term)
    assert list(refused.value.error_dict) == ["valid_from"]
    first = Term.objects.get(centre=one.centre)
    first.valid_to = date(2022, 3, 14)
    save_term(term=first)
    save_term(term=next_term)
    assert labels(take(one, "bien-ban", clerk, dated_on=date(2022, 3, 20))) == ["01-BB/TTCT"]
    third = factories.make_class(one.centre, "L-03")
    assert labels(take(third, "mo-lop", clerk, dated_on=date(2022, 3, 20))) == ["01-QĐ/TTCT"]


def test_number_is_not_given_twice_nor_again_after_calling_off(one, clerk):
    [opening] = take(one, "mo-lop", clerk)
    other = factories.make_class(one.centre, "L-02")
    with pytest.raises(ValidationError) as refused:
        take(other, "mo-lop", clerk, number=1)
    assert refused.value.message_dict == {
        "number": [
            "Số 01-QĐ/TTCT đã cấp ngày 01/03/2022: về việc mở lớp bồi dưỡng nhận thức về Đảng khóa 1 (lớp L-01)."
            " Số tiếp theo là 02."
        ]
    }
    call_off(paper=opening, reason="Ghi nhầm lớp")
    one.refresh_from_db()
    assert (one.opening_number, one.opening_decided_on) == ("", None)
    assert labels(take(one, "mo-lop", clerk)) == ["02-QĐ/TTCT"]


def test_taking_a_number_writes_it_in_the_class(one, clerk):
    take(one, "mo-lop", clerk, number=11)
    one.refresh_from_db()
    assert (one.opening_number, one.opening_decided_on) == ("11-QĐ/TTCT", DAY)
    one.status, one.closed_on = "closed", date(2022, 3, 11)
    save_class(training_class=one)
    take(one, "cong-nhan", clerk, dated_on=date(2022, 3, 12))
    one.refresh_from_db()
    assert (one.recognition_number, one.recognised_on) == ("12-QĐ/TTCT", date(2022, 3, 12))
    with pytest.raises(ValidationError):
        call_off(paper=Paper.objects.get(kind="cong-nhan"), reason="Nhầm")


def test_number_typed_in_a_class_is_taken_and_one_of_another_paper_refused(one, clerk):
    one.opening_number, one.opening_decided_on = "5-QĐ/TTCT", DAY
    save_class(training_class=one)
    paper = Paper.objects.get()
    assert (paper.number, paper.kind, paper.dated_on, paper.outside) == (5, "mo-lop", DAY, True)
    other = factories.make_class(one.centre, "L-02")
    other.opening_number = "05-QĐ/TTCT"
    with pytest.raises(ValidationError) as refused:
        save_class(training_class=other)
    assert list(refused.value.error_dict) == ["opening_number"]
    one.opening_number = "6-QĐ/TTCT"
    save_class(training_class=one)
    assert [paper.number for paper in Paper.objects.all()] == [6]
    one.opening_number = "718-QĐ/HU"  # another body's decision takes no number of ours
    save_class(training_class=one)
    assert not Paper.objects.exists()


def test_number_of_titles_is_taken_and_one_of_another_paper_refused(one, clerk):
    take(one, "mo-lop", clerk, number=3)
    given = {"training_class": one, "decided_on": DAY, "by": clerk}
    with pytest.raises(ValidationError) as refused, transaction.atomic():
        TitleDecision.objects.create(number="03-QĐ/TTCT", **given)
    assert list(refused.value.error_dict) == ["number"]
    TitleDecision.objects.create(number="04-QĐ/TTCT", **given)
    assert Paper.objects.get(kind="khen-thuong").number == 4


def test_term_takes_the_numbers_already_written(centre, other_centre, clerk):
    for code, number in (("L-01", "03-QĐ/TTCT"), ("L-02", "03-QĐ/TTCT"), ("L-03", "12/QĐ-TTCT")):
        made = factories.make_class(centre, code, opening_number=number, opening_decided_on=DAY)
    TitleDecision.objects.create(training_class=made, number="05-QĐ/TTCT", decided_on=DAY, by=clerk)
    save_term(term=Term(centre=centre, name="2020-2025", valid_from=date(2020, 8, 1)))
    taken = Paper.objects.order_by("number").values_list("training_class__code", "kind", "number")
    assert list(taken) == [("L-01", "mo-lop", 3), ("L-03", "khen-thuong", 5)]


def test_letters_take_a_number_each_in_the_order_of_the_units(one, clerk):
    papers = take(one, "gui-ket-qua", clerk, number=9)
    units = dict(SendingUnit.objects.filter(centre=one.centre).values_list("name", "pk"))
    east, west = (f"u{units[name]}" for name in ("Chi bộ Đông", "Chi bộ Tây"))
    assert [(paper.number, paper.addressee) for paper in papers] == [(9, east), (10, west)]
    factories.enrol(one, unit_name="Chi bộ Nam")
    assert labels(take(one, "gui-ket-qua", clerk)) == ["11-CV/TTCT"]
    with pytest.raises(ValidationError, match="đã có số"):
        take(one, "gui-ket-qua", clerk)


def test_paper_written_by_hand_shares_the_series_and_leaves_gaps_shown(one, clerk):
    given = {"centre": one.centre, "series": "QĐ", "dated_on": DAY, "subject": "về việc nâng lương", "outside": True}
    for number in (2, None, 7):
        write_by_hand(paper=Paper(number=number, by=clerk, **given))
    book = Book("QĐ", list(Paper.objects.select_related("centre")))
    assert (labels(book.papers), book.gaps_in_words, book.next_in_words) == (
        ["02-QĐ/TTCT", "03-QĐ/TTCT", "07-QĐ/TTCT"],
        "01, 04-06",
        "08",
    )


def test_day_needs_a_term_and_may_not_be_in_the_future(one, clerk):
    for day, words in ((date(2020, 7, 31), "nhiệm kỳ"), (date(2022, 4, 2), "chưa tới")):
        with pytest.raises(ValidationError, match=words):
            take(one, "thong-bao", clerk, dated_on=day)


@pytest.mark.parametrize(
    ("text", "number"),
    [("08-QĐ/TTCT", 8), (" 120 - QĐ/TTCT ", 120), ("8-QĐ/ĐU", None), ("0-QĐ/TTCT", None), ("08/QĐ-TTCT", None)],
)
def test_own_number_is_read_from_what_was_typed(centre, text, number):
    assert own_number(centre, text) == number
