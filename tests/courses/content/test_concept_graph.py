"""The concept graph says what its readers rely on."""

from collections import Counter

import pytest

from exercises.format.concepts import concepts_load

CONCEPTS = concepts_load()
FIRST = {"gradient-direction", "hessian-matrix"}


def ancestors(slug: str) -> set[str]:
    direct = CONCEPTS[slug].prerequisites
    return set(direct).union(*(ancestors(each) for each in direct))


def test_each_lesson_has_its_22_concepts() -> None:
    assert Counter(concept.lesson for concept in CONCEPTS.values()) == {
        "gradient-descent": 22,
        "optimization-landscape": 22,
        "second-order-methods": 22,
    }


def test_only_the_first_concepts_of_two_lessons_need_nothing() -> None:
    assert {slug for slug, concept in CONCEPTS.items() if not concept.prerequisites} == FIRST


@pytest.mark.parametrize("slug", sorted(CONCEPTS.keys() - FIRST))
def test_a_concept_practises_one_or_two_that_come_before_it(slug: str) -> None:
    practised = {each.concept for each in CONCEPTS[slug].encompasses}
    assert 1 <= len(practised) <= 2
    assert practised <= ancestors(slug)
