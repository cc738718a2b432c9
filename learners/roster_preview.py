"""The preview of a list as plain values for its template, and what its form sends back."""

from dataclasses import dataclass

from learners.actions.roster import additions_of
from learners.matching import Match
from learners.models import Learner
from learners.models.learner import Gender
from learners.roster_plan import LEAVE_OUT, NEW_PERSON, WAITING, Outcome, PlannedRow, RosterPlan
from learners.roster_words import (
    FIELDS,
    OUTCOMES,
    ProblemGroup,
    field_name,
    file_notes,
    grouped,
    lacking,
    understood_columns,
)

CELL, DECISION = "o", "ai"
NEEDS_A_LOOK = "can-xem"
BADGES = {
    Outcome.NEW: "status-open",
    Outcome.KNOWN: "status-open",
    Outcome.ENROLLED: "status-closed",
    Outcome.DOUBTFUL: "status-planned",
    Outcome.WRONG: "status-cancelled",
    Outcome.LEFT_OUT: "status-closed",
    Outcome.SAVED: "status-closed",
}


@dataclass(frozen=True)
class PreviewCell:
    """A cell as understood, and as typed where it is open for correction (`input` is its name in the form)."""

    heading: str
    label: str
    shown: str
    typed: str
    input: str
    problems: list
    wrong: bool


@dataclass(frozen=True)
class PreviewRow:
    planned: PlannedRow
    cells: list[PreviewCell]
    notes: list  # problems of the row that stand in none of the cells
    label: str
    badge: str
    additions: str
    choices: list[tuple[str, str]]
    decision_name: str
    is_open: bool

    @property
    def css(self) -> str:
        if self.planned.outcome == Outcome.WRONG:
            return "row-error"
        return "row-warning" if self.planned.needs_a_look else ""


@dataclass(frozen=True)
class Preview:
    counts: list[tuple[str, str, int, str]]  # badge, words, number, name in the address
    to_save: int
    columns: list[tuple[str, str, str]]
    headings: list[str]
    notes: list[str]
    groups: list[ProblemGroup]
    lacking: list[tuple[str, str]]  # name in the address, words
    rows: list[PreviewRow]
    sheet: str
    header_line: int | None
    looks: int
    waiting: int
    single_doubts: int


def preview_of(plan: RosterPlan, rows, *, edited: int | None) -> Preview:
    """What the page shows: all counts, and of the rows those on the page; `edited` is a line opened for correction."""
    counts = plan.counts
    problems = [problem for row in plan.rows for problem in row.problems]
    shown = _shown_fields(plan, edited)
    return Preview(
        counts=[
            (BADGES[outcome], OUTCOMES[outcome], counts[outcome], outcome.value)
            for outcome in Outcome
            if counts[outcome]
        ],
        to_save=len(plan.to_save),
        columns=understood_columns(plan.reading),
        headings=[FIELDS[name] for name in shown],
        notes=file_notes(plan.reading),
        groups=grouped(problems),
        lacking=[(key, text) for key, text, _ in lacking(plan.reading)],
        rows=[_row(planned, plan.reading.cells[planned.line], edited, shown) for planned in rows],
        sheet=plan.reading.sheet,
        header_line=plan.reading.header_line,
        looks=sum(row.needs_a_look for row in plan.rows),
        waiting=len(plan.waiting),
        single_doubts=sum(row.likely is not None for row in plan.rows),
    )


def rows_asked_for(plan: RosterPlan, asked: str) -> tuple[list[PlannedRow], str]:
    """The rows of a filter, and the filter in words; all rows and "" for a filter that is none (any more)."""
    if asked == NEEDS_A_LOOK:
        return [row for row in plan.rows if row.needs_a_look], "cần xem"
    if asked in OUTCOMES:
        return [row for row in plan.rows if row.outcome == asked], OUTCOMES[Outcome(asked)]
    for key, text, lines in lacking(plan.reading):
        if key == asked:
            return [row for row in plan.rows if row.line in lines], text.partition(" dòng ")[2]
    for group in grouped([problem for row in plan.rows for problem in row.problems]) if asked else ():
        if group.key == asked:
            return [row for row in plan.rows if row.line in group.lines], group.reason
    return plan.rows, ""


def _shown_fields(plan, edited):
    """The fields of which the list says anything; all while a row is open for correction."""
    if edited:
        return list(FIELDS)
    said = {name for row in plan.reading.rows for name in FIELDS if getattr(row, name)}
    said |= {problem.field for row in plan.rows for problem in row.problems}
    return [name for name in FIELDS if name in said or name in plan.reading.columns]


def _row(planned, texts, edited, shown):
    is_open = planned.line == edited and planned.outcome != Outcome.SAVED
    cells = [_cell(planned, name, texts.get(name), is_open) for name in shown]
    return PreviewRow(
        planned=planned,
        cells=cells,
        notes=[problem for problem in planned.problems if problem.field not in FIELDS],
        label=OUTCOMES[planned.outcome],
        badge=BADGES[planned.outcome],
        additions=_additions(planned),
        choices=_choices(planned) if is_open or _can_be_decided(planned) else [],
        is_open=is_open,
        decision_name=f"{DECISION}-{planned.line}",
    )


def _can_be_decided(planned):
    return planned.outcome in WAITING or bool(planned.decision and planned.outcome != Outcome.SAVED)


def _cell(planned, name, text, is_open):
    problems = [problem for problem in planned.problems if problem.field == name]
    wrong = any(problem.severity == "error" for problem in problems)
    typed = text.text if text else ""
    correctable = is_open or (problems and planned.outcome not in {Outcome.SAVED, Outcome.LEFT_OUT})
    return PreviewCell(
        heading=FIELDS[name],
        label=f"{FIELDS[name]}, dòng {planned.line}",
        shown=understood(planned.row, name) if planned.row else typed,
        typed=typed,
        input=f"{CELL}-{planned.line}-{name}" if correctable else "",
        problems=problems,
        wrong=wrong,
    )


def understood(row, name: str) -> str:
    """A value of the row as papers write it."""
    value = getattr(row, name) or ""
    if name in {"birth", "party_joined"}:
        return "/".join(reversed(value.split("-")))
    if name == "gender":
        return Gender(value).label if value else ""
    return value


def _additions(planned):
    if planned.outcome != Outcome.KNOWN:
        return ""
    names = dict.fromkeys(
        name.replace("birth_date", "birth").replace("birth_year", "birth") for name in additions_of(planned)
    )
    return ", ".join(field_name(name).lower() for name in names)


def _choices(planned) -> list[tuple[str, str]]:
    """What may be decided about the row; nothing for rows that are saved or in the class already."""
    if planned.outcome in {Outcome.SAVED, Outcome.ENROLLED} and not planned.decision:
        return []
    choices = [("", "để chờ" if planned.outcome in WAITING else "lưu")]
    match: Match = planned.match
    choices += [(str(one.pk), f"cùng người: {_described(one)}") for one in match.candidates]
    if match.doubt and match.may_be_new:
        choices.append((NEW_PERSON, "là người khác"))
    return [*choices, (LEAVE_OUT, "bỏ dòng này")]


def _described(learner: Learner) -> str:
    parts = [learner.full_name, learner.birth, learner.masked_national_id]
    return ", ".join(part for part in parts if part)


def typed_cells(posted, plan: RosterPlan) -> dict[tuple[int, str], str]:
    """The cells in the form whose text is no longer what the list says, by (line, field)."""
    found = {}
    for planned in plan.rows:
        texts = plan.reading.cells[planned.line]
        for name in FIELDS:
            typed = posted.get(f"{CELL}-{planned.line}-{name}")
            before = texts[name].text if name in texts else ""
            if typed is not None and typed.strip() != " ".join(before.split()) and typed != before:
                found[planned.line, name] = typed
    return found


def typed_decisions(posted, plan: RosterPlan) -> dict[int, str]:
    """What was decided anew about lines; a choice that was not offered is dropped."""
    found = {}
    for planned in plan.rows:
        typed = posted.get(f"{DECISION}-{planned.line}")
        if typed is not None and typed != planned.decision and typed in dict(_choices(planned)):
            found[planned.line] = typed
    return found
