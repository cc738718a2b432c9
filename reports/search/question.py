"""What is asked, by whom, and where it is looked for."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.db.models import Case, Value, When
from django.utils.safestring import SafeString

from centres.models import Centre, User
from centres.search import spellings, unaccented
from learners.names import tidy

LONGEST = 100


@dataclass(frozen=True)
class Question:
    """Words typed by a user who works in a centre (or in none); `most` hits of each group, from `start` on.

    One finds what one may see. Administrators see everything, so for them the centre at work is all that is searched.
    """

    user: User
    centre: Centre | None
    typed: str
    most: int = 10
    start: int = 0

    @cached_property
    def text(self) -> str:
        return tidy(self.typed)[:LONGEST]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(filter(None, (word.strip("\"',.;:") for word in unaccented(self.text).split())))

    def within(self, queryset, field: str = "centre"):
        """The rows, which the caller read through for_user, of the centres that are searched."""
        if not self.user.is_superuser:
            return queryset
        return queryset.filter(**{field: self.centre}) if self.centre else queryset.none()

    def own_first(self, field: str = "centre") -> list[Case]:
        """What to order by first, so that the centre at work stands before the others; nothing where there is none."""
        return [Case(When(**{field: self.centre}, then=Value(0)), default=Value(1))] if self.centre else []

    @cached_property
    def one_centre(self) -> bool:
        """Whether nothing but the centre at work is searched, so that its own lists hold all that is found."""
        if not self.centre or self.user.is_superuser:
            return bool(self.centre)
        return Centre.objects.for_user(self.user).exclude(pk=self.centre.pk).first() is None

    def place_of(self, centre: Centre) -> str:
        """The centre's name where it is not the one worked in."""
        return "" if centre == self.centre else centre.name

    def all_in(self, text: str) -> bool:
        """Whether every word begins a word of the text; a number of one or two digits is the whole of it."""
        plain = f" {_SIGNS.sub(' ', unaccented(text))} "
        return all(any(start in plain for start in _starts(word)) for word in self.words)


_SIGNS = re.compile(r"[^a-z0-9]+")


def _starts(word):
    if word.isdigit() and len(word) < 3:
        return [f" {int(word)} "]
    return [f" {spelling}" for spelling in spellings(word)]


def with_marks(text: str, words: tuple[str, ...]) -> SafeString:
    """The text with what was found in it marked; where a word begins one of the text's words, only there."""
    text = unicodedata.normalize("NFC", text)
    plain = "".join((unaccented(letter) or " ")[0] for letter in text)
    marked = [False] * len(text)
    for word in words:
        either = "|".join(re.escape(spelling) for spelling in spellings(word))
        found = list(re.finditer(rf"(?<![a-z0-9])(?:{either})", plain)) or re.finditer(either, plain)
        for place in found:
            marked[place.start() : place.end()] = [True] * (place.end() - place.start())
    return SafeString(_written(text, marked))


def _written(text, marked):
    parts, inside = [], False
    for letter, is_marked in zip(text, marked, strict=True):
        if is_marked != inside:
            parts.append("<mark>" if is_marked else "</mark>")
            inside = is_marked
        parts.append(escape(letter))
    return "".join(parts) + ("</mark>" if inside else "")
