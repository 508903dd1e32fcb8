"""The exchange of events between devices, and what to do next."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.auth.models import User
from django.test import Client

from frontend.problems import Problem
from grader import throttling
from grader.models import Learner
from practice import api
from practice.attempts import now_ms
from practice.models import AttemptEvent

pytestmark = pytest.mark.django_db


class Device:
    """A learner's device that speaks JSON to the API."""

    def __init__(self, client: Client, token: str) -> None:
        self.id = str(uuid4())
        self.cursor = 0
        self._client = client
        self._token = token

    def sync(self, *events: dict[str, Any]) -> Any:
        body = {"device_id": self.id, "cursor": self.cursor, "events": list(events)}
        response = self._client.post(
            "/api/v1/practice/events",
            json.dumps(body),
            content_type="application/json",
            HTTP_AUTHORIZATION=f"Bearer {self._token}",
        )
        if response.status_code == 200:
            self.cursor = response.json()["cursor"]
        return response


def event(seq: int, kind: str = "skip", **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "seq": seq, "kind": kind, "t_client_ms": now_ms(), **more}


@pytest.fixture
def token(client: Client) -> str:
    response = client.post("/api/v1/guests", {}, content_type="application/json")
    found: str = response.json()["token"]
    return found


def test_a_second_device_catches_up_with_the_first(client: Client, token: str) -> None:
    laptop, phone = Device(client, token), Device(client, token)
    sent = event(1, item_id="two-loop-recursion")
    assert laptop.sync(sent).json()["events"] == []
    received = phone.sync().json()["events"]
    assert [(row["id"], row["item_id"]) for row in received] == [(sent["id"], "two-loop-recursion")]
    assert phone.sync().json()["events"] == []


def test_what_arrived_is_acknowledged_and_sending_it_again_is_harmless(
    client: Client, token: str
) -> None:
    laptop = Device(client, token)
    events = [event(1), event(2)]
    assert laptop.sync(*events).json()["acked_seq"] == 2
    assert laptop.sync(*events).json()["acked_seq"] == 2
    assert AttemptEvent.objects.count() == 2


def test_a_device_learns_where_its_own_events_stand(client: Client, token: str) -> None:
    laptop = Device(client, token)
    ahead = event(2, t_client_ms=now_ms() + 10**9)
    answer = laptop.sync(event(1), ahead).json()
    stored = {str(row.id): row for row in AttemptEvent.objects.all()}
    assert {each["id"]: (each["srv_seq"], each["t_eff_ms"]) for each in answer["acked"]} == {
        key: (row.srv_seq, row.t_eff_ms) for key, row in stored.items()
    }
    assert stored[ahead["id"]].t_eff_ms < ahead["t_client_ms"]
    assert answer["cursor"] == max(row.srv_seq for row in stored.values())
    assert laptop.sync(ahead).json()["acked"] == answer["acked"][1:]


def test_a_device_that_lost_its_log_gets_its_own_events_again(client: Client, token: str) -> None:
    laptop = Device(client, token)
    laptop.sync(event(1), event(2))
    laptop.cursor = 0
    assert [row["seq"] for row in laptop.sync().json()["events"]] == [1, 2]


def test_an_event_under_a_taken_number_is_not_acknowledged_but_the_other_is_given(
    client: Client, token: str
) -> None:
    laptop = Device(client, token)
    first = event(1)
    laptop.sync(first)
    laptop.cursor = 0
    answer = laptop.sync(event(1)).json()
    assert (answer["acked_seq"], answer["acked"]) == (1, [])
    assert [row["id"] for row in answer["events"]] == [first["id"]]


def test_a_long_log_comes_in_pages(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "EVENTS_PER_SYNC", 2)
    laptop, phone = Device(client, token), Device(client, token)
    laptop.sync(*[event(seq) for seq in range(1, 4)])
    pages = [phone.sync().json() for _ in range(2)]
    assert [[row["seq"] for row in page["events"]] for page in pages] == [[1, 2], [3]]
    assert [page["is_more"] for page in pages] == [True, False]


def test_a_device_cannot_write_results_of_the_grader(client: Client, token: str) -> None:
    response = Device(client, token).sync(event(1, "exercise_result"))
    assert response.status_code == 422
    assert AttemptEvent.objects.count() == 0


def test_an_oversized_payload_is_refused_with_its_limit(client: Client, token: str) -> None:
    response = Device(client, token).sync(event(1, payload={"x": "y" * 9_000}))
    assert response.status_code == 413
    assert "8192 bytes" in response.json()["detail"]


def test_a_newcomer_gets_an_answer_and_leaves_no_trace(client: Client) -> None:
    response = client.get("/api/v1/practice/next")
    assert response.status_code == 200
    assert response.json() == {
        "item": None,
        "done_because": "nothing left",
        "then": [],
        "spent_min": 0.0,
        "minutes_a_day": None,
        "minutes_left": None,
        "horizon": "in 30 days",
        "answered": [],
    }
    assert Learner.objects.count() == 0


def test_too_many_events_wait_on_their_device(
    client: Client, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttling, "EVENTS_PER_GUEST", throttling.Rate(limit=2, period_s=3600))
    laptop = Device(client, token)
    assert laptop.sync(event(1), event(2)).status_code == 200
    refused = laptop.sync(event(3))
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert laptop.sync().status_code == 200
    assert AttemptEvent.objects.count() == 2


def test_an_account_may_send_more_events_than_a_guest(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert throttling.EVENTS_PER_GUEST.limit < throttling.EVENTS_PER_ACCOUNT.limit
    monkeypatch.setattr(throttling, "EVENTS_PER_GUEST", throttling.Rate(limit=2, period_s=3600))
    monkeypatch.setattr(throttling, "EVENTS_PER_ACCOUNT", throttling.Rate(limit=3, period_s=3600))
    account = Learner.objects.create(user=User.objects.create_user("ada"))
    throttling.events_check(account, 3)
    with pytest.raises(Problem) as refused:
        throttling.events_check(account, 1)
    assert refused.value.status == 429


@pytest.mark.parametrize(
    ("text", "kept"),
    [("a\0b", "a\ufffdb"), ("cut \ud83d", "cut ?"), ("\udc00 off", "? off"), ("\U0001f600", None)],
)
def test_characters_that_no_database_holds_do_not_hold_up_a_device(
    client: Client, token: str, text: str, kept: str | None
) -> None:
    laptop = Device(client, token)
    odd = event(1, item_id=text, payload={"choice": [text, {text: text}]}, session_id=text)
    assert laptop.sync(odd).status_code == 200
    stored = AttemptEvent.objects.get()
    kept = kept or text
    assert stored.item_id == kept
    assert stored.payload == {"choice": [kept, {kept: kept}]}


@pytest.mark.parametrize("number", ["1e400", "-1e400", "NaN", "Infinity"])
def test_a_number_that_no_database_holds_is_left_out(
    client: Client, token: str, number: str
) -> None:
    text = json.dumps({"device_id": str(uuid4()), "events": [event(1, payload={"choice": 0.125})]})
    response = client.post(
        "/api/v1/practice/events",
        text.replace("0.125", f"[1.5, {number}]"),
        content_type="application/json",
        HTTP_AUTHORIZATION=f"Bearer {token}",
    )
    assert response.status_code == 200
    assert AttemptEvent.objects.get().payload == {"choice": [1.5, None]}


@pytest.mark.parametrize("depth", [51, 900])
def test_a_payload_that_is_nested_too_deep_is_refused(
    client: Client, token: str, depth: int
) -> None:
    choice: list[Any] = []
    for _ in range(depth - 1):
        choice = [choice]
    response = Device(client, token).sync(event(1, payload={"choice": choice}))
    assert response.status_code == 422
    assert not AttemptEvent.objects.exists()


def test_a_payload_that_is_nested_a_little_is_taken(client: Client, token: str) -> None:
    choice: list[Any] = []
    for _ in range(48):
        choice = [choice]
    assert Device(client, token).sync(event(1, payload={"choice": choice})).status_code == 200
