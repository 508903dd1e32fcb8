"""A picture's program: a Python file whose docstring says what its `draw(figure)` shows."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import msgspec

TITLE_LIMIT_CHARACTERS = 80


class ProgramError(Exception):
    """A program that cannot be drawn; `line` is where, from 1."""

    def __init__(self, reason: str, line: int = 1) -> None:
        super().__init__(reason)
        self.line = line


@dataclass(frozen=True)
class Program:
    """What a program's source says.

    Title and description are for those who cannot see. `interactive` names the module that brings
    the picture to life where there is JavaScript; a program says `INTERACTIVE = "name"`.
    """

    title: str
    description: str
    source: str
    interactive: str


class Axes(msgspec.Struct, frozen=True):
    """Where axes lie in a picture (left, top, right, bottom) and what they span."""

    box: tuple[float, float, float, float]
    x: tuple[float, float]
    y: tuple[float, float]


class Drawn(msgspec.Struct, frozen=True):
    """A picture as SVG with its axes; or what went wrong, and in which line of its program."""

    svg: str = ""
    axes: tuple[Axes, ...] = ()
    reason: str = ""
    line: int = 1


def program_read(path: Path) -> Program:
    """Return a program; raises ProgramError where it is not one."""
    source = path.read_text(encoding="utf-8")
    try:
        module = ast.parse(source)
    except SyntaxError as error:
        raise ProgramError(f"Not Python: {error.msg}.", error.lineno or 1) from None
    title, _, description = (ast.get_docstring(module) or "").partition("\n\n")
    if not title or not description.strip():
        raise ProgramError("A picture's docstring has a title, an empty line and a description.")
    if len(title) > TITLE_LIMIT_CHARACTERS or "\n" in title:
        raise ProgramError(f"The title has one line of at most {TITLE_LIMIT_CHARACTERS} letters.")
    if not any(isinstance(node, ast.FunctionDef) and node.name == "draw" for node in module.body):
        raise ProgramError("It has no function `draw(figure)`.")
    return Program(title, " ".join(description.split()), source, _interactive(module))


def _interactive(module: ast.Module) -> str:
    for node in module.body:
        if (
            isinstance(node, ast.Assign)
            and [target.id for target in node.targets if isinstance(target, ast.Name)]
            == ["INTERACTIVE"]
            and isinstance(node.value, ast.Constant)
        ):
            return str(node.value.value)
    return ""
