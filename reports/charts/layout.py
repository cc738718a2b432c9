"""Horizontal bars, laid out in the units of an SVG 360 wide: about what a phone shows, so that text keeps its size."""

import textwrap
from dataclasses import dataclass, field, replace

WIDTH = 360
SIDE = 72  # room for labels that stand beside their bars
NUMBERS = 62  # room for the numbers at the right end
LINE, BAR, GAP = 16, 13, 7
ROW = 26  # of a bar beside its label: at least 24 pixels on a phone, for a finger
SHEET = 700  # of height, as wide as a chart is printed
LETTERS = 54  # of a label above its bar, in one line


@dataclass(frozen=True)
class Bar:
    """One bar to be drawn: how long, what is written beside it, where it leads.

    `value` None draws no bar (not known, not reached); `target` is the planned value; `hint` is what the link says.
    """

    label: str
    value: int | None
    shown: str
    target: float | None = None
    address: str = ""
    hint: str = ""
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class LaidBar:
    bar: Bar
    top: int
    height: int
    label_lines: list[tuple[int, str]]  # baseline, text
    bar_top: int
    length: int
    target_length: int | None
    target_mark: int | None  # where the target ends inside a bar that goes beyond it
    baseline: int


@dataclass(frozen=True)
class Chart:
    """A laid-out chart with its words: `headings` and the bars' `cells` are its table."""

    key: str
    title: str
    description: str
    headings: tuple[str, ...]
    rows: list[LaidBar]
    left: int
    height: int
    line: str = ""  # points of the line that joins the targets
    legend: list[tuple[int, str, str]] = field(default_factory=list)  # x, sign, words
    note: str = ""
    code: str = ""  # the figure that the title names, for its definition

    width = WIDTH
    thickness = BAR

    @property
    def legend_top(self) -> int:
        return self.height - LINE

    @property
    def legend_baseline(self) -> int:
        return self.height - 4


def bar_chart(
    bars: list[Bar],
    *,
    key: str,
    title: str,
    description: str,
    headings: tuple[str, ...],
    legend: tuple[tuple[str, str], ...] = (),
    labels_above: bool = False,
    joined: bool = False,
    note: str = "",
    code: str = "",
) -> Chart:
    """Lay the bars out under one another, all on one scale.

    `labels_above` gives long labels lines of their own; `joined` draws the targets as one line through the rows instead
    of an outline around each bar. `legend` holds pairs of a sign ("bar", "outline", "line") and its words.
    """
    left = 0 if labels_above else SIDE
    room = WIDTH - left - NUMBERS
    most = max([1, *(bar.value or 0 for bar in bars), *(bar.target or 0 for bar in bars)])
    rows, top = [], 0
    for bar in bars:
        rows.append(_laid(bar, top, labels_above, lambda value: round(value * room / most)))
        top += rows[-1].height
    return Chart(
        key=key,
        title=title,
        description=description,
        headings=headings,
        rows=rows,
        left=left,
        height=top + (LINE + GAP if legend else 0),
        line=_line(rows, left) if joined else "",
        legend=_spread(legend),
        note=note,
        code=code,
    )


def on_sheets(chart: Chart, height: int = SHEET) -> list[Chart]:
    """The chart in pieces that each fit on a sheet of paper, all on its one scale; one with a line through it stays whole."""
    if chart.line or chart.height <= height:
        return [chart]
    ends = chart.height - sum(row.height for row in chart.rows)
    pieces = [[]]
    for row in chart.rows:
        if pieces[-1] and row.top + row.height - pieces[-1][0].top + ends > height:
            pieces.append([])
        pieces[-1].append(row)
    return [_piece(chart, rows, number, ends) for number, rows in enumerate(pieces, 1)]


def _piece(chart, rows, number, ends) -> Chart:
    up = rows[0].top
    return replace(
        chart,
        key=chart.key if number == 1 else f"{chart.key}-{number}",
        title=chart.title if number == 1 else f"{chart.title} (tiếp theo)",
        rows=[_raised(row, up) for row in rows],
        height=sum(row.height for row in rows) + ends,
    )


def _raised(row: LaidBar, up: int) -> LaidBar:
    lines = [(baseline - up, line) for baseline, line in row.label_lines]
    return replace(row, top=row.top - up, label_lines=lines, bar_top=row.bar_top - up, baseline=row.baseline - up)


def _laid(bar, top, labels_above, scaled):
    lines = textwrap.wrap(bar.label, LETTERS) or [""]
    words = len(lines) * LINE if labels_above else 0
    bar_top = top + words + 1 if labels_above else top + (ROW - BAR) // 2
    first = top + LINE - 4 if labels_above else top + (ROW + LINE) // 2 - 4
    length = max(scaled(bar.value), 1) if bar.value else 0
    target = None if bar.target is None else scaled(bar.target)
    return LaidBar(
        bar=bar,
        top=top,
        height=words + (BAR + GAP if labels_above else ROW),
        label_lines=[(first + place * LINE, line) for place, line in enumerate(lines)],
        bar_top=bar_top,
        length=length,
        target_length=target,
        target_mark=target if labels_above and target and length > target else None,
        baseline=bar_top + BAR - 2,
    )


def _line(rows, left):
    """From nothing at the top through the end of each row."""
    points = [(left + row.target_length, row.top + row.height) for row in rows if row.target_length is not None]
    return " ".join(f"{x},{y}" for x, y in [(left, 0), *points]) if points else ""


def _spread(legend):
    x, found = 0, []
    for sign, words in legend:
        found.append((x, sign, words))
        x += 28 + len(words) * 7
    return found
