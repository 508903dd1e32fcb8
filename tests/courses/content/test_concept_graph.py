"""The concept graph says what its readers rely on."""

import graphlib

from exercises.format.concepts import concepts_load

LESSON = "second-order-methods"
CONCEPTS = {slug: c for slug, c in concepts_load().items() if c.lesson == LESSON}


def ancestors(slug: str) -> set[str]:
    direct = CONCEPTS[slug].prerequisites
    return set(direct).union(*(ancestors(each) for each in direct))


def test_the_lesson_has_its_22_concepts() -> None:
    assert len(CONCEPTS) == 22


def test_every_concept_but_the_first_practises_another() -> None:
    first, *others = CONCEPTS
    assert CONCEPTS[first].prerequisites == ()
    assert all(1 <= len(CONCEPTS[slug].encompasses) <= 2 for slug in others)


def test_a_concept_practises_only_what_comes_before_it() -> None:
    for slug, concept in CONCEPTS.items():
        assert {each.concept for each in concept.encompasses} <= ancestors(slug)


def test_prerequisites_leave_an_order_of_learning() -> None:
    order = graphlib.TopologicalSorter({s: c.prerequisites for s, c in CONCEPTS.items()})
    assert len(list(order.static_order())) == len(CONCEPTS)
