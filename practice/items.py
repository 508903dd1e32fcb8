"""Where the queue's items come from: sources that config/wiring.py registers.

Items change only when content is loaded, so each process keeps them for as long as the source's
revision is the same.
"""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass

import msgspec

from grader.models import Learner
from practice.freshness import Looked
from practice.model.items import Item

Unread = Callable[[Learner | None], frozenset[str]]


@dataclass
class Source:
    """Yields items, and says cheaply in which revision they are."""

    items: Callable[[], Iterable[Item]]
    revision: Callable[[], Hashable]

    def __post_init__(self) -> None:
        """Let the revision be asked for now and then only."""
        self.latest = Looked(self.revision)


_sources: dict[str, Source] = {}
_kept: dict[str, tuple[Hashable, list[Item]]] = {}
_unread: list[Unread] = []


def register(name: str, source: Source) -> None:
    """Add or replace a source of items."""
    _sources[name] = source
    _kept.pop(name, None)


def unread_register(source: Unread) -> None:
    """Make a source the one that tells which concepts' sections a learner has not read."""
    _unread[:] = [source]


def items_list() -> list[Item]:
    """Return everything that can be practised."""
    return [item for name in _sources for item in _items_of(name)]


def items_for(learner: Learner | None) -> list[Item]:
    """Return the same, each with whether the learner has read what explains it."""
    unread = _unread[0](learner) if _unread else frozenset()
    return [
        item if unread.isdisjoint(item.concepts) else msgspec.structs.replace(item, is_read=False)
        for item in items_list()
    ]


def _items_of(name: str) -> list[Item]:
    source = _sources[name]
    revision = source.latest.get()
    kept = _kept.get(name)
    if kept is None or kept[0] != revision:
        kept = _kept[name] = (revision, list(source.items()))
    return kept[1]
