"""The limits of a learner's run: the exercise's own, within the operator's bounds."""

from exercises.format.bounds import Bounds, bounds_faults, limits_faults
from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise
from grader.sandbox.limits import Limits

DEFAULT_BOUNDS = Bounds()


def limits_for(exercise: Exercise, bounds: Bounds = DEFAULT_BOUNDS) -> Limits:
    """Return the limits of a run of this exercise.

    Raises:
        ExerciseError: naming the first limit that makes no sense or is beyond the bounds.

    """
    for faults in (limits_faults(exercise.limits), bounds_faults(exercise.limits, bounds)):
        for name, reason in faults:
            raise ExerciseError(exercise.folder / "exercise.toml", f"limits.{name}: {reason}")
    usual = limits_usual(bounds)
    names = exercise.limits.__struct_fields__
    own = {name: getattr(exercise.limits, name) for name in names}
    return Limits(
        **{name: getattr(usual, name) if own[name] is None else own[name] for name in names}
    )


def limits_usual(bounds: Bounds) -> Limits:
    """Return the limits of an exercise that sets none: the sandbox's own, or less."""
    usual = Limits()
    names = Bounds.__struct_fields__
    return Limits(**{name: min(getattr(usual, name), getattr(bounds, name)) for name in names})
