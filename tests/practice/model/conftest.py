"""Events for the model's tests, in the wire format."""

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from practice.model.events import Event

MakeEvent = Callable[..., Event]
NOON_DAY_20000_MS = 20_000 * 86_400_000 + 12 * 3_600_000


@pytest.fixture
def event() -> MakeEvent:
    numbers = count(1)

    def make(
        kind: str, item_id: str = "", *, day: int = 0, hour: float = 0, **payload: Any
    ) -> Event:
        number = next(numbers)
        return Event(
            id=f"event-{number}",
            device_id="laptop",
            seq=number,
            kind=kind,  # type: ignore[arg-type]
            item_id=item_id,
            item_rev="1",
            map_rev="1",
            session_id="s",
            t_eff_ms=NOON_DAY_20000_MS + int((day * 24 + hour) * 3_600_000),
            tz_offset_min=0,
            duration_ms=None,
            payload=payload,
        )

    return make
