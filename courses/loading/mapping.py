"""The map of each lesson's concepts: its own, and those of other lessons that they need."""

from typing import Any

from courses.loading.tree import Tree
from exercises.format.concepts import Concept
from frontend.layouts.graphs import Graph, Layout, graphs_layout

BOX_WIDTH, BOX_HEIGHT = 132.0, 44.0
# By lesson: width, height, boxes (slug and centre) and edges (slugs and path).
Maps = dict[str, dict[str, Any]]


def concept_maps(tree: Tree, concepts: dict[str, Concept]) -> Maps:
    """Lay out a map for each lesson of the tree."""
    lessons = [lesson.entry.id for lesson in tree.lessons]
    graphs = [_graph(lesson_id, concepts) for lesson_id in lessons]
    layouts = graphs_layout(graphs)
    return {
        lesson_id: _map(graph, layout)
        for lesson_id, graph, layout in zip(lessons, graphs, layouts, strict=True)
    }


def _graph(lesson_id: str, concepts: dict[str, Concept]) -> Graph:
    own = [slug for slug, concept in concepts.items() if concept.lesson == lesson_id]
    edges = tuple((needed, slug) for slug in own for needed in concepts[slug].prerequisites)
    ids = dict.fromkeys([*own, *(needed for needed, _ in edges)])
    return Graph(tuple(ids), edges, BOX_WIDTH, BOX_HEIGHT)


def _map(graph: Graph, layout: Layout) -> dict[str, Any]:
    return {
        "width": round(layout.width),
        "height": round(layout.height),
        "boxes": [[slug, round(x, 1), round(y, 1)] for slug, (x, y) in layout.nodes.items()],
        "edges": [
            [*edge, "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)]
            for edge, points in zip(graph.edges, layout.edges, strict=True)
        ],
    }
