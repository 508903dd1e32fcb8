"""What a visitor asks of the catalogue: search words and choices, and which exercises meet them.

`frontend/src/js/catalogue/matching.js` holds the same rules; a test gives both the same cases.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass, fields, replace
from typing import Self

NOT_BEGUN, BEGUN, PASSED = "not begun", "begun", "passed"
STATES = (NOT_BEGUN, BEGUN, PASSED)
QUERY_LIMIT = 200
NO_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True)
class Filters:
    """Search words and choices; an empty one asks for nothing."""

    q: str = ""
    lesson: str = ""
    concept: str = ""
    level: str = ""
    device: str = ""
    state: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Self:
        """Return what an address asks for."""
        asked = {each.name: str(given.get(each.name, "")).strip() for each in fields(cls)}
        return cls(**{**asked, "q": asked["q"][:QUERY_LIMIT]})

    def within(self, **known: Collection[str]) -> Self:
        """Return the same without choices that are not among the known ones."""
        unknown = {name: "" for name, values in known.items() if getattr(self, name) not in values}
        return replace(self, **unknown)

    @property
    def is_empty(self) -> bool:
        """Tell whether everything is asked for."""
        return not any(astuple(self))


@dataclass(frozen=True)
class Facts:
    """What filters look at in one exercise."""

    lesson: str
    concepts: tuple[str, ...]
    level: int
    devices: tuple[str, ...]
    state: str
    words: str


def is_wanted(facts: Facts, filters: Filters) -> bool:
    """Tell whether an exercise meets every filter."""
    return (
        filters.lesson in {"", facts.lesson}
        and filters.concept in {"", *facts.concepts}
        and filters.level in {"", str(facts.level)}
        and filters.device in {"", *facts.devices}
        and filters.state in {"", facts.state}
        and all(word in facts.words for word in plain(filters.q).split())
    )


def plain(text: str) -> str:
    """Return a text's words in small letters, without accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text.lower())
    letters = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return NO_WORD.sub(" ", letters).strip()
