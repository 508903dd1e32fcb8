"""How hard an exercise is and how long it takes: a guess, until learners have shown it."""

from dataclasses import dataclass

from exercises.models import Exercise, ExerciseFigures


@dataclass(frozen=True)
class Effort:
    """A level and a time, each with the number of learners it comes from; None is a guess."""

    level: int
    minutes: int
    level_learners: int | None = None
    minutes_learners: int | None = None

    @property
    def level_text(self) -> str:
        """Return the level as a learner reads it; where it comes from only if that is its own."""
        origin = f", {_origin(self.level_learners)}" if self._has_two_origins else ""
        return f"Level {self.level} of 4{origin}"

    @property
    def minutes_text(self) -> str:
        """Return the time as a learner reads it, with where it comes from."""
        return f"about {self.minutes} min, {_origin(self.minutes_learners)}"

    @property
    def _has_two_origins(self) -> bool:
        return (self.level_learners is None) != (self.minutes_learners is None)


def effort_of(exercise: Exercise) -> Effort:
    """Return an exercise's effort; select its `figures` with it, or this asks for them."""
    figures: ExerciseFigures | None = getattr(exercise, "figures", None)
    level, minutes = exercise.level, exercise.expected_minutes
    level_learners = minutes_learners = None
    if figures is not None and figures.level is not None:
        level, level_learners = figures.level, figures.learners_passed
    if figures is not None and figures.minutes is not None:
        minutes, minutes_learners = figures.minutes, figures.learners_timed
    return Effort(level, minutes, level_learners, minutes_learners)


def _origin(learners: int | None) -> str:
    return "a guess" if learners is None else f"from {learners} learners"
