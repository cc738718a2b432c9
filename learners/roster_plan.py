"""What saving a roster would do, row by row: the preview shows it, `save_roster` does it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from centres import dates
from learners.matching import KnownLearners, Match, Person, warnings_for
from learners.models import Enrolment, Learner, RosterUpload
from learners.names import match_key
from learners.past import past_places
from learners.roster import Problem, RosterReading, RosterRow, read_roster
from learners.roster_family import saved_lines
from learners.roster_layouts import choice_of
from learners.roster_lexicon import words_for

NEW_PERSON, LEAVE_OUT = "new", "leave"


class Outcome(StrEnum):
    NEW = "new"
    KNOWN = "known"
    ENROLLED = "enrolled"
    DOUBTFUL = "doubtful"
    WRONG = "wrong"
    LEFT_OUT = "left-out"
    SAVED = "saved"


WILL_BE_SAVED = (Outcome.NEW, Outcome.KNOWN)
WAITING = (Outcome.DOUBTFUL, Outcome.WRONG)
# Of each field the longest text that is stored
LONGEST = {
    field_name: model._meta.get_field(column).max_length
    for field_name, model, column in (
        ("full_name", Learner, "full_name"),
        ("unit", Enrolment, "unit_name"),
        ("position", Enrolment, "position"),
        ("phone", Learner, "phone"),
        ("ethnicity", Learner, "ethnicity"),
        ("religion", Learner, "religion"),
        ("hometown", Learner, "hometown"),
        ("party_card", Learner, "party_card"),
        ("education", Enrolment, "education"),
        ("expertise", Enrolment, "education"),
        ("note", Enrolment, "note"),
    )
}


@dataclass
class PlannedRow:
    """A line of the list with what is said of it and what becomes of it; `row` is None where it has an error."""

    line: int
    outcome: Outcome
    row: RosterRow | None = None
    problems: list[Problem] = field(default_factory=list)
    match: Match = field(default_factory=Match)
    decision: str = ""
    candidates: list[tuple[Learner, list[Enrolment]]] = field(default_factory=list)

    @property
    def person(self) -> Person | None:
        return person_of(self.row) if self.row else None

    @property
    def learner(self) -> Learner | None:
        return self.match.learner

    @property
    def likely(self) -> Learner | None:
        """Who a doubtful row is when all such doubts are settled at once."""
        return self.match.only_candidate(self.person) if self.outcome == Outcome.DOUBTFUL else None

    @property
    def needs_a_look(self) -> bool:
        return self.outcome in WAITING or bool(self.problems)


@dataclass
class RosterPlan:
    reading: RosterReading
    rows: list[PlannedRow]

    @property
    def counts(self) -> Counter:
        """How many rows each outcome has."""
        return Counter(row.outcome for row in self.rows)

    @property
    def to_save(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome in WILL_BE_SAVED]

    @property
    def waiting(self) -> list[PlannedRow]:
        return [row for row in self.rows if row.outcome in WAITING]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def read_upload(upload: RosterUpload) -> RosterReading:
    """The list as it reads today with the cells corrected on the preview."""
    corrections = {(line, name): text for line, name, text in upload.corrections}
    words, choice = words_for(upload.training_class.centre), choice_of(upload)
    return read_roster(bytes(upload.content), upload.file_name, dates.today(), corrections, choice=choice, words=words)


def plan_roster(upload: RosterUpload) -> RosterPlan:
    """Judge every line of an upload against the centre's learners and the class's list."""
    reading = read_upload(upload)
    return RosterPlan(reading, _Planner(upload, reading).rows())


class _Planner:
    def __init__(self, upload, reading):
        self.reading = reading
        self.training_class = upload.training_class
        self.decisions = upload.decisions
        self.problems: dict[int, list[Problem]] = {}
        for problem in [*reading.problems, *_too_long(reading.rows)]:
            self.problems.setdefault(problem.line, []).append(problem)
        self.people = {row.line: person_of(row) for row in reading.rows}
        self.known = KnownLearners(upload.training_class.centre, self.people.values())
        self.enrolled = set(upload.training_class.enrolments.values_list("learner", flat=True))
        self.saved = saved_lines(upload, reading.origins)
        self.taken: dict = {}  # learner's pk, or a new person's key: the line that has it

    def rows(self) -> list[PlannedRow]:
        good = {row.line: row for row in self.reading.rows}
        rows = [self._plan(line, good.get(line)) for line in sorted(self.reading.cells)]
        self._warn([row for row in rows if row.outcome == Outcome.KNOWN])
        self._remember([row for row in rows if row.outcome == Outcome.DOUBTFUL])
        return rows

    def _warn(self, rows):
        """Say of known learners what speaks against this class: the programme taken before, a class meanwhile."""
        found = warnings_for(self.training_class, [row.learner for row in rows])
        for row in rows:
            row.problems = [*row.problems, *(Problem(row.line, None, text) for text in found[row.learner.pk])]

    def _remember(self, rows):
        """Give doubtful rows the past classes of those who may be meant."""
        places = past_places(one for row in rows for one in row.match.candidates)
        for row in rows:
            row.candidates = [(one, places[one.pk]) for one in row.match.candidates]

    def _plan(self, line, row):
        planned = PlannedRow(line, Outcome.WRONG, row, self.problems.get(line, []), decision=self._decision(line))
        if line in self.saved:
            planned.outcome = Outcome.SAVED
        elif planned.decision == LEAVE_OUT:
            planned.outcome = Outcome.LEFT_OUT
        elif row and not any(problem.severity == "error" for problem in planned.problems):
            self._judge(planned, self.people[line])
        return planned

    def _decision(self, line):
        return self.decisions.get(str(line), "")

    def _judge(self, planned, person):
        match = planned.match = self.known.match(person)
        offered = {str(candidate.pk): candidate for candidate in match.candidates}
        if planned.decision in offered:
            match.learner = offered[planned.decision]
        as_new = planned.decision == NEW_PERSON and match.may_be_new
        if match.candidates and not match.learner and not as_new:
            planned.outcome = Outcome.DOUBTFUL
            return
        key = match.learner.pk if match.learner else (match_key(person.full_name), person.birth)
        earlier = self.taken.setdefault(key, planned.line)
        if earlier != planned.line and (match.learner or (person.birth and not as_new)):
            match.doubt = f"Có thể là cùng một người với dòng {earlier}."
            match.may_be_new = match.learner is None
            match.learner = None
            planned.outcome = Outcome.DOUBTFUL
        elif match.learner:
            planned.outcome = Outcome.ENROLLED if match.learner.pk in self.enrolled else Outcome.KNOWN
        else:
            planned.outcome = Outcome.NEW


def person_of(row: RosterRow) -> Person:
    """A row of the list as what is matched."""
    birth_date, birth_year = split_birth(row.birth)
    return Person(row.full_name, birth_date, birth_year, row.national_id or "", row.unit or "")


def split_birth(birth: str | None) -> tuple[date | None, int | None]:
    """Day and year of a birth written YYYY-MM-DD or YYYY."""
    if not birth:
        return None, None
    if len(birth) == 4:
        return None, int(birth)
    day = date.fromisoformat(birth)
    return day, day.year


def _too_long(rows):
    for row in rows:
        for name, longest in LONGEST.items():
            if len(getattr(row, name) or "") > longest:
                yield Problem(row.line, name, f"Dài quá {longest} chữ; hãy viết gọn lại", "error")
