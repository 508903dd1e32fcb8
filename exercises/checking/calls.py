"""What a call of the learner's function may not do beside returning its value."""

from typing import Any

from exercises.checking.arrays import described
from exercises.checking.bits import first_difference
from exercises.checking.failures import Outcome, Solution, rule_broken

WARM_UP_CALLS = 3


def expect_raises(
    outcome: Outcome,
    kinds: str | type[Exception] | tuple[str | type[Exception], ...],
    *,
    what: str = "the call",
    case: str = "",
) -> None:
    """Expect that the call raised an exception of one of these classes, by class or by its name.

    Raises:
        CheckFailed: when it returned, or raised something else.

    """
    named = kinds if isinstance(kinds, tuple) else (kinds,)
    # torch calls its own LinAlgError _LinAlgError; what the solution raised comes without it.
    names = [kind if isinstance(kind, str) else kind.__name__.lstrip("_") for kind in named]
    rule = f"it raises {' or '.join(names)}"
    if outcome.raised is None:
        rule_broken(case, f"{what} returned {described(outcome.value)}", rule)
    if outcome.raised.kind not in names:
        rule_broken(case, f"{what} raised {str(outcome.raised).rstrip('.')}", rule)


def expect_unmutated(outcome: Outcome, *, case: str = "") -> None:
    """Expect that no argument changed during the call.

    Raises:
        CheckFailed: naming the first argument that changed.

    """
    if outcome.mutated:
        observed = f"the argument {argument_said(outcome.mutated[0])} changed during the call"
        rule_broken(case, observed, "inputs are left as they were")


def expect_unaliased(outcome: Outcome, *, case: str = "") -> None:
    """Expect a result that shares no memory with an argument.

    Raises:
        CheckFailed: naming the first argument whose memory it shares.

    """
    if outcome.aliased:
        observed = (
            f"the result shares the memory of the argument {argument_said(outcome.aliased[0])}"
        )
        rule = "a new array is returned: else changing the one would change the other"
        rule_broken(case, observed, rule)


def expect_detached(outcome: Outcome, *, what: str = "the result", case: str = "") -> None:
    """Expect a tensor that belongs to no autograd graph any more.

    Raises:
        CheckFailed: when it requires a gradient.

    """
    if outcome.requires_grad:
        observed = f"{what} still requires a gradient"
        rule_broken(case, observed, "it is detached: a graph kept alive keeps its tensors, too")


def expect_state_kept(outcome: Outcome, *, case: str = "") -> None:
    """Expect that the call left global state as it found it: generators, default dtype, threads.

    The outcome is one of `solution.watching("state")`.

    Raises:
        CheckFailed: naming what changed.

    """
    if outcome.state_changed:
        named = ", ".join(outcome.state_changed)
        rule = "global state is left as it was: other code depends on it"
        rule_broken(case, f"the call changed {named}", rule)


def expect_pure(
    solution: Solution, *args: Any, what: str = "the result", case: str = "", **kwargs: Any
) -> Any:
    """Expect a function without side effects, and return its value.

    Two calls with the same arguments: they change neither arguments nor global state, share no
    memory with the arguments, keep no autograd graph, and agree bit for bit.

    Raises:
        CheckFailed: naming the first of these that does not hold.
        SolutionRaised: what the learner's function raised.

    """
    watched = solution.watching("state")
    values = []
    for _ in range(2):
        outcome = watched.call(*args, **kwargs)
        expect_unmutated(outcome, case=case)
        if outcome.raised is not None:
            raise outcome.raised
        expect_unaliased(outcome, case=case)
        expect_detached(outcome, what=what, case=case)
        expect_state_kept(outcome, case=case)
        values.append(outcome.value)
    difference = first_difference(*values)
    if difference is not None:
        observed = f"{what} differs{difference} between two calls with the same inputs"
        rule = "the same inputs give the same bits, and no NaN: a call keeps nothing for the next"
        rule_broken(case, observed, rule)
    return values[0]


def expect_no_leak(
    solution: Solution, *args: Any, calls: int = 50, case: str = "", **kwargs: Any
) -> None:
    """Expect the number of live tensors not to grow with the number of calls.

    The first three calls may fill what is filled once. Garbage in cycles waits for its collector,
    so the fewest of the last ten calls are compared with the fewest of ten calls before.

    Args:
        solution: the learner's function, of an exercise with torch.
        args: of every call.
        calls: how many calls are made after the first three; 30 or more.
        case: where it was observed.
        kwargs: of every call.

    Raises:
        CheckFailed: when a call in two leaves a tensor behind.
        SolutionRaised: what the learner's function raised.
        ValueError: when live tensors were not counted.

    """
    watched = solution.watching("live tensors")
    counts = []
    for _ in range(WARM_UP_CALLS + calls):
        outcome = watched.call(*args, **kwargs)
        if outcome.raised is not None:
            raise outcome.raised
        if outcome.live_tensors is None:
            raise ValueError("live tensors are counted only in exercises that use torch")
        counts.append(outcome.live_tensors)
    counts = counts[WARM_UP_CALLS:]
    grown = min(counts[-10:]) - min(counts[:10])
    if not grown < (calls - 10) / 2:
        observed = f"after {calls} calls {grown} more tensors are alive than at first"
        rule_broken(case, observed, "a call leaves no tensor behind: detach what is kept")


def argument_said(name: int | str) -> str:
    """Return an argument as a learner reads it: by its name, or by its number from 1."""
    return f"`{name}`" if isinstance(name, str) else f"number {name + 1}"
