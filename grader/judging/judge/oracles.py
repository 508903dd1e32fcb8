"""The callables that a function of ours is handed in this process, counted as the learner's are."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Any

from exercises.checking.differentiating import Differentiable


class Oracles:
    """Counts and times the oracles of one call, by the parameters that took them."""

    def __init__(self) -> None:
        """Begin with nothing counted."""
        self.counts: Counter[str] = Counter()
        self.seconds = 0.0

    def counting(self, value: Any, name: str) -> Any:
        """Return a callable that counts itself, and anything else as it is."""
        if isinstance(value, Differentiable):
            from grader.inside.differentiable import differentiable_make

            # As the learner's code is handed it, so that it costs as many questions.
            return differentiable_make(self._counted(value.answer, name, value.counted_as), name)
        return self._counted(value, name, lambda _: "") if callable(value) else value

    def _counted(
        self,
        function: Callable[..., Any],
        name: str,
        counted_as: Callable[[tuple[Any, ...]], str],
    ) -> Callable[..., Any]:
        def counted(*args: Any) -> Any:
            self.counts[name + counted_as(args)] += 1
            started = time.perf_counter()
            try:
                return function(*args)
            finally:
                self.seconds += time.perf_counter() - started

        return counted
