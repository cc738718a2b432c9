"""How a file is to be read: what somebody chose, what was remembered for its unit or headings, what was guessed."""

from collections import Counter
from collections.abc import Callable

from learners.models import RosterLayout, RosterUpload
from learners.roster import Choice, Outline, RosterReading

SEVERAL = {"unit", "family_name", "middle_name", "given_name"}
"""Fields that may stand in more than one column."""


def choice_of(upload: RosterUpload) -> Choice:
    """How an upload is read; nothing chosen where it is read as it was found."""
    stored = upload.layout
    return Choice(stored.get("sheet"), stored.get("header"), stored.get("columns") or {})


def recalled(
    first: RosterReading, layouts: list[RosterLayout], read: Callable[[Choice], RosterReading]
) -> tuple[RosterLayout, Choice] | None:
    """The remembered layout that fits a file and how it is then read; `layouts` has the unit's own first.

    A layout fits where its row of headings stands; a unit's own also where single headings are those it knows.
    """
    for layout in layouts:
        outline = first.outline
        if outline and layout.sheet != outline.sheet and layout.sheet in outline.sheets:
            outline = read(Choice(sheet=layout.sheet)).outline
        if outline and (choice := _fitting(layout, outline)):
            return layout, choice
    return None


def _fitting(layout: RosterLayout, outline: Outline) -> Choice | None:
    lines = [line for line, text in outline.lines if text == layout.header_text]
    if lines:
        return Choice(outline.sheet, lines[0], layout.columns)
    if layout.unit_id is None:
        return None
    meant = {heading: layout.columns.get(letter, "") for letter, heading in layout.headings.items() if heading}
    columns = {seen.letter: meant[seen.heading] for seen in outline.columns if seen.heading in meant}
    return Choice(outline.sheet, None, columns) if any(columns.values()) else None


def changed_columns(before: Outline, columns: dict[str, str]) -> dict[str, str]:
    """The columns that are now read as something else: {letter: field}."""
    return {letter: name for letter, name in columns.items() if before.fields.get(letter, "") != name}


def refusals(columns: dict[str, str]) -> list[str]:
    """Why a choice of columns cannot be taken, as keys "none" and the field that is named twice."""
    chosen = Counter(filter(None, columns.values()))
    twice = [name for name, number in chosen.items() if number > 1 and name not in SEVERAL]
    return twice + ([] if {"full_name", "given_name", "family_name"} & set(chosen) else ["none"])


def fields_that_moved(before: Outline, after: dict[str, str]) -> set[str]:
    """Fields whose column is another one after a choice: what was corrected in them was about other cells."""
    moved = set()
    for letter in {*before.fields, *after}:
        old, new = before.fields.get(letter, ""), after.get(letter, "")
        if old != new:
            moved |= {old, new}
    if moved & {"family_name", "middle_name", "given_name"}:
        moved.add("full_name")
    if moved & {"male", "female", "birth_male", "birth_female"}:
        moved |= {"gender", "birth"}
    moved |= {name.rpartition("_")[0] for name in moved if name.endswith(("_day", "_month", "_year"))}
    return moved - {""}
