"""The guess floor: how likely a question is answered right by one who knows nothing."""

from math import factorial
from typing import Any


def guess_floor(payload: dict[str, Any]) -> float:
    """Return the chance, in [0, 1), of answering a quiz event's question right by guessing.

    One of n options is 1/n, a set of them 1/(2^n - 1), an order of them 1/n!; a typed answer is
    not guessed. An event that does not name its `question_kind` is taken for one of its options.
    """
    options = payload.get("options")
    if not isinstance(options, list) or len(options) < 2:
        return 0.0
    match payload.get("question_kind", "single"):
        case "single":
            return 1 / len(options)
        case "multiple":
            return 1 / (2.0 ** min(len(options), 50) - 1)
        case "ordering":
            return 1 / factorial(min(len(options), 20))
    return 0.0
