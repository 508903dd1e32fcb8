"""What a validation depends on beside the exercise: the code that judges, and the reference."""

import ast
import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

from exercises.format.exercise import Exercise

ROOT = Path(__file__).parents[2]
JUDGING = (
    "exercises/checking",
    "exercises/validation/probes.py",
    "exercises/validation/rules.py",
    "grader/inside",
    "grader/judging",
)
LIBRARIES = ("numpy", "scipy", "torch")


def code_hash(exercise: Exercise) -> str:
    """Return a hash of everything beside the exercise's folder that its validation depends on.

    Comments, docstrings and layout of the code do not count.
    """
    digest = hashlib.sha256(_judging_hash().encode())
    for path in sorted(_reference_paths(exercise)):
        digest.update(_code_hash(path).encode())
    return digest.hexdigest()


@cache
def _judging_hash() -> str:
    digest = hashlib.sha256()
    for name in LIBRARIES:
        digest.update(f"{name} {metadata.version(name)}\n".encode())
    for name in JUDGING:
        path = ROOT / name
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            digest.update(f"{file.relative_to(ROOT).as_posix()} {_code_hash(file)}\n".encode())
    return digest.hexdigest()


@cache
def _code_hash(path: Path) -> str:
    tree = ast.parse(path.read_bytes())
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            _docstring_drop(node)
    return hashlib.sha256(ast.unparse(tree).encode()).hexdigest()


def _docstring_drop(
    node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef,
) -> None:
    if ast.get_docstring(node, clean=False) is not None:
        node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]


def _reference_paths(exercise: Exercise) -> set[Path]:
    """Return the reference's modules that an exercise uses, and those that these use."""
    found: set[Path] = set()
    wanted = [function.reference.partition(":")[0] for function in exercise.functions]
    wanted += _imported(exercise.folder / "checks.py")
    while wanted:
        path = ROOT / f"{wanted.pop().replace('.', '/')}.py"
        if path.is_relative_to(ROOT / "reference") and path.is_file() and path not in found:
            found.add(path)
            wanted += _imported(path)
    return found


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
