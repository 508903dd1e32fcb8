"""The concept graph: which idea needs which, and which practises which."""

import graphlib
from pathlib import Path

import msgspec
from msgspec import Struct

from exercises.format.errors import ExerciseError
from exercises.format.sources import text_read

CONCEPTS = Path(__file__).parents[1] / "concepts.toml"


class Encompassed(Struct, frozen=True, forbid_unknown_fields=True):
    """A concept that is practised on the way; `weight` is the share of the practice, in (0, 1]."""

    concept: str
    weight: float


class Concept(Struct, frozen=True, forbid_unknown_fields=True):
    """A named idea of a lesson, and the ideas to know before it; `summary` is Markdown."""

    slug: str
    title: str
    lesson: str
    summary: str = ""
    prerequisites: tuple[str, ...] = ()
    encompasses: tuple[Encompassed, ...] = ()


class _Toml(Struct, frozen=True, forbid_unknown_fields=True):
    concept: tuple[Concept, ...]


def concepts_load(path: Path = CONCEPTS) -> dict[str, Concept]:
    """Return the concepts by slug, in the order of the file.

    Raises:
        ExerciseError: when the file breaks the format, names an unknown concept, or has a cycle.

    """
    try:
        listed = msgspec.toml.decode(text_read(path), type=_Toml).concept
    except msgspec.MsgspecError as error:
        raise ExerciseError(path, str(error)) from None
    concepts = {concept.slug: concept for concept in listed}
    if len(concepts) < len(listed):
        raise ExerciseError(path, "two concepts share a slug")
    for concept in listed:
        _concept_verify(concept, concepts, path)
    _acyclic_verify({c.slug: c.prerequisites for c in listed}, "prerequisites", path)
    _acyclic_verify(
        {c.slug: tuple(e.concept for e in c.encompasses) for c in listed}, "encompasses", path
    )
    return concepts


def _concept_verify(concept: Concept, concepts: dict[str, Concept], path: Path) -> None:
    for named in (*concept.prerequisites, *(e.concept for e in concept.encompasses)):
        if named not in concepts:
            raise ExerciseError(path, f"{concept.slug}: there is no concept `{named}`")
    for encompassed in concept.encompasses:
        if not 0 < encompassed.weight <= 1:
            raise ExerciseError(
                path, f"{concept.slug}: the weight of `{encompassed.concept}` must be in (0, 1]"
            )


def _acyclic_verify(graph: dict[str, tuple[str, ...]], key: str, path: Path) -> None:
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        cycle = " → ".join(error.args[1])
        raise ExerciseError(path, f"{key}: these form a cycle: {cycle}") from None
