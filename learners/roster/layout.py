"""Where in a sheet the list stands: its header, which may have two or three rows, and its columns."""

from dataclasses import dataclass, field

from learners.names import tidy

from .headings import about_another
from .sheets import Sheet, column_letter, shown

SEARCH_LINES = 120  # a letterhead with its titles is never longer
MAX_HEADER_LINES = 3
CERTAIN = (1, 3)  # a name column and two other fields
NAME_PARTS = ("family_name", "middle_name", "given_name")
DATE_PARTS = {"ngày": "day", "tháng": "month", "năm": "year", "ngay": "day", "thang": "month"}
SPLIT_DATES = ("birth", "party_joined")
NO_CORE = {"number", "note"}


@dataclass(frozen=True)
class Column:
    """A column of the list: its field, its place and the words above it."""

    field: str
    column: int
    heading: str
    rank: int = 0

    @property
    def letter(self) -> str:
        return column_letter(self.column)


@dataclass
class Layout:
    """The header of a list and its columns by field; a name may stand in several columns, a unit in two."""

    sheet: Sheet
    first: int
    last: int
    columns: dict[str, list[Column]] = field(default_factory=dict)
    doubled: list[Column] = field(default_factory=list)  # a second column of the same meaning, which is not read
    headings: dict[int, str] = field(default_factory=dict)  # of all columns, also of those that mean nothing here
    origins: dict[int, int] = field(default_factory=dict)  # of a file of errors, by line the line of its first list
    words: set[str] = field(default_factory=set)  # what stands in the header's cells, in small letters

    @property
    def has_name(self) -> bool:
        return "full_name" in self.columns

    def __contains__(self, name: str) -> bool:
        return name in self.columns

    @property
    def meanings(self) -> dict[str, str]:
        """What each column is read as, by its letter; the parts of a name apart."""
        found = {c.letter: c.field for columns in self.columns.values() for c in columns}
        names = self.columns.get("full_name", [])
        if len(names) > 1 and all(column.field == "full_name" for column in names):  # a heading over two columns
            found |= {names[0].letter: "family_name"} | {column.letter: "given_name" for column in names[1:]}
        return found

    def choose(self, chosen: dict[str, str]) -> None:
        """Let somebody's choice of columns, {letter: field or ""}, stand before what the headings say."""
        letters = {column_letter(column): column for column in self.headings}
        ranks = {(c.field, c.letter): c.rank for columns in self.columns.values() for c in columns}
        taken = {"full_name" if name in NAME_PARTS else name for name in chosen.values()}
        for name in list(self.columns):
            kept = [c for c in self.columns[name] if c.letter not in chosen and name not in taken]
            self.columns[name] = kept
            if not kept:
                del self.columns[name]
        for letter, name in chosen.items():
            if name and letter in letters:
                column = letters[letter]
                self.columns.setdefault(name, []).append(
                    Column(name, column, self.headings[column], ranks.get((name, letter), 0))
                )
        self.columns.get("unit", []).sort(key=lambda column: (column.rank, column.column))
        if chosen:
            _join_name(self)
        self.doubled = [c for c in self.doubled if c.letter not in chosen and c.field not in taken]

    def forget(self, column: int) -> None:
        """Read as if a column were not in the sheet."""
        del self.headings[column]
        for row in self.sheet.rows.values():
            row.pop(column, None)

    def column_numbers(self, name: str) -> list[int]:
        return [column.column for column in self.columns.get(name, [])]


def layout_at(sheet: Sheet, line: int) -> Layout:
    """The layout whose headings somebody says stand in a line; of line 0, that there are none."""
    if line and line in sheet.rows:
        return read_header(sheet, line)
    layout = Layout(sheet, 0, 0)
    layout.headings = dict.fromkeys(sorted({column for row in sheet.rows.values() for column in row}), "")
    return layout


def find_layout(sheet: Sheet) -> Layout | None:
    """The header with the most fields in the upper part of a sheet; one with a name column wins over any without."""
    best, best_score, until = None, (0, 0), SEARCH_LINES
    for place, line in enumerate(list(sheet.rows)[:SEARCH_LINES]):
        if place > until:
            break
        if not any(sheet.words.heading_of(_text(sheet, line, column)) for column in sheet.rows[line]):
            continue
        layout = read_header(sheet, line)
        score = _score(layout)
        if score > best_score:
            best, best_score = layout, score
            if score >= CERTAIN:
                until = place + MAX_HEADER_LINES  # people follow: their rows need not be looked through
    return best


def is_list_header(sheet: Sheet, line: int) -> bool:
    """Whether a further list begins at a line."""
    words = [_text(sheet, line, column) for column in sheet.rows[line]]
    return (
        sum(bool(sheet.words.heading_of(word)) for word in words) >= 3 and _score(read_header(sheet, line)) >= CERTAIN
    )


def _score(layout: Layout) -> tuple[int, int]:
    fields = [name for name in layout.columns if name not in NO_CORE]
    enough = len(layout.columns) >= 2 or len(layout.sheet.rows[layout.first]) == 1
    return int(layout.has_name and enough), len(fields) if enough else 0


def read_header(sheet: Sheet, first: int) -> Layout:
    """The header that begins in a line, with as many further rows as belong to it."""
    last = _merged_to(sheet, first)
    while last < first + MAX_HEADER_LINES - 1 and _continues(sheet, first, last + 1):
        last += 1
    headings = _headings(sheet, first, last)
    words = {word.lower() for stacked in headings.values() for word in stacked}
    layout = Layout(sheet, first, last, words=words)
    layout.headings = {column: " ".join(stacked) for column, stacked in headings.items()}
    found = [
        Column(name, column, " ".join(words), rank)
        for column, words in headings.items()
        for name, rank in [_meaning(sheet, words)]
        if name
    ]
    _assign(layout, found)
    return layout


def _text(sheet: Sheet, line: int, column: int) -> str:
    return tidy(shown(sheet.rows.get(line, {}).get(column)))


def _merged_to(sheet: Sheet, first: int) -> int:
    """The last row that a heading merged downwards reaches."""
    reach = [
        merge.bottom
        for merge in sheet.merges_from(first, first)
        if merge.bottom > first and sheet.words.heading_of(_text(sheet, first, merge.left))
    ]
    return min(max(reach, default=first), first + MAX_HEADER_LINES - 1)


def _continues(sheet: Sheet, first: int, line: int) -> bool:
    """Whether a line goes on with the header without being merged to it: Nam, Nữ, or explanations in brackets."""
    below = {column: text for column in sheet.rows.get(line, {}) if (text := _text(sheet, line, column))}
    if not below or not _only_words(sheet, line):
        return False
    for column, text in below.items():
        if text.startswith("(") and not text.strip("() ").isdecimal():
            continue
        over = sheet.words.heading_of(_text(sheet, first, column))
        if _date_part(text) and _split_date(sheet, first, column):
            continue
        if not sheet.words.heading_of(text) or (over and over[0] in ("full_name", "number")):
            return False
    headed = {column for column in sheet.rows[first] if sheet.words.heading_of(_text(sheet, first, column))}
    return bool(headed - set(below))


def _date_part(text: str) -> str:
    """Which part of a day a heading names that has it in a column of its own; else ""."""
    return DATE_PARTS.get(text.lower().strip(" .:"), "")


def _split_date(sheet: Sheet, first: int, column: int) -> str:
    """The field of the heading over a day that is written in three columns."""
    over = next((_text(sheet, first, c) for c in range(column, max(column - 3, -1), -1) if _text(sheet, first, c)), "")
    found = sheet.words.heading_of(over)
    return found[0] if found and found[0] in SPLIT_DATES else ""


def _only_words(sheet: Sheet, line: int) -> bool:
    return all(isinstance(cell, str) for cell in sheet.rows[line].values())


def _headings(sheet: Sheet, first: int, last: int) -> dict[int, list[str]]:
    """The words above each column from top to bottom; a heading merged sideways stands over all its columns."""
    over: dict[tuple[int, int], str] = {}
    for merge in sheet.merges_from(first, last):
        if merge.right > merge.left:
            for column in range(merge.left, min(merge.right, merge.left + 100) + 1):
                over[merge.top, column] = _text(sheet, merge.top, merge.left)
    columns = sorted({column for line in range(first, last + 1) for column in sheet.rows.get(line, {})})
    columns = sorted({*columns, *(column for _, column in over)})
    return {column: words for column in columns if (words := _words(sheet, first, last, column, over))}


def _words(sheet: Sheet, first: int, last: int, column: int, over: dict) -> list[str]:
    words = []
    for line in range(first, last + 1):
        text = _text(sheet, line, column) or over.get((line, column), "")
        if not text and line < last and _text(sheet, last, column):
            text = _left_neighbour(sheet, line, last, column)
        if text and text not in words:
            words.append(text)
    return words


def _left_neighbour(sheet: Sheet, line: int, last: int, column: int) -> str:
    """In files without merged cells the upper heading stands over the first of its columns only."""
    while column > 0 and _text(sheet, last, column) and not _text(sheet, line, column):
        column -= 1
    return _text(sheet, line, column) if _text(sheet, last, column) else ""


def _meaning(sheet: Sheet, words: list[str]) -> tuple[str, int]:
    """The field of a column: by its lowest heading, else by all of them together."""
    heading_of = sheet.words.heading_of
    whole, lowest = heading_of(" ".join(words)), heading_of(words[-1])
    if len(words) == 1:
        return whole or ("", 0)
    upper = heading_of(" ".join(words[:-1]))
    if (part := _date_part(words[-1])) and upper and upper[0] in SPLIT_DATES:
        return f"{upper[0]}_{part}", 0
    if lowest and lowest[0] in ("male", "female") and upper and upper[0] == "birth":
        return f"birth_{lowest[0]}", 0  # the year of birth is written under the sex
    if lowest and not about_another(" ".join(words[:-1])):  # Họ tên under Cha is not the learner's
        return lowest
    return whole or ("", 0)


def _assign(layout: Layout, found: list[Column]) -> None:
    for column in sorted(found, key=lambda column: (column.rank, column.column)):
        taken = layout.columns.setdefault(column.field, [])
        if not taken or column.field == "unit":
            taken.append(column)
        elif column.field in NAME_PARTS or column.rank == taken[0].rank:
            layout.doubled.append(column)
    _join_name(layout)
    _spread_name(layout)


def _join_name(layout: Layout) -> None:
    """HỌ and TÊN apart make one name; without them TÊN alone is the name."""
    parts = [column for name in NAME_PARTS for column in layout.columns.pop(name, [])]
    parts.sort(key=lambda column: column.column)
    whole = layout.columns.get("full_name")
    if whole and whole[0].rank < 2:
        return
    has_given = any(column.field == "given_name" for column in parts)
    if has_given or (parts and not whole):
        layout.columns["full_name"] = parts


def _spread_name(layout: Layout) -> None:
    """A name heading merged over two columns stands over HỌ and TÊN, though they have no headings of their own."""
    if len(layout.columns.get("full_name", [])) != 1:
        return
    first = layout.columns["full_name"][0]
    for merge in layout.sheet.merges_from(layout.first, layout.last):
        if merge.left == first.column < merge.right:
            twins = [c for c in layout.doubled if c.heading == first.heading and c.column <= merge.right]
            layout.columns["full_name"] += twins
            layout.doubled = [c for c in layout.doubled if c not in twins]
