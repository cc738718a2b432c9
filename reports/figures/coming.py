"""What is to be opened in the quarter (for a month's report: the month) after the period: planned classes, and lines of the
draft plan for which no class was entered yet. One query for a centre."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, IntegerField, Value
from django.db.models.fields import CharField
from django.db.models.functions import ExtractMonth

from centres import dates
from centres.models import Centre
from classes.models import PlanLine, TrainingClass
from classes.models.training_class import Kind, Status
from reports.figures.window import Window
from reports.periods import last_of_month, name_of, parse
from reports.value import BreakdownRow

WITHOUT_QUARTER = 99
TEXT, NUMBER = CharField(), IntegerField()


@dataclass(frozen=True)
class Span:
    """The months of one year that are looked ahead to."""

    year: int
    first: int
    last: int

    @property
    def label(self) -> str:
        """quý III năm 2022, tháng 7 năm 2022"""
        part = f"{self.first:02}" if self.first == self.last else f"Q{self.last // 3}"
        return name_of(f"{self.year}-{part}")

    @property
    def is_over(self) -> bool:
        return dates.today() > last_of_month(self.year, self.last)


def span_after(window: Window) -> Span:
    """The quarter that begins after the period, or the month after a month. A half that a province ends on 14/6 is
    followed by the third quarter all the same."""
    parts = parse(window.period.code)
    month = int(parts.part) if parts.part.isdecimal() else _LAST_MONTH.get(parts.part, 12)
    after = date(parts.year, month, 28) + timedelta(days=4)
    return Span(after.year, after.month, after.month if parts.part.isdecimal() else after.month + 2)


_LAST_MONTH = {"Q1": 3, "Q2": 6, "H1": 6, "Q3": 9, "9M": 9}


def load_coming(centre: Centre, window: Window) -> tuple[BreakdownRow, ...]:
    """A row for each partner ("own" for none) and programme, with classes and learners (None: chưa có); key "partner|code"."""
    span = span_after(window)
    if span.is_over:
        return ()
    rows = [*_rows(centre, span)]
    entered = Counter(code for status, code, *_ in rows if status)
    found = defaultdict(list)
    for status, code, phrase, position, partner, month, classes, learners in sorted(rows, key=_by_month):
        left = classes
        if not status:
            left -= min(classes, entered[code])
            entered[code] -= classes - left
        counts = status == Status.PLANNED or (not status and span.first < span.last)
        if left and counts and span.first <= month <= span.last:
            share = None if learners is None else learners * left // classes
            found[partner, position, code, phrase].append((left, share))
    return tuple(_row(key, found[key]) for key in sorted(found))


def _by_month(row):
    return row[5], row[3], row[1]


def _row(key, parts):
    partner, _, code, phrase = key
    learners = [number for _, number in parts]
    total = None if None in learners else sum(learners)
    return BreakdownRow(f"{partner or 'own'}|{code}", phrase, sum(classes for classes, _ in parts), total)


def _rows(centre, span):
    """(status or "" for a line, programme, phrase, position, partner, month, classes, learners)"""
    named = ("programme__code", "programme__short_name", "programme__position")
    kept = TrainingClass.objects.filter(
        centre=centre,
        kind=Kind.NORMAL,
        status__in=(Status.PLANNED, Status.OPEN, Status.CLOSED),
        opened_on__year=span.year,
    )
    classes = kept.order_by().annotate(
        month=ExtractMonth("opened_on", output_field=NUMBER), of=Value(1, output_field=NUMBER)
    )
    lines = PlanLine.objects.filter(plan__centre=centre, plan__year=span.year).order_by()
    lines = lines.annotate(state=Value("", output_field=TEXT))
    yield from (
        (status, code, phrase, position, partner, month or WITHOUT_QUARTER, number, learners)
        for status, code, phrase, position, partner, month, number, learners in classes.values_list(
            "status", *named, "partner", "month", "of", "called"
        ).union(lines.values_list("state", *named, "partner", F("quarter") * 3, "classes", "learners"), all=True)
    )
