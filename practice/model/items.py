"""What can be practised: one question or one exercise."""

from typing import Literal

import msgspec

Facet = Literal["know", "do"]
FACETS: tuple[Facet, ...] = ("know", "do")


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do next. `minutes` is its expected length; `concepts` are slugs.

    Items of one `pool` ask the same in different words; one without a pool stands for itself.
    `guess` is the chance of a right answer by guessing. `is_read` is False while the section that
    explains its concepts was not read.
    """

    id: str
    pool: str = ""
    kind: Literal["quiz", "exercise"]
    title: str
    url: str
    concepts: tuple[str, ...]
    minutes: float
    facet: Facet
    guess: float = 0.0
    is_read: bool = True
