"""Notebooks of the library: valid, complete, runnable anywhere, and silent on what is hidden."""

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbformat
import pytest

from exercises.format.exercise import Exercise
from exercises.format.loading import LIBRARY, exercise_get, exercise_load, exercises_list
from exercises.notebooks.answers import PublicAnswers, answers_get, answers_put
from exercises.notebooks.assembling import notebook_make
from exercises.notebooks.recording import IS_BOUND, answers_record, notebook_code, notebook_run

FIXTURES = Path(__file__).parents[1] / "fixtures" / "library"
SITE = "https://descent.example"
EXERCISES = exercises_list() + exercises_list(FIXTURES)
# Each with a mistake that a public check catches.
PUBLIC_MISTAKES = {
    "newton-decrement": "half_squared",
    "two-loop-recursion": "ignores_gamma",
    "kfac-step": "damps_in_place",
}


@cache
def answers_of(folder: Path) -> PublicAnswers:
    """Return an exercise's answers, recorded now where none are kept."""
    exercise = exercise_load(folder)
    return answers_get(exercise) or answers_record(exercise)


def notebook_of(exercise: Exercise) -> str:
    answers = answers_of(exercise.folder)
    return notebook_make(exercise, answers, lambda target: f"{SITE}/{target}")


@pytest.fixture(params=EXERCISES, ids=lambda exercise: exercise.slug)
def exercise(request: pytest.FixtureRequest) -> Exercise:
    found: Exercise = request.param
    return found


def functions(source: str) -> Iterator[ast.FunctionDef]:
    """Yield the functions of a source, and of sources that it carries as text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            yield node
        elif (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and "def " in node.value
        ):
            try:
                yield from functions(node.value)
            except SyntaxError:
                continue


def bodies(sources: list[str]) -> set[str]:
    """Return what functions do, whatever their names: bodies of two statements and more."""
    found = (function.body for source in sources for function in functions(source))
    told = ([each for each in body if not isinstance(each, ast.Expr)] for body in found)
    return {"\n".join(map(ast.unparse, body)) for body in told if len(body) >= 2}


def run(notebook: str, code: str, folder: Path) -> dict[str, str]:
    """Run a notebook's cells where there is no Descent, and return the verdicts."""
    script = folder / "notebook.py"
    ending = "\nprint(json.dumps(verdicts))\n"
    script.write_text("\n\n".join([*notebook_code(notebook, code), ending]))
    # Isolated: neither the working folder nor PYTHONPATH is looked at for modules.
    done = subprocess.run(
        [sys.executable, "-I", "-W", "error", str(script)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    verdicts: dict[str, str] = json.loads(done.stdout.splitlines()[-1])
    return verdicts


def test_a_notebook_is_valid_and_holds_statement_and_starter(exercise: Exercise) -> None:
    text = notebook_of(exercise)
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    told = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    assert exercise.title in told
    assert ":::" not in told
    assert told.count("<details>") == exercise.statement.count(
        "::: hint"
    ) + exercise.statement.count("::: answer")
    assert any(cell.source == exercise.starter.rstrip() for cell in notebook.cells)
    assert f"{SITE}/exercise:{exercise.slug}" in told
    assert notebook_of(exercise) == text


def test_a_notebook_is_silent_on_hidden_checks_mistakes_solutions_and_the_reference(
    exercise: Exercise,
) -> None:
    notebook = notebook_of(exercise)
    code = list(notebook_code(notebook))
    # A helper may bear the name of a check; what a check takes tells it.
    carried = {
        function.name
        for source in code
        for function in functions(source)
        if [argument.arg for argument in function.args.args] == ["solution", "reference", "rng"]
    }
    everything = json.dumps(json.loads(notebook), ensure_ascii=False)
    for check in exercise.checks:
        if not check.public:
            assert check.id not in carried
            assert check.title not in everything or check.title in exercise.statement
    for mistake in exercise.mistakes:
        assert mistake.sentence not in everything
    paths = [each.path for each in (*exercise.solutions_correct, *exercise.mistakes)]
    module = exercise.reference.partition(":")[0].replace(".", "/")
    references = [path for path in [LIBRARY.parents[1] / f"{module}.py"] if path.exists()]
    secret = bodies([path.read_text() for path in [*paths, *references]])
    assert not bodies(code) & (secret - bodies([exercise.starter]))
    assert "reference." not in "\n".join(
        line
        for source in code
        for line in source.splitlines()
        if line.startswith(("from", "import"))
    )


def test_each_public_check_runs_or_is_said_to_run_on_the_site(exercise: Exercise) -> None:
    answers = answers_of(exercise.folder)
    told = notebook_of(exercise)
    for check in exercise.checks:
        if check.public and check.id in answers.left_out:
            assert f"{check.title}: {answers.left_out[check.id]}." in told


@pytest.mark.parametrize("slug", list(PUBLIC_MISTAKES))
def test_the_cells_run_alone_and_tell_right_from_wrong(slug: str, tmp_path: Path) -> None:
    exercise = exercise_get(slug)
    notebook = notebook_of(exercise)
    public = {check.id for check in exercise.checks if check.public}
    (mistake,) = (each for each in exercise.mistakes if each.slug == PUBLIC_MISTAKES[slug])
    for solution in exercise.solutions_correct[-1:]:
        verdicts = run(notebook, solution.path.read_text(), tmp_path)
        assert verdicts == dict.fromkeys(public, "passed")
    verdicts = run(notebook, mistake.path.read_text(), tmp_path)
    assert verdicts[mistake.caught_by] == "failed"
    assert set(run(notebook, exercise.starter, tmp_path).values()) == {"failed"}


@pytest.mark.parametrize("slug", list(PUBLIC_MISTAKES))
def test_each_mistake_fails_its_check_in_the_notebook_where_that_is_public(slug: str) -> None:
    exercise = exercise_get(slug)
    notebook = notebook_of(exercise)
    public = {check.id for check in exercise.checks if check.public}
    mistakes = [each for each in exercise.mistakes if each.caught_by in public]
    assert len(mistakes) >= 5
    for mistake in mistakes:
        verdicts = notebook_run(notebook, mistake.path.read_text())
        assert verdicts[mistake.caught_by] in {"failed", "error"}, mistake.slug


def test_without_answers_the_notebook_lists_the_checks_and_runs_none() -> None:
    exercise = exercise_get("newton-decrement")
    notebook = notebook_make(exercise, None, lambda _: None)
    assert list(notebook_code(notebook)) == [exercise.starter.rstrip()]
    assert "Agrees with ‖L⁻¹g‖: it needs the site." in notebook


def test_answers_of_other_content_are_none_and_do_not_count_as_content(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "calculus", tmp_path / "calculus")
    exercise = exercise_get("euclidean-norm", tmp_path)
    answers = answers_record(exercise)
    answers_put(exercise, answers)
    again = exercise_get("euclidean-norm", tmp_path)
    assert again.judged_hash == exercise.judged_hash
    assert answers_get(again) == answers
    starter = exercise.folder / "starter.py"
    starter.write_text(starter.read_text() + "\n# More.\n")
    assert answers_get(exercise_get("euclidean-norm", tmp_path)) is None


def test_a_check_that_needs_the_reference_itself_is_left_out(tmp_path: Path) -> None:
    shutil.copytree(FIXTURES / "calculus", tmp_path / "calculus")
    exercise = exercise_get("euclidean-norm", tmp_path)
    checks = exercise.folder / "checks.py"
    public = next(check.id for check in exercise.checks if check.public)
    checks.write_text(
        checks.read_text().replace(f"def {public}(", "def _inner(")
        + f"\n\nfrom reference import lbfgs\n\n\ndef {public}(solution, reference, rng):\n"
        "    assert lbfgs.CURVATURE_THRESHOLD\n    _inner(solution, reference, rng)\n"
    )
    answers = answers_record(exercise_get("euclidean-norm", tmp_path))
    assert answers.left_out[public] == IS_BOUND
