"""What a learner reads when their function raises, is missing, or cannot be loaded."""

from exercises.checking.failures import SolutionRaised
from grader.inside.messages import LoadFailed
from grader.judging.wire import TaskFunction

ARITY_PHRASES = ("positional argument", "keyword argument", "required argument")


def load_failure_describe(failure: LoadFailed) -> str:
    """Say why the code could not be loaded."""
    kind = failure.kind.rpartition(".")[2]
    where = f" on line {failure.line}" if failure.line is not None else ""
    if kind == "SystemExit":
        return f"Your code could not be loaded: it ends the process{where}."
    return f"Your code could not be loaded: {kind}{where}: {failure.message}"


def raised_describe(raised: SolutionRaised, function: TaskFunction, memory_limit_bytes: int) -> str:
    """Say what the learner's function raised, and what to do about the common cases."""
    where = f" on line {raised.line}" if raised.line is not None else ""
    if raised.line is None and raised.kind == "NameError":
        return f"Your code does not define `{function.name}`. Define `{function.signature_text}`."
    if raised.line is None and raised.kind == "TypeError" and _is_arity(raised.message):
        return (
            f"Your function could not be called as `{function.signature_text}`: {raised.message}. "
            "Keep the parameters of the starter."
        )
    if raised.kind == "UnsupportedValue":
        return f"{raised.message} {returned_rule(function)}"
    if raised.kind == "SystemExit":
        return f"Your function ended the process{where}. Return a value instead."
    if raised.kind == "MemoryError":
        limit_mib = memory_limit_bytes // (1 << 20)
        return f"Your function ran out of memory{where}; the limit is {limit_mib} MiB."
    text = f": {raised.message}" if raised.message else ""
    return f"Your function raised {raised.kind}{where}{text}"


def returned_rule(function: TaskFunction) -> str:
    """Say what form the result has: one number, or an array of the signature's shape."""
    text = function.returns_text
    if text == "number":
        return "The rule: one number is returned."
    is_array = text.startswith("(") and text.find(")") == len(text) - 1
    return f"The rule: {'an array of shape ' if is_array else ''}{text} is returned."


def _is_arity(message: str) -> bool:
    return any(phrase in message for phrase in ARITY_PHRASES)
