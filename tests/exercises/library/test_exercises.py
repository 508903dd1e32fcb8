"""Each exercise of the library: its words fit the concept graph, its numbers fit its reference."""

import importlib
import inspect

import numpy as np
import pytest
import torch

from exercises.format.concepts import concepts_load
from exercises.format.loading import exercises_list
from reference.kfac import kfac_step
from reference.lbfgs import two_loop_direction
from reference.newton import newton_decrement

EXERCISES = {exercise.slug: exercise for exercise in exercises_list()}
CONCEPTS = concepts_load()
ORDER = {"purity": 1, "calls": 2, "storage": 2, "memory": 2, "growth": 2}


def with_all_before(concept):
    """The concept and everything that must be known before it."""
    before = {concept}
    for prerequisite in CONCEPTS[concept].prerequisites:
        before |= with_all_before(prerequisite)
    return before


@pytest.mark.parametrize("slug", EXERCISES)
def test_a_check_speaks_of_the_concept_or_of_what_comes_before_it(slug):
    exercise = EXERCISES[slug]
    known = set().union(*map(with_all_before, exercise.concepts))
    assert set(exercise.prerequisites) <= known
    for check in exercise.checks:
        assert set(check.concepts) <= known, check.id


@pytest.mark.parametrize("slug", EXERCISES)
def test_the_reference_takes_the_parameters_of_the_signature(slug):
    exercise = EXERCISES[slug]
    module, _, name = exercise.reference.partition(":")
    reference = getattr(importlib.import_module(module), name)
    expected = [parameter.name for parameter in exercise.signature.parameters]
    assert list(inspect.signature(reference).parameters) == expected


@pytest.mark.parametrize("slug", EXERCISES)
def test_edge_cases_and_a_right_answer_are_public_and_cost_comes_last(slug):
    checks = EXERCISES[slug].checks
    assert checks[0].id == "value"
    assert sum(check.public for check in checks) >= 3
    assert any(not check.public for check in checks)
    order = [ORDER.get(check.id, 0) for check in checks]
    assert order == sorted(order)


def test_the_example_of_the_two_loop_recursion_is_right():
    pairs = np.array([[1.0, 0.0], [0.0, 1.0]]), np.array([[1.0, 1.0], [1.0, 2.0]])
    direction = two_loop_direction(np.ones(2), *pairs)
    np.testing.assert_allclose(direction, [-0.7, -0.15], rtol=1e-15)
    assert direction.sum() == pytest.approx(-0.85)
    np.testing.assert_allclose(np.linalg.solve(pairs[1], -np.ones(2)), [-1.0, 0.0], atol=1e-15)


def test_the_examples_of_the_newton_decrement_are_right():
    g, hessian = np.array([2.0, 5.0]), np.array([[4.0, 2.0], [2.0, 5.0]])
    np.testing.assert_array_equal(np.linalg.cholesky(hessian), [[2.0, 0.0], [1.0, 2.0]])
    assert newton_decrement(g, hessian) == pytest.approx(np.sqrt(5))
    np.testing.assert_allclose(np.linalg.solve(hessian, -g), [0.0, -1.0], atol=1e-15)
    with pytest.raises(np.linalg.LinAlgError):
        newton_decrement(np.array([2.0, 1.0]), np.diag([1.0, -1.0]))


def test_the_example_of_the_kfac_step_is_right():
    gradient = torch.tensor([[12.0, 0.0]], dtype=torch.float64)
    step = kfac_step(gradient, torch.ones(2, 2).double(), torch.tensor([[3.0]]).double(), 1.0)
    torch.testing.assert_close(step, torch.tensor([[2.0, -1.0]], dtype=torch.float64))
