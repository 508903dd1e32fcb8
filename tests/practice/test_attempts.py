"""The attempt log: immutable, gapless per device, in one order."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from grader.models import Learner
from practice.attempts import attempts_record, now_ms
from practice.models import AttemptEvent

pytestmark = pytest.mark.django_db
HOUR_MS = 3_600_000


def event(seq: int, device_id: UUID, **more: Any) -> AttemptEvent:
    fields = {
        "id": uuid4(),
        "device_id": device_id,
        "seq": seq,
        "kind": "skip",
        "item_id": "x",
        "t_client_ms": now_ms() - HOUR_MS,
        "tz_offset_min": 60,
        "clock_offset_ms": 0,
    }
    return AttemptEvent(**{**fields, **more})


@pytest.fixture
def learner() -> Learner:
    return Learner.objects.create()


def test_an_event_is_stored_once_however_often_it_is_sent(learner: Learner) -> None:
    device_id, known = uuid4(), uuid4()
    for _ in range(3):
        attempts_record(learner, [event(1, device_id, id=known)])
    assert AttemptEvent.objects.get().id == known


def test_another_event_under_a_taken_number_is_ignored(learner: Learner) -> None:
    device_id = uuid4()
    attempts_record(learner, [event(1, device_id, item_id="first")])
    attempts_record(learner, [event(1, device_id, item_id="second")])
    assert AttemptEvent.objects.get().item_id == "first"


def test_a_stored_event_cannot_be_changed(learner: Learner) -> None:
    attempts_record(learner, [event(1, uuid4())])
    stored = AttemptEvent.objects.get()
    stored.item_id = "other"
    with pytest.raises(TypeError, match="immutable"):
        stored.save()


def test_a_clock_that_is_a_day_ahead_is_not_refused(learner: Learner) -> None:
    ahead = event(1, uuid4(), t_client_ms=now_ms() + 24 * HOUR_MS)
    assert attempts_record(learner, [ahead]) == 1
    assert AttemptEvent.objects.get().t_eff_ms <= now_ms()


def test_of_two_events_of_one_batch_under_one_number_the_first_is_stored(learner: Learner) -> None:
    device_id = uuid4()
    batch = [event(1, device_id, item_id="first"), event(1, device_id, item_id="second")]
    assert attempts_record(learner, batch) == 1
    assert AttemptEvent.objects.get().item_id == "first"


def test_times_of_one_device_never_run_backwards(learner: Learner) -> None:
    laptop, phone = uuid4(), uuid4()
    now = now_ms()
    attempts_record(learner, [event(1, laptop, t_client_ms=now - HOUR_MS)])
    batch = [
        event(3, laptop, t_client_ms=now - 30_000),
        event(2, laptop, t_client_ms=now - 2 * HOUR_MS),
        event(1, phone, t_client_ms=now - 2 * HOUR_MS),
    ]
    assert attempts_record(learner, batch) == 3
    times = {(e.device_id, e.seq): e.t_eff_ms for e in AttemptEvent.objects.all()}
    assert times == {
        (laptop, 1): now - HOUR_MS,
        (laptop, 2): now - HOUR_MS,
        (laptop, 3): now - 30_000,
        (phone, 1): now - 2 * HOUR_MS,
    }


def test_a_batch_costs_no_more_queries_than_one_event(
    learner: Learner, django_assert_num_queries: Any
) -> None:
    device_id = uuid4()
    with django_assert_num_queries(8):
        attempts_record(learner, [event(1, device_id, kind="quiz")])
    with django_assert_num_queries(8):
        attempts_record(learner, [event(seq, device_id, kind="quiz") for seq in range(2, 100)])
