"""Reads of the catalogue."""

from pathlib import Path

import pytest

from exercises.loading import exercises_load
from exercises.models import Exercise
from exercises.selectors import exercise_get, exercises_list

pytestmark = pytest.mark.django_db

LIBRARY = Path(__file__).parents[1] / "courses" / "tree" / "library"


@pytest.fixture(autouse=True)
def loaded(db) -> None:
    exercises_load(LIBRARY, lambda _: "/")


def test_an_exercise_comes_with_its_current_revision(django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        revision = exercise_get("newton-step").current_revision
        assert revision is not None
        assert revision.number == 1
    with django_assert_num_queries(1):
        assert [each.current_revision.number for each in exercises_list()] == [1]


def test_an_unpublished_exercise_is_not_found() -> None:
    Exercise.objects.update(is_published=False)
    assert not exercises_list()
    with pytest.raises(Exercise.DoesNotExist):
        exercise_get("newton-step")


def test_an_exercise_knows_its_page() -> None:
    assert exercise_get("newton-step").get_absolute_url() == "/exercises/newton-step/"
