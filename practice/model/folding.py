"""The fold: a learner's events, in order, to what is known of the learner."""

from bisect import bisect_right
from collections.abc import Iterable

from practice.model.attempts import attempt_fold, self_rating_fold, work_fold
from practice.model.days import day_index, days_since
from practice.model.events import Event, in_order, key_of, place_of, taken_back_by, text_of
from practice.model.evidence import concepts_of
from practice.model.graph import Graph
from practice.model.parameters import DEFAULT, Parameters
from practice.model.predictions import Observe
from practice.model.state import (
    FAILURES_IN_A_ROW,
    Skip,
    State,
    Today,
    state_new,
    state_read,
    state_write,
)

# Changes with everything that makes the same log fold to another state, parameters aside.
REVISION = "3"


def revision_of(parameters: Parameters = DEFAULT) -> str:
    """Return what names a fold's states: they are of no use to a fold of another revision."""
    return f"{REVISION}-{parameters.revision}"


def fold(
    events: Iterable[Event],
    graph: Graph,
    start: State | None = None,
    *,
    parameters: Parameters = DEFAULT,
    observe: Observe | None = None,
) -> State:
    """Return what is known after these events, which may come in any order and more than once.

    With `start`, the state of an earlier fold of the same revision, only events after `start.key`
    count, and `start` is left as it was; where one before it is new or taken back, see `snapshots`.
    `observe` is told of each prediction.
    """
    state = state_new(parameters) if start is None else state_read(state_write(start))
    ordered = in_order(events, state.voided)
    if state.key is not None:
        ordered = ordered[bisect_right(ordered, state.key, key=key_of) :]
    for event in ordered:
        step(state, event, graph, parameters, observe)
    return state


def step(
    state: State,
    event: Event,
    graph: Graph,
    parameters: Parameters = DEFAULT,
    observe: Observe | None = None,
) -> None:
    """Fold one event into a state, which is changed; it must come after all events in it."""
    t_ms, state.tz_offset_min = place_of(event)
    state.key = (t_ms, event.device_id, event.seq)
    day = day_index(t_ms, state.tz_offset_min)
    # West of where the day began it may be yesterday again; the fold never goes back.
    if day > state.today.day:
        state.today = Today(day, days_away=days_since(state.last_attempt_ms, t_ms))
    match event.kind:
        case "quiz" | "exercise_result":
            attempt_fold(state, event, t_ms, graph, parameters, observe)
        case "exercise_submit":
            work_fold(state, event)
        case "hint" | "solution_seen":
            aids = state.today.aids.setdefault(event.item_id, [])
            if event.kind not in aids:
                aids.append(event.kind)
        case "self_rating":
            self_rating_fold(state, event, parameters)
        case "skip":
            _skip_fold(state, event)
        case "void":
            taken_back = taken_back_by(event)
            if taken_back:
                state.voided.append(taken_back)


def _skip_fold(state: State, event: Event) -> None:
    reason = text_of(event.payload, "reason", "not now")
    state.skips[event.item_id] = Skip(state.today.day, reason)
    today = state.today
    concepts = concepts_of(event.payload)
    if reason == "known":
        today.claimed += [concept for concept in concepts if concept not in today.claimed]
        today.settled = [concept for concept in today.settled if concept not in concepts]
        return
    # What was put off does not come at once in other words.
    today.last_concepts = [*concepts]
    if reason == "too hard":
        # As good as having failed it twice: what it builds on comes next.
        today.failures = max(today.failures, FAILURES_IN_A_ROW)
        today.failed += [concept for concept in concepts if concept not in today.failed]
