"""Classes of the schedule written into the database, with invented learners, marks and rewards."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from django.utils.timezone import get_current_timezone

from centres.models import Centre, Role, User
from classes.actions import enter_past_class
from classes.models import AssessmentRules, Programme, TrainingClass
from classes.models.training_class import AssessedBy, Status
from learners.models import Commendation, Enrolment, Learner, Result
from learners.models.enrolment import NotAssessed, State
from reports.cases.people import Chance, invent
from reports.demo.schedule import Planned

# How many of sixteen have which mark; the first and last bands are rare
MARKS = [
    Decimal(text)
    for text in [
        "9.5",
        "9",
        "8.75",
        "8.5",
        "8.25",
        "8",
        "8",
        "8",
        "7.75",
        "7.5",
        "7.5",
        "7.25",
        "7",
        "7",
        "6.5",
        "5.75",
    ]
]
RESIT = (Decimal("4.5"), Decimal("6"))
FAILED = Decimal("4.25")
COMING_AGAIN = 5


class Writer:
    """Writes one centre's classes. Numbers of documents run on from class to class."""

    def __init__(self, centre: Centre, today: date, clerk: User | None = None):
        self.centre, self.today, self.clerk = centre, today, clerk
        self.director = clerk and centre.memberships.get(role=Role.DIRECTOR).user
        self.programmes = {programme.code: programme for programme in Programme.objects.all()}
        self.units = list(centre.units.filter(parent__isnull=False)) or list(centre.units.all())
        self.last_number = 0

    def write(self, planned: Planned) -> TrainingClass:
        training_class = enter_past_class(training_class=TrainingClass(**self.columns(planned)))
        enrolments = self.enrol(training_class, planned)
        if planned.status_on(self.today) == Status.CLOSED and planned.assessed_by == AssessedBy.CENTRE:
            self.mark(training_class, enrolments, planned)
        return training_class

    def columns(self, planned):
        status = planned.status_on(self.today)
        really_opened = status in {Status.OPEN, Status.CLOSED}
        closed = status == Status.CLOSED
        recognised_on = planned.recognised_on(self.today)
        decided_on = planned.opens - timedelta(days=8)
        return {
            "centre": self.centre,
            "code": planned.code,
            "name": planned.name,
            "programme": self.programmes[planned.programme],
            "ownership": planned.ownership,
            "partner": planned.partner,
            "kind": planned.kind,
            "outside_plan": planned.outside_plan,
            "status": status,
            "cancel_reason": planned.cancel_reason,
            "opening_number": self.next_number() if really_opened else "",
            "opening_decided_on": decided_on if really_opened else None,
            "opened_on": planned.opens,
            "closes_on": planned.closes,
            "closed_on": planned.closes if closed else None,
            "recognition_number": self.next_number() if recognised_on else "",
            "recognised_on": recognised_on,
            "place": f"Hội trường Trung tâm, {self.centre.place}",
            "assessed_by": planned.assessed_by if closed else "",
            "rules": AssessmentRules.objects.in_force(recognised_on or planned.closes) if closed else None,
            "called": planned.learners + 4 if planned.learners else 50,
            "considered_for_titles": planned.titles and bool(recognised_on),
            "titled": planned.learners % 5 != 0 if planned.titles and recognised_on else None,
            "modules_done": planned.modules_done,
        }

    def next_number(self):
        """Decisions are numbered through the centre's one term."""
        self.last_number += 1
        return f"{self.last_number:02}-QĐ/TTCT"

    def enrol(self, training_class, planned):
        """The learners, two of whom never came and one of whom leaves; of a class that comes, nobody yet."""
        if not planned.learners:
            return []
        known = self.coming_again(planned)
        new, facts = [], []
        for place in range(1, planned.learners + 3):
            learner, within_class = invent(self.centre, planned.code, planned.programme, place, planned.opens)
            new.append(known[place - 1] if place <= len(known) else learner)
            facts.append(within_class)
        Learner.objects.bulk_create(learner for learner in new if learner.pk is None)
        rows = [self.row(training_class, planned, *one) for one in enumerate(zip(new, facts, strict=True), 1)]
        return Enrolment.objects.bulk_create(rows)

    def coming_again(self, planned):
        earlier = Enrolment.objects.filter(training_class__centre=self.centre, training_class__code=planned.again)
        return [row.learner for row in earlier.select_related("learner").order_by("roll_number")[:COMING_AGAIN]]

    def row(self, training_class, planned, place, person):
        learner, facts = person
        chance = Chance(planned.code, place, "đơn vị")
        unit = chance.of(self.units)
        state, withdrawn_on = State.ATTENDING, None
        if place > planned.learners:
            state = State.NO_SHOW
        elif place == 9 and planned.days > 2 and planned.opens < self.today:
            state, withdrawn_on = State.WITHDRAWN, planned.opens + timedelta(days=1)
        return Enrolment(
            training_class=training_class,
            learner=learner,
            roll_number=place,
            state=state,
            withdrawn_on=withdrawn_on,
            **facts | {"unit": unit, "unit_name": unit.name},
        )

    def mark(self, training_class, enrolments, planned):
        attending = [row for row in enrolments if row.state == State.ATTENDING]
        results = [self.result(row) for row in attending[: len(attending) - planned.unmarked]]
        Result.objects.bulk_create(results)
        if training_class.titled:
            number = self.next_number()
            best = sorted(results, key=lambda result: result.mark or 0, reverse=True)[:3]
            Commendation.objects.bulk_create(
                Commendation(
                    enrolment=result.enrolment,
                    kind=Commendation.Kind.REWARD,
                    decision_number=number,
                    decided_on=training_class.recognised_on,
                )
                for result in best
            )

    def result(self, enrolment):
        chance = Chance(enrolment.training_class.code, enrolment.roll_number, "điểm")
        mark, resit_mark, not_assessed = chance.of(MARKS), None, NotAssessed.NO
        match chance.below(40):
            case 0:
                mark, resit_mark = RESIT
            case 1:
                mark, resit_mark = FAILED, FAILED
            case 2:
                mark, not_assessed = None, NotAssessed.ATTENDANCE
        return Result(
            enrolment=enrolment,
            mark=mark,
            resit_mark=resit_mark,
            not_assessed=not_assessed,
            changed_by=self.clerk,
            **self.confirmed(enrolment.training_class),
        )

    def confirmed(self, training_class):
        """Whatever is recognised was confirmed before by the director."""
        if not (self.director and training_class.is_recognised):
            return {}
        day = datetime.combine(training_class.recognised_on, time(8), tzinfo=get_current_timezone())
        return {"confirmed_by": self.director, "confirmed_at": day}
