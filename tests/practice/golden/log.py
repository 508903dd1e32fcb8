"""Writes the logs of the golden table, one event after the other."""

from itertools import count
from typing import Any

from practice.model.events import Event

DAY = 20_000
DAY_MS = 86_400_000
FOUR = ["a", "b", "c", "d"]


class Log:
    """Writes events one after the other."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self._numbers = count(1)

    def add(
        self,
        kind: str,
        item_id: str = "",
        *,
        day: int = 0,
        hour: float = 12,
        device: str = "laptop",
        tz: int = 0,
        duration_ms: int | None = None,
        **payload: Any,
    ) -> Event:
        """Add an event at an hour of a UTC day and return it."""
        number = next(self._numbers)
        event = Event(
            id=f"event-{number}",
            device_id=device,
            seq=number,
            kind=kind,  # type: ignore[arg-type]
            item_id=item_id,
            t_eff_ms=(DAY + day) * DAY_MS + round(hour * 3_600_000) + number,
            tz_offset_min=tz,
            duration_ms=duration_ms,
            payload=payload,
        )
        self.events.append(event)
        return event

    def quiz(self, concept: str, *, correct: bool, slot: str = "use", **more: Any) -> Event:
        """Add an answer to one of four options."""
        given = {"options": FOUR, "part": "p", "slot": slot, "correct": correct, **more}
        return self.add("quiz", f"q-{concept}-{slot}", concepts=[concept], **given)

    def code(self, concept: str, verdicts: dict[str, str], **more: Any) -> Event:
        """Add a result of an exercise with one check for each concept named."""
        checks = [
            {"id": slug, "concepts": [slug], "max_points": k + 1, "verdict": verdict}
            for k, (slug, verdict) in enumerate(verdicts.items())
        ]
        is_passed = set(verdicts.values()) == {"passed"}
        verdict = "passed" if is_passed else "failed"
        given = {"concepts": [concept], "checks": checks, "verdict": verdict, **more}
        return self.add("exercise_result", f"x-{concept}", **given)
