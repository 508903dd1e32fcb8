"""A submission that waits for one device can be graded on another instead, once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from exercises.models import Exercise
from frontend.problems import Problem
from grader.grading import grading_claim, grading_run
from grader.models import Grading, GradingEvent, Learner, Submission
from grader.submitting import grading_create, submission_replace
from grader.sweeping import gradings_sweep
from tests.grader.conftest import Broker
from tests.grader.samples import Submit, sample_judge, time_pass

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 6


@pytest.fixture(autouse=True)
def two_devices(exercise: Exercise) -> None:
    Exercise.objects.update(devices=["cpu", "cuda"])


@pytest.fixture
def waiting(submit: Submit) -> Submission:
    return submit("x = 1\n", device="cuda", scope="public")


def replace(waiting: Submission, replacement_id: UUID | None = None) -> Submission:
    return submission_replace(
        waiting.learner, waiting.pk, replacement_id=replacement_id or uuid4(), device="cpu"
    )


def refusal(waiting: Submission) -> Problem:
    with pytest.raises(Problem) as caught:
        replace(waiting)
    return caught.value


def test_the_same_code_is_queued_and_the_waiting_one_withdrawn(
    waiting: Submission, broker: Broker
) -> None:
    bell = broker.bells("grade.cuda")
    replacement = replace(waiting)
    assert (replacement.code, replacement.device, replacement.scope) == ("x = 1\n", "cpu", "public")
    assert broker.bells("grade.cpu") == [replacement.gradings.get().pk]
    old = waiting.gradings.get()
    assert (old.state, old.verdict, old.is_open) == ("withdrawn", "", False)
    assert "went to CPU instead" in old.message
    # Whoever watches it hears of its end, and a bell that was rung before finds nothing.
    assert old.events.latest("pk").kind == GradingEvent.Kind.DONE
    assert old.events.latest("pk").data["state"] == "withdrawn"
    assert bell == [old.pk]
    grading_run(old.pk, worker="w", judge=sample_judge)
    assert waiting.gradings.get().state == "withdrawn"
    time_pass(old, 3600)
    assert gradings_sweep() == 0


def test_the_same_id_again_is_the_same_replacement(waiting: Submission) -> None:
    replacement_id = uuid4()
    assert replace(waiting, replacement_id) == replace(waiting, replacement_id)
    assert Submission.objects.count() == 2


def test_what_a_worker_has_taken_is_not_replaced(waiting: Submission, broker: Broker) -> None:
    assert grading_claim(waiting.gradings.get().pk, "w") is not None
    assert refusal(waiting).status == 409
    assert Submission.objects.get() == waiting
    assert waiting.gradings.get().state == "running"
    assert broker.bells("grade.cpu") == []


def test_what_is_done_is_not_replaced(waiting: Submission) -> None:
    grading_run(waiting.gradings.get().pk, worker="w", judge=sample_judge)
    assert refusal(waiting).status == 409


def test_a_submission_is_replaced_by_its_learner_alone(waiting: Submission) -> None:
    with pytest.raises(Problem) as caught:
        submission_replace(
            Learner.objects.create(), waiting.pk, replacement_id=uuid4(), device="cpu"
        )
    assert caught.value.status == 404


def test_a_device_that_is_not_offered_leaves_the_waiting_one_alone(waiting: Submission) -> None:
    Exercise.objects.update(devices=["cuda"])
    assert refusal(waiting).status == 422
    assert waiting.gradings.get().state == "queued"


def test_a_worker_and_a_learner_at_once_never_grade_it_twice(submit: Submit) -> None:
    for _ in range(ROUNDS):
        waiting = submit(device="cuda")
        grading_id, start = waiting.gradings.get().pk, threading.Barrier(2)

        def claim(grading_id: int = grading_id, start: threading.Barrier = start) -> bool:
            start.wait(timeout=30)
            try:
                return grading_claim(grading_id, "w") is not None
            finally:
                connection.close()

        def withdraw(
            waiting: Submission = waiting, start: threading.Barrier = start
        ) -> Submission | None:
            start.wait(timeout=30)
            try:
                return replace(waiting)
            except Problem:
                return None
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as racers:
            claimed, replaced = racers.submit(claim), racers.submit(withdraw)
            assert claimed.result() is (replaced.result() is None)
        state = Grading.objects.get(pk=grading_id).state
        assert state == ("running" if claimed.result() else "withdrawn")
        Submission.objects.all().delete()


def test_an_operator_can_have_a_withdrawn_one_graded_after_all(waiting: Submission) -> None:
    replace(waiting)
    assert grading_create(waiting).number == 2


def test_the_api_replaces_too(guest: Client, submit: Submit) -> None:
    waiting = submit(by=guest.learner, device="cuda")  # type: ignore[attr-defined]
    url = f"/api/v1/submissions/{waiting.pk}/replacement"
    body = {"id": str(uuid4()), "device": "cpu"}
    answer = guest.post(url, body, content_type="application/json")
    assert answer.status_code == 202
    out = answer.json()
    assert (out["id"], out["device"], out["state"]) == (body["id"], "cpu", "queued")
    old = guest.get(f"/api/v1/submissions/{waiting.pk}").json()
    assert (old["state"], old["verdict"], old["position"]) == ("withdrawn", None, None)
    again = guest.post(url, {**body, "id": str(uuid4())}, content_type="application/json")
    assert again.status_code == 409
