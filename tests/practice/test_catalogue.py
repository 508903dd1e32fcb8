"""What a device fetches to choose without a network: the catalogue, and a state to fold on from."""

import json
from typing import Any
from uuid import uuid4

import msgspec
import pytest
from django.test import Client

from grader.learners import token_learner_get
from practice import items
from practice.attempts import now_ms
from practice.model.items import Item
from practice.model.state import State
from practice.parameters import parameters_get
from practice.standing import fold_revision, standing_get

pytestmark = pytest.mark.django_db
ITEM = Item(
    id="q-newton",
    kind="quiz",
    title="Newton step: use",
    url="/lessons/so/part-1/#q-newton",
    concepts=("newton-step",),
    minutes=1.5,
    facet="know",
    guess=0.25,
)


@pytest.fixture(autouse=True)
def listed_items(monkeypatch: pytest.MonkeyPatch) -> list[Item]:
    """Return what can be practised, to be changed."""
    listed = [ITEM]
    monkeypatch.setitem(items._sources, "test", items.Source(lambda: listed, lambda: len(listed)))
    return listed


def catalogue_get(client: Client, **headers: str) -> Any:
    return client.get("/api/v1/practice/catalogue", headers=headers)


def test_the_catalogue_holds_what_the_model_needs_and_no_answers(client: Client) -> None:
    response = catalogue_get(client)
    found = response.json()
    assert set(found) == {"fold_revision", "graph", "parameters", "items"}
    assert found["items"] == [json.loads(msgspec.json.encode(ITEM))]
    assert "newton-step" in found["graph"]["titles"]
    assert found["fold_revision"] == fold_revision(parameters_get())
    assert response["Cache-Control"] == "private, no-cache"


def test_a_catalogue_that_is_still_right_is_not_sent_again(
    client: Client, listed_items: list[Item]
) -> None:
    tag = catalogue_get(client)["ETag"]
    again = catalogue_get(client, if_none_match=tag)
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    listed_items.append(msgspec.structs.replace(ITEM, id="q-other"))
    changed = catalogue_get(client, if_none_match=tag)
    assert (changed.status_code, len(changed.json()["items"])) == (200, 2)


def test_the_state_is_the_fold_of_the_log_up_to_its_place(client: Client) -> None:
    token = client.post("/api/v1/guests", {}, content_type="application/json").json()["token"]
    bearer = {"authorization": f"Bearer {token}"}
    payload = {"concepts": ["newton-step"], "correct": True}
    events = [
        {"id": str(uuid4()), "seq": seq, "kind": "quiz", "item_id": f"q{seq}",
         "t_client_ms": now_ms(), "payload": payload}
        for seq in (1, 2)
    ]  # fmt: skip
    body = json.dumps({"device_id": str(uuid4()), "events": events})
    sent = client.post(
        "/api/v1/practice/events", body, content_type="application/json", headers=bearer
    ).json()
    response = client.get("/api/v1/practice/state", headers=bearer)
    found = response.json()
    assert found["srv_seq"] == sent["cursor"]
    assert found["fold_revision"] == fold_revision(parameters_get())
    learner = token_learner_get(token)
    assert msgspec.convert(found["state"], State) == standing_get(learner).state
    assert found["state"]["times"] == {"q1": 1, "q2": 1}
    assert response["Cache-Control"] == "private, no-store"


def test_a_newcomer_has_an_empty_state_and_leaves_no_trace(client: Client) -> None:
    from grader.models import Learner

    found = client.get("/api/v1/practice/state").json()
    assert (found["srv_seq"], found["state"]["key"]) == (0, None)
    assert Learner.objects.count() == 0
