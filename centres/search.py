"""Searching text without accents on both databases, for tables that keep no search key of their own."""

import re
import unicodedata
from collections.abc import Iterable

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Cast, Coalesce
from django.dispatch import receiver
from django.utils.text import smart_split

VOWELS = "aăâeêioôơuưy"
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
ACCENTED = {unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} - set(VOWELS)
LETTERS = sorted(ACCENTED | set("ăâêôơưđ"))
LETTERS += [letter.upper() for letter in LETTERS]
# Marks that stand alone in text that was never composed; without a counterpart they are dropped.
MARKS = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323"


def base_letter(letter: str) -> str:
    return "d" if letter in "đĐ" else unicodedata.normalize("NFD", letter)[0].lower()


FROM = "".join(LETTERS) + MARKS
TO = "".join(map(base_letter, LETTERS))
# Lý and Lí, Kỳ and Kì, Quý and Quí are one syllable; Mai and May, Thúi and Thúy are not
_EITHER_I = re.compile(r"(?:[bcdghklmnrstvx]|\bqu)[iy]$")
_TABLE = str.maketrans(dict.fromkeys(MARKS)) | str.maketrans(dict(zip(LETTERS, TO, strict=True)))


def unaccented(text: str | None) -> str | None:
    """Small letters without accents: what is compared with what was typed into a search box."""
    return None if text is None else text.translate(_TABLE).lower()


class Unaccented(Func):
    """`unaccented` in the database: a function of ours in SQLite, translate() in PostgreSQL."""

    function = "UNACCENTED"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        # lower() comes last: in a database of the C locale it knows ASCII only
        template = f"LOWER(TRANSLATE(%(expressions)s, '{FROM}', '{TO}'))"
        return super().as_sql(compiler, connection, template=template, **context)


ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACES = {letter: chr(ord("A") + place) for place, letter in enumerate(ALPHABET)}  # A, B, C … in the alphabet's order


def _without_tone(letter: str) -> str:
    bare = "".join(mark for mark in unicodedata.normalize("NFD", letter.lower()) if mark not in TONES)
    return unicodedata.normalize("NFC", bare)


_SPELLED = "".join(dict.fromkeys([*LETTERS, *ALPHABET, *ALPHABET.upper()]))
_LETTER_CODES = "".join(_PLACES[_without_tone(letter)] for letter in _SPELLED)
_TONE_CODES = "".join(
    str(next((place for place, tone in enumerate(TONES) if tone and tone in unicodedata.normalize("NFD", letter)), 0))
    for letter in _SPELLED
)
_TO_LETTERS = str.maketrans(dict.fromkeys(MARKS)) | str.maketrans(dict(zip(_SPELLED, _LETTER_CODES, strict=True)))
_TO_TONES = str.maketrans(dict.fromkeys(MARKS)) | str.maketrans(dict(zip(_SPELLED, _TONE_CODES, strict=True)))
_NUMBER, _PADDING = re.compile("([0-9]+)"), re.compile("0*([0-9]{8})(?![0-9])")


def letters_key(text: str | None) -> str | None:
    """The text as a word list is sorted before tones are looked at; numbers by their size ("khóa 2" before "khóa 10")."""
    return None if text is None else _PADDING.sub(r"\1", _NUMBER.sub(r"00000000\1", text.translate(_TO_LETTERS)))


def tones_key(text: str | None) -> str | None:
    """What decides between texts of the same letters: ngang, huyền, hỏi, ngã, sắc, nặng."""
    return None if text is None else text.translate(_TO_TONES)


def vietnamese_key(text: str) -> tuple[str, str]:
    """A key for sorting in Python as `in_vietnamese_order` sorts in the database."""
    return letters_key(text), tones_key(text)


class LettersKey(Func):
    """`letters_key` in the database."""

    function = "LETTERS_KEY"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        letters = f"TRANSLATE(%(expressions)s, '{_SPELLED}{MARKS}', '{_LETTER_CODES}')"
        padded = f"REGEXP_REPLACE({letters}, '([0-9]+)', '00000000\\1', 'g')"
        return super().as_sql(
            compiler, connection, template=f"REGEXP_REPLACE({padded}, '0*([0-9]{{8}})(?![0-9])', '\\1', 'g')", **context
        )


class TonesKey(Func):
    """`tones_key` in the database."""

    function = "TONES_KEY"
    output_field = CharField()

    def as_postgresql(self, compiler, connection, **context):
        template = f"TRANSLATE(%(expressions)s, '{_SPELLED}{MARKS}', '{_TONE_CODES}')"
        return super().as_sql(compiler, connection, template=template, **context)


class InCodeOrder(Func):
    """Text by its code points, so that both databases sort it alike whatever the server's locale."""

    arity = 1
    template = '%(expressions)s COLLATE "C"'

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY", **context)


def in_vietnamese_order(field: str) -> tuple[InCodeOrder, InCodeOrder]:
    """What to order by so that text stands as in a Vietnamese word list: An, Ăn, Ân, …, Dũng, Đào."""
    return InCodeOrder(LettersKey(field)), InCodeOrder(TonesKey(field))


class Joined(Func):
    """Values as one text, a space before each. Django's Concat nests, and SQLite parses no more than some ten deep."""

    template = "(' ' || %(expressions)s)"
    arg_joiner = " || ' ' || "
    output_field = CharField()

    def __init__(self, *fields):
        texts = [Cast(field, CharField()) for field in fields]
        super().__init__(*(Coalesce(text, Value(""), output_field=CharField()) for text in texts))


@receiver(connection_created, dispatch_uid="centres.search.unaccented")
def teach_sqlite(connection, **kwargs):
    if connection.vendor == "sqlite":
        for name, function in (("UNACCENTED", unaccented), ("LETTERS_KEY", letters_key), ("TONES_KEY", tones_key)):
            connection.connection.create_function(name, 1, function, deterministic=True)


def spellings(word: str) -> tuple[str, ...]:
    """An unaccented word as it may stand written: ly and li are the same syllable."""
    return (f"{word[:-1]}i", f"{word[:-1]}y") if _EITHER_I.search(word) else (word,)


def begins(field: str, word: str) -> Q:
    """That one of the field's words, single-spaced and without accents, begins with the word."""
    condition = Q()
    for spelling in spellings(word):
        condition |= Q(**{f"{field}__startswith": spelling}) | Q(**{f"{field}__contains": f" {spelling}"})
    return condition


def _occurring(word: str) -> str:
    """A regular expression for the word; a number of one or two digits only where a word begins: 5 is not in 2025."""
    either = "|".join(map(re.escape, spellings(word)))
    return f"[ /.-]({either})" if word.isdigit() and len(word) < 3 else f"({either})"


def matching(queryset, fields, text: str):
    """The rows in whose fields, read together, every word (or "phrase in quotes") occurs, whatever its accents.

    `fields` holds names of fields of any kind, or expressions.
    """
    pattern = _every_word(text)
    if not pattern:
        return queryset
    return queryset.alias(searched_text=Unaccented(Joined(*fields))).filter(searched_text__regex=pattern)


def those_matching(values: Iterable[str], text: str) -> list[str]:
    """As `matching`, of texts that are at hand."""
    pattern = re.compile(_every_word(text))
    return [value for value in values if pattern.search(f" {unaccented(value)}")]


def _every_word(text):
    """One expression for all words: PostgreSQL would take off the accents anew for each of them."""
    words = [word.strip("\"'") for word in smart_split(unaccented(text))]
    return "^" + "".join(f"(?=.*{_occurring(word)})" for word in words) if words else ""
