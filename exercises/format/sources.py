"""Reads and verifies the Python files of an exercise, without importing them."""

import ast
from pathlib import Path

from exercises.format.errors import ExerciseError
from exercises.format.exercise import CorrectSolution, Mistake

CAUGHT_BY = "# caught by:"
SENTENCE = "# sentence:"
CONTINUED = "#   "


def text_read(path: Path) -> str:
    """Return the file's text.

    Raises:
        ExerciseError: when it is missing, no plain file, or not UTF-8.

    """
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, NotADirectoryError):
        raise ExerciseError(path, "this file is missing") from None
    except UnicodeDecodeError as error:
        raise ExerciseError(path, f"this file is not UTF-8: {error.reason}") from None
    except OSError as error:
        raise ExerciseError(path, f"this file cannot be read: {error.strerror}") from None


def checks_verify(path: Path, check_ids: tuple[str, ...]) -> None:
    """Verify that checks.py defines each check as a function of three arguments.

    Raises:
        ExerciseError: naming the check that is missing or takes something else.

    """
    functions = _functions(path)
    for check_id in check_ids:
        function = functions.get(check_id)
        if function is None:
            raise ExerciseError(path, f"there is no function `{check_id}` for the check of this id")
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if names != ["solution", "reference", "rng"]:
            raise ExerciseError(
                path,
                f"line {function.lineno}: the check `{check_id}` must take "
                "(solution, reference, rng)",
            )


def starter_verify(path: Path, function: str) -> None:
    """Verify that starter.py is Python and defines the function of the signature.

    Raises:
        ExerciseError: when it does not.

    """
    if function not in _functions(path):
        raise ExerciseError(path, f"the starter does not define `{function}`")


def correct_solutions_read(folder: Path) -> tuple[CorrectSolution, ...]:
    """Return the correct solutions, by name; there are two or more.

    Raises:
        ExerciseError: when there are fewer, or one lacks its first comment line.

    """
    solutions = []
    for path in sorted(folder.glob("*.py")):
        first = text_read(path).partition("\n")[0]
        difference = first.removeprefix("#").strip()
        if not first.startswith("#") or not difference:
            reason = "line 1: a comment must say how this solution differs in structure"
            raise ExerciseError(path, reason)
        solutions.append(CorrectSolution(path.stem, path, difference))
    if len(solutions) < 2:
        raise ExerciseError(folder, "there must be two correct solutions or more")
    return tuple(solutions)


def mistakes_read(folder: Path, check_ids: tuple[str, ...]) -> tuple[Mistake, ...]:
    """Return the known-wrong solutions, by name.

    Raises:
        ExerciseError: when there is none, or a header is incomplete or names no check.

    """
    mistakes = tuple(_mistake_read(path, check_ids) for path in sorted(folder.glob("*.py")))
    if not mistakes:
        raise ExerciseError(folder, "there must be at least one known-wrong solution")
    return mistakes


def _mistake_read(path: Path, check_ids: tuple[str, ...]) -> Mistake:
    lines = text_read(path).splitlines()
    if not lines or not lines[0].startswith(CAUGHT_BY):
        raise ExerciseError(path, f"line 1: must read `{CAUGHT_BY} <check id>`")
    caught_by = lines[0].removeprefix(CAUGHT_BY).strip()
    if caught_by not in check_ids:
        raise ExerciseError(path, f"line 1: there is no check `{caught_by}`")
    if len(lines) < 2 or not lines[1].startswith(SENTENCE):
        raise ExerciseError(path, f"line 2: must read `{SENTENCE} <what its author should read>`")
    words = [lines[1].removeprefix(SENTENCE).strip()]
    for line in lines[2:]:
        if not line.startswith(CONTINUED):
            break
        words.append(line.removeprefix(CONTINUED).strip())
    sentence = " ".join(word for word in words if word)
    if not sentence:
        raise ExerciseError(path, "line 2: the sentence is empty")
    return Mistake(path.stem, path, caught_by, sentence)


def _functions(path: Path) -> dict[str, ast.FunctionDef]:
    try:
        module = ast.parse(text_read(path))
    except SyntaxError as error:
        raise ExerciseError(path, f"line {error.lineno}: {error.msg}") from None
    except ValueError as error:
        raise ExerciseError(path, str(error)) from None
    return {node.name: node for node in module.body if isinstance(node, ast.FunctionDef)}
