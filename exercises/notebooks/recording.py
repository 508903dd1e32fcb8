"""Records what the reference answers to public checks, so that they can run without it.

The checks and a correct solution, both ours, run here as they will in a notebook. Then the notebook
itself is tried with every correct solution: a check that one of them does not pass is left out.
"""

import contextlib
import importlib
import inspect
import io
import json
import sys
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import nbformat

from exercises.format.exercise import Check, Exercise
from exercises.notebooks.answers import PublicAnswers
from exercises.notebooks.assembling import STARTER_TAG, notebook_make
from exercises.notebooks.keeping import Kept, digest, encoded
from exercises.notebooks.pruning import checks_prune, names_used, recorded_names
from exercises.notebooks.running import LocalSolution, check_run

ANSWERS_LIMIT_BYTES = 256 * 1024
MEASURED = frozenset({"expect_growth", "expect_storage", "expect_no_leak", "size_beyond"})
IS_MEASURED = "it measures time or memory, which only the sandbox does"
IS_COUNTED = "it counts derivatives, which only the sandbox does"
IS_LARGE = "its inputs and answers are too large for a notebook"
IS_BOUND = "it uses the reference itself, not only its answers"
IS_OTHER = "the recorded answers do not decide it"

Function = Callable[..., Any]


class Recorder:
    """A function of the reference, whose calls are written down."""

    def __init__(self, name: str, function: Function, calls: list[Kept]) -> None:
        """Write into these calls, under this name."""
        self._name = name
        self._inner = function
        self._calls = calls

    def function(self, name: str) -> "Recorder":
        """Return the same for another function of the reference."""
        inner: Any = self._inner
        return Recorder(f"{self._name}.{name}", inner.function(name), self._calls)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's answer, and keep it."""
        asked = digest([list(args), kwargs])
        try:
            answer = self._inner(*args, **kwargs)
        except Exception as error:
            kind = type(error).__name__.lstrip("_")
            self._calls.append([self._name, asked, ["raise", kind, str(error)]])
            raise
        try:
            self._calls.append([self._name, asked, encoded(answer)])
        except TypeError:
            self._calls.append([self._name, asked, ["unkept"]])
        return answer


class Reference:
    """The references of an exercise's functions; called, it is that of the main one."""

    def __init__(self, exercise: Exercise) -> None:
        """Import them."""
        self._main = _imported(exercise.reference)
        self._others = {each.function: _imported(each.reference) for each in exercise.further}

    def function(self, name: str) -> Function:
        """Return the reference of the function of this name."""
        return self._others.get(name, self._main)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the main reference's answer."""
        return self._main(*args, **kwargs)


def answers_record(exercise: Exercise) -> PublicAnswers:
    """Return the answers that an exercise's public checks need, and the checks left out."""
    source = (exercise.folder / "checks.py").read_text(encoding="utf-8")
    checks, reference = _module_execute(source), Reference(exercise)
    recorded: dict[str, list[Kept]] = {}
    left_out: dict[str, str] = {}
    for check in exercise.checks:
        if check.public:
            found = _check_record(exercise, check, source, checks, reference)
            if isinstance(found, str):
                left_out[check.id] = found
            else:
                recorded[check.id] = found
    left_out |= _not_passed(exercise, _answers(exercise, recorded, left_out))
    return _answers(exercise, recorded, left_out)


def _answers(
    exercise: Exercise, recorded: dict[str, list[Kept]], left_out: dict[str, str]
) -> PublicAnswers:
    calls = [
        (name, asked, answer)
        for check_id, found in recorded.items()
        if check_id not in left_out
        for name, asked, answer in found
    ]
    return PublicAnswers(exercise.content_hash, calls, left_out)


def _check_record(
    exercise: Exercise, check: Check, source: str, checks: ModuleType, reference: Reference
) -> list[Kept] | str:
    """Return the calls that a check makes of the reference, or why they are of no use."""
    used, calls = names_used(source, check.id), list[Kept]()
    if used & MEASURED:
        return IS_MEASURED
    if "differentiable" in used and _is_counting(source, check.id, used):
        return IS_COUNTED
    originals = {name: getattr(checks, name) for name, _ in recorded_names(source)}
    if any(name in used and not inspect.isroutine(each) for name, each in originals.items()):
        return IS_BOUND
    for name, target in recorded_names(source):
        setattr(checks, name, Recorder(f"{check.id}/{target}", originals[name], calls))
    try:
        verdict, _ = check_run(
            getattr(checks, check.id),
            _correct(exercise),
            Recorder(f"{check.id}/reference", reference, calls),
        )
    finally:
        for name, original in originals.items():
            setattr(checks, name, original)
    if verdict != "passed":
        return IS_OTHER
    if any(answer == ["unkept"] for _, _, answer in calls):
        return IS_BOUND
    return IS_LARGE if len(json.dumps(calls)) > ANSWERS_LIMIT_BYTES else calls


def _is_counting(source: str, check_id: str, used: frozenset[str]) -> bool:
    told = checks_prune(source, [check_id]).source
    return "expect_oracle_calls" in used or ".oracle_calls" in told


def _not_passed(exercise: Exercise, answers: PublicAnswers) -> dict[str, str]:
    """Return the checks that a correct solution does not pass in the notebook itself."""
    notebook = notebook_make(exercise, answers, lambda _: None)
    return {
        name: IS_OTHER
        for solution in exercise.solutions_correct
        for name, verdict in notebook_run(notebook, solution.path.read_text("utf-8")).items()
        if verdict != "passed"
    }


def notebook_run(notebook: str, code: str) -> dict[str, str]:
    """Run a notebook's cells in this process with this solution; return the checks' verdicts."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    with contextlib.redirect_stdout(io.StringIO()):
        for source in notebook_code(notebook, code):
            exec(compile(source, "<cell>", "exec"), namespace)  # noqa: S102
    verdicts: dict[str, str] = namespace.get("verdicts", {})
    return verdicts


def notebook_code(notebook: str, code: str | None = None) -> Iterator[str]:
    """Yield a notebook's code cells; `code` takes the starter's place."""
    for cell in nbformat.reads(notebook, as_version=4).cells:
        if cell.cell_type == "code":
            is_starter = STARTER_TAG in cell.metadata.get("tags", ())
            yield code if code is not None and is_starter else cell.source


def _correct(exercise: Exercise) -> LocalSolution:
    functions = exercise.functions
    path = exercise.solutions_correct[0].path
    namespace: dict[str, Any] = {"__name__": "solution"}
    exec(compile(path.read_bytes(), str(path), "exec"), namespace)  # noqa: S102
    return LocalSolution(
        {each.function: namespace[each.function] for each in functions},
        {each.function: [p.name for p in each.parameters] for each in functions},
        exercise.dtypes,
    )


def _module_execute(source: str) -> ModuleType:
    """Return a module made from the text of a checks.py, registered for dataclasses in it."""
    module = ModuleType("checks")
    sys.modules["checks"] = module
    exec(compile(source, "checks.py", "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    return module


def _imported(reference: str) -> Function:
    module, _, name = reference.partition(":")
    function: Function = getattr(importlib.import_module(module), name)
    return function
