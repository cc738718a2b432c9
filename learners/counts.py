"""What a class's enrolments come to, counted from the rows each time it is asked."""

from dataclasses import dataclass, field

from django.db.models import Q

from centres.numbers import percent_of
from classes.models import TrainingClass
from classes.progress import as_percent
from learners.bands import Band, band_of, rules_of
from learners.models.enrolment import COUNTED_STATES, NotAssessed, State


@dataclass(frozen=True)
class ClassCounts:
    """Numbers of one class. `unmarked` are attending without mark or reason; `not_assessed` have a reason for no mark."""

    states: dict[str, int]
    bands: dict[Band, int] = field(default_factory=dict)
    not_assessed: int = 0
    unmarked: int = 0
    unjudged: int = 0  # marked, but there are no rules to judge by
    unconfirmed: int = 0  # results that somebody keyed and nobody else confirmed since

    @property
    def enrolled(self) -> int:
        return sum(self.states.values())

    @property
    def learners(self) -> int:
        """Lượt học viên, as the reports count it (O2)."""
        return sum(self.states[state] for state in COUNTED_STATES)

    @property
    def assessed(self) -> int:
        return sum(self.bands.values()) + self.unjudged

    @property
    def marked(self) -> int:
        """Rows for which a mark or a reason was entered."""
        return self.learners - self.unmarked

    def share(self, number: int) -> str:
        """A number of those assessed in percent, as papers write it (0%, 41,48%); empty when nobody was."""
        if not self.assessed:
            return ""
        return as_percent(percent_of(number, self.assessed))


def counts_of(training_class: TrainingClass) -> ClassCounts:
    """Count the class's enrolments in one query (and one more for the rules of a class that has none of its own)."""
    waiting = Q(result__changed_by__isnull=False, result__confirmed_by__isnull=True)
    rows = training_class.enrolments.with_final_mark().annotate(waiting=waiting)
    rows = rows.values_list("state", "final_mark", "result__not_assessed", "waiting")
    rules = rules_of(training_class)
    states = dict.fromkeys(State.values, 0)
    bands = dict.fromkeys(Band, 0)
    unmarked = not_assessed = unjudged = unconfirmed = 0
    for state, mark, reason, waiting in rows.order_by():
        states[state] += 1
        if state not in COUNTED_STATES:
            continue
        unconfirmed += waiting
        if mark is not None:
            band = band_of(mark, rules)
            if band is None:
                unjudged += 1
            else:
                bands[band] += 1
        elif state == State.ATTENDING and reason in {None, NotAssessed.NO}:
            unmarked += 1
        else:
            not_assessed += 1
    return ClassCounts(states, bands, not_assessed, unmarked, unjudged, unconfirmed)
