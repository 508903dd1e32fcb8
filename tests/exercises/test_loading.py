"""Loading the library into the database."""

import shutil
from pathlib import Path
from uuid import UUID

import pytest

from exercises.faults import LoadRefused
from exercises.format.bounds import Bounds
from exercises.format.loading import LIBRARY
from exercises.loading import Counts, exercises_load
from exercises.models import Exercise, ExerciseNotebook, ExerciseRevision

pytestmark = pytest.mark.django_db

TREE = Path(__file__).parents[1] / "courses" / "tree" / "library"
OTHER_UUID = "0199f3c1-6a7e-7c52-9d11-000000000002"


@pytest.fixture
def library(tmp_path, monkeypatch) -> Path:
    """A library of one exercise."""
    shutil.copytree(TREE, tmp_path / "library")
    monkeypatch.chdir(tmp_path)
    return tmp_path / "library"


@pytest.fixture
def folder(library) -> Path:
    return library / "newton" / "newton-step"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


def second_exercise(folder: Path, slug: str) -> Path:
    """Copy the exercise under another slug, uuid and number."""
    other = folder.parent / slug
    shutil.copytree(folder, other)
    replace(other / "exercise.toml", "0199f3c1-6a7e-7c52-9d11-000000000001", OTHER_UUID)
    replace(other / "exercise.toml", "SO-03", "SO-13")
    return other


def load(library: Path) -> dict[str, Counts]:
    return exercises_load(library, lambda target: f"/{target.replace(':', '/')}/")


def test_every_limit_beyond_the_operators_bounds_is_a_fault(library, folder, settings) -> None:
    settings.GRADER_BOUNDS = Bounds(wall_limit_s=100.0, thread_limit=4)
    replace(
        folder / "exercise.toml",
        "wall_limit_s = 5.0",
        "wall_limit_s = 100.5\nthread_limit = 5",
    )
    with pytest.raises(LoadRefused) as caught:
        load(library)
    wall, threads = sorted(caught.value.faults, key=lambda fault: "thread" in fault.reason)
    assert wall.file.endswith("newton-step/exercise.toml")
    assert wall.reason == (
        "limits.wall_limit_s: wants 100.5 s, but at most 100 s are allowed here; "
        "the operator's setting GRADER_MAX_WALL_LIMIT_S would allow more"
    )
    assert "GRADER_MAX_THREAD_LIMIT" in threads.reason
    assert not Exercise.objects.exists()


def test_an_exercise_and_its_first_revision_are_stored(library) -> None:
    counts = load(library)
    assert (counts["exercises"].created, counts["exercise revisions"].created) == (1, 1)
    exercise = Exercise.objects.get()
    assert (exercise.slug, exercise.lesson, exercise.is_published) == (
        "newton-step",
        "newton",
        True,
    )
    assert (exercise.catalogue_number, exercise.concepts) == ("SO-03", ["newton-step"])
    revision = exercise.current_revision
    assert revision is not None
    assert (revision.number, revision.max_points) == (1, 3)
    assert revision.signature["text"] == "newton_step(g)"
    assert revision.limits == {"wall_limit_s": 5.0}
    assert [(check["id"], check["public"]) for check in revision.checks] == [
        ("value", True),
        ("purity", False),
    ]


def test_the_statement_is_rendered_with_the_given_links(library) -> None:
    load(library)
    html = ExerciseRevision.objects.get().statement_html
    assert 'href="/section/nw-1.1/"' in html
    assert 'class="katex"' in html


def test_without_a_resolver_only_exercises_can_be_linked_to(library, folder) -> None:
    with pytest.raises(LoadRefused, match=r"statement\.md:1: The link 'section:nw-1\.1'"):
        exercises_load(library)
    replace(folder / "statement.md", "section:nw-1.1", "exercise:newton-step")
    exercises_load(library)
    assert 'href="/exercises/newton-step/"' in ExerciseRevision.objects.get().statement_html


def test_a_second_load_changes_nothing(library) -> None:
    load(library)
    counts = load(library)
    assert counts == {"exercises": Counts(unchanged=1), "exercise revisions": Counts(unchanged=1)}


def test_changed_content_is_a_new_revision_and_the_old_one_stays(library, folder) -> None:
    load(library)
    (folder / "starter.py").write_text("def newton_step(g):\n    return None\n")
    counts = load(library)
    assert counts["exercise revisions"].created == 1
    exercise = Exercise.objects.get()
    assert exercise.current_revision is not None
    assert exercise.current_revision.number == 2
    assert list(exercise.revisions.order_by("number").values_list("starter", flat=True)) == [
        "def newton_step(g):\n    return g\n",
        "def newton_step(g):\n    return None\n",
    ]


def test_going_back_to_earlier_content_goes_back_to_its_revision(library, folder) -> None:
    load(library)
    earlier = (folder / "starter.py").read_text()
    (folder / "starter.py").write_text("def newton_step(g):\n    return None\n")
    load(library)
    (folder / "starter.py").write_text(earlier)
    load(library)
    exercise = Exercise.objects.get()
    assert exercise.current_revision is not None
    assert exercise.current_revision.number == 1
    assert exercise.revisions.count() == 2


def test_a_new_rendering_of_the_same_content_is_no_new_revision(library) -> None:
    load(library)
    counts = exercises_load(library, lambda _: "/elsewhere/")
    assert counts["exercise revisions"] == Counts(updated=1)
    assert 'href="/elsewhere/"' in ExerciseRevision.objects.get().statement_html


def test_an_exercise_that_is_gone_is_unpublished_and_comes_back(library, folder) -> None:
    load(library)
    folder.rename(library.parent / "away")
    counts = load(library)
    assert counts["exercises"] == Counts(retired=1)
    assert not Exercise.objects.get().is_published
    assert load(library)["exercises"] == Counts()
    (library.parent / "away").rename(folder)
    assert load(library)["exercises"] == Counts(updated=1)
    assert Exercise.objects.get().is_published


def test_a_renamed_folder_is_the_same_exercise(library, folder) -> None:
    load(library)
    before = Exercise.objects.get().pk
    folder.rename(folder.parent / "newtons-step")
    load(library)
    exercise = Exercise.objects.get()
    assert (exercise.pk, exercise.slug, exercise.is_published) == (before, "newtons-step", True)


def test_two_exercises_may_swap_their_slugs(library, folder) -> None:
    other = second_exercise(folder, "other-step")
    load(library)
    folder.rename(folder.parent / "for-a-moment")
    other.rename(folder)
    (folder.parent / "for-a-moment").rename(other)
    load(library)
    slugs = dict(Exercise.objects.filter(is_published=True).values_list("pk", "slug"))
    assert slugs[UUID(OTHER_UUID)] == "newton-step"
    assert sorted(slugs.values()) == ["newton-step", "other-step"]


def test_exercises_stand_in_the_order_of_the_catalogue(library, folder) -> None:
    second_exercise(folder, "a-later-step")
    load(library)
    assert list(Exercise.objects.values_list("slug", "position")) == [
        ("newton-step", 1),
        ("a-later-step", 2),
    ]


def test_every_bad_exercise_is_named_and_nothing_is_stored(library, folder) -> None:
    other = second_exercise(folder, "other-step")
    replace(folder / "exercise.toml", "level = 1", "level = 9")
    (other / "checks.py").write_text("\n\ndef value(:\n")
    with pytest.raises(LoadRefused) as caught:
        load(library)
    faults = [str(fault) for fault in caught.value.faults]
    assert faults[0] == "library/newton/newton-step/exercise.toml:1: level: must be between 1 and 4"
    assert faults[1].startswith("library/newton/other-step/checks.py:3: ")
    assert not Exercise.objects.exists()


def test_a_uuid_belongs_to_one_exercise(library, folder) -> None:
    shutil.copytree(folder, folder.parent / "copied-step")
    with pytest.raises(LoadRefused, match="is already taken by"):
        load(library)


def test_the_projects_own_library_loads() -> None:
    counts = exercises_load(LIBRARY, lambda _: "/")
    assert counts["exercises"].created == Exercise.objects.filter(is_published=True).count() > 0


def test_notebooks_come_and_go_with_their_exercises(library, folder, settings) -> None:
    settings.SITE_URL = "https://descent.example/"
    second_exercise(folder, "damped-newton")
    load(library)
    assert set(ExerciseNotebook.objects.values_list("exercise__slug", flat=True)) == {
        "newton-step",
        "damped-newton",
    }
    text = ExerciseNotebook.objects.get(exercise__slug="newton-step").text
    assert "https://descent.example/exercise/newton-step/" in text
    statement = folder / "statement.md"
    statement.write_text(statement.read_text() + "\nA new last line.\n")
    shutil.rmtree(folder.parent / "damped-newton")
    load(library)
    assert "A new last line." in ExerciseNotebook.objects.get().text
