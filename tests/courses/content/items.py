"""The questions of a part's skill check, and what their programs and generators make."""

import re
import runpy
import tomllib
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np

from courses.loading.instances import GENERATORS, PLACEHOLDER
from tests.courses.content.printed import CONTENT, LESSONS

PROGRAM = re.compile(r"```python\n(.*?)```", re.DOTALL)


class Items:
    """The questions of one part by id; `lesson` is short, such as so."""

    def __init__(self, lesson: str, part: int) -> None:
        self.folder = CONTENT / LESSONS[lesson] / f"part-{part}"
        source = (self.folder / "skill-check.toml").read_text(encoding="utf-8")
        self.questions = {each["id"]: each for each in tomllib.loads(source)["questions"]}

    def __getitem__(self, ident: str) -> dict[str, Any]:
        question: dict[str, Any] = self.questions[ident]
        return question

    def option(self, ident: str, option_id: str) -> dict[str, Any]:
        found: dict[str, Any]
        (found,) = (each for each in self[ident]["options"] if each["id"] == option_id)
        return found

    def correct(self, ident: str) -> set[str]:
        """Return the ids of the options to be chosen."""
        return {option["id"] for option in self[ident]["options"] if option["correct"]}

    def marks_what_fails(self, ident: str, passed: Mapping[str, Any]) -> None:
        """Assert that the options are these checks, and the correct ones those that fail."""
        assert {option["id"] for option in self[ident]["options"]} == set(passed)
        assert {name for name, passes in passed.items() if not passes} == self.correct(ident)

    def function(self, ident: str, **names: object) -> Callable[..., Any]:
        """Return the function that the program in a prompt defines where it finds `names`."""
        (program,) = PROGRAM.findall(self[ident]["prompt"])
        (defined,) = re.findall(r"^def (\w+)", program, re.MULTILINE)
        exec(program, names)
        function: Callable[..., Any] = names[defined]  # type: ignore[assignment]
        return function

    def generated(self, ident: str, seed: int) -> dict[str, Any]:
        """Return what a question's generator makes.

        Assert that it is what the texts print, and that no wrong value is near the answer.
        """
        question = self[ident]
        values: dict[str, Any] = self._generators[question["generate"]](np.random.default_rng(seed))
        texts = [question["prompt"], question["explanation"]]
        texts += [text for wrong in question["wrong"] for text in wrong.values()]
        assert {*PLACEHOLDER.findall(" ".join(texts)), "answer"} == set(values)
        assert "<<answer>>" not in question["prompt"]
        for wrong in question["wrong"]:
            value = float(values[wrong["value"].strip("<>")])
            assert abs(value / values["answer"] - 1) > 0.05
        return values

    @cached_property
    def _generators(self) -> dict[str, Any]:
        return runpy.run_path(str(self.folder / GENERATORS))
