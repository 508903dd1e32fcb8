"""Simulated learners: who they are, and the luck that every policy shares for one of them."""

from functools import cached_property

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from practice.evaluation.graphs import Graph

FACETS = ("know", "do")
DRAWS_PER_ATTEMPT = 16
ATTEMPTS_KEPT = 41


class Kind(Struct, frozen=True):
    """A type of learner: factors on the average one."""

    name: str
    forgetting: float = 1.0
    transfer: float = 1.0
    slip: float = 0.05
    absent: float = 0.05


KINDS = (
    Kind("steady"),
    Kind("forgetful", forgetting=1.35),
    Kind("careless", slip=0.18),
    Kind("weak transfer", transfer=0.25),
    Kind("irregular", absent=0.4),
)


class Learner:
    """One learner of one graph; everything about one is drawn from `seed`."""

    def __init__(self, graph: Graph, seed: int, days: int) -> None:
        rng = np.random.default_rng([seed, len(graph.concepts), 1])
        self.graph, self.seed = graph, seed
        self.kind = KINDS[seed % len(KINDS)]
        self.ability = float(rng.normal(0.0, 0.35))
        self.forgetting = self.kind.forgetting * float(np.exp(rng.normal(0.0, 0.12)))
        self.slip = self.kind.slip
        self.speed = float(np.exp(rng.normal(0.0, 0.2)))
        self.start = float(rng.uniform(0.35, 0.85))
        self.absent = rng.random(days) < self.kind.absent
        self.difficulty = {
            (concept, facet): float(rng.normal(0.0, 0.35))
            for concept in graph.concepts
            for facet in FACETS
        }
        # What truly carries over is the author's weight times noise that the author cannot know.
        self.transfer = {
            concept: {
                other: min(1.0, weight * self.kind.transfer * float(np.exp(rng.normal(0.0, 0.5))))
                for other, weight in edges.items()
            }
            for concept, edges in graph.edges.items()
        }

    @cached_property
    def luck(self) -> NDArray[np.float64]:
        """Uniform draws by item, attempt, and use: the n-th attempt has the same luck always."""
        rng = np.random.default_rng([self.seed, len(self.graph.concepts), 2])
        items = len(self.graph.concepts) * len(FACETS)
        return rng.random((items, ATTEMPTS_KEPT, DRAWS_PER_ATTEMPT))
