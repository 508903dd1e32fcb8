"""The browser's fold and the server's, run side by side on logs that no table holds."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS

from frontend.node import node_run
from practice.model.days import DAY_MS
from practice.model.events import Event, in_order
from practice.model.folding import fold
from practice.model.parameters import DEFAULT, Parameters, Pools
from practice.model.state import State, state_read, state_write
from tests.practice.golden.cases import GRAPH, cases, random_log

SCRIPT = Path(__file__).with_name("fold_in_node.mjs")
AGREEMENT = 1e-6
SEEDS = range(100, 106)
LENGTH = 600
CASES = {case.name: case.events for case in cases()}


# Other numbers than those chosen, as a fit may find them; a first stability below 0.1 days, too.
FITTED = msgspec.structs.replace(
    DEFAULT,
    pools=Pools(DEFAULT.pools.do, DEFAULT.pools.know),
    fsrs_weights=(0.04, *(weight * 1.1 for weight in DEFAULT_PARAMETERS[1:])),
    weight_precision=8.0,
    concept_precision=25.0,
    drift=1e-4,
    recall_weight_min=0.4,
    credit=0.8,
    tagged_weight=0.6,
    concept_fade=0.7,
    ability_fade=0.9,
)
LONG = {f"random {seed}": random_log(seed, LENGTH) for seed in SEEDS}
HALVES = {name: in_order(events)[: len(events) // 2] for name, events in CASES.items()}


@cache
def _of_the_browser() -> dict[str, Any]:
    """Return what the browser makes of long logs, of halves, and of what the server began."""
    logs = {name: _log(events) for name, events in LONG.items()}
    logs |= {f"{name}, fitted": _log(events, parameters=FITTED) for name, events in LONG.items()}
    for name, events in HALVES.items():
        logs[f"half of {name}"] = _log(events)
        logs[f"on with {name}"] = _log(CASES[name], start=fold(events, GRAPH))
    request = msgspec.json.encode({"graph": GRAPH, "logs": logs})
    answer: dict[str, Any] = json.loads(node_run(SCRIPT, "ts-fsrs", request.decode()))
    return answer


def _log(
    events: list[Event], *, start: State | None = None, parameters: Parameters = DEFAULT
) -> dict[str, Any]:
    return {"events": events, "start": start, "parameters": parameters}


def _of_the_server(
    events: list[Event], start: State | None = None, parameters: Parameters = DEFAULT
) -> Any:
    return json.loads(state_write(fold(events, GRAPH, start, parameters=parameters)))


def differences(found: Any, wanted: Any, place: str = "") -> list[str]:
    """Return where two JSON values differ; numbers by more than 1e-6, times by that many days."""
    if isinstance(wanted, dict) and isinstance(found, dict):
        if found.keys() != wanted.keys():
            return [f"{place}: {sorted(found)}, not {sorted(wanted)}"]
        return [d for k in wanted for d in differences(found[k], wanted[k], f"{place}/{k}")]
    if isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        pairs = enumerate(zip(found, wanted, strict=True))
        return [d for k, pair in pairs for d in differences(*pair, f"{place}/{k}")]
    numbers = isinstance(wanted, int | float) and isinstance(found, int | float)
    unit = DAY_MS if place.endswith("_ms") else max(1.0, abs(wanted)) if numbers else 0.0
    is_near = abs(found - wanted) <= AGREEMENT * unit if numbers else found == wanted
    return [] if is_near else [f"{place}: {found}, not {wanted}"]


@pytest.mark.parametrize("name", LONG)
def test_both_fold_a_long_log_to_the_same_state(name: str) -> None:
    assert differences(_of_the_browser()[name], _of_the_server(LONG[name])) == []


@pytest.mark.parametrize("name", LONG)
def test_both_fold_by_the_numbers_that_are_sent(name: str) -> None:
    wanted = _of_the_server(LONG[name], parameters=FITTED)
    assert differences(_of_the_browser()[f"{name}, fitted"], wanted) == []
    assert differences(_of_the_browser()[name], wanted) != []


@pytest.mark.parametrize("name", CASES)
def test_the_server_goes_on_from_a_state_that_the_browser_wrote(name: str) -> None:
    start = state_read(json.dumps(_of_the_browser()[f"half of {name}"]).encode())
    found = _of_the_server(CASES[name], start)
    assert differences(found, _of_the_server(CASES[name])) == []


@pytest.mark.parametrize("name", CASES)
def test_the_browser_goes_on_from_a_state_that_the_server_wrote(name: str) -> None:
    found = _of_the_browser()[f"on with {name}"]
    assert differences(found, _of_the_server(CASES[name])) == []
