"""One submission and one seed give one report, whichever zygotes it is graded in."""

import json

import msgspec
import pytest

from exercises.format.loading import exercise_get, exercises_list
from grader.judging.grading import grade
from grader.judging.pool import pool_make

pytestmark = pytest.mark.sandbox

SEED = 2**62 + 12345
# Every answer of this depends on the order of a set, and it prints what else could differ.
UNORDERED = """
import numpy as np

def norm(x):
    words = set("grad hess step norm loss rate beta seed".split())
    print(hash("abc"), words, np.float64(x.sum()).hex(), flush=True)
    return float(x @ x) ** 0.5 + ("grad hess" < " ".join(words))
"""


def told(report):
    """Return all of a report but its time and memory."""
    fields = msgspec.to_builtins(report)
    del fields["time_s"], fields["memory_bytes"]
    return json.dumps(fields)


@pytest.fixture(scope="module")
def fresh_zygotes():
    """Return a second pool, whose zygotes share nothing with those of the first."""
    with pool_make() as pool:
        yield pool


@pytest.mark.parametrize("kind", ["right", "mistaken"])
@pytest.mark.parametrize("slug", [exercise.slug for exercise in exercises_list()])
def test_two_pools_agree(zygotes, fresh_zygotes, slug, kind):
    exercise = exercise_get(slug)
    solutions = exercise.solutions_correct if kind == "right" else exercise.mistakes
    code = solutions[0].path.read_bytes()
    first, second = (
        grade(exercise, code, seed=SEED, zygotes=each) for each in (zygotes, fresh_zygotes)
    )
    assert first.verdict == ("passed" if kind == "right" else "failed")
    assert told(first) == told(second)


def test_two_pools_agree_on_what_depends_on_the_order_of_sets(norm, zygotes, fresh_zygotes):
    first, second = (
        grade(norm, UNORDERED.encode(), seed=SEED, zygotes=each)
        for each in (zygotes, fresh_zygotes)
    )
    assert "grad" in first.stdout
    assert told(first) == told(second)
