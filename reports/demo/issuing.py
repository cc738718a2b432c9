"""Blanks, certificates and register lines of the demo centre: the class recognised last still waits."""

from datetime import date, timedelta

from centres.models import Centre, User
from classes.models import TrainingClass
from learners.actions.certificates import issue_certificates, record_blanks
from learners.certificates import issue_refusal, to_issue

SITE = "http://127.0.0.1:8000"
AFTER = timedelta(days=9)


def issue_all(centre: Centre, today: date, clerk: User) -> None:
    """Issue for every class recognised so long ago that a centre would have done it."""
    recognised = TrainingClass.objects.filter(centre=centre, recognised_on__lte=today - AFTER)
    in_order = recognised.select_related("centre", "programme", "rules").order_by("recognised_on", "code")
    *classes, _ = [one for one in in_order if waits(one)]
    first = classes[0].recognised_on
    record_blanks(
        centre=centre, kind="received", moved_on=first, quantity=1000, note="Phiếu nhận số 01/PN-TTCT", user=clerk
    )
    for one in classes:
        issue_certificates(training_class=one, issued_on=one.recognised_on + AFTER, user=clerk, address=SITE)
    record_blanks(centre=centre, kind="spoiled", moved_on=first + AFTER, quantity=3, note="In lệch khung", user=clerk)


def waits(training_class: TrainingClass) -> bool:
    return not issue_refusal(training_class) and to_issue(training_class).exists()
