"""A run's limits are its exercise's own, within the operator's bounds."""

import dataclasses
import math

import msgspec
import pytest

from exercises.format import exercise as format_
from exercises.format.bounds import Bounds
from exercises.format.errors import ExerciseError
from grader.judging.grading import grade
from grader.judging.limits import limits_for
from grader.sandbox.limits import MIB, Limits


def limited(exercise, **limits):
    return msgspec.structs.replace(exercise, limits=format_.Limits(**limits))


def test_an_exercise_and_the_bounds_name_every_limit_of_the_sandbox():
    names = [field.name for field in dataclasses.fields(Limits)]
    assert sorted(Bounds.__struct_fields__) == sorted(names)
    assert sorted(format_.Limits.__struct_fields__) == sorted(names)


def test_the_sandboxs_own_limits_are_within_the_usual_bounds():
    bounds = Bounds()
    for name, value in dataclasses.asdict(Limits()).items():
        assert value <= getattr(bounds, name), name


def test_what_an_exercise_does_not_say_is_the_sandboxs_own(norm):
    assert limits_for(limited(norm)) == Limits()
    own = limits_for(limited(norm, wall_limit_s=7.5, oracle_call_limit=12))
    assert own == Limits(wall_limit_s=7.5, oracle_call_limit=12)


def test_what_an_exercise_does_not_say_yields_to_the_bounds(norm):
    limits = limits_for(limited(norm), Bounds(memory_limit_bytes=32 * MIB, cpu_limit_s=2.5))
    assert limits == Limits(memory_limit_bytes=32 * MIB, cpu_limit_s=2.5)


def test_a_limit_at_its_bound_is_taken(norm):
    limits = limits_for(limited(norm, thread_limit=5), Bounds(thread_limit=5))
    assert limits.thread_limit == 5


@pytest.mark.parametrize(
    ("limits", "bounds", "reason"),
    [
        (
            {"wall_limit_s": 900.5},
            {},
            "wall_limit_s: wants 900.5 s, but at most 300 s are allowed",
        ),
        (
            {"memory_limit_bytes": 3 * 512 * MIB},
            {"memory_limit_bytes": 512 * MIB},
            "memory_limit_bytes: wants 1.5 GiB, but at most 512 MiB are allowed",
        ),
        (
            {"oracle_call_limit": 10_000_001},
            {},
            "oracle_call_limit: wants 10,000,001, but at most 10,000,000 are allowed",
        ),
    ],
)
def test_what_is_beyond_the_bounds_is_refused(norm, limits, bounds, reason):
    (name,) = limits
    with pytest.raises(ExerciseError) as caught:
        limits_for(limited(norm, **limits), Bounds(**bounds))
    assert caught.value.path == norm.folder / "exercise.toml"
    mend = f"the operator's setting GRADER_MAX_{name.upper()} would allow more"
    assert caught.value.reason == f"limits.{reason} here; {mend}"


@pytest.mark.parametrize(
    "limits", [{"wall_limit_s": math.nan}, {"cpu_limit_s": math.inf}, {"thread_limit": -1}]
)
def test_what_makes_no_sense_is_refused(norm, limits):
    ((name, value),) = limits.items()
    with pytest.raises(ExerciseError) as caught:
        limits_for(limited(norm, **limits))
    assert caught.value.reason == f"limits.{name}: must be a number above 0, not {value}"


@pytest.mark.sandbox
def test_nothing_is_graded_beyond_the_operators_bounds(norm, zygotes):
    with pytest.raises(ExerciseError, match="GRADER_MAX_WALL_LIMIT_S"):
        grade(norm, b"x = 1\n", seed=1, zygotes=zygotes, bounds=Bounds(wall_limit_s=1.0))
