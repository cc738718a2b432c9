"""One person's way through the centre's classes: attendance, marks, commendations and certificates, in time order."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Prefetch

from classes.models import OutsideCourse, Session, TrainingClass
from learners.attendance import AttendanceBook, Tally
from learners.bands import RuleBook, band_of, reason_of
from learners.models import Attendance, Certificate, Commendation, Enrolment, Learner
from learners.models.enrolment import NotAssessed, PartyStatus


@dataclass(frozen=True)
class Place:
    """A place in a class with what came of it; `why` is the sentence behind the band, or why there is none."""

    enrolment: Enrolment
    mark: Decimal | None
    band: str
    why: str
    attendance: Tally | None
    commendations: list[Commendation]
    certificates: list[Certificate]

    @property
    def training_class(self) -> TrainingClass:
        return self.enrolment.training_class

    @property
    def about(self) -> list[str]:
        """What was true in this class beside the unit: post, Party membership, education; what is known of it."""
        one = self.enrolment
        party = [PartyStatus(one.party_status).label] if one.party_status else []
        party += [f"vào Đảng {one.party_joined_on:%d/%m/%Y}"] if one.party_joined_on else []
        return [text for text in (one.position, ", ".join(party), one.education) if text]


def places_of(learner: Learner) -> list[Place]:
    """All places of a learner in the order of time, in a fixed number of queries."""
    certificates = Certificate.objects.without_pdf().select_related("replaced_by").prefetch_related("entries")
    places = learner.enrolments.with_final_mark().select_related(
        "training_class__programme", "training_class__rules", "result"
    )
    places = places.prefetch_related(
        "commendations", Prefetch("certificates", queryset=certificates.defer("replaced_by__pdf").order_by("pk"))
    )
    places = list(places.order_by(F("training_class__opened_on").asc(nulls_last=True), "training_class__code"))
    rules, tallies = RuleBook(), _Tallies(places)
    return [_place(one, rules.of(one.training_class), tallies) for one in places]


def sent_elsewhere(learner: Learner) -> list[OutsideCourse]:
    """The classes of other schools that the learner was sent to, in the order of time."""
    courses = OutsideCourse.objects.filter(places__learner=learner).select_related("programme")
    return list(courses.order_by("first_day", "pk"))


class _Tallies:
    def __init__(self, places):
        self.sessions, self.rows = defaultdict(list), defaultdict(list)
        classes = [place.training_class_id for place in places]
        for session in Session.objects.live().filter(training_class__in=classes).in_order():
            self.sessions[session.training_class_id].append(session)
        for row in Attendance.objects.filter(enrolment__in=places):
            self.rows[row.enrolment_id].append(row)

    def of(self, place, rules) -> Tally | None:
        """None in a class whose attendance was never taken or that no rules judge."""
        sessions = self.sessions[place.training_class_id]
        if rules is None or not any(session.is_taken for session in sessions):
            return None
        return AttendanceBook(place.training_class, rules, sessions, self.rows[place.pk]).tally(place)


def _place(enrolment, rules, tallies):
    mark = enrolment.final_mark
    band = band_of(mark, rules)
    result = enrolment.result_if_any
    reason = NotAssessed(result.not_assessed).label if result and result.not_assessed else ""
    return Place(
        enrolment=enrolment,
        mark=mark,
        band=band.label if band else "",
        why=reason_of(mark, rules) if band else reason,
        attendance=tallies.of(enrolment, rules),
        commendations=list(enrolment.commendations.all()),
        certificates=list(enrolment.certificates.all()),
    )
