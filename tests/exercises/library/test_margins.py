"""Tolerances leave room on both sides: right answers are far within, mistakes far beyond.

The stored solutions run in this process: they are ours, and only their rounding is of interest.
"""

import copy
import importlib
import inspect
import types

import numpy as np
import pytest

from exercises.checking import CheckFailed, Outcome, SolutionRaised
from exercises.checking.growth import CROSSING_S, CROSSING_S_PER_BYTE, Timings, rules_broken
from exercises.checking.tolerances import ratios_recorded
from exercises.format.loading import exercises_list
from grader.judging.judge.main import generator_for

EXERCISES = {exercise.slug: exercise for exercise in exercises_list()}
COSTS = ("memory", "growth")
SEEDS = range(1, 21)
MISTAKE_SEEDS = range(1, 4)
RIGHT_AT_MOST = 1 / 30
WRONG_AT_LEAST = 10
CORRECT = [
    (exercise.slug, solution.path)
    for exercise in EXERCISES.values()
    for solution in exercise.solutions_correct
]
MISTAKES = [
    (exercise.slug, mistake.path, mistake.caught_by)
    for exercise in EXERCISES.values()
    for mistake in exercise.mistakes
    if mistake.caught_by not in COSTS
]


def executed(path):
    module = types.ModuleType(path.stem)
    exec(compile(path.read_bytes(), path, "exec"), module.__dict__)
    return module


class InProcess:
    """The `Solution` protocol around a stored solution, which gets copies as it would elsewhere."""

    device = "cpu"
    dtypes = ("float64", "float32")
    oracle_calls = 0

    def __init__(self, function):
        self.parameters = tuple(inspect.signature(function).parameters)
        self._function = function

    def watching(self, *what):
        return self

    def __call__(self, *args, **kwargs):
        return self._function(*copy.deepcopy(args), **copy.deepcopy(kwargs))

    def call(self, *args, **kwargs):
        try:
            return Outcome(self(*args, **kwargs), None, (), 0.0)
        except Exception as error:  # noqa: BLE001 (an exception is an outcome)
            raised = SolutionRaised(type(error).__name__.lstrip("_"), str(error))
            return Outcome(None, raised, (), 0.0)


def ratios(slug, path, check_id, seed):
    """Run one check, and return error / bound of each comparison and whether it passed."""
    exercise = EXERCISES[slug]
    module, _, name = exercise.reference.partition(":")
    reference = getattr(importlib.import_module(module), name)
    solution = InProcess(getattr(executed(path), exercise.signature.function))
    check = getattr(executed(exercise.folder / "checks.py"), check_id)
    with ratios_recorded() as recorded:
        try:
            check(solution, reference, generator_for(seed, check_id))
        except CheckFailed:
            return recorded, False
        except Exception:  # noqa: BLE001 (what a mistake raises has no size)
            return [], False
    return recorded, True


@pytest.mark.parametrize(("slug", "path"), CORRECT, ids=lambda value: getattr(value, "stem", value))
def test_a_right_answer_uses_a_thirtieth_of_its_tolerance_at_most(slug, path):
    for check in EXERCISES[slug].checks:
        if check.id not in COSTS:
            for seed in SEEDS:
                recorded, passed = ratios(slug, path, check.id, seed)
                assert passed, (check.id, seed)
                assert max(recorded, default=0.0) <= RIGHT_AT_MOST, (check.id, seed)


@pytest.mark.parametrize(
    ("slug", "path", "check_id"), MISTAKES, ids=lambda value: getattr(value, "stem", value)
)
def test_a_mistake_is_ten_tolerances_off_where_it_is_off_at_all(slug, path, check_id):
    for seed in MISTAKE_SEEDS:
        recorded, passed = ratios(slug, path, check_id, seed)
        if not passed and recorded and not recorded[-1] <= 1:
            assert not recorded[-1] < WRONG_AT_LEAST, (check_id, seed)


def test_the_recursions_growth_tells_wrong_orders_from_slow_right_answers():
    """Times as they would be with 6 µs for a pair of two vectors of 500, and no noise."""
    asked = {}

    def expect_growth(solution, reference, make_arguments, n, exponent, **more):
        asked.update(more, n=n, exponent=exponent, arguments=make_arguments)

    checks = executed(EXERCISES["two-loop-recursion"].folder / "checks.py")
    checks.expect_growth = expect_growth
    checks.growth(None, None, None)
    n, pair_s = asked["n"], 6e-6
    arguments = asked["arguments"](np.random.default_rng(0), 4 * n)
    crossing_s = CROSSING_S + CROSSING_S_PER_BYTE * sum(array.nbytes for array in arguments)

    def broken(small, large):
        took = Timings(small * pair_s, large * pair_s, n * pair_s, 4 * n * pair_s, crossing_s)
        return rules_broken(took, asked["exponent"], asked["at_most"])

    assert broken(n, 4 * n) == set()
    assert broken(200 * n, 800 * n) == set(), "plain loops over the entries"
    assert broken(10 * n**2, 160 * n**2) == {"growth"}
    assert broken(2**n, 2 ** (4 * n)) == {"growth", "ceiling"}
    assert broken(2 ** (4 * n - 2), 2 ** (4 * n)) == {"ceiling"}, "waits at the small size"
