"""Long work in the background: begun by a page, done step by step by a worker, left, watched, stopped or begun again.

A kind of work is a function registered with `@kind("…")`. It takes the Job and yields once after every step, each step whole in
itself and written to the database; the first thing it yields is the number of steps. Begun again after a restart, it must
leave out what it finds done.
"""

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from centres.models import Centre, Job, User

KINDS: dict[str, Callable[[Job], Iterator[int | None]]] = {}
# A worker that wrote nothing for so long has ended; one step never takes half of it
SILENCE = timedelta(minutes=2)
FAILED = "Việc dừng vì lỗi của hệ thống. Phần đã xong vẫn được giữ; hãy làm tiếp, hoặc báo người quản trị nếu vẫn dừng."

logger = logging.getLogger(__name__)


def kind(name: str):
    """Register a kind of work under a name that is stored."""

    def register(function):
        KINDS[name] = function
        return function

    return register


def begin(*, kind: str, centre: Centre, user: User, title: str, subject: int, address: str) -> Job:
    """Ask for the work and return its Job; where the same work is under way, that one.

    `subject` is the key of the row that the work is for, `address` the page where its result is found.
    """
    fields = {"centre": centre, "user": user, "title": title, "address": address}
    try:
        with transaction.atomic():
            job = Job.objects.create(kind=kind, subject=subject, **fields)
    except IntegrityError:
        return Job.objects.unfinished().get(kind=kind, subject=subject)
    transaction.on_commit(lambda: run.enqueue(job.pk))
    return job


def cancel(*, job: Job) -> None:
    """Stop the work after its present step. What is done stays."""
    Job.objects.unfinished().filter(pk=job.pk).update(cancelled_at=timezone.now())


def resume_silent() -> int:
    """Begin again what a worker left in the middle, and return how many; each of them is free for any worker then."""
    silent = Job.objects.unfinished().filter(beat_at__lt=timezone.now() - SILENCE)
    keys = [key for key in silent.values_list("pk", flat=True) if silent.filter(pk=key).update(beat_at=None)]
    for key in keys:
        run.enqueue(key)
    return len(keys)


def resume_forgotten() -> int:
    """Ask again for what waited long and was never begun, lost with a worker's end: for a worker's start."""
    long_ago = timezone.now() - SILENCE
    keys = list(
        Job.objects.unfinished().filter(beat_at__isnull=True, requested_at__lt=long_ago).values_list("pk", flat=True)
    )
    for key in keys:
        run.enqueue(key)
    return len(keys)


@task()
def run(job_pk: int) -> None:
    """Do the work to its end, until it is cancelled, or until a step fails."""
    job = _claimed(job_pk)
    if job is None:
        return
    try:
        _work(job)
    except Exception:
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        Job.objects.unfinished().filter(pk=job.pk).update(finished_at=timezone.now(), error=FAILED)


def _claimed(job_pk):
    """The job, if no other worker has it in hand."""
    now = timezone.now()
    free = Job.objects.unfinished().filter(Q(beat_at__isnull=True) | Q(beat_at__lt=now - SILENCE), pk=job_pk)
    return Job.objects.get(pk=job_pk) if free.update(beat_at=now) else None


def _work(job):
    steps = KINDS[job.kind](job)
    Job.objects.filter(pk=job.pk).update(total=next(steps), done=0)
    for done, _ in enumerate(steps, 1):
        if not Job.objects.unfinished().filter(pk=job.pk).update(done=done, beat_at=timezone.now()):
            return
    Job.objects.unfinished().filter(pk=job.pk).update(finished_at=timezone.now())
