"""Workers are known to be up while they beat, and to be gone soon after they stop."""

import pytest
from django.db import connection
from django.test import Client

from exercises.models import Exercise
from grader.models import Worker
from grader.presence import GONE_AFTER, devices_up, queue_has_worker, workers_up
from tests.grader.samples import age, present, rows_wait, worker_make

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_worker_is_up_while_it_beats_and_its_row_goes_with_it() -> None:
    assert devices_up() == []
    with present("w@host", "grade.cpu", "grade.cuda"):
        row = Worker.objects.get()
        assert (row.name, row.queues) == ("w@host", ["grade.cpu", "grade.cuda"])
        assert "Python" in row.host
        assert devices_up() == ["cpu", "cuda"]
        assert queue_has_worker("grade.cuda")
        assert not queue_has_worker("grade")
    assert not Worker.objects.exists()


def test_a_worker_that_fell_silent_is_gone() -> None:
    row = worker_make(queue="grade.cuda")
    age(row, GONE_AFTER.total_seconds() - 1)
    assert devices_up() == ["cuda"]
    age(row, 2)
    assert devices_up() == []
    assert Worker.objects.exists(), "An operator sees that it was there."


def test_what_a_killed_worker_left_goes_when_its_name_is_back() -> None:
    killed, living = worker_make("w@host"), worker_make("w@host")
    age(killed, 60)
    with present("w@host"):
        assert not Worker.objects.filter(pk=killed.pk).exists()
        assert Worker.objects.filter(pk=living.pk).exists()


def test_a_worker_whose_row_was_lost_makes_it_again() -> None:
    with present():
        Worker.objects.all().delete()
        rows_wait(1)


def test_a_worker_goes_on_beating_after_the_database_broke_off(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with present():
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid != pg_backend_pid()"
            )
        age(Worker.objects.get(), 60)
        assert not workers_up().exists()
        rows_wait(1, seen_at__gt=Worker.objects.get().seen_at)
        assert workers_up().exists()


def test_an_exercise_tells_which_of_its_devices_a_worker_is_up_for(
    client: Client, exercise: Exercise
) -> None:
    worker_make(queue="grade.cuda")
    url = f"/api/v1/exercises/{exercise.slug}"
    read = client.get(url).json()
    assert (read["devices"], read["devices_up"]) == (["cpu"], [])
    Exercise.objects.update(devices=["cpu", "cuda"])
    read = client.get(url).json()
    assert (read["devices"], read["devices_up"]) == (["cpu", "cuda"], ["cuda"])
