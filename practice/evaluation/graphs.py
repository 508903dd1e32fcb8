"""The concept graphs that simulated learners study."""

import numpy as np
from msgspec import Struct

from exercises.format.concepts import concepts_load

SIZE = 22
RANDOM_GRAPH_SEED = 22


class Graph(Struct, frozen=True):
    """Concepts in the order of their lessons; all tables are by concept.

    `edges` are the author's: practising the concept practises these too, with these weights.
    """

    name: str
    concepts: tuple[str, ...]
    prerequisites: dict[str, tuple[str, ...]]
    edges: dict[str, dict[str, float]]


def graphs_load() -> dict[str, Graph]:
    """Return the graphs by name: ours, a chain, a random one, and one without any edge."""
    graphs = (_ours(), _chain(), _random(), _flat())
    return {graph.name: graph for graph in graphs}


def _ours() -> Graph:
    concepts = concepts_load()
    return Graph(
        "ours",
        tuple(concepts),
        {slug: concept.prerequisites for slug, concept in concepts.items()},
        {
            slug: {each.concept: each.weight for each in concept.encompasses}
            for slug, concept in concepts.items()
        },
    )


def _names() -> tuple[str, ...]:
    return tuple(f"concept-{number:02}" for number in range(SIZE))


def _chain() -> Graph:
    """Each concept needs the one before it, and practises half of it."""
    names = _names()
    before: dict[str, tuple[str, ...]] = {names[0]: ()}
    before |= {name: (names[k],) for k, name in enumerate(names[1:])}
    edges = {name: dict.fromkeys(needed, 0.5) for name, needed in before.items()}
    return Graph("chain", names, before, edges)


def _random() -> Graph:
    """Each concept needs one to three earlier ones, and practises them with weights 0.2 to 0.6."""
    rng = np.random.default_rng(RANDOM_GRAPH_SEED)
    names = _names()
    before: dict[str, tuple[str, ...]] = {}
    edges: dict[str, dict[str, float]] = {}
    for k, name in enumerate(names):
        count = min(k, int(rng.integers(1, 4)))
        chosen = sorted(int(each) for each in rng.choice(k, count, replace=False)) if k else []
        before[name] = tuple(names[each] for each in chosen)
        edges[name] = {names[each]: round(float(rng.uniform(0.2, 0.6)), 2) for each in chosen}
    return Graph("random", names, before, edges)


def _flat() -> Graph:
    """Concepts that have nothing to do with one another: credit along edges finds none."""
    names = _names()
    return Graph("flat", names, dict.fromkeys(names, ()), {name: {} for name in names})
