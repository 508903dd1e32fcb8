"""The concept graph is read, and refused where it is broken."""

import pytest

from exercises.format.concepts import concepts_load
from exercises.format.errors import ExerciseError

GRAPH = """
[[concept]]
slug = "vector"
title = "Vector"
lesson = "calculus"

[[concept]]
slug = "norm"
title = "Norm"
lesson = "calculus"
prerequisites = ["vector"]
encompasses = [{ concept = "vector", weight = 0.5 }]
"""


@pytest.fixture
def write(tmp_path):
    def written(text):
        path = tmp_path / "concepts.toml"
        path.write_text(text)
        return path

    return written


def test_concepts_are_read_in_order(write):
    concepts = concepts_load(write(GRAPH))
    assert list(concepts) == ["vector", "norm"]
    assert concepts["norm"].prerequisites == ("vector",)
    assert concepts["norm"].encompasses[0].weight == 0.5


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('prerequisites = ["vector"]', 'prerequisites = ["x"]', "norm: there is no concept `x`"),
        ('concept = "vector"', 'concept = "x"', "norm: there is no concept `x`"),
        ("weight = 0.5", "weight = 0.0", "must be in"),
        ("weight = 0.5", "weight = 1.5", "must be in"),
        ('slug = "norm"', 'slug = "vector"', "share a slug"),
        ('title = "Norm"', 'title = "Norm"\ncolour = 1', "colour"),
        ('lesson = "calculus"', 'lesson = "calculus"\nprerequisites = ["norm"]', "form a cycle"),
        ("[[concept]]", "[[concept]", "TOML"),
    ],
)
def test_a_broken_graph_is_refused(write, old, new, reason):
    assert old in GRAPH
    with pytest.raises(ExerciseError) as caught:
        concepts_load(write(GRAPH.replace(old, new, 1)))
    assert reason.lower() in str(caught.value).lower() or reason == "TOML"


def test_a_cycle_is_spelled_out(write):
    cyclic = GRAPH.replace(
        'title = "Vector"', 'title = "Vector"\nencompasses = [{ concept = "norm", weight = 1.0 }]'
    )
    with pytest.raises(ExerciseError, match=r"encompasses: .* (norm|vector) → "):
        concepts_load(write(cyclic))


def test_the_graph_of_the_repository_is_sound():
    concepts = concepts_load()
    assert "two-loop-recursion" in concepts
