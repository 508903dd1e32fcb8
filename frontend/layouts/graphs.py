"""Layered layouts of graphs, all of a load in one Node process."""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from frontend.node import node_run

SCRIPT = Path(__file__).with_name("graph.mjs")

Point = tuple[float, float]


class Graph(msgspec.Struct, frozen=True):
    """Boxes of one size, by id, and edges between them that lead downwards."""

    ids: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    box_width: float
    box_height: float


class Layout(msgspec.Struct, frozen=True):
    """Where the centres of the boxes lie, and through which points each edge goes, in order."""

    width: float
    height: float
    nodes: dict[str, Point]
    edges: list[list[Point]]


def graphs_layout(graphs: Sequence[Graph]) -> list[Layout]:
    """Return a layout for each graph. Raises NodeUnavailable."""
    request = [
        {
            "nodes": [
                {"id": each, "width": graph.box_width, "height": graph.box_height}
                for each in graph.ids
            ],
            "edges": graph.edges,
        }
        for graph in graphs
    ]
    answer = node_run(SCRIPT, "@dagrejs/dagre", msgspec.json.encode(request).decode())
    return msgspec.json.decode(answer, type=list[Layout])
