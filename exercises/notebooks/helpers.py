"""The sources of `exercises.checking` that a notebook carries, under a package name of its own."""

import ast
from collections.abc import Iterable
from functools import cache
from pathlib import Path

PACKAGE = "exercises.checking"
NOTEBOOK_PACKAGE = "descent_checks"
FOLDER = Path(__file__).parents[1] / "checking"
# What the notebook's own runner needs, whatever the checks use.
ALWAYS = ("CheckFailed", "Outcome", "SolutionRaised", "is_array", "is_tensor")


def helpers_collect(names: Iterable[str]) -> dict[str, str]:
    """Return module sources by name, each after those that it imports; the package comes last."""
    homes = _homes()
    wanted = {name: homes[name] for name in (*ALWAYS, *names)}
    sources: dict[str, str] = {}
    for module in wanted.values():
        _add(module, sources)
    imports = sorted(f"from {module} import {name}" for name, module in wanted.items())
    sources[PACKAGE] = "\n".join(imports) + "\n"
    return {renamed(name): renamed(source) for name, source in sources.items()}


def renamed(text: str) -> str:
    """Return a text in which our packages bear the name that they have in notebooks."""
    return text.replace(PACKAGE, NOTEBOOK_PACKAGE).replace("exercises.notebooks", NOTEBOOK_PACKAGE)


def _add(module: str, sources: dict[str, str]) -> None:
    if module in sources:
        return
    source, needed = _module(module)
    for each in needed:
        _add(each, sources)
    sources[module] = source


# The package changes only with the code.
@cache
def _module(name: str) -> tuple[str, tuple[str, ...]]:
    """Return a module's source, and those of the package that it imports."""
    source = (FOLDER / f"{name.rpartition('.')[2]}.py").read_text(encoding="utf-8")
    needed = (
        str(node.module)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(f"{PACKAGE}.")
    )
    return source, tuple(needed)


@cache
def _homes() -> dict[str, str]:
    """Return the module of each public name of the package."""
    tree = ast.parse((FOLDER / "__init__.py").read_text(encoding="utf-8"))
    return {
        alias.asname or alias.name: str(node.module)
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
