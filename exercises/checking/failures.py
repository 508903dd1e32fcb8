"""How a check says no, and what a call of the learner's function came to."""

from dataclasses import dataclass
from typing import Any, Literal, NoReturn, Protocol, Self, TypeAlias

Watch: TypeAlias = Literal["state", "storage", "live tensors"]

SENTENCE_OPENINGS = ("the ", "your ", "after ", "two ", "factors ")


class CheckFailed(Exception):
    """A check does not hold; the message is shown to the learner."""


class SolutionRaised(Exception):
    """The learner's function raised an exception.

    `kind` is the name of the exception's class, `message` its text, `line` the line in the
    learner's file, or None where the exception did not pass through it.
    """

    def __init__(self, kind: str, message: str, line: int | None = None) -> None:
        """Keep the three parts apart so that a check can look at them."""
        super().__init__(kind, message, line)
        self.kind = kind
        self.message = message
        self.line = line

    def __str__(self) -> str:
        """Say it as the learner reads it."""
        where = f" (line {self.line})" if self.line is not None else ""
        return f"{self.kind}: {self.message}{where}" if self.message else f"{self.kind}{where}"


@dataclass(frozen=True)
class Outcome:
    """One call of the learner's function.

    `value` is what it returned (None when it raised), `raised` what it raised, `mutated` the names
    of the arguments whose bytes changed during the call (the position, from 0, of one that the
    signature does not name), `seconds` the wall time of the call without the time spent in oracles.
    `aliased` names the arguments whose memory the value shares, `requires_grad` says that the value
    still belongs to an autograd graph. The rest is observed only where `Solution.watching` asks for
    it: `state_changed` names the global state that the call left changed ("numpy.random"),
    `largest_storage_bytes` is the largest torch storage it made, `live_tensors` how many tensors
    are alive after it.
    """

    value: Any
    raised: SolutionRaised | None
    mutated: tuple[int | str, ...]
    seconds: float
    aliased: tuple[int | str, ...] = ()
    requires_grad: bool = False
    state_changed: tuple[str, ...] = ()
    largest_storage_bytes: int | None = None
    live_tensors: int | None = None


class Solution(Protocol):
    """The learner's function, as a check sees it.

    `device` is "cpu" or "cuda", `dtypes` the names of the floating dtypes the signature asks for,
    `parameters` the names of its parameters, `oracle_calls` how often the latest call used the
    callables it was handed.
    """

    device: str
    dtypes: tuple[str, ...]
    parameters: tuple[str, ...]

    @property
    def oracle_calls(self) -> int:
        """Return how many oracle calls the latest call made, all callables together."""

    def oracle_calls_of(self, parameter: str) -> int:
        """Return how often the latest call used the callable handed in as this parameter."""

    def function(self, name: str) -> Self:
        """Return the learner's function of this name, of an exercise with more than one."""

    def watching(self, *what: Watch) -> Self:
        """Return the same function, whose calls observe these things, too."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the function's value; raise `SolutionRaised` when it raises."""

    def call(self, *args: Any, **kwargs: Any) -> Outcome:
        """Return the whole outcome, an exception included."""


def fail(message: str) -> NoReturn:
    """Fail the check with a message for the learner: what was observed, then the rule.

    Raises:
        CheckFailed: always.

    """
    raise CheckFailed(message)


def rule_broken(case: str, observed: str, rule: str) -> NoReturn:
    """Fail the check with one sentence of what was observed in a case, and one of the rule.

    Neither part ends with a full stop; `case` may be empty.

    Raises:
        CheckFailed: always.

    """
    if case:
        observed = f"{case}: {observed}"
    elif observed.startswith(SENTENCE_OPENINGS):
        # Only words become capital; a quantity called x stays x.
        observed = observed[0].upper() + observed[1:]
    fail(f"{observed}. The rule: {rule}.")
