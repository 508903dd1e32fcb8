"""The order of the log, and the time that events count for."""

import random
from collections.abc import Callable

import msgspec
import pytest

from practice.model.events import Event, effective_ms, in_order, key_of

MakeEvent = Callable[..., Event]


@pytest.mark.parametrize(
    ("client_ms", "offset_ms", "expected_ms"),
    [(500, 0, 500), (500, 100, 600), (50, 0, 200), (5_000, 0, 1_000)],
)
def test_the_effective_time_lies_between_the_devices_last_event_and_now(
    client_ms: int, offset_ms: int, expected_ms: int
) -> None:
    assert effective_ms(client_ms, offset_ms, 200, 1_000) == expected_ms


def test_events_of_one_instant_stand_by_device_and_number(event: MakeEvent) -> None:
    one = event("skip", "x")
    events = [
        msgspec.structs.replace(one, id=f"{device}{seq}", device_id=device, seq=seq)
        for device in ("a", "b")
        for seq in (2, 10)
    ]
    shuffled = random.Random(3).sample(events, len(events))
    assert in_order(shuffled) == events


def test_an_event_sent_twice_stands_once_and_what_is_taken_back_not_at_all(
    event: MakeEvent,
) -> None:
    kept, gone = event("skip", "x"), event("skip", "y")
    void = event("void", event_id=gone.id)
    assert in_order([kept, gone, kept, void]) == [kept, void]
    assert in_order([kept, gone], [gone.id]) == [kept]


def test_a_regrade_stands_where_the_result_stood_and_no_device_can_claim_that(
    event: MakeEvent,
) -> None:
    first = event("exercise_result", "x", day=0)
    place = {"t_eff_ms": first.t_eff_ms, "tz_offset_min": 0}
    assert key_of(event("exercise_result", "x", day=5, stands_at=place))[0] == first.t_eff_ms
    assert key_of(event("quiz", "x", day=5, stands_at=place))[0] > first.t_eff_ms
