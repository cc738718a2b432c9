"""What the papers of a class say, read once: the class, its list, its results, its numbers, who runs it."""

import datetime
from functools import cached_property

from centres import dates
from centres.dates import short_date
from centres.models import Centre, CentreName
from centres.papers.letterhead import Letterhead, centre_letterhead, document_number
from classes.models import PlanDecision, TrainingClass, TrainingNeed
from learners.bands import band_of, rules_of, shown_mark
from learners.certificates import completed
from learners.counts import counts_of
from learners.models import ClassOfficers, Commendation, Enrolment, Paper, PaperSettings
from learners.models.enrolment import COUNTED_STATES, NotAssessed, State
from learners.models.paper import PaperKind
from learners.papers.letters import grouped
from learners.papers.numbers import SERIES_OF, WRITTEN_IN_CLASS, class_number
from learners.papers.subjects import subject_of

DOTS = "................"


class Facts:
    """A class for its papers. Each part is read when a paper first needs it, and then kept."""

    def __init__(self, training_class: TrainingClass):
        self.training_class = training_class
        self.centre: Centre = training_class.centre

    @cached_property
    def settings(self) -> PaperSettings:
        return PaperSettings.objects.filter(centre=self.centre).first() or PaperSettings(centre=self.centre)

    @cached_property
    def officers(self) -> ClassOfficers:
        found = ClassOfficers.objects.filter(training_class=self.training_class)
        found = found.select_related("monitor__learner", "deputy__learner", "second_deputy__learner").first()
        return found or ClassOfficers(training_class=self.training_class)

    @cached_property
    def rules(self):
        return rules_of(self.training_class)

    @cached_property
    def enrolments(self) -> list[Enrolment]:
        """The whole list, in the order of roll numbers, whatever became of each."""
        rows = self.training_class.enrolments.with_final_mark().select_related("learner", "unit", "result")
        return list(rows.order_by("roll_number"))

    @cached_property
    def units_asking(self) -> int:
        """How many units registered for the class's programme in the survey of its year."""
        one = self.training_class
        year = (one.opened_on or dates.today()).year
        asked = TrainingNeed.objects.filter(plan__centre=self.centre, plan__year=year, programme=one.programme_id)
        return asked.count()

    @cached_property
    def called(self) -> list[Enrolment]:
        """Those listed when the class was opened: whoever joined later is left out."""
        first = self.training_class.opened_on
        return [one for one in self.enrolments if not (one.joined_on and first and one.joined_on > first)]

    @cached_property
    def learners(self) -> list[Enrolment]:
        """Those who make up lượt học viên."""
        return [one for one in self.enrolments if one.state in COUNTED_STATES]

    @cached_property
    def completed(self) -> list[Enrolment]:
        """Those who are to be recognised; before the recognition, those whom it would recognise."""
        if self.training_class.is_recognised:
            keys = set(completed(self.training_class).values_list("pk", flat=True))
            return [one for one in self.learners if one.pk in keys]
        if not self.training_class.programme.has_test:
            return [one for one in self.learners if one.state == State.ATTENDING]
        lowest = self.rules.average_from if self.rules else None
        return [one for one in self.learners if lowest and one.final_mark is not None and one.final_mark >= lowest]

    @cached_property
    def counts(self):
        return counts_of(self.training_class)

    @cached_property
    def letters(self):
        return grouped(self.enrolments)

    @cached_property
    def commended(self) -> list[Commendation]:
        rows = Commendation.objects.filter(enrolment__training_class=self.training_class)
        return list(rows.select_related("enrolment__learner").order_by("enrolment__roll_number", "kind"))

    @cached_property
    def quota_decisions(self) -> list[PlanDecision]:
        """The year's decisions that give quotas, up to the opening."""
        day = self.training_class.opened_on or dates.today()
        rows = PlanDecision.objects.filter(plan__centre=self.centre, plan__year=day.year, decided_on__lte=day)
        return list(rows.order_by("decided_on", "pk"))

    @cached_property
    def sessions(self):
        rows = self.training_class.sessions.live().select_related("lecturer", "room")
        return list(rows.in_order())

    @cached_property
    def papers(self) -> dict[tuple[str, str], Paper]:
        """The numbers taken, by kind and addressee."""
        rows = Paper.objects.in_force().filter(training_class=self.training_class).select_related("centre", "term")
        return {(paper.kind, paper.addressee): paper for paper in rows}

    def number_of(self, kind: str, addressee: str = "") -> tuple[str, datetime.date | None]:
        """Number (empty while there is none) and day of a paper; those of the two steps stand in the class."""
        if kind in WRITTEN_IN_CLASS:
            return class_number(self.training_class, kind)
        paper = self.papers.get((kind, addressee))
        if paper is None and kind == PaperKind.COMMENDATION:
            named = next((one for one in self.commended if one.decision_number), None)
            return (named.decision_number, named.decided_on) if named else ("", None)
        return (paper.label, paper.dated_on) if paper else ("", None)

    def cited(self, kind: str, name: str) -> str:
        """Quyết định số 15-QĐ/TTCT, ngày 05/02/2026; blank where number or day are not known."""
        number, day = self.number_of(kind)
        symbol = f"{SERIES_OF[kind]}/{self.centre.symbol}"
        return f"{name} số {number or document_number(None, symbol)}, ngày {short_date(day) if day else DOTS}"

    def head(self, kind: str, printed: str, *, recipients: tuple[str, ...], addressee: str = "") -> Letterhead:
        """The head of a numbered paper; number and day are blank until it has them."""
        number, day = self.number_of(kind, addressee)
        paper = self.papers.get((kind, addressee))
        near = day or self.training_class.closed_on or self.training_class.opened_on or dates.today()
        return centre_letterhead(
            self.centre,
            self.named_on(near),
            kind=printed,
            number=number or document_number(None, f"{SERIES_OF[kind]}/{self.centre.symbol}"),
            dated_on=day,
            year=near.year,
            subject=subject_of(self.training_class, kind),
            recipients=recipients,
            by_deputy=bool(paper and paper.by_deputy),
        )

    def named_on(self, day) -> Centre | CentreName:
        return self.centre.named_on(day)

    @property
    def name(self) -> str:
        """The centre's name when the class was held: Trung tâm Chính trị xã An Bình."""
        return self.named.name

    @property
    def named(self) -> Centre | CentreName:
        return self.named_on(self.training_class.opened_on or dates.today())

    @property
    def recipients(self) -> tuple[str, ...]:
        """Those whom the centre adds to its notices and decisions, and its own copy, which comes last."""
        own = [line.strip() for line in self.settings.recipients.splitlines() if line.strip()]
        return (*own, "Lưu Trung tâm Chính trị")

    @property
    def time(self) -> str:
        """từ ngày 07/3/2022 đến ngày 11/3/2022, as far as it is known."""
        first, last = self.training_class.opened_on, self.training_class.closed_on or self.training_class.closes_on
        begins = f"từ ngày {short_date(first) if first else DOTS}"
        return f"{begins} đến ngày {short_date(last) if last else DOTS}"

    def result_in_words(self, enrolment: Enrolment) -> str:
        """The band, or what became of somebody who has none."""
        if enrolment.state != State.ATTENDING:
            day = f" ngày {short_date(enrolment.withdrawn_on)}" if enrolment.withdrawn_on else ""
            return f"{enrolment.get_state_display()}{day}"
        if band := band_of(enrolment.final_mark, self.rules):
            return band.label
        result = enrolment.result_if_any
        if result and result.not_assessed:
            return NotAssessed(result.not_assessed).label
        done = {one.pk for one in self.completed}
        return "Hoàn thành" if enrolment.pk in done else ""


def counted(number: int, noun: str) -> str:
    """05 học viên: below ten with a leading zero."""
    return f"{number:02} {noun}"


def unit_name(enrolment: Enrolment) -> str:
    """The sending unit as the list gave it, else as the centre's list of units names it."""
    return enrolment.unit_name or (enrolment.unit.name if enrolment.unit_id else "")


def marks_of(enrolment: Enrolment) -> tuple[str, str]:
    """The mark of the first test and of the second, as papers write them."""
    result = enrolment.result_if_any
    return (shown_mark(result.mark), shown_mark(result.resit_mark)) if result else ("", "")
