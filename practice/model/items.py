"""What can be practised: one question or one exercise."""

from typing import Literal

import msgspec


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Something to do next. `minutes` is its expected length; `concepts` are slugs.

    Items of one `pool` ask the same in different words; one without a pool stands for itself.
    """

    id: str
    pool: str = ""
    kind: Literal["quiz", "exercise"]
    title: str
    url: str
    concepts: tuple[str, ...]
    minutes: float
    facet: Literal["know", "do"]
