"""Characters that browsers send and PostgreSQL cannot hold: NUL, and halves of others."""

from typing import Any


def storable(text: str) -> str:
    """Return the text with replacement characters in place of NUL and of halves."""
    return text.replace("\0", "\N{REPLACEMENT CHARACTER}").encode(errors="replace").decode()


def storable_json(value: Any) -> Any:
    """Return what JSON was read as, each text in it storable."""
    match value:
        case str():
            return storable(value)
        case list():
            return [storable_json(each) for each in value]
        case dict():
            return {storable(str(key)): storable_json(each) for key, each in value.items()}
    return value
