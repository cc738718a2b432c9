"""A paper of a class as one value: its PDF and its Word file print the same words."""

from dataclasses import dataclass, field

from centres.papers.letterhead import Letterhead


@dataclass(frozen=True)
class Line:
    """A paragraph. `lead` is its bold beginning ("Điều 1."); style: "", basis, decider, to, heading, sign."""

    text: str
    style: str = ""
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """Rows as printed; `widths` in percent, `texts` the columns that are set to the left."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    texts: frozenset[int] = frozenset()

    @property
    def columns(self) -> list[tuple[str, int, bool]]:
        """(heading, width, whether it is text) of each column."""
        return [(h, w, i in self.texts) for i, (h, w) in enumerate(zip(self.headings, self.widths, strict=True))]

    @property
    def cells(self) -> list[list[tuple[str, bool]]]:
        """Of each row, every cell with whether it is text."""
        return [[(text, i in self.texts) for i, text in enumerate(row)] for row in self.rows]


@dataclass(frozen=True)
class Annex:
    """A list behind a paper, on its own pages."""

    title: str
    subject: str
    note: str
    table: Table
    total: str = ""


@dataclass(frozen=True)
class ClassPaper:
    """What one paper says. `file_name` is without ending; `partner` is who signs on the left, where two sign."""

    file_name: str
    title: str
    head: Letterhead
    body: tuple[Line | Table, ...]
    annexes: tuple[Annex, ...] = field(default=())
    partner: tuple[str, str] | None = None  # title and name
    signed: bool = True

    @property
    def parts(self) -> list[tuple[str, Line | Table]]:
        """The body, each part with what it is."""
        return [("table" if isinstance(part, Table) else "line", part) for part in self.body]
