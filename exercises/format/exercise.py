"""What an exercise is made of."""

import re
from pathlib import Path
from typing import Literal
from uuid import UUID

from msgspec import Struct

Library = Literal["numpy", "scipy", "torch"]
Device = Literal["cpu", "cuda"]
FlavourName = Literal["numpy", "scipy", "torch"]


class Parameter(Struct, frozen=True, forbid_unknown_fields=True):
    """One parameter of the learner's function; shape and dtype are written for people.

    `default` is the default as Python writes it: "None", 1e-3.
    """

    name: str
    shape: str
    dtype: str
    default: str | int | float | bool | None = None


class Returns(Struct, frozen=True, forbid_unknown_fields=True):
    """What the learner's function returns."""

    shape: str
    dtype: str


class Signature(Struct, frozen=True, forbid_unknown_fields=True):
    """The function the learner writes."""

    function: str
    parameters: tuple[Parameter, ...]
    returns: Returns

    @property
    def text(self) -> str:
        """Return the signature as one line of Python: `two_loop(g, S, Y, gamma=None)`."""
        names = [
            parameter.name if parameter.default is None else f"{parameter.name}={parameter.default}"
            for parameter in self.parameters
        ]
        return f"{self.function}({', '.join(names)})"


class Function(Signature, frozen=True, forbid_unknown_fields=True):
    """A function the learner writes, with the reference it is held against."""

    reference: str


class Limits(Struct, frozen=True, forbid_unknown_fields=True):
    """The limits an exercise sets for the solution process; None keeps the sandbox's own."""

    wall_limit_s: float | None = None
    cpu_limit_s: float | None = None
    memory_limit_bytes: int | None = None
    scratch_limit_bytes: int | None = None
    file_size_limit_bytes: int | None = None
    output_limit_bytes: int | None = None
    frame_limit_bytes: int | None = None
    frame_count_limit: int | None = None
    oracle_call_limit: int | None = None
    thread_limit: int | None = None
    open_file_limit: int | None = None


class Check(Struct, frozen=True, forbid_unknown_fields=True):
    """One graded property; `id` names its function in checks.py."""

    id: str
    title: str
    points: int
    concepts: tuple[str, ...]
    public: bool = True


class Mistake(Struct, frozen=True):
    """A known-wrong solution, the check that must catch it, the sentence its author reads."""

    slug: str
    path: Path
    caught_by: str
    sentence: str


class CorrectSolution(Struct, frozen=True):
    """A correct solution; `difference` says how it differs in structure from the others."""

    slug: str
    path: Path
    difference: str


class Exercise(Struct, frozen=True):
    """An exercise folder, read and found well-formed.

    `content_hash` is that of all its files, `judged_hash` of all but the statement, which decides
    no verdict.
    """

    uuid: UUID
    slug: str
    lesson: str
    folder: Path
    catalogue_number: str
    revision: int
    title: str
    summary: str
    concepts: tuple[str, ...]
    prerequisites: tuple[str, ...]
    level: int
    expected_minutes: int
    reference: str
    libraries: tuple[Library, ...]
    devices: tuple[Device, ...]
    signature: Signature
    further: tuple[Function, ...]
    limits: Limits
    checks: tuple[Check, ...]
    statement: str
    starter: str
    solutions_correct: tuple[CorrectSolution, ...]
    mistakes: tuple[Mistake, ...]
    content_hash: str
    judged_hash: str

    @property
    def functions(self) -> tuple[Function, ...]:
        """Return every function the learner writes, the main one first."""
        main = self.signature
        return (
            Function(main.function, main.parameters, main.returns, self.reference),
            *self.further,
        )

    @property
    def signatures_text(self) -> str:
        """Return the signatures of all functions, a line each."""
        return "\n".join(function.text for function in self.functions)

    @property
    def max_points(self) -> int:
        """Return the points of all checks together."""
        return sum(check.points for check in self.checks)

    @property
    def flavour(self) -> FlavourName:
        """Return the zygote flavour that holds every library of this exercise."""
        if "torch" in self.libraries:
            return "torch"
        return "scipy" if "scipy" in self.libraries else "numpy"

    @property
    def dtypes(self) -> tuple[str, ...]:
        """Return the floating dtypes the returned value is asked in: "float64 | float32" is two."""
        known = ("float64", "float32", "float16", "bfloat16")
        words = re.findall(r"\w+", self.signature.returns.dtype)
        return tuple(dict.fromkeys(word for word in words if word in known)) or ("float64",)
