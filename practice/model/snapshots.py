"""Snapshots: a fold goes on from the last one before what is new, and equals a full replay."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from practice.model.events import Event, Key, in_order, key_of, taken_back_by
from practice.model.folding import step
from practice.model.graph import Graph
from practice.model.parameters import DEFAULT, Parameters
from practice.model.state import State, state_new, state_read, state_write

EVERY_EVENTS = 256


def dirty_from(fresh: Sequence[Event], keys: Mapping[str, Key]) -> Key | None:
    """Return the first place in the log at which fresh events change the fold; None for nowhere.

    `keys` holds the places of all events known by id, the fresh ones too: a void changes the fold
    from the event on that it takes back.
    """
    places = [key_of(event) for event in fresh]
    for event in fresh:
        if event.kind == "void":
            taken_back = keys.get(taken_back_by(event))
            if taken_back is not None:
                places.append(taken_back)
    return min(places, default=None)


class Journal:
    """A log that grows in any order, with its state and snapshots on the way."""

    def __init__(
        self, graph: Graph, parameters: Parameters = DEFAULT, every_events: int = EVERY_EVENTS
    ) -> None:
        self._graph, self._parameters, self._every = graph, parameters, every_events
        self._events: dict[str, Event] = {}
        self._snapshots: list[tuple[Key, bytes]] = []
        self.state = state_new(parameters)

    def add(self, events: Iterable[Event]) -> State:
        """Fold events in, those known already to no effect, and return the state after all."""
        fresh = [event for event in events if event.id not in self._events]
        if not fresh:
            return self.state
        self._events |= {event.id: event for event in fresh}
        keys = {event.id: key_of(event) for event in self._events.values()}
        dirty = dirty_from(fresh, keys)
        if dirty is not None and self.state.key is not None and dirty <= self.state.key:
            self._rewind(dirty)
        self._advance()
        return self.state

    def _rewind(self, dirty: Key) -> None:
        kept = bisect_left(self._snapshots, dirty, key=lambda snapshot: snapshot[0])
        del self._snapshots[kept:]
        last = self._snapshots[-1][1] if self._snapshots else None
        self.state = state_new(self._parameters) if last is None else state_read(last)

    def _advance(self) -> None:
        ordered = in_order(self._events.values())
        key = self.state.key
        begin = 0 if key is None else bisect_right(ordered, key, key=key_of)
        for place in range(begin, len(ordered)):
            step(self.state, ordered[place], self._graph, self._parameters)
            if (place + 1) % self._every == 0:
                self._snapshots.append((key_of(ordered[place]), state_write(self.state)))
