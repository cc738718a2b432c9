"""What is to be opened in the quarter (for a month's report: the month) after the period: planned classes, and lines of the
draft plan for which no class was entered yet. One query for a centre."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateField, F, IntegerField, Value
from django.db.models.fields import CharField

from centres import dates
from centres.models import Centre
from classes.models import PlanLine, TrainingClass
from classes.models.training_class import Kind, Status
from reports.figures.window import Window
from reports.periods import last_of_month, name_of, parse
from reports.value import BreakdownRow

LAST_YEAR = 2100
LAST_MONTHS = {"Q1": 3, "Q2": 6, "H1": 6, "Q3": 9, "9M": 9, "Q4": 12, "H2": 12, "": 12}
TEXT, NUMBER, DAY = CharField(), IntegerField(), DateField()


@dataclass(frozen=True)
class Span:
    """The days that are looked ahead to, from the period's end to the end of a month of `year`; one month or a quarter."""

    first: date
    year: int
    last_month: int
    is_month: bool

    @property
    def last(self) -> date:
        return last_of_month(self.year, self.last_month)

    @property
    def quarter(self) -> int | None:
        return None if self.is_month else self.last_month // 3

    @property
    def label(self) -> str:
        """quý III năm 2022, tháng 7 năm 2022"""
        part = f"{self.last_month:02}" if self.is_month else f"Q{self.quarter}"
        return name_of(f"{self.year}-{part}")


def span_after(window: Window) -> Span:
    """The quarter after the period, or the month after a month. It begins the day after the period, so that of a half
    that a province ends on 14/6 nothing falls between."""
    parts, last = parse(window.period.code), window.period.last
    is_month = parts.part.isdecimal()
    month = int(parts.part) if is_month else LAST_MONTHS.get(parts.part, (last.month + 2) // 3 * 3)
    year, after = parts.year + month // 12, month % 12 + 1
    return Span(last + timedelta(days=1), year, after if is_month else after + 2, is_month)


def load_coming(centre: Centre, window: Window) -> tuple[BreakdownRow, ...]:
    """A row for each partner ("own" for none) and programme, with classes and learners (None: chưa có); key "partner|code".

    Nothing once the span is over: what was meant then is no longer known.
    """
    span = span_after(window)
    if span.year > LAST_YEAR or dates.today() > span.last:
        return ()
    found = defaultdict(list)
    for named, classes, learners in _wanted(list(_rows(centre, span)), span):
        found[named].append((classes, learners))
    return tuple(_row(named, found[named]) for named in sorted(found))


def _wanted(rows, span):
    """((partner, position, code, phrase), classes, learners) of what falls in the span."""
    entered = Counter(code for state, code, *_, day, _, _, _ in rows if state and day.year == span.year)
    for state, code, phrase, position, partner, day, quarter, classes, learners in sorted(rows, key=_by_quarter):
        named = partner, position, code, phrase
        if state:
            if state == Status.PLANNED and span.first <= day <= span.last:
                yield named, classes, learners
            continue
        left = classes - min(classes, entered[code])
        entered[code] -= classes - left
        if left and quarter is not None and quarter == span.quarter:
            yield named, left, None if learners is None else learners * left // classes


def _by_quarter(row):
    return row[6] or 9, row[3], row[1]


def _row(named, parts):
    partner, _, code, phrase = named
    learners = [number for _, number in parts]
    total = None if None in learners else sum(learners)
    return BreakdownRow(f"{partner or 'own'}|{code}", phrase, sum(classes for classes, _ in parts), total)


def _rows(centre, span):
    """(state or "" for a line, programme, phrase, position, partner, opening day, quarter, classes, learners)"""
    named = ("programme__code", "programme__short_name", "programme__position", "partner")
    days = (min(span.first, date(span.year, 1, 1)), date(span.year, 12, 31))
    classes = TrainingClass.objects.filter(
        centre=centre,
        kind=Kind.NORMAL,
        status__in=(Status.PLANNED, Status.OPEN, Status.CLOSED),
        opened_on__range=days,
    )
    classes = classes.order_by().annotate(
        of_quarter=Value(None, output_field=NUMBER), number=Value(1, output_field=NUMBER)
    )
    lines = PlanLine.objects.filter(plan__centre=centre, plan__year=span.year).order_by()
    lines = lines.annotate(state=Value("", output_field=TEXT), day=Value(None, output_field=DAY))
    of_lines = lines.values_list("state", *named, "day", F("quarter"), "classes", "learners")
    return classes.values_list("status", *named, "opened_on", "of_quarter", "number", "called").union(
        of_lines, all=True
    )
