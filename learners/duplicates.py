"""Learners of a centre who are probably one person entered twice."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from django.db.models import Count, QuerySet, Value
from django.db.models.functions import Replace

from centres.models import Centre
from learners.matching import births_of, within
from learners.models import Enrolment, Learner
from learners.names import match_key

MOST_KEYS = 2000  # names looked at for one list: whoever works it off sees the rest then
MOST_ALIKE = 40  # a name with more bearers whose birth is not known says nothing


@dataclass(frozen=True)
class Pair:
    first: Learner
    second: Learner
    why: str
    rank: int


def probable_duplicates(centre: Centre) -> list[Pair]:
    """Pairs of one name (or one that differs in accents, spaces, i and y) whose births do not speak against it.

    Not those with two citizen numbers, nor those who sit in one class: they are two people. The surest come first.
    A fixed number of queries and one more per 500 names.
    """
    learners = _with_near_name(Learner.objects.filter(centre=centre))
    pairs = list(_pairs(_alike(learners)))
    together = _together({pair.first.pk for pair in pairs} | {pair.second.pk for pair in pairs})
    apart = [pair for pair in pairs if not together[pair.first.pk] & together[pair.second.pk]]
    return sorted(apart, key=lambda pair: (pair.rank, pair.first.sort_key, pair.first.pk, pair.second.pk))


def duplicates_of(learner: Learner) -> list[Pair]:
    """The probable doubles of one learner, from that learner's side."""
    near = _with_near_name(Learner.objects.filter(centre=learner.centre_id))
    own = near.get(pk=learner.pk)
    pairs = _pairs({own.near: [own, *near.filter(near=own.near).exclude(pk=learner.pk).order_by("pk")[:MOST_ALIKE]]})
    of_learner = [pair for pair in pairs if learner.pk in (pair.first.pk, pair.second.pk)]
    together = _together({pk for pair in of_learner for pk in (pair.first.pk, pair.second.pk)})
    return [pair for pair in of_learner if not together[pair.first.pk] & together[pair.second.pk]]


def _with_near_name(learners: QuerySet) -> QuerySet:
    """Annotate `near`: the name without accents and spaces, y as i."""
    return learners.annotate(near=Replace(Replace("search_key", Value(" "), Value("")), Value("y"), Value("i")))


def _alike(learners) -> dict[str, list[Learner]]:
    """By near name those who share it with somebody of the same year, or of no known year."""
    same_year = learners.filter(birth_year__isnull=False).order_by().values("near", "birth_year")
    keys = set(same_year.annotate(number=Count("pk")).filter(number__gt=1).values_list("near", flat=True)[:MOST_KEYS])
    no_year = learners.filter(birth_year__isnull=True).order_by("near").values_list("near", flat=True).distinct()
    keys |= set(no_year[:MOST_KEYS])
    found: dict[str, list[Learner]] = defaultdict(list)
    for learner in within(learners.order_by("pk"), "near", keys):
        found[learner.near].append(learner)
    return found


def _pairs(alike) -> Iterator[Pair]:
    for learners in alike.values():
        for first, second in combinations(learners, 2):
            if first.national_id and second.national_id:
                continue
            births = births_of(first, second)
            if births == "differ" or (births == "unknown" and len(learners) > MOST_ALIKE):
                continue
            yield _pair(first, second, births)


def _pair(first, second, births):
    same_name = match_key(first.full_name) == match_key(second.full_name)
    name = "Cùng họ tên" if same_name else "Họ tên chỉ khác dấu, khoảng cách hoặc i/y"
    birth = {"day": "cùng ngày sinh", "year": "cùng năm sinh"}.get(births, "ngày sinh chưa rõ đủ")
    rank = ["day", "year", "unknown"].index(births) * 2 + (not same_name)
    return Pair(first, second, f"{name}, {birth}.", rank)


def _together(pks) -> dict[int, set[int]]:
    """By learner the classes they are in."""
    found: dict[int, set[int]] = defaultdict(set)
    for learner, training_class in within(Enrolment.objects.values_list("learner", "training_class"), "learner", pks):
        found[learner].add(training_class)
    return found
