"""The words by which lists are read as rows: installed from what the program ships, handed to the reader as a value."""

from django.db.models import Q

from learners.models import RosterWord
from learners.models.reading import WordKind
from learners.roster import Words
from learners.roster.headings import heading_key
from learners.roster.words import ETHNIC_GROUPS, GENDERS, PARTY_STATUSES, SHIPPED_PATTERNS, keyed, statuses, word_key

SHAPES = "Hình thức tiêu đề gặp trong danh sách thật [G11], [G17] và trong bộ tệp mẫu"
STATISTICS = "Danh mục 54 dân tộc, QĐ 121-TCTK/PPCĐ năm 1979; cách viết khác theo danh sách công khai"


def install(words) -> None:
    """Make the rows of what the program ships; `words` is the model RosterWord, as it stands at a migration."""
    rows = _patterns(words)
    rows += [
        words(kind="gender", text=text, meaning=sex, source=SHAPES, confidence="C") for text, sex in GENDERS.items()
    ]
    for status, forms in PARTY_STATUSES.items():
        rows += [
            words(kind="party", text=form, meaning=status, source="Điều lệ Đảng; cách ghi thường gặp") for form in forms
        ]
    for group, forms in ETHNIC_GROUPS.items():
        for form in (group, *forms):
            rows.append(words(kind="ethnicity", text=form, meaning=group, source=STATISTICS, confidence="GK"))
    words.objects.bulk_create(rows)


def install_missing_headings(words) -> None:
    """Add the forms of headings that the program has learned since `words` were installed."""
    known = set(words.objects.filter(kind="pattern", centre=None).values_list("text", flat=True))
    words.objects.bulk_create(row for row in _patterns(words) if row.text not in known)


def _patterns(words):
    return [
        words(kind="pattern", meaning=name, rank=rank, text=pattern, source=SHAPES, confidence="C")
        for name, rank, pattern in SHIPPED_PATTERNS
    ]


def words_for(centre) -> Words:
    """The words in use in a centre, its own before those of all; a kind without any row is as shipped."""
    rows = list(RosterWord.objects.filter(Q(centre=centre) | Q(centre__isnull=True), in_use=True).order_by("pk"))
    rows.sort(key=lambda row: row.centre_id is not None)  # of two rows for one word the centre's own counts

    def of(kind):
        return [row for row in rows if row.kind == kind]

    genders = {row.text.lower(): row.meaning for row in of(WordKind.GENDER)}
    party = {word_key(row.text): row.meaning for row in of(WordKind.PARTY)}
    groups = {word_key(row.text): row.meaning for row in of(WordKind.ETHNICITY)}
    return Words(
        patterns=tuple((row.meaning, row.rank, row.text) for row in of(WordKind.PATTERN)) or SHIPPED_PATTERNS,
        own_headings={heading_key(row.text): row.meaning for row in of(WordKind.HEADING)},
        genders=genders or dict(GENDERS),
        party_statuses=party or statuses(PARTY_STATUSES),
        ethnic_groups=groups or keyed(ETHNIC_GROUPS),
    )


def ethnic_groups(words: Words) -> list[str]:
    """The names in the list of ethnic groups, as it stands."""
    return list(dict.fromkeys(words.ethnic_groups.values()))
