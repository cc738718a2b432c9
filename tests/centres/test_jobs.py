"""Long work: begun once, done step by step, stopped, begun again after a worker's end."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from centres import jobs
from centres.models import Job

KEPT = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
QUEUED = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def steps(monkeypatch):
    """What the work did; while `broken` is in it, the second step fails."""
    seen = []

    def three_steps(job):
        todo = [n for n in (1, 2, 3) if n not in seen]
        yield len(todo)
        for n in todo:
            if n == 2 and "broken" in seen:
                raise ValueError
            seen.append(n)
            yield

    monkeypatch.setitem(jobs.KINDS, "thu", three_steps)
    return seen


def ask(centre, user, subject=7):
    return jobs.begin(kind="thu", centre=centre, user=user, title="Việc thử", subject=subject, address="/lop/")


@pytest.fixture
def asked(settings, centre, clerk, steps):
    """Asked for, and waiting in a queue that nobody empties: `work` does it."""
    settings.TASKS = KEPT
    return ask(centre, clerk)


def work():
    jobs.run.call(Job.objects.get(subject=7).pk)


def test_worker_does_every_step_and_counts_them(asked, steps):
    work()
    asked.refresh_from_db()
    assert (steps, asked.done, asked.total, asked.error, asked.is_over) == ([1, 2, 3], 3, 3, "", True)


def test_same_work_is_begun_once(asked, centre, clerk, director):
    assert ask(centre, director) == asked
    assert ask(centre, clerk, subject=8) != asked


def test_cancelled_work_does_nothing_more(asked, steps):
    jobs.cancel(job=asked)
    work()
    asked.refresh_from_db()
    assert (steps, asked.done, asked.finished_at) == ([], 0, None)


def test_work_stops_after_the_step_in_which_it_was_cancelled(asked, monkeypatch, steps):
    def cancels_itself(job):
        yield 3
        steps.append(1)
        jobs.cancel(job=job)
        yield
        steps.append(2)
        yield

    monkeypatch.setitem(jobs.KINDS, "thu", cancels_itself)
    work()
    asked.refresh_from_db()
    assert (steps, asked.finished_at, bool(asked.cancelled_at)) == ([1], None, True)


def test_failed_step_keeps_what_was_done_and_says_so(asked, steps):
    steps.append("broken")
    work()
    asked.refresh_from_db()
    assert (steps, asked.done, asked.error, asked.is_over) == (["broken", 1], 1, jobs.FAILED, True)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_worker_takes_from_the_queue_and_begins_again_what_another_left(settings, asked, centre, clerk, steps):
    settings.TASKS = QUEUED
    Job.objects.update(beat_at=timezone.now() - 2 * jobs.SILENCE)
    call_command("work", once=True, verbosity=0)
    asked.refresh_from_db()
    assert (steps, asked.is_over) == ([1, 2, 3], True)
    steps.clear()
    again = ask(centre, clerk)
    call_command("work", once=True, verbosity=0)
    again.refresh_from_db()
    assert (again == asked, steps, again.is_over) == (False, [1, 2, 3], True)


def test_work_left_by_a_dead_worker_is_begun_again(asked, steps):
    long_ago = timezone.now() - 2 * jobs.SILENCE
    Job.objects.update(beat_at=long_ago, done=1, total=3)
    steps.append(1)
    work()
    asked.refresh_from_db()
    assert (steps, asked.done, asked.total, asked.is_over) == ([1, 2, 3], 2, 2, True)


def test_work_of_a_killed_worker_is_free_again_once_and_only_after_its_silence(asked, steps):
    Job.objects.update(beat_at=timezone.now(), done=1, total=3)
    assert jobs.resume_silent() == 0
    Job.objects.update(beat_at=timezone.now() - 2 * jobs.SILENCE)
    assert [jobs.resume_silent(), jobs.resume_silent()] == [1, 0]
    work()
    asked.refresh_from_db()
    assert (steps, asked.done, asked.is_over) == ([1, 2, 3], 3, True)


def test_work_in_other_hands_is_left_alone(asked, steps):
    Job.objects.update(beat_at=timezone.now() - timedelta(seconds=5))
    work()
    assert steps == []


def test_page_shows_progress_and_asks_again_while_it_runs(asked, client_of, clerk):
    Job.objects.update(beat_at=timezone.now(), total=4, done=1)
    client = client_of(clerk)
    address = reverse("centres:job", args=[asked.pk])
    assert "Đang làm: xong 1 trên 4." in client.get(address).content.decode()
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.lstrip().startswith("<div")
    assert "every 2s" in part
    Job.objects.update(finished_at=timezone.now(), done=4)
    part = client.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "Đã xong 4 trên 4." in part
    assert "every 2s" not in part


def test_button_stops_the_work(asked, client_of, clerk):
    answer = client_of(clerk).post(reverse("centres:cancel_job", args=[asked.pk]))
    asked.refresh_from_db()
    assert (answer.headers["Location"], bool(asked.cancelled_at)) == ("/lop/", True)


@pytest.mark.parametrize("user", ["director", "outsider"])
def test_work_of_another_person_is_not_found(asked, client_of, request, user):
    client = client_of(request.getfixturevalue(user))
    assert client.get(reverse("centres:job", args=[asked.pk])).status_code == 404
    assert client.post(reverse("centres:cancel_job", args=[asked.pk])).status_code == 404
