"""No gap and no double in any series of numbers, whatever fails in the middle and however many issue at once."""

import random
import threading
from datetime import date
from importlib import import_module

import pytest
from django.db import connection, transaction

from centres import dates
from classes.models import TrainingClass
from learners.actions.certificates import issue_certificates, reissue_certificate, withdraw_certificate
from learners.actions.papers import save_term, take_number
from learners.models import Certificate, CertificatePattern, Paper, RegisterEntry, Term
from tests import factories

DAY = date(2022, 3, 20)
SITE = "https://so-lop.example"
PATTERNS = {"dang-vien-moi": "{1}-GCN/TTCT"}


class BrokenError(Exception):
    pass


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(dates, "today", lambda: date(2022, 4, 1))


def make_classes(centre, number):
    """Recognised classes of two programmes with patterns of their own, one to three learners each."""
    for code, pattern in PATTERNS.items():
        CertificatePattern.objects.create(centre=centre, programme=factories.programme(code), pattern=pattern)
    save_term(term=Term(centre=centre, name="2020-2025", valid_from=date(2020, 8, 1)))
    classes = []
    for place in range(number):
        code = "dang-vien-moi" if place % 3 == 2 else "nhan-thuc-ve-dang"
        one = factories.make_closed_class(
            centre, f"L-{place}", programme_code=code, recognition_number=f"{place + 50}-QĐ/TTCT"
        )
        for _ in range(place % 3 + 1):
            factories.enrol(one, mark=8)
        classes.append(one)
    return classes


def issue(training_class, user):
    return issue_certificates(training_class=training_class, issued_on=DAY, user=user, address=SITE)


def number(training_class, user, kind="thong-bao"):
    return take_number(training_class=training_class, kind=kind, user=user, dated_on=date(2022, 3, 1))


def number_opening(training_class, user):
    return number(training_class, user, "mo-lop")


def broken(act, *args):
    """Do it and fail afterwards, as a lost connection does: nothing of it may stay."""
    try:
        with transaction.atomic():
            act(*args)
            raise BrokenError
    except BrokenError:
        return


def assert_no_gap_and_no_double(centre):
    numbers = list(Certificate.objects.filter(centre=centre).values_list("number", flat=True))
    own = sorted(int(number.partition("-")[0]) for number in numbers if number.endswith("-GCN/TTCT"))
    common = sorted(int(number.partition("/")[0]) for number in numbers if number.endswith("/2022-NTVD"))
    entries = RegisterEntry.objects.filter(centre=centre).order_by("number")
    papers = Paper.objects.filter(centre=centre).order_by("number")
    for series in (own, common, *(list(rows.values_list("number", flat=True)) for rows in (entries, papers))):
        assert series == list(range(1, len(series) + 1))
    assert len(own) + len(common) == len(numbers)
    for entry in entries.exclude(kind="withdrawn").select_related("certificate"):
        assert entry.certificate.printed["register_number"] == str(entry.number)


@pytest.mark.parametrize("seed", range(2))
def test_acts_in_any_order_some_of_them_broken(centre, other_centre, clerk, seed):
    chance = random.Random(seed)  # noqa: S311 - the same order each time
    waiting = make_classes(centre, 6)
    chance.shuffle(waiting)
    for one in waiting:
        if chance.random() < 0.5:
            broken(issue, one, clerk)
        issued = issue(one, clerk)
        broken(number, one, clerk)
        number(one, clerk)
        given = {"certificate": chance.choice(issued), "reason": "In sai", "user": clerk}
        if chance.random() < 0.5:
            again = {"issued_on": DAY, "address": SITE}
            broken(lambda given, again: reissue_certificate(**given, **again), given, again)
            reissue_certificate(**given, **again)
        else:
            withdraw_certificate(**given, withdrawn_on=DAY)
        assert_no_gap_and_no_double(centre)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_acts_at_once_some_of_them_broken():
    """Threads issue certificates and number papers of one centre; every second one fails once before."""
    centre = factories.make_centre()
    user = factories.make_clerk(centre)
    classes = make_classes(centre, 6)
    running = [factories.make_class(centre, f"M-{place}") for place in range(len(classes))]
    start, failed = threading.Barrier(len(classes)), []

    def run(place, pk):
        try:
            start.wait(120)
            one = TrainingClass.objects.get(pk=pk)
            acts = [(issue, one), (number_opening, TrainingClass.objects.get(pk=running[place].pk))]
            for act, subject in acts:
                if place % 2:
                    broken(act, subject, user)
                act(subject, user)
        except Exception as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[place, one.pk]) for place, one in enumerate(classes)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert failed == []
    assert Certificate.objects.count() == 12
    assert_no_gap_and_no_double(centre)
    written = TrainingClass.objects.filter(code__startswith="M-").values_list("opening_number", flat=True)
    assert sorted(written) == [f"{place:02}-QĐ/TTCT" for place in range(1, 7)]


@pytest.mark.parametrize(
    ("codes", "words"),
    [
        ("{seq:03}/{year}-{programme}", "{001}/{năm}-{chương trình}"),
        ("{seq:01}-GCN/TTCT", "{1}-GCN/TTCT"),
        ("GCN {seq:05}", "GCN {00001}"),
    ],
)
def test_patterns_kept_before_are_put_in_words_and_back(codes, words):
    migration = import_module("learners.migrations.0018_patterns_in_words")
    assert (migration.in_words(codes), migration.in_codes(words)) == (words, codes)
    assert migration.in_words("{seq}/CN") == "{1}/CN"
