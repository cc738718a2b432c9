"""Lists whose columns are data: the page's table and its sheet show the same rows, columns and order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, Func
from django.http import QueryDict
from django.utils.functional import cached_property

SORT, PAGE = "xep", "trang"
PER_PAGE = 50


class InCodeOrder(Func):
    """Text by its code points, so that both databases sort it alike whatever the server's locale."""

    arity = 1
    template = '%(expressions)s COLLATE "C"'

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, template="%(expressions)s COLLATE BINARY", **context)


@dataclass(frozen=True)
class Column:
    """One column, on the page and in the sheet.

    `value` gives a row's text, number, date or None; `empty` is shown for None. `sort` holds field names or expressions
    in ascending order; without it the list cannot be sorted by the column. `link` and `badge` give the cell's address
    and CSS class on the page, or None; a `narrow` cell is never broken into lines. `width` is the sheet's, in characters.
    """

    key: str
    label: str
    value: Callable[[Any], Any]
    sort: tuple = ()
    number: bool = False
    narrow: bool = False
    heads_row: bool = False
    link: Callable[[Any], str | None] | None = None
    badge: Callable[[Any], str | None] | None = None
    empty: str = ""
    width: int = 14


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str
    link: str | None
    badge: str | None


@dataclass(frozen=True)
class Heading:
    """A column's head: the address that sorts by it, and how the list is sorted by it now (aria-sort)."""

    column: Column
    address: str
    direction: str


def shown(value) -> str:
    """A value as Vietnamese papers write it: 05/02/2026, 5.470, 7,25."""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, Decimal):
        return f"{value:f}".replace(".", ",")
    return str(value)


class Listing:
    """One page of a queryset, sorted and paged as the address asks. Whoever makes it has filtered the queryset.

    `default` is the sort where none is asked for: a column's key, with "-" before it for descending.
    """

    def __init__(self, queryset, columns: list[Column], params: QueryDict, *, default: str, per_page: int = PER_PAGE):
        self.columns = columns
        self.params = params
        self.sort = self._known(params.get(SORT, "")) or default
        self.rows = queryset.order_by(*self._ordering(), "pk")
        self.paginator = Paginator(self.rows, per_page)

    def _known(self, asked):
        return asked if any(c.sort and c.key == asked.removeprefix("-") for c in self.columns) else ""

    def _ordering(self):
        column = next(c for c in self.columns if c.key == self.sort.removeprefix("-"))
        expressions = [F(part) if isinstance(part, str) else part for part in column.sort]
        # Rows without the value stand last both ways: the two databases disagree on where NULL belongs.
        if self.sort.startswith("-"):
            return [part.desc(nulls_last=True) for part in expressions]
        return [part.asc(nulls_last=True) for part in expressions]

    @cached_property
    def page(self):
        """The page asked for; the nearest there is where the number is none."""
        return self.paginator.get_page(self.params.get(PAGE))

    @property
    def count(self) -> int:
        return self.paginator.count

    @property
    def count_shown(self) -> str:
        return shown(self.count)

    @property
    def page_numbers(self):
        return self.page.paginator.get_elided_page_range(self.page.number, on_each_side=2, on_ends=1)

    @property
    def headings(self) -> list[Heading]:
        return [self._heading(column) for column in self.columns]

    def _heading(self, column):
        if not column.sort:
            return Heading(column, "", "")
        if self.sort.removeprefix("-") != column.key:
            return Heading(column, self._address(SORT, column.key), "none")
        if self.sort == column.key:
            return Heading(column, self._address(SORT, f"-{column.key}"), "ascending")
        return Heading(column, self._address(SORT, column.key), "descending")

    def cells(self) -> list[tuple[Any, list[Cell]]]:
        """Each row of the page with its cells."""
        return [(row, [self._cell(column, row) for column in self.columns]) for row in self.page]

    def _cell(self, column, row):
        value = column.value(row)
        return Cell(
            column=column,
            text=column.empty if value is None else shown(value),
            link=column.link(row) if column.link else None,
            badge=column.badge(row) if column.badge else None,
        )

    @property
    def query(self) -> str:
        """The address's other parameters before the page number, ending in & or empty."""
        kept = self._kept()
        return f"{kept.urlencode()}&" if kept else ""

    @property
    def address(self) -> str:
        """The filter and the order as a query string, for the link to the sheet."""
        kept = self._kept()
        return f"?{kept.urlencode()}" if kept else ""

    def _kept(self):
        kept = self.params.copy()
        for name in [name for name, value in kept.items() if name == PAGE or not value]:
            del kept[name]
        return kept

    def _address(self, name, value):
        changed = self._kept()
        changed[name] = value
        return f"?{changed.urlencode()}"
