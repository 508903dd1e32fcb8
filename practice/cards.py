"""What the page and the API say of a choice: what it is, why it is chosen, what it will do."""

from collections.abc import Iterable
from dataclasses import dataclass

from practice.model.gains import Prospect, prospect
from practice.model.items import Facet, Item
from practice.model.selector import Choice
from practice.queue import Queue
from practice.standing import graph_get


@dataclass(frozen=True)
class Outlook:
    """Probabilities of one item's concepts: now, at the horizon, and there after practising now.

    They are means over its concepts. `is_new` where none of them was ever practised: then they
    are first guesses.
    """

    now: float
    later: float
    practised: float
    is_new: bool


@dataclass(frozen=True)
class Standing:
    """One concept in one facet: how likely now and at the horizon."""

    concept: str
    title: str
    facet: Facet
    now: float
    later: float
    is_new: bool


@dataclass(frozen=True)
class Card:
    """A choice for reading. `refreshes` are titles of concepts that gain on the way."""

    item: Item
    reason: str
    outlook: Outlook
    standings: list[Standing]
    refreshes: list[str]

    @property
    def part(self) -> str:
        """Return the part of a lesson that a question belongs to."""
        return self.item.pool.partition("/")[0]

    @property
    def slot(self) -> str:
        """Return which of its part's questions it is."""
        return self.item.pool.partition("/")[2]

    @property
    def questions_url(self) -> str:
        """Return where all variants of the part's questions are."""
        page, fragment, _ = self.item.url.partition("#")
        return f"{page}questions/" if fragment else ""


def card_make(choice: Choice, queue: Queue) -> Card:
    """Return what is to be said of a choice from a queue."""
    item = choice.item
    prospects = [_prospect(concept, item.facet, queue) for concept in item.concepts]
    count = max(1, len(prospects))
    practised = sum(p.now * p.after + (1 - p.now) * p.after_miss for p in prospects) / count
    return Card(
        item=item,
        reason=choice.reason,
        outlook=Outlook(
            now=choice.gain.now,
            later=choice.gain.later,
            practised=max(practised, choice.gain.later),
            is_new=all(each.is_new for each in prospects),
        ),
        standings=standings_of(item.concepts, item.facet, queue),
        refreshes=[graph_get().title(concept) for concept in choice.gain.refreshes],
    )


def standings_of(concepts: Iterable[str], facet: Facet, queue: Queue) -> list[Standing]:
    """Return how likely each concept is in one facet, now and at the horizon."""
    found = []
    for concept in concepts:
        each = _prospect(concept, facet, queue)
        title = graph_get().title(concept)
        found.append(Standing(concept, title, facet, each.now, each.later, each.is_new))
    return found


def horizon_words(queue: Queue) -> str:
    """Say when "later" is."""
    days = queue.settings.goal.days_to_exam(queue.moment.day)
    return "in 30 days" if days is None else "by your exam"


def _prospect(concept: str, facet: Facet, queue: Queue) -> Prospect:
    return prospect(queue.state, concept, facet, queue.moment, queue.parameters)
