"""The year's survey of needs as a grid: a row for each unit, a column for each programme. Typed, pasted, or from a file."""

import hashlib
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from centres.listing import shown
from centres.numbers import WholeNumberField
from centres.search import vietnamese_key
from classes.models import Programme, TrainingNeed
from classes.models.draft import MOST_LEARNERS
from learners.names import match_key, tidy

ROWS, UNIT, CELL, SEEN = "so-dong", "don-vi", "o", "da-xem"
BLANK_ROWS, MOST_ROWS, LONGEST_NAME = 10, 500, 200
_NUMBER = WholeNumberField(required=False)


@dataclass
class Row:
    """One unit as typed: its name, a text by programme code, and a sentence by "unit" or code where something is wrong."""

    unit: str = ""
    texts: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not self.unit and not any(self.texts.values())

    @property
    def numbers(self) -> dict[str, int]:
        """Learners by programme code; only for a row without errors."""
        read = {code: _NUMBER.clean(text) for code, text in self.texts.items()}
        return {code: number for code, number in read.items() if number}


@dataclass
class Grid:
    """The survey of one year. `stored` tells whether somebody else changed it meanwhile."""

    programmes: list[Programme]
    rows: list[Row]
    stored: str = ""

    @property
    def filled(self) -> list[Row]:
        return [row for row in self.rows if not row.is_empty]

    @property
    def error_count(self) -> int:
        return sum(len(row.errors) for row in self.rows)

    @property
    def table(self) -> list[dict]:
        """What the page shows: each row with its cells as (name, programme, text, error)."""
        return [
            {
                "name": f"{UNIT}-{place}",
                "row": row,
                "error": row.errors.get("unit", ""),
                "cells": [
                    (f"{CELL}-{place}-{one.code}", one, row.texts.get(one.code, ""), row.errors.get(one.code, ""))
                    for one in self.programmes
                ],
            }
            for place, row in enumerate(self.rows)
        ]

    def judge(self) -> bool:
        """Write every fault beside its cell; whether there is none."""
        seen = {}
        for row in self.filled:
            self._judge_unit(row, seen)
            for code, text in row.texts.items():
                if sentence := fault_of(text):
                    row.errors.setdefault(code, sentence)
        return not self.error_count

    def _judge_unit(self, row, seen):
        if not row.unit:
            row.errors.setdefault("unit", "Thiếu tên đơn vị.")
        elif len(row.unit) > LONGEST_NAME:
            row.errors.setdefault("unit", f"Tên đơn vị dài quá {LONGEST_NAME} chữ.")
        elif match_key(row.unit) in seen:
            row.errors.setdefault("unit", "Đơn vị này đã có ở dòng trên; mỗi đơn vị ghi một dòng.")
        seen[match_key(row.unit)] = row

    def overlay(self, rows: list[Row]) -> None:
        """Put rows of a file over those of the same units; the others stay."""
        known = {match_key(row.unit): row for row in self.rows if row.unit}
        for row in rows:
            # Taken out, so that a unit's second line in the file stands by itself and is told
            if own := known.pop(match_key(row.unit), None):
                own.texts, own.errors = own.texts | row.texts, row.errors
            else:
                self.rows.append(row)


def fault_of(text: str) -> str:
    """Why the text is no number of learners; empty when it is one, or nothing."""
    try:
        number = _NUMBER.clean(text)
    except ValidationError:
        return f"“{text[:20]}” không phải là số: ghi số học viên, ví dụ 45."
    if number is not None and not 0 <= number <= MOST_LEARNERS:
        return f"Số học viên phải từ 0 đến {shown(MOST_LEARNERS)}."
    return ""


def needs_of(user, centre, year: int):
    """The needs registered in the centre for the year, as the user may see them."""
    rows = TrainingNeed.objects.for_user(user).filter(plan__centre=centre, plan__year=year)
    return rows.select_related("unit", "programme")


def programmes_for(user, needs) -> list[Programme]:
    """The columns: programmes in force, and those that somebody registered for."""
    every = Programme.objects.for_user(user)
    found = every.active() | every.filter(pk__in={need.programme_id for need in needs})
    return list(found.distinct().order_by("position", "code"))


def stored_grid(user, needs, *, blank: int = BLANK_ROWS) -> Grid:
    """The survey as stored, units in Vietnamese order, with blank rows behind."""
    needs, rows = list(needs), {}
    for need in needs:
        row = rows.setdefault(need.unit_id, Row(need.unit.name))
        row.texts[need.programme.code] = shown(need.learners)
    ordered = sorted(rows.values(), key=lambda row: vietnamese_key(row.unit))
    return Grid(programmes_for(user, needs), [*ordered, *(Row() for _ in range(blank))], digest(needs))


def digest(needs) -> str:
    """By which it is known that the survey was changed since it was opened."""
    told = sorted((need.unit_id, need.programme_id, need.learners) for need in needs)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def typed_grid(data, programmes: list[Programme]) -> Grid:
    """The survey as it was sent from the page."""
    number = data.get(ROWS, "")
    count = min(int(number), MOST_ROWS) if number.isascii() and number.isdigit() else 0
    rows = [
        Row(
            tidy(data.get(f"{UNIT}-{place}", "")),
            {one.code: data.get(f"{CELL}-{place}-{one.code}", "").strip() for one in programmes},
        )
        for place in range(count)
    ]
    return Grid(programmes, rows, data.get(SEEN, ""))
