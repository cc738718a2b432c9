"""Searching text without accents on both databases, for tables that keep no search key of their own."""

import re
import unicodedata

from django.db.backends.signals import connection_created
from django.db.models import CharField, Func, Q, Value
from django.db.models.functions import Concat
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
SPACE = Value(" ")
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


@receiver(connection_created, dispatch_uid="centres.search.unaccented")
def teach_sqlite(connection, **kwargs):
    if connection.vendor == "sqlite":
        connection.connection.create_function("UNACCENTED", 1, unaccented, deterministic=True)


def spellings(word: str) -> tuple[str, ...]:
    """An unaccented word as it may stand written: ly and li are the same syllable."""
    return (f"{word[:-1]}i", f"{word[:-1]}y") if _EITHER_I.search(word) else (word,)


def begins(field: str, word: str) -> Q:
    """That one of the field's words, single-spaced and without accents, begins with the word."""
    condition = Q()
    for spelling in spellings(word):
        condition |= Q(**{f"{field}__startswith": spelling}) | Q(**{f"{field}__contains": f" {spelling}"})
    return condition


def matching(queryset, fields, text: str):
    """The rows in whose fields, read together, every word (or "phrase in quotes") occurs, whatever its accents."""
    parts = [part for field in fields for part in (field, SPACE)]
    queryset = queryset.alias(searched_text=Unaccented(Concat(*parts, output_field=CharField())))
    for word in smart_split(unaccented(text)):
        either = Q()
        for spelling in spellings(word.strip("\"'")):
            either |= Q(searched_text__contains=spelling)
        queryset = queryset.filter(either)
    return queryset
