"""What is known of a learner: the stored log, folded on from snapshots, as if from the start."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from grader.models import Learner
from practice import standing
from practice.attempts import attempts_record, now_ms, on_learner_merged
from practice.history import history_recent
from practice.model.folding import fold
from practice.model.state import State
from practice.models import AttemptEvent, FoldSnapshot
from practice.queue import concept_states, queue_get
from practice.standing import graph_get, standing_get

pytestmark = pytest.mark.django_db
HOUR_MS = 3_600_000
LAPTOP, PHONE = UUID(int=1), UUID(int=2)


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing, "SNAPSHOT_EVERY", 2)


def quiz(seq: int, hours_ago: float, device_id: UUID = LAPTOP, **more: Any) -> AttemptEvent:
    fields = {
        "id": uuid4(),
        "device_id": device_id,
        "seq": seq,
        "kind": "quiz",
        "item_id": f"q{seq}",
        "t_client_ms": now_ms() - int(hours_ago * HOUR_MS),
        "tz_offset_min": 60,
        "clock_offset_ms": 0,
        "payload": {"part": "p", "correct": seq % 2 == 0, "concepts": ["newton-step"]},
    }
    return AttemptEvent(**{**fields, **more})


def replayed(learner: Learner) -> State:
    rows = AttemptEvent.objects.filter(learner=learner)
    return fold([row.as_event() for row in rows], graph_get())


def test_the_fold_goes_on_from_what_was_kept(learner: Learner) -> None:
    attempts_record(learner, [quiz(seq, 100 - seq) for seq in range(1, 6)])
    assert standing_get(learner).state == replayed(learner)
    kept = FoldSnapshot.objects.get()
    # A kept state that says otherwise shows that it is what the fold goes on from.
    FoldSnapshot.objects.update(state=bytes(kept.state).replace(b'"q1":1', b'"q1":7'))
    attempts_record(learner, [quiz(6, 1)])
    assert standing_get(learner).state.times == {**replayed(learner).times, "q1": 7}


def test_a_late_event_from_another_device_counts_where_it_belongs(learner: Learner) -> None:
    attempts_record(learner, [quiz(seq, 100 - seq) for seq in range(1, 4)])
    first = standing_get(learner).state
    attempts_record(learner, [quiz(4, 3), quiz(5, 2)])
    standing_get(learner)
    attempts_record(learner, [quiz(1, 50, PHONE, item_id="late")])
    assert standing_get(learner).state == replayed(learner)
    attempts_record(learner, [quiz(2, 1, PHONE), quiz(3, 1, PHONE)])
    assert standing_get(learner).state == replayed(learner)
    assert FoldSnapshot.objects.count() > 1
    assert first != replayed(learner)


def test_what_is_taken_back_is_gone_from_what_was_kept(learner: Learner) -> None:
    events = [quiz(seq, 100 - seq) for seq in range(1, 5)]
    attempts_record(learner, events)
    assert "q2" in standing_get(learner).state.times
    attempts_record(learner, [quiz(5, 1, kind="void", payload={"event_id": str(events[1].id)})])
    assert "q2" not in standing_get(learner).state.times
    assert standing_get(learner).state == replayed(learner)


def test_another_map_or_fold_starts_anew(learner: Learner, monkeypatch: pytest.MonkeyPatch) -> None:
    attempts_record(learner, [quiz(seq, 100 - seq) for seq in range(1, 6)])
    standing_get(learner)
    FoldSnapshot.objects.update(state=b"not a state")
    monkeypatch.setattr(standing, "revision_of", lambda _: "another")
    assert standing_get(learner).state == replayed(learner)
    assert [row.revision[:7] for row in FoldSnapshot.objects.all()] == ["another"]


def test_only_a_few_snapshots_are_kept(learner: Learner) -> None:
    for seq in range(1, 21):
        attempts_record(learner, [quiz(seq, 100 - seq), quiz(seq, 100 - seq, PHONE)])
        standing_get(learner)
    assert FoldSnapshot.objects.count() == standing.SNAPSHOTS_KEPT


def test_a_guests_events_count_for_the_account_as_if_made_there(learner: Learner) -> None:
    guest = Learner.objects.create()
    attempts_record(guest, [quiz(seq, 100 - seq) for seq in range(1, 4)])
    attempts_record(learner, [quiz(seq, 50 - seq, PHONE) for seq in range(4, 7)])
    standing_get(guest)
    standing_get(learner)
    on_learner_merged(None, guest_id=guest.pk, learner_id=learner.pk)
    assert not FoldSnapshot.objects.filter(learner=guest).exists()
    assert standing_get(learner).state == replayed(learner)
    assert standing_get(learner).state.times.keys() == {f"q{seq}" for seq in range(1, 7)}


def test_the_page_survives_a_void_that_names_nothing(learner: Learner) -> None:
    voids = [
        quiz(seq, 5, kind="void", payload={"event_id": name})
        for seq, name in enumerate(["not an id", None, str(uuid4())], start=1)
    ]
    attempts_record(learner, [*voids, quiz(9, 1)])
    found = queue_get(learner)
    assert [line.outcome for line in history_recent(learner)] == ["not right"]
    assert found.done_because == "nothing left"
    states = concept_states(found.state, found.moment, found.parameters)
    known = {each.slug: each.know for each in states if each.know is not None}
    assert known.keys() == {"newton-step"}
    assert 0 < known["newton-step"] < 0.6
