"""A worker's own sandbox follows the operator's settings."""

from collections.abc import Iterator

import msgspec
import pytest
from pytest_django import Settings

from exercises.format.bounds import Bounds
from exercises.format.errors import ExerciseError
from exercises.format.exercise import Exercise as Folder
from grader import judges
from grader.judging.report import Progress

pytestmark = pytest.mark.sandbox


@pytest.fixture(autouse=True)
def no_pool_left() -> Iterator[None]:
    judges.pool_close()
    yield
    judges.pool_close()


def hear(progress: Progress) -> None:
    """Take no notice of news."""


def test_an_exercise_beyond_the_operators_bounds_is_not_graded(
    folder: Folder, settings: Settings
) -> None:
    settings.GRADER_BOUNDS = Bounds(wall_limit_s=1.0)
    with pytest.raises(ExerciseError, match="at most 1 s are allowed here"):
        judges.sandbox_judge(folder, b"x = 1\n", seed=1, device="cpu", scope="all", progress=hear)


def test_a_worker_that_starts_names_the_exercises_it_cannot_grade(
    folder: Folder,
    settings: Settings,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limits = msgspec.structs.replace(folder.limits, thread_limit=99)
    beyond = msgspec.structs.replace(folder, limits=limits)
    monkeypatch.setattr(judges, "exercises_list", lambda: [beyond])
    settings.GRADER_BOUNDS = Bounds(thread_limit=98)
    judges.pool_warm(["cpu"])
    assert f"Nothing is graded against {folder.slug}" in caplog.text
    assert "GRADER_MAX_THREAD_LIMIT would allow more" in caplog.text


def test_the_pool_replaces_zygotes_as_often_as_the_operator_says(settings: Settings) -> None:
    settings.GRADER_RUNS_PER_ZYGOTE = 7
    assert judges.pool_get()._runs_per_zygote == 7
