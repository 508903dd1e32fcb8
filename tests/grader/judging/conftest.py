"""The small exercises that the format's tests use too, and a way to grade code for them."""

from pathlib import Path

import msgspec
import pytest

from exercises.format.loading import exercise_get
from grader.judging.grading import grade

LIBRARY = Path(__file__).parents[2] / "exercises" / "fixtures" / "library"


@pytest.fixture(scope="session")
def norm():
    return exercise_get("euclidean-norm", LIBRARY)


@pytest.fixture(scope="session")
def forward():
    return exercise_get("forward-gradient", LIBRARY)


@pytest.fixture(scope="session")
def softmax():
    return exercise_get("softmax", LIBRARY)


@pytest.fixture(scope="session")
def second():
    return exercise_get("second-derivatives", LIBRARY)


@pytest.fixture
def graded(zygotes):
    """Return a function that grades code, with limits changed where the test says so."""

    def run(exercise, code, *, seed=1, scope="all", device="cpu", progress=None, **limits):
        changed = msgspec.structs.replace(exercise.limits, **limits)
        exercise = msgspec.structs.replace(exercise, limits=changed)
        data = code.encode() if isinstance(code, str) else code
        return grade(
            exercise,
            data,
            seed=seed,
            zygotes=zygotes,
            scope=scope,
            device=device,
            progress=progress,
        )

    return run


@pytest.fixture
def broken(norm, tmp_path):
    """Return a function that makes a copy of the norm exercise whose checks are something else."""

    def make(checks, **changes):
        (tmp_path / "checks.py").write_text(checks)
        return msgspec.structs.replace(norm, folder=tmp_path, **changes)

    return make
