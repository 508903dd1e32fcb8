"""Runs in a child of the loader: calls the functions of one `skill_check.py` with fixed seeds.

`python -m courses.loading.generating '{"question id": "function"}' < skill_check.py` prints
`{"values": {id: [names, …]}, "faults": [{"line": …, "reason": …}]}`. The names of each set are
those that the function returned, `answer` among them.
"""

import contextlib
import importlib
import json
import math
import sys
import traceback
import zlib
from collections.abc import Callable
from functools import partial
from typing import Any

INSTANCES = 8
# A function may repeat itself; so many seeds are tried for different instances.
SEEDS_LIMIT = 400
FILE = "skill_check.py"


class GeneratorError(Exception):
    """A function that does not give what it should; `line` is in its file."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.line = line


def main(wanted: dict[str, str], source: str) -> dict[str, Any]:
    """Return the values of each question's instances, and what went wrong."""
    module: dict[str, Any] = {"__name__": "skill_check"}
    values: dict[str, list[dict[str, Any]]] = {}
    faults = []
    try:
        _guarded(lambda: exec(compile(source, FILE, "exec"), module), 1)  # noqa: S102 (an author's)
        for question, name in wanted.items():
            try:
                values[question] = _instances(question, name, module.get(name))
            except GeneratorError as error:
                faults.append({"line": error.line, "reason": str(error)})
    except GeneratorError as error:
        faults.append({"line": error.line, "reason": str(error)})
    return {"values": values, "faults": faults}


def _instances(question: str, name: str, function: Any) -> list[dict[str, Any]]:
    """Return the first instances that differ; the seeds depend on the question alone."""
    if not callable(function):
        raise GeneratorError(1, f"There is no function {name}.")
    line = function.__code__.co_firstlineno
    # By name: this process alone may load NumPy.
    default_rng = importlib.import_module("numpy").random.default_rng
    found: list[dict[str, Any]] = []
    for number in range(SEEDS_LIMIT):
        rng = default_rng([zlib.crc32(question.encode()), number])
        names = _checked(_guarded(partial(function, rng), line), name, line)
        if names not in found:
            found.append(names)
        if len(found) == INSTANCES:
            return found
    reason = f"{name} gives {len(found)} different instances; {INSTANCES} are needed."
    raise GeneratorError(line, reason)


def _checked(given: Any, name: str, line: int) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise GeneratorError(line, f"{name} must return a dictionary.")
    # NumPy's scalars are no JSON.
    names = {key: each.item() if hasattr(each, "item") else each for key, each in given.items()}
    for key, each in names.items():
        if isinstance(each, bool) or not isinstance(each, str | int | float):
            raise GeneratorError(line, f"{name} returns neither a number nor a text as {key!r}.")
        if isinstance(each, float) and not math.isfinite(each):
            raise GeneratorError(line, f"{name} returns a {key!r} that is not finite.")
    answer = names.get("answer")
    if not isinstance(answer, int | float) or answer == 0:
        raise GeneratorError(line, f"{name} must return an 'answer' that is a number other than 0.")
    return {**names, "answer": float(answer)}


def _guarded(run: Callable[[], Any], line: int) -> Any:
    """Run an author's code; whatever it raises becomes a fault at its last line in the file."""
    try:
        return run()
    except SyntaxError as error:
        raise GeneratorError(error.lineno or 1, f"Not Python: {error.msg}") from None
    except Exception as error:  # noqa: BLE001 (an author's code may raise anything)
        frames = traceback.extract_tb(error.__traceback__)
        lines = [frame.lineno for frame in frames if frame.filename == FILE and frame.lineno]
        raise GeneratorError(
            lines[-1] if lines else line, f"{type(error).__name__}: {error}"
        ) from None


if __name__ == "__main__":
    # What an author prints goes elsewhere: the answer alone is written to the standard output.
    with contextlib.redirect_stdout(sys.stderr):
        made = main(json.loads(sys.argv[1]), sys.stdin.read())
    sys.stdout.write(json.dumps(made))
