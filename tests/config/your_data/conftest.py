"""Two learners and a guest who did everything, in a small course with an exercise."""

from uuid import uuid4

import pytest
from django.core.cache import cache

from courses.models import NotebookCell
from exercises.models import Exercise
from grader.learners import guest_create
from grader.models import Learner, Submission
from grader.submitting import submission_create
from tests.config.your_data.samples import did_everything, learner_make
from tests.courses.conftest import (  # noqa: F401
    _children_asked_once,
    loaded,
    notebook_cell,
    sources,
)
from tests.grader.conftest import broker, exercise, folder, valkey  # noqa: F401
from tests.grader.samples import Submit


@pytest.fixture(autouse=True)
def no_counts() -> None:
    """Forget how often anybody did anything."""
    cache.clear()


@pytest.fixture
def submit(notebook_cell: NotebookCell, exercise: Exercise) -> Submit:  # noqa: F811
    """Return a function that sends code; the load of the course comes first, as it retires."""

    def submit(code: str, *, by: Learner) -> Submission:
        return submission_create(by, exercise.slug, submission_id=uuid4(), code=code, device="cpu")

    return submit


@pytest.fixture
def ada(submit: Submit, notebook_cell: NotebookCell) -> Learner:  # noqa: F811
    return learner_make("ada", submit, notebook_cell)


@pytest.fixture
def eve(submit: Submit, notebook_cell: NotebookCell) -> Learner:  # noqa: F811
    return learner_make("eve", submit, notebook_cell)


@pytest.fixture
def guest(submit: Submit, notebook_cell: NotebookCell) -> Learner:  # noqa: F811
    learner, _ = guest_create()
    did_everything("gil", learner, submit, notebook_cell)
    return learner
