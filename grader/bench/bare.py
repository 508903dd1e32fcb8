"""An exercise's checks with no isolation at all: the learner's function is called where they run.

Run as a program it reads a job as one line of JSON, then a seed a line, and answers each seed with
a verdict; the end of the input is its end. It imports nothing but what the checks need, so that it
also serves as the fresh interpreter and as the checks of a notebook.
"""

import copy
import importlib
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, Self

from exercises.checking.failures import CheckFailed, Outcome, SolutionRaised, Watch
from grader.judging.judge.calls import (
    Arguments,
    arguments_copy,
    arguments_name,
    mutated_names,
    raised_normalise,
)
from grader.judging.judge.oracles import Oracles
from grader.judging.judge.seeding import generator_for
from grader.judging.judge.sources import module_execute, reference_load

Job = dict[str, Any]


class BareSolution:
    """The learner's function in the process of the checks: a `Solution` without a channel."""

    device = "cpu"

    def __init__(self, functions: Mapping[str, Callable[..., Any]], job: Job) -> None:
        """Take the functions by name, the main one first."""
        self.dtypes = tuple(job["dtypes"])
        self._functions = functions
        self._parameters = {name: tuple(names) for name, names in job["parameters"].items()}
        self._name = next(iter(self._parameters))
        self._counts: Counter[str] = Counter()

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the names of the function's parameters."""
        return self._parameters[self._name]

    def function(self, name: str) -> Self:
        """Return the learner's function of this name."""
        other = copy.copy(self)
        other._name = name
        return other

    @property
    def oracle_calls(self) -> int:
        """Return how many oracle calls the latest call made, all callables together."""
        return self._counts.total()

    def oracle_calls_of(self, parameter: str) -> int:
        """Return how often the latest call used the callable handed in as this parameter."""
        return self._counts[parameter]

    def watching(self, *what: Watch) -> Self:
        """Return the same function; nothing is watched here."""
        return self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's value; raise `SolutionRaised` when it raises."""
        outcome = self.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        return outcome.value

    def call(self, *args: Any, **kwargs: Any) -> Outcome:
        """Return the whole outcome of a call; the function gets copies, as it would remotely."""
        oracles = Oracles()
        self._counts = oracles.counts
        given = arguments_copy(Arguments(args, kwargs))
        names = [*self.parameters, *[""] * len(args)]
        handed = Arguments(
            tuple(map(oracles.counting, given.args, names)),
            {name: oracles.counting(value, name) for name, value in given.kwargs.items()},
        )
        value, raised, began = None, None, time.perf_counter()
        try:
            value = self._functions[self._name](*handed.args, **handed.kwargs)
        except Exception as error:  # noqa: BLE001 whatever the learner's code raises is the outcome
            raised = raised_normalise(type(error).__name__, str(error), None)
        seconds = time.perf_counter() - began
        mutated = mutated_names(Arguments(args, kwargs), given)
        names_mutated = arguments_name(mutated, self.parameters)
        return Outcome(value, raised, names_mutated, seconds, largest_storage_bytes=0)


def check_run(job: Job, function: Callable[..., Any], check_id: str, seed: int) -> None:
    """Run one check on a function. Raises CheckFailed or SolutionRaised where it does not hold."""
    checks = module_execute("checks", job["checks_source"])
    solution = BareSolution({function.__name__: function}, job)
    generator = generator_for(seed, check_id)
    getattr(checks, check_id)(solution, reference_load(job["references"]), generator)


def verdict(job: Job, seed: int) -> str:
    """Return "passed", or the first check that does not hold and why."""
    checks = module_execute("checks", job["checks_source"])
    reference = reference_load(job["references"])
    solution = BareSolution(vars(module_execute("solution", job["code"])), job)
    for check_id in job["check_ids"]:
        try:
            getattr(checks, check_id)(solution, reference, generator_for(seed, check_id))
        except (CheckFailed, SolutionRaised) as error:
            return f"failed {check_id}: {error}".replace("\n", " ")
    return "passed"


def main() -> None:
    """Serve verdicts over standard input and output."""
    job = json.loads(sys.stdin.readline())
    for name in job["preloads"]:
        importlib.import_module(name)
    _single_thread()
    for line in sys.stdin:
        sys.stdout.write(verdict(job, int(line)) + "\n")
        sys.stdout.flush()


def _single_thread() -> None:
    # As in the zygotes. The environment has done it for BLAS, not for torch's own operations.
    torch = sys.modules.get("torch")
    if torch is not None:
        torch.set_num_threads(1)


if __name__ == "__main__":
    main()
