"""What browsers send and PostgreSQL cannot hold: NUL, halves of characters, endless numbers."""

from math import isfinite
from typing import Any

DEEPEST = 50


def storable(text: str) -> str:
    """Return the text with replacement characters in place of NUL and of halves."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()


def storable_json(value: Any, *, depth: int = 0) -> Any:
    """Return what JSON was read as, each text in it storable, and None for each endless number.

    Raises ValueError where lists and objects lie in each other too deep.
    """
    if depth > DEEPEST:
        raise ValueError(f"Nothing may lie more than {DEEPEST} lists and objects deep.")
    match value:
        case str():
            return storable(value)
        case float() if not isfinite(value):
            return None
        case list():
            return [storable_json(each, depth=depth + 1) for each in value]
        case dict():
            return {
                storable(str(key)): storable_json(each, depth=depth + 1)
                for key, each in value.items()
            }
    return value
