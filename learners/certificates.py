"""Who is to be given a certificate, until when, and how many blanks are left."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from centres.models import Centre
from classes.models import TrainingClass
from classes.models.programme import Certificate as CertificateKind
from classes.models.training_class import AssessedBy, Kind
from learners.bands import rules_of
from learners.models import BlankMovement, Certificate, Enrolment
from learners.models.certificate import Movement
from learners.models.enrolment import State


def completed(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Those recognised as having completed the class, in the order of its list.

    A passing mark; in a class without test, attending to the end. Nobody before the results are recognised.
    """
    enrolments = training_class.enrolments.order_by("roll_number")
    if not training_class.is_recognised:
        return enrolments.none()
    if training_class.assessed_by == AssessedBy.NOBODY:
        return enrolments.filter(state=State.ATTENDING)
    rules = rules_of(training_class)
    if rules is None:
        return enrolments.none()
    return enrolments.with_final_mark().filter(final_mark__gte=rules.average_from)


def to_issue(training_class: TrainingClass) -> QuerySet[Enrolment]:
    """Those who completed and have no certificate of the class yet."""
    return completed(training_class).filter(certificates__isnull=True)


def printed_in_order(training_class: TrainingClass) -> list[int]:
    """The keys of the certificates that stand and have their paper, in the order of their numbers."""
    standing = Certificate.objects.standing().filter(enrolment__training_class=training_class, pdf__isnull=False)
    return list(standing.order_by("pk").values_list("pk", flat=True))


def issue_refusal(training_class: TrainingClass) -> str:
    """Why the centre issues no certificates for the class now; empty when it may."""
    kind = training_class.programme.certificate
    if training_class.kind == Kind.MAINTAINED:
        return "Lớp duy trì quản lý do trường khác cấp bằng, chứng chỉ; trung tâm không cấp giấy chứng nhận."
    if kind == CertificateKind.NONE:
        return "Chương trình này không cấp giấy chứng nhận."
    if kind != CertificateKind.CENTRE:
        return f"Chương trình này không do trung tâm cấp: {training_class.programme.get_certificate_display()}."
    if not training_class.is_recognised:
        return "Kết quả của lớp chưa được công nhận nên chưa cấp giấy chứng nhận được."
    return ""


def due_on(training_class: TrainingClass) -> datetime.date | None:
    """The last day for issuing, counted from the recognition (1147-QĐ/BTGDVTW, Article 9: a setting of the rules)."""
    rules = rules_of(training_class)
    if not training_class.recognised_on or rules is None:
        return None
    return training_class.recognised_on + datetime.timedelta(days=rules.certificate_days)


@dataclass(frozen=True)
class Blanks:
    """Blanks of a centre up to a day: received = used + spoiled + left (C4). Each certificate used one."""

    received: int
    used: int
    spoiled: int

    @property
    def left(self) -> int:
        return self.received - self.used - self.spoiled


def blanks_of(centre: Centre, until: datetime.date | None = None) -> Blanks | None:
    """The centre's blanks; None while none were ever entered: then nobody keeps count of them here."""
    movements = BlankMovement.objects.filter(centre=centre)
    if not movements.exists():
        return None
    moved, issued = (Q(moved_on__lte=until), Q(issued_on__lte=until)) if until else (Q(), Q())
    movements = movements.filter(moved)
    return Blanks(
        received=movements.total(Movement.RECEIVED),
        used=Certificate.objects.filter(issued, centre=centre).count(),
        spoiled=movements.total(Movement.SPOILED),
    )


def certificate_with(code: str) -> Certificate | None:
    """The certificate that bears a code, for anybody who holds it: the only way to one without login."""
    return Certificate.objects.without_pdf().filter(code=code).first()


def replacement_of(certificate: Certificate) -> Certificate | None:
    """The certificate that was issued in place of this one; None where there is none."""
    return Certificate.objects.without_pdf().filter(replaces=certificate).first()
