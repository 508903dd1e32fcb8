"""Cost that is counted, not timed: oracle calls, memory, torch storage."""

import math

from exercises.checking.failures import Outcome, Solution, rule_broken
from exercises.checking.tolerances import dtype_name

ITEM_BYTES = {
    "float64": 8,
    "float32": 4,
    "float16": 2,
    "bfloat16": 2,
    "complex128": 16,
    "complex64": 8,
}
BEYOND = 4


def expect_at_most(count: int, budget: int, *, what: str, case: str = "") -> None:
    """Expect a count, of oracle calls for example, to keep within its budget.

    Raises:
        CheckFailed: when the count is larger.

    """
    if not count <= budget:
        rule_broken(case, f"{count} {what} were used", f"at most {budget}")


def expect_oracle_calls(
    solution: Solution,
    parameter: str,
    at_most: int,
    *,
    at_least: int = 0,
    what: str = "",
    case: str = "",
) -> None:
    """Expect the latest call to have used one of its callables within a budget.

    The judge evaluates the callable and counts, so the number cannot be forged.

    Args:
        solution: the learner's function, just called.
        parameter: the name of the parameter that took the callable.
        at_most: the budget.
        at_least: how often it must be used: below that the result was guessed.
        what: what a call of it is: "gradients"; "calls of `f`" by default.
        case: where it was observed.

    Raises:
        CheckFailed: when it was used too often, or too seldom.

    """
    count, what = solution.oracle_calls_of(parameter), what or f"calls of `{parameter}`"
    expect_at_most(count, at_most, what=what, case=case)
    if not count >= at_least:
        rule_broken(case, f"{count} {what} were used", f"at least {at_least}")


def size_beyond(
    memory_limit_bytes: int, dtype: object = "float64", *, times: float = BEYOND
) -> int:
    """Return the smallest n for which one n × n array is four times the memory limit.

    At this size a solution that forms the matrix runs out of memory whatever it forms it with,
    while vectors of this length are small. The limit is enforced from outside.

    Args:
        memory_limit_bytes: `memory_limit_bytes` of the exercise's `exercise.toml`.
        dtype: of the array.
        times: how many times the limit.

    """
    return math.isqrt(math.ceil(times * memory_limit_bytes / ITEM_BYTES[dtype_name(dtype)]) - 1) + 1


def expect_storage(
    outcome: Outcome,
    at_most_items: int,
    *,
    dtype: object = "float32",
    what: str = "",
    case: str = "",
) -> None:
    """Expect no torch storage of more than this many numbers.

    The solution process counts for itself, so this is a hint to honest learners; code that hides
    its storage is stopped only by a memory limit, at a size from `size_beyond`.

    Args:
        outcome: one of `solution.watching("storage")`.
        at_most_items: the budget in numbers.
        dtype: of these numbers.
        what: how the learner knows the budget, as in "4·max(o, i)²".
        case: where it was observed.

    Raises:
        CheckFailed: when a larger one was made.
        ValueError: when storage was not observed.

    """
    if outcome.largest_storage_bytes is None:
        raise ValueError('storage is observed only in outcomes of solution.watching("storage")')
    items = outcome.largest_storage_bytes / ITEM_BYTES[dtype_name(dtype)]
    if not items <= at_most_items:
        observed = f"the largest tensor made has room for {items:.0f} numbers"
        named = f"{what} = {at_most_items}" if what else str(at_most_items)
        rule_broken(case, observed, f"at most {named} numbers in one tensor")
