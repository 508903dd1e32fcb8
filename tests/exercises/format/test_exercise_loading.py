"""Exercise folders are read, and refused with file, key and reason."""

import shutil
from pathlib import Path

import pytest

from exercises.format.errors import ExerciseError
from exercises.format.loading import LIBRARY, exercise_get, exercise_load, exercises_list

FIXTURES = Path(__file__).parents[1] / "fixtures" / "library"


@pytest.fixture
def library(tmp_path):
    return Path(shutil.copytree(FIXTURES, tmp_path / "library"))


@pytest.fixture
def folder(library):
    return library / "calculus" / "euclidean-norm"


def replace(path, old, new):
    text = path.read_text()
    assert old in text, old
    path.write_text(text.replace(old, new, 1))


def refusal(folder):
    with pytest.raises(ExerciseError) as caught:
        exercise_load(folder)
    return caught.value


def test_a_folder_becomes_an_exercise(folder):
    exercise = exercise_load(folder)
    assert (exercise.slug, exercise.lesson) == ("euclidean-norm", "calculus")
    assert exercise.max_points == 6
    assert exercise.flavour == "numpy"
    assert exercise.signature.text == "norm(x)"
    assert exercise.limits.memory_limit_bytes == 128 * 1024 * 1024
    assert [check.public for check in exercise.checks] == [True, False, True]
    assert exercise.starter.startswith("def norm")
    assert [each.slug for each in exercise.solutions_correct] == ["loop", "product"]
    assert exercise.solutions_correct[1].difference == "One inner product."


def test_a_mistake_names_its_check_and_may_take_two_lines(folder):
    mistake = exercise_load(folder).mistakes[0]
    assert (mistake.slug, mistake.caught_by) == ("no_root", "homogeneous")
    assert mistake.sentence == "The sum of squares is not a length yet: its root is."


def test_a_default_is_written_as_python_writes_it(library):
    exercise = exercise_get("forward-gradient", library)
    assert exercise.signature.text == "gradient(x, f, step=0.0001)"


def test_an_exercise_may_ask_for_several_functions(library):
    exercise = exercise_get("second-derivatives", library)
    assert [function.function for function in exercise.functions] == ["hvp", "hessian"]
    assert exercise.functions[1].reference == "reference.hessian:hessian"
    assert exercise.signatures_text == "hvp(f, x, v)\nhessian(f, x)"


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("exercise.toml", 'function = "hessian"', 'function = "hvp"', ["further", "share a name"]),
        ("exercise.toml", 'function = "hessian"', 'function = "2d"', ["further[0]", "`2d`"]),
        ("exercise.toml", "hessian:hessian", "hessian", ["further[0].reference", "hessian"]),
        ("starter.py", "def hessian", "def matrix", ["starter", "`hessian`"]),
    ],
)
def test_a_further_function_is_held_to_the_format(library, file, old, new, words):
    folder = library / "tensors" / "second-derivatives"
    replace(folder / file, old, new)
    message = str(refusal(folder))
    for word in words:
        assert word in message


def test_the_dtypes_are_those_of_the_returned_value(library):
    assert exercise_get("softmax", library).dtypes == ("float64", "float32")
    assert exercise_get("euclidean-norm", library).dtypes == ("float64",)


@pytest.mark.parametrize(
    ("file", "old", "new", "reasons"),
    [
        ("exercise.toml", "revision = 1", "revision = 0", ["revision", "1 or more"]),
        ("exercise.toml", "level = 1", "level = 5", ["level", "between 1 and 4"]),
        ("exercise.toml", "level = 1", 'level = "easy"', ["level", "int"]),
        ("exercise.toml", "level = 1", "level = 1\ncolour = 3", ["unknown field", "colour"]),
        ("exercise.toml", "points = 2", "points = 0", ["checks[1].points", "1 or more"]),
        ("exercise.toml", "points = 2", "points = 2\nweight = 3", ["checks[1]", "weight"]),
        ("exercise.toml", 'id = "purity"', 'id = "value"', ["checks", "share an id"]),
        ("exercise.toml", 'id = "purity"', 'id = "speed"', ["no function `speed`"]),
        ("exercise.toml", 'id = "purity"', 'id = "2nd"', ["checks[2].id", "no public Python name"]),
        ("exercise.toml", "numpy.linalg:norm", "numpy.linalg", ["reference", "module:function"]),
        ("exercise.toml", '["cpu"]', '["tpu"]', ["devices[", "tpu"]),
        ("exercise.toml", '["cpu"]', "[]", ["devices", "at least one"]),
        ("exercise.toml", '["norm"]', '["Norm!"]', ["concepts", "`Norm!`"]),
        ("exercise.toml", "wall_limit_s = 20.0", "wall_limit_s = 0", ["limits.wall_limit_s"]),
        ("exercise.toml", "wall_limit_s = 20.0", "wall_limit_s = nan", ["wall_limit_s", "above 0"]),
        ("exercise.toml", "wall_limit_s = 20.0", "wall_limit_s = inf", ["wall_limit_s", "above 0"]),
        ("exercise.toml", "wall_limit_s = 20.0", "thread_limit = -4", ["limits.thread_limit"]),
        ("exercise.toml", "134217728", "128", ["memory_limit_bytes", "128 bytes", "16 MiB are"]),
        ("exercise.toml", "wall_limit_s = 20.0", "wall_limits = 1", ["limits", "wall_limits"]),
        ("exercise.toml", 'uuid = "0b3a7d8e', 'uuid = "zz', ["uuid"]),
        ("exercise.toml", "uuid = ", "uuid ", ["not TOML"]),
        ("exercise.toml", 'title = "Euclidean norm"', 'title = " "', ["title", "empty"]),
        ("checks.py", "def purity(solution, reference", "def purity(solution", ["purity", "take"]),
        ("checks.py", "def purity(", "def purity((", ["line"]),
        ("starter.py", "def norm", "def length", ["does not define `norm`"]),
        ("statement.md", "Return the Euclidean length of `x`.\n", "", ["empty"]),
        ("solutions/wrong/no_root.py", "caught by: homogeneous", "caught by: x", ["no check `x`"]),
        ("solutions/wrong/no_root.py", "# caught by: ", "# by: ", ["line 1", "caught by"]),
        ("solutions/wrong/one_norm.py", "# sentence: ", "# says: ", ["line 2", "sentence"]),
        ("solutions/correct/loop.py", "# Hypotenuse", "x = 1  # H", ["line 1", "differs"]),
    ],
)
def test_a_broken_file_is_named_with_its_reason(folder, file, old, new, reasons):
    replace(folder / file, old, new)
    error = refusal(folder)
    # What the toml promises and checks.py lacks is shown where it is to be mended.
    named = "checks.py" if "no function" in reasons[0] else file
    assert error.path == folder / named
    for reason in reasons:
        assert reason in error.reason
    assert str(error) == f"{error.path}: {error.reason}"


@pytest.mark.parametrize("file", ["exercise.toml", "checks.py", "starter.py", "statement.md"])
def test_a_missing_file_is_named(folder, file):
    (folder / file).unlink()
    error = refusal(folder)
    assert error.path == folder / file
    assert "missing" in error.reason


def test_a_missing_key_is_named(folder):
    replace(folder / "exercise.toml", 'summary = "Measure a vector."\n', "")
    assert "summary" in refusal(folder).reason


def test_one_correct_solution_is_too_few(folder):
    (folder / "solutions" / "correct" / "loop.py").unlink()
    assert refusal(folder).path == folder / "solutions" / "correct"


def test_an_exercise_without_mistakes_is_refused(folder):
    shutil.rmtree(folder / "solutions" / "wrong")
    assert refusal(folder).path == folder / "solutions" / "wrong"


def test_a_file_that_is_not_utf8_is_refused(folder):
    (folder / "statement.md").write_bytes(b"caf\xe9")
    assert "UTF-8" in refusal(folder).reason


def test_a_symbolic_link_is_refused(folder):
    (folder / "notes.md").symlink_to("/etc/hostname")
    assert "symbolic link" in refusal(folder).reason


def test_an_exercise_without_a_public_check_is_refused(folder):
    path = folder / "exercise.toml"
    path.write_text(path.read_text().replace("public = true", "public = false"))
    replace(path, "points = 1\n", "points = 1\npublic = false\n")
    assert "public" in refusal(folder).reason


def test_checks_are_not_imported(folder, tmp_path):
    mark = tmp_path / "imported"
    with (folder / "checks.py").open("a") as file:
        file.write(f"\nopen({str(mark)!r}, 'w').close()\n")
    exercise_load(folder)
    assert not mark.exists()


def test_the_content_hash_covers_every_file_and_its_name(folder):
    first = exercise_load(folder).content_hash
    assert exercise_load(folder).content_hash == first

    (folder / "data.csv").write_text("1,2\n")
    second = exercise_load(folder).content_hash
    (folder / "data.csv").rename(folder / "more.csv")
    third = exercise_load(folder).content_hash
    replace(folder / "solutions" / "wrong" / "one_norm.py", "x", "x ")
    fourth = exercise_load(folder).content_hash
    assert len({first, second, third, fourth}) == 4


def test_the_content_hash_leaves_bytecode_out(folder):
    first = exercise_load(folder).content_hash
    cache = folder / "__pycache__"
    cache.mkdir()
    (cache / "checks.cpython-311.pyc").write_bytes(b"\0")
    assert exercise_load(folder).content_hash == first


def test_the_content_hash_does_not_depend_on_the_place(folder, tmp_path):
    copy = tmp_path / "elsewhere" / "calculus" / "euclidean-norm"
    shutil.copytree(folder, copy)
    assert exercise_load(copy).content_hash == exercise_load(folder).content_hash


def test_an_unknown_slug_is_refused(library):
    for slug in ("no-such", "../calculus", "", "*"):
        with pytest.raises(ExerciseError, match="there is no exercise"):
            exercise_get(slug, library)


def test_exercises_are_listed_by_lesson_and_number(library):
    listed = [exercise.slug for exercise in exercises_list(library)]
    assert listed == ["euclidean-norm", "forward-gradient", "softmax", "second-derivatives"]


def test_numbers_are_ordered_as_numbers(library):
    replace(library / "calculus/euclidean-norm/exercise.toml", "TT-01", "TT-10")
    replace(library / "calculus/forward-gradient/exercise.toml", "TT-02", "TT-9b")
    listed = [exercise.slug for exercise in exercises_list(library)]
    assert listed == ["forward-gradient", "euclidean-norm", "softmax", "second-derivatives"]


def test_two_exercises_must_not_share_a_number(library):
    replace(library / "calculus/forward-gradient/exercise.toml", "TT-02", "TT-01")
    with pytest.raises(ExerciseError, match=r"`TT-01` is already taken by .*euclidean-norm"):
        exercises_list(library)


def test_the_library_of_the_repository_is_well_formed():
    slugs = [exercise.slug for exercise in exercises_list()]
    assert sorted(slugs) == sorted(path.name for path in LIBRARY.glob("*/*") if path.is_dir())
    assert slugs
    assert exercise_get(slugs[0]).folder.is_absolute()
