"""Lists whose columns are data: the page's table and its sheet show the same rows, columns and order.

Which columns are shown is each person's choice, kept per list; the page, its print and the sheet follow it alike.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property

from centres.models import ListPreference
from centres.search import InCodeOrder as InCodeOrder
from centres.search import in_vietnamese_order as in_vietnamese_order

SORT, PAGE, ROWS = "xep", "trang", "dong"
PER_PAGE = 50
MANY = 5000  # rows from which on a page is read in two steps
PAGE_SIZES = (50, 200, 1000)
FEW_KEYS = 1000  # rows found up to which a slow filter is applied once, for their count and their page


@dataclass(frozen=True)
class Column:
    """One column, on the page and in the sheet.

    `value` gives a row's text, number, date or None; `empty` is shown for None. `sort` holds field names or expressions
    in ascending order; without it the list cannot be sorted by the column. `link` and `badge` give the cell's address
    and CSS class on the page, or None; a `narrow` cell is never broken into lines. `width` is the sheet's, in characters.
    `optional` columns are shown to whoever asks for them; `needs` adds to the queryset what only they read. A `tool` is
    no datum: it stands on the page alone. On a phone a `main` cell stands in the card's first line.
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
    optional: bool = False
    needs: Callable[[QuerySet], QuerySet] | None = None
    tool: bool = False
    main: bool = False


@dataclass(frozen=True)
class Cell:
    column: Column
    text: str
    link: str | None
    badge: str | None

    @property
    def kind(self) -> str:
        """The cell's CSS class: n for a number, w for text never broken, m for a fact of the card's first line, tool."""
        column = self.column
        how = "n" if column.number else "w" if column.narrow else "tool" if column.tool else ""
        return " ".join(filter(None, [how, "m" if column.main else ""]))

    @property
    def labelled(self) -> bool:
        """Whether the cell says its heading where there is no head: on a phone."""
        return bool(self.text) and not self.column.main and not self.column.tool


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


@dataclass(frozen=True)
class Choice:
    """A column that may be shown, and whether it is."""

    column: Column
    shown: bool


def chosen_columns(columns: list[Column], user, name: str) -> list[Column]:
    """The columns a person has chosen for the list of that name, in their fixed order; else the usual ones."""
    kept = ListPreference.objects.for_user(user).filter(name=name).values_list("columns", flat=True).first()
    if kept is None:
        return [column for column in columns if not column.optional]
    return [column for column in columns if column.key in kept or column.heads_row or column.tool]


class Listing:
    """One page of a queryset, sorted and paged as the address asks. Whoever makes it has filtered the queryset.

    `default` is the sort where none is asked for: a column's key, with "-" before it for descending. With a `name` the
    `user` chooses the columns; `per_page` is the number of rows where the address names none of PAGE_SIZES.
    With `most` a filtered list is counted and paged no further than that (hơn 10.000).
    """

    def __init__(
        self,
        queryset,
        columns: list[Column],
        params: QueryDict,
        *,
        default: str,
        per_page: int = PER_PAGE,
        user=None,
        name: str = "",
        most: int | None = None,
    ):
        self.name = name
        self.all_columns = columns
        self.columns = chosen_columns(columns, user, name) if name else columns
        self.params = params
        self.sort = self._known(params.get(SORT, "")) or default
        self.per_page = _page_size(params.get(ROWS, "")) or per_page
        self.is_cut, found = False, None
        if most:
            queryset, found = self._looked_up(queryset, most)
        self.rows = self._with_needs(queryset).order_by(*self._ordering(), "pk")
        self.paginator = Paginator(self.rows, self.per_page)
        if found is not None:
            self.paginator.count = found

    def _looked_up(self, queryset, most):
        """The rows by their keys where they are few, and their number, up to `most`."""
        keys = queryset.order_by().values_list("pk", flat=True)
        few = list(keys[: FEW_KEYS + 1])
        if len(few) <= FEW_KEYS:
            return queryset.filter(pk__in=few), len(few)
        found = keys[: most + 1].count()
        self.is_cut = found > most
        return queryset, min(found, most)

    def _known(self, asked):
        return asked if any(c.sort and c.key == asked.removeprefix("-") for c in self.all_columns) else ""

    @property
    def sorted_by(self) -> Column:
        return next(c for c in self.all_columns if c.key == self.sort.removeprefix("-"))

    @property
    def order_in_words(self) -> str:
        """Khai giảng, giảm dần"""
        direction = "giảm dần" if self.sort.startswith("-") else "tăng dần"
        return f"{self.sorted_by.label}, {direction}"

    def _with_needs(self, queryset):
        wanted = dict.fromkeys(column.needs for column in [*self.columns, self.sorted_by] if column.needs)
        for need in wanted:
            queryset = need(queryset)
        return queryset

    def _ordering(self):
        expressions = [F(part) if isinstance(part, str) else part for part in self.sorted_by.sort]
        # Rows without the value stand last both ways: the two databases disagree on where NULL belongs.
        if self.sort.startswith("-"):
            return [part.desc(nulls_last=True) for part in expressions]
        return [part.asc(nulls_last=True) for part in expressions]

    @property
    def choices(self) -> list[Choice]:
        """The columns a person may show or hide; the one that names the row always stays."""
        shown_keys = {column.key for column in self.columns}
        free = [column for column in self.all_columns if not (column.heads_row or column.tool)]
        return [Choice(column, column.key in shown_keys) for column in free]

    @property
    def in_sheet(self) -> list[Column]:
        return [column for column in self.columns if not column.tool]

    @property
    def page_sizes(self) -> list[tuple[str, str, bool]]:
        """(how many rows, the address that shows so many, whether they are so many now), where there is a choice."""
        if self.count <= PAGE_SIZES[0]:
            return []
        sizes = sorted({*PAGE_SIZES, self.per_page})
        return [(shown(size), self._address(ROWS, str(size)), size == self.per_page) for size in sizes]

    @cached_property
    def page(self):
        """The page asked for; the nearest there is where the number is none."""
        if self.count <= MANY:
            return self.paginator.get_page(self.params.get(PAGE))
        # What is annotated is computed for the rows of the page alone, not for all that stand before it
        pages = Paginator(self.rows.values_list("pk", flat=True), self.per_page)
        pages.count = self.count
        page = pages.get_page(self.params.get(PAGE))
        keys = list(page.object_list)
        rows = self.rows.in_bulk(keys)
        page.object_list = [rows[pk] for pk in keys if pk in rows]
        return page

    @property
    def count(self) -> int:
        return self.paginator.count

    @property
    def count_shown(self) -> str:
        return f"hơn {shown(self.count)}" if self.is_cut else shown(self.count)

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

    @property
    def sorts(self) -> list[Heading]:
        """The headings one can sort by, for screens too small for a head."""
        return [heading for heading in self.headings if heading.address]

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


def _page_size(asked):
    return int(asked) if asked in {str(size) for size in PAGE_SIZES} else None
