"""The HTTP API of exercises and submissions; its errors are problem details."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from exercises.models import Exercise
from grader.grading import grading_run
from grader.learners import guest_create
from grader.models import Grading, Submission
from tests.grader.samples import Submit, sample_judge

pytestmark = pytest.mark.django_db

BASE = "/api/v1"


def code_post(client: Client, slug: str, **changes: Any) -> Any:
    body = {"id": str(uuid4()), "code": "pass\n", "device": "cpu", **changes}
    body = {name: value for name, value in body.items() if value is not None}
    url = f"{BASE}/exercises/{slug}/submissions"
    return client.post(url, json.dumps(body), content_type="application/json")


def problem(response: Any, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    return body


def test_a_submission_is_accepted_graded_and_read(guest: Client, exercise: Exercise) -> None:
    submission_id = uuid4()
    response = code_post(guest, exercise.slug, id=str(submission_id), code="x = 1\n")
    assert response.status_code == 202
    out = response.json()
    assert (out["id"], out["exercise"], out["state"]) == (
        str(submission_id),
        exercise.slug,
        "queued",
    )
    assert (out["verdict"], out["points"], out["position"], out["checks"]) == (None, None, 1, [])
    assert out["events_url"].startswith(f"{BASE}/submissions/{submission_id}/events?token=")

    grading_run(Grading.objects.get().pk, worker="w", judge=sample_judge)
    done = guest.get(f"{BASE}/submissions/{submission_id}").json()
    assert (done["state"], done["verdict"], done["points"], done["max_points"]) == (
        "done",
        "failed",
        3,
        4,
    )
    assert (done["position"], done["stdout"], done["code"]) == (None, "hello\n", "x = 1\n")
    assert done["checks"][1] == {
        "id": "purity",
        "title": "Leaves its input alone",
        "verdict": "failed",
        "points": 0,
        "max_points": 1,
        "hidden": True,
        "message": "It did not.",
        "mistake": "in-place",
    }


def test_the_scope_is_all_unless_it_says_public(guest: Client, exercise: Exercise) -> None:
    assert code_post(guest, exercise.slug).json()["scope"] == "all"
    assert code_post(guest, exercise.slug, scope="public").json()["scope"] == "public"


def test_the_same_id_twice_is_one_submission(guest: Client, exercise: Exercise) -> None:
    submission_id = str(uuid4())
    answers = [code_post(guest, exercise.slug, id=submission_id) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]
    assert Submission.objects.count() == 1


def test_the_same_id_by_someone_else_is_a_conflict(
    guest: Client, exercise: Exercise, submit: Submit
) -> None:
    taken = submit()
    problem(code_post(guest, exercise.slug, id=str(taken.pk)), 409)


@pytest.mark.parametrize(
    ("changes", "status", "word"),
    [
        ({"id": "not-a-uuid"}, 422, "id"),
        ({"id": None}, 422, "id"),
        ({"code": None}, 422, "code"),
        ({"code": 7}, 422, "code"),
        ({"code": "x" * 65537}, 413, "64 KiB are allowed"),
        ({"code": "x" * 3_000_000}, 413, ""),
        ({"code": "a\0b"}, 422, "NUL"),
        ({"code": "\ud800"}, 422, ""),
        ({"device": "cuda"}, 422, "cpu"),
        ({"device": "abacus"}, 422, "abacus"),
        ({"scope": "some"}, 422, "some"),
    ],
)
def test_what_cannot_be_taken_is_a_clear_problem(
    guest: Client, exercise: Exercise, changes: dict[str, Any], status: int, word: str
) -> None:
    assert word in problem(code_post(guest, exercise.slug, **changes), status)["detail"]
    assert not Submission.objects.exists()


def test_an_unknown_exercise_is_a_problem_everywhere(guest: Client, exercise: Exercise) -> None:
    problem(code_post(guest, "nothing"), 404)
    problem(guest.get(f"{BASE}/exercises/nothing"), 404)
    problem(guest.get(f"{BASE}/exercises/nothing/submissions"), 404)


def test_a_body_that_is_no_json_is_a_problem(guest: Client, exercise: Exercise) -> None:
    url = f"{BASE}/exercises/{exercise.slug}/submissions"
    response = guest.post(url, "{", content_type="application/json")
    problem(response, 400)


def test_too_many_submissions_say_when_to_come_back(guest: Client, exercise: Exercise) -> None:
    answers = [code_post(guest, exercise.slug) for _ in range(11)]
    assert [answer.status_code for answer in answers[:10]] == [202] * 10
    body = problem(answers[10], 429)
    assert int(answers[10]["Retry-After"]) == body["retry_after_s"] > 0


def test_nobody_else_reads_a_submission(guest: Client, submit: Submit) -> None:
    submission = submit()
    problem(guest.get(f"{BASE}/submissions/{submission.pk}"), 404)
    problem(Client().get(f"{BASE}/submissions/{submission.pk}"), 401)
    problem(guest.get(f"{BASE}/submissions/not-a-uuid"), 422)
    problem(guest.get(f"{BASE}/submissions/{uuid4()}"), 404)


def test_own_submissions_are_listed_newest_first(
    client: Client, exercise: Exercise, submit: Submit
) -> None:
    learner, token = guest_create()
    own = [submit(by=learner) for _ in range(3)]
    submit()
    url = f"{BASE}/exercises/{exercise.slug}/submissions"
    found = client.get(url, HTTP_AUTHORIZATION=f"Bearer {token}").json()
    assert [each["id"] for each in found] == [str(each.pk) for each in reversed(own)]
    problem(Client().get(url), 401)


def test_exercises_are_listed_and_read_by_anyone(client: Client, exercise: Exercise) -> None:
    (found,) = client.get(f"{BASE}/exercises").json()
    assert (found["slug"], found["devices"]) == (exercise.slug, ["cpu"])
    full = client.get(f"{BASE}/exercises/{exercise.slug}").json()
    assert full["signature"].startswith("newton_decrement(")
    assert full["max_points"] == sum(check["points"] for check in full["checks"])
    assert full["starter"]


def test_the_description_of_the_api_names_its_errors(client: Client) -> None:
    paths = client.get(f"{BASE}/openapi.json").json()["paths"]
    post = paths[f"{BASE}/exercises/{{slug}}/submissions"]["post"]
    assert set(post["responses"]) >= {"202", "401", "403", "404", "409", "413", "422", "429"}
    assert post["security"] == [{"LearnerAuth": []}]
    assert "security" not in paths[f"{BASE}/guests"]["post"]
    stream = paths[f"{BASE}/submissions/{{submission_id}}/events"]["get"]
    assert "text/event-stream" in stream["responses"]["200"]["content"]
