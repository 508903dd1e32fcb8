"""Drafts of code over the API, and at sign-in."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.test import Client

from exercises.models import Exercise
from grader.judging.code import CODE_LIMIT_BYTES
from grader.learners import guest_create
from grader.merging import guest_attach
from grader.models import Draft, Learner

URL = "/api/v1/drafts/newton-decrement"
pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    _, token = guest_create()
    return Client(headers={"Authorization": f"Bearer {token}"})


def put(client: Client, text: str, base_revision: int, url: str = URL) -> Any:
    body = json.dumps({"text": text, "base_revision": base_revision})
    return client.put(url, body, content_type="application/json")


def test_a_newcomer_has_no_draft_and_stays_unknown(exercise: Exercise, client: Client) -> None:
    assert client.get(URL).json() == {"text": "", "revision": 0}
    assert not Learner.objects.exists()


def test_a_draft_is_saved_and_stands_in_the_exercise_s_page(
    exercise: Exercise, client: Client
) -> None:
    assert put(client, "x = '</script>'\n", 0).json() == {
        "text": "x = '</script>'\n",
        "revision": 1,
    }
    page = client.get("/exercises/newton-decrement/").text
    kept = page.split('id="draft" type="application/json">')[1].split("</script>")[0]
    assert json.loads(kept) == {"text": "x = '</script>'\n", "revision": 1}


def test_a_save_on_an_old_revision_gets_409_and_the_stored_text(
    exercise: Exercise, browser: Client
) -> None:
    put(browser, "one = 1\n", 0)
    problem = put(browser, "two = 2\n", 0)
    assert problem.status_code == 409
    assert (problem.json()["text"], problem.json()["revision"]) == ("one = 1\n", 1)


def test_64_kib_fit_and_more_is_413(exercise: Exercise, browser: Client) -> None:
    assert put(browser, "λ" * (CODE_LIMIT_BYTES // 2), 0).status_code == 200
    refused = put(browser, "#" * (CODE_LIMIT_BYTES + 1), 1)
    assert refused.status_code == 413
    assert "64 KiB are allowed" in refused.json()["detail"]


@pytest.mark.parametrize("text", ["a\0b", "\ud800"])
def test_what_is_no_text_is_refused(exercise: Exercise, browser: Client, text: str) -> None:
    assert put(browser, text, 0).status_code == 422


@pytest.mark.parametrize("slug", ["no-such-exercise", "a%00b"])
def test_an_exercise_that_does_not_exist_is_404(
    exercise: Exercise, browser: Client, slug: str
) -> None:
    assert put(browser, "x", 0, f"/api/v1/drafts/{slug}").status_code == 404


def test_a_draft_is_kept_for_an_exercise_that_was_withdrawn(
    exercise: Exercise, browser: Client
) -> None:
    Exercise.objects.update(is_published=False)
    assert put(browser, "x = 1\n", 0).status_code == 200


def test_another_learner_sees_nothing(exercise: Exercise, browser: Client, client: Client) -> None:
    put(browser, "mine = 1\n", 0)
    assert client.get(URL).json()["text"] == ""


def test_the_database_refuses_a_draft_that_is_too_long(
    exercise: Exercise, learner: Learner
) -> None:
    text = "λ" * (CODE_LIMIT_BYTES // 2 + 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(learner=learner, exercise=exercise, text=text)


@pytest.mark.parametrize(
    ("own", "guests", "joined"),
    [
        ("mine = 1", "guests = 1", "mine = 1\n\n# — Written before signing in: —\n\nguests = 1"),
        ("same = 1", "same = 1", "same = 1"),
        ("", "guests = 1", "guests = 1"),
        (None, "guests = 1", "guests = 1"),
    ],
)
def test_a_guest_s_draft_joins_the_account_s(
    exercise: Exercise, own: str | None, guests: str, joined: str
) -> None:
    user = User.objects.create_user("ada", "ada@example.org", "a long enough passphrase")
    account, guest = Learner.objects.create(user=user), Learner.objects.create()
    if own is not None:
        Draft.objects.create(learner=account, exercise=exercise, text=own)
    Draft.objects.create(learner=guest, exercise=exercise, text=guests)
    guest_attach(guest.pk, user.pk)
    draft = Draft.objects.get()
    assert (draft.learner, draft.text) == (account, joined)
    compile(draft.text, "draft.py", "exec")
