"""The concepts as practice sees them: what each needs first, and what it practises on the way."""

from collections.abc import Mapping

import msgspec

NONE: dict[str, float] = {}


class Graph(msgspec.Struct, frozen=True):
    """Titles, prerequisites and encompassing edges by concept slug.

    `encompasses[a][b]` is the share in (0, 1] of practice of `a` that reaches `b`. `rev` names
    this state of the map.
    """

    rev: str = ""
    titles: dict[str, str] = {}
    prerequisites: dict[str, tuple[str, ...]] = {}
    encompasses: dict[str, dict[str, float]] = {}

    def title(self, concept: str) -> str:
        """Return a concept's name, or its slug where it has none."""
        return self.titles.get(concept, concept)


def reached(graph: Graph, shares: Mapping[str, float]) -> dict[str, float]:
    """Return what practice of some concepts gives others: the largest weight that reaches each.

    `shares` holds, for each concept practised, how much of it was got right, in [0, 1]. Concepts
    that were practised themselves are left out.
    """
    found: dict[str, float] = {}
    for concept, share in shares.items():
        for other, weight in graph.encompasses.get(concept, NONE).items():
            if other not in shares:
                given = weight * share
                if given >= found.get(other, 0.0):
                    found[other] = given
    return found
