"""The certificates of a class in one file: at once for an ordinary class, for a large one in the background."""

import io

from django.db import transaction

from centres import jobs
from centres.models import Job, User
from classes.models import TrainingClass
from learners.actions.locking import lock_class
from learners.certificate_paper import join
from learners.certificates import printed_in_order
from learners.models import CertificatesCopy

JOINING = "certificates-in-one"


def join_certificates(*, training_class: TrainingClass, user: User, address: str) -> Job:
    """Have the stored papers of the class joined in the background; `address` is the page that then gives the file."""
    return jobs.begin(
        kind=JOINING,
        centre=training_class.centre,
        user=user,
        title=f"Ghép bản in giấy chứng nhận lớp {training_class.code}",
        subject=training_class.pk,
        address=address,
    )


@jobs.kind(JOINING)
def _join(job):
    """Write one paper behind the other. The file is stored whole at the end; begun again, all is joined anew."""
    training_class = TrainingClass.objects.get(pk=job.subject)
    keys = printed_in_order(training_class)
    yield len(keys) + 1
    out = io.BytesIO()
    yield from join(keys, out)
    _store_copy(training_class, keys, out.getvalue())
    yield


@transaction.atomic
def _store_copy(training_class, keys, content):
    lock_class(training_class)
    CertificatesCopy.objects.update_or_create(
        training_class=training_class, defaults={"certificates": keys, "content": content}
    )
