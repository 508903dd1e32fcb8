"""A long history of one learner, drawn by chance, for benchmarks and tests of speed.

events = log_make(100_000, seed=1)
fold(events, graph_make())
plan_make(items_make(), state, graph_make(), moment)
"""

import random
from collections.abc import Iterator
from typing import Any

from practice.evaluation.graphs import graphs_load
from practice.model.days import DAY_MS
from practice.model.events import Event, Kind
from practice.model.graph import Graph
from practice.model.items import Item

FIRST_DAY = 19_000
EVENTS_A_DAY = 55
QUESTIONS = 8
OPTIONS = ["a", "b", "c", "d"]
SLOTS = ("belongs", "covers", "term", "use")


def graph_make() -> Graph:
    """Return our own concepts, as practice sees them."""
    ours = graphs_load()["ours"]
    return Graph("ours", {}, ours.prerequisites, ours.edges)


def items_make() -> list[Item]:
    """Return eight questions, two of a pool, and an exercise for each concept: about 600 items."""
    items = []
    for concept in graph_make().prerequisites:
        common: dict[str, Any] = {"title": concept, "url": f"/{concept}/", "concepts": (concept,)}
        items += [
            Item(
                id=f"{concept}/{number}",
                pool=f"{concept}/{SLOTS[number % 4]}",
                kind="quiz",
                facet="know",
                minutes=1.5,
                guess=1 / len(OPTIONS),
                **common,
            )
            for number in range(QUESTIONS)
        ]
        items.append(Item(id=f"{concept}/code", kind="exercise", facet="do", minutes=10, **common))
    return items


def log_make(events: int, seed: int) -> list[Event]:
    """Return so many events of one learner in the order of their times.

    They are of all kinds, on two devices, 55 a day that was practised on, so 100,000 of them are
    of six years. The learner travels now and then, takes hints, skips, and is away for weeks.
    """
    rng, found = random.Random(seed), list[Event]()  # noqa: S311 -- a history, not a secret
    concepts, graph = list(graph_make().prerequisites), graph_make()
    day, hour, tz = FIRST_DAY, 8.0, 60
    while len(found) < events:
        day += rng.choice((1, 1, 1, 1, 2, 30 if rng.random() < 0.05 else 1))
        tz = rng.choice((60, 120, -300)) if rng.random() < 0.02 else tz
        for hour in sorted(rng.uniform(7, 23) for _ in range(EVENTS_A_DAY // 5)):
            concept = concepts[min(rng.randrange(len(concepts)), rng.randrange(len(concepts)))]
            device = rng.choice(("laptop", "phone"))
            for k, (kind, item_id, payload) in enumerate(_sitting(rng, concept, graph)):
                number = len(found) + 1
                found.append(
                    Event(
                        id=f"{seed}-{number}",
                        device_id=device,
                        seq=number,
                        kind=kind,
                        item_id=item_id,
                        session_id=str(day),
                        t_eff_ms=day * DAY_MS + round(hour * 3_600_000) + 60_000 * k,
                        tz_offset_min=tz,
                        duration_ms=rng.randrange(10_000, 600_000),
                        payload=payload,
                    )
                )
    return sorted(found[:events], key=lambda event: event.t_eff_ms)


def _sitting(
    rng: random.Random, concept: str, graph: Graph
) -> Iterator[tuple[Kind, str, dict[str, Any]]]:
    named = {"concepts": [concept]}
    if rng.random() < 0.6:
        for slot, number in zip(SLOTS, rng.sample(range(QUESTIONS), 4), strict=True):
            answer = {"correct": rng.random() < 0.8, "options": OPTIONS, "part": concept}
            yield "quiz", f"{concept}/{number}", {**named, **answer, "slot": slot}
        return
    item_id = f"{concept}/code"
    if rng.random() < 0.1:
        yield "skip", item_id, {**named, "reason": rng.choice(("not now", "too hard", "known"))}
        return
    if rng.random() < 0.3:
        yield rng.choice(("hint", "hint", "solution_seen")), item_id, {}
    for is_last in (False, True) if rng.random() < 0.4 else (True,):
        yield "exercise_submit", item_id, {}
        others = [*graph.encompasses.get(concept, {})][:2]
        checks = [
            {
                "id": str(k),
                "concepts": [each],
                "max_points": 2.0,
                "verdict": "passed" if rng.random() < (0.9 if is_last else 0.5) else "failed",
            }
            for k, each in enumerate([concept, concept, concept, *others])
        ]
        is_passed = all(check["verdict"] == "passed" for check in checks)
        verdict = "passed" if is_passed else "failed"
        yield "exercise_result", item_id, {**named, "checks": checks, "verdict": verdict}
    if rng.random() < 0.3:
        yield "self_rating", item_id, {"rating": rng.randint(1, 4)}
