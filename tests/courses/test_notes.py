"""Private notes over the API."""

import json
import threading

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from courses.models import Note, Part
from courses.notes import note_save
from grader.learners import guest_create
from grader.models import Learner
from grader.revised_texts import TextConflict

URL = "/api/v1/notes/newton-1"
pytestmark = pytest.mark.django_db


def put(client, text, base_revision, url=URL):
    body = json.dumps({"text": text, "base_revision": base_revision})
    return client.put(url, body, content_type="application/json")


def test_a_newcomer_has_an_empty_note_and_stays_unknown(loaded, client) -> None:
    response = client.get(URL)
    assert response.json() == {"text": "", "revision": 0}
    assert not Learner.objects.exists()


def test_a_first_save_makes_a_guest_and_revision_1(loaded, client) -> None:
    response = put(client, "H is symmetric.", 0)
    assert (response.status_code, response.json()) == (
        200,
        {"text": "H is symmetric.", "revision": 1},
    )
    assert Learner.objects.count() == 1
    assert client.get(URL).json() == {"text": "H is symmetric.", "revision": 1}


def test_each_save_has_the_next_revision(loaded, guest_client) -> None:
    put(guest_client, "One.", 0)
    assert put(guest_client, "Two.", 1).json() == {"text": "Two.", "revision": 2}


def test_a_save_on_an_old_revision_gets_409_and_the_stored_text(loaded, guest_client) -> None:
    put(guest_client, "One.", 0)
    put(guest_client, "Two.", 1)
    response = put(guest_client, "Other.", 1)
    assert response.status_code == 409
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert (problem["text"], problem["revision"], problem["status"]) == ("Two.", 2, 409)
    assert Note.objects.get().text == "Two."


def test_a_first_save_on_a_revision_that_never_was_gets_409(loaded, guest_client) -> None:
    problem = put(guest_client, "One.", 3).json()
    assert (problem["text"], problem["revision"]) == ("", 0)
    assert not Note.objects.exists()


def test_a_repeated_save_is_accepted_once(loaded, guest_client) -> None:
    put(guest_client, "One.", 0)
    assert put(guest_client, "One.", 0).json() == {"text": "One.", "revision": 1}


def test_a_note_may_be_emptied(loaded, guest_client) -> None:
    put(guest_client, "One.", 0)
    assert put(guest_client, "", 1).json() == {"text": "", "revision": 2}


def test_8000_characters_fit_whatever_their_bytes(loaded, guest_client) -> None:
    text = "λ∇🙂" * 2666 + "ab"
    assert len(text) == 8000
    assert put(guest_client, text, 0).status_code == 200
    assert Note.objects.get().text == text


def test_8001_characters_are_refused_and_counted(loaded, guest_client) -> None:
    response = put(guest_client, "λ" * 8001, 0)
    assert response.status_code == 422
    assert "8001" in response.json()["detail"]
    assert not Note.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        '{"text": "a\\u0000b", "base_revision": 0}',
        '{"text": "\\ud800", "base_revision": 0}',
        '{"text": "a", "base_revision": -1}',
        '{"text": "a", "base_revision": 99999999999}',
        '{"text": 5, "base_revision": 0}',
        '{"base_revision": 0}',
        '{"text": "a"}',
    ],
)
def test_what_cannot_be_stored_is_refused_clearly(loaded, guest_client, body) -> None:
    response = guest_client.put(URL, body, content_type="application/json")
    assert response.status_code == 422
    assert response.json()["detail"]


def test_a_part_that_does_not_exist_is_404(loaded, guest_client) -> None:
    assert put(guest_client, "One.", 0, "/api/v1/notes/newton-9").status_code == 404
    assert guest_client.get("/api/v1/notes/newton-9").status_code == 404


def test_a_note_is_kept_for_a_part_that_was_retired(loaded, guest_client) -> None:
    put(guest_client, "One.", 0)
    Part.objects.filter(pk="newton-1").update(is_retired=True)
    assert put(guest_client, "Two.", 1).status_code == 200


def test_another_learner_sees_nothing(loaded, guest_client) -> None:
    put(guest_client, "Mine.", 0)
    _, token = guest_create()
    other = Client(headers={"Authorization": f"Bearer {token}"})
    assert other.get(URL).json() == {"text": "", "revision": 0}


def test_a_session_needs_a_csrf_token(loaded) -> None:
    assert put(Client(enforce_csrf_checks=True), "One.", 0).status_code == 403


def test_the_database_refuses_a_note_that_is_too_long(loaded, learner) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Note.objects.create(learner=learner, part_id="newton-1", text="a" * 8001)


def test_a_joined_note_may_shrink_but_not_grow(loaded, learner) -> None:
    part = Part.objects.get(pk="newton-1")
    Note.objects.create(learner=learner, part=part, text="a" * 9000, is_joined=True)
    note_save(learner, part, "a" * 8500, 1)
    note_save(learner, part, "a" * 8000, 2)
    assert not Note.objects.get().is_joined


@pytest.mark.django_db(transaction=True)
def test_of_two_saves_at_once_one_is_stored_and_one_told(loaded, learner) -> None:
    part = Part.objects.get(pk="newton-1")
    barrier = threading.Barrier(2)
    outcomes: list[str] = []

    def save(text: str) -> None:
        barrier.wait()
        try:
            outcomes.append(note_save(learner, part, text, 0).text)
        except TextConflict as conflict:
            outcomes.append(f"told of {conflict.stored.text}")
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(text,)) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    stored = Note.objects.get().text
    assert sorted(outcomes) == sorted([stored, f"told of {stored}"])
