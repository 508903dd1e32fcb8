"""Values that hardly ever change: the database is asked for them every few seconds only."""

from collections.abc import Callable
from time import monotonic
from typing import Generic, TypeVar

from django.conf import settings

Value = TypeVar("Value")


class Looked(Generic[Value]):
    """What a lookup found, kept for `settings.PRACTICE_LOOKUPS_KEPT_S` by each process."""

    def __init__(self, lookup: Callable[[], Value]) -> None:
        self._lookup = lookup
        self._found: tuple[float, Value] | None = None

    def get(self) -> Value:
        """Return what was found lately, or look again."""
        now_s = monotonic()
        if self._found is None or now_s - self._found[0] >= settings.PRACTICE_LOOKUPS_KEPT_S:
            self._found = (now_s, self._lookup())
        return self._found[1]
