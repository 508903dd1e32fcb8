"""Where the queue's items come from: sources that config/wiring.py registers."""

from collections.abc import Callable, Iterable

from practice.model.items import Item

Source = Callable[[], Iterable[Item]]
_sources: dict[str, Source] = {}


def register(name: str, source: Source) -> None:
    """Add or replace a source of items."""
    _sources[name] = source


def items_list() -> list[Item]:
    """Return everything that can be practised."""
    return [item for source in _sources.values() for item in source()]
