"""A queue as devices read it: in the API, and in the page for its script."""

from dataclasses import asdict
from typing import Any

from practice.cards import Card, card_make, horizon_words, standings_of
from practice.items import items_list
from practice.model.items import Item
from practice.queue import Queue


def plan_out(queue: Queue, answered: str = "") -> dict[str, Any]:
    """Return what to do next and after that; `answered` is an item to tell the standing of."""
    choice = queue.choice
    listed = items_list() if answered else []
    done = next((item for item in listed if item.id == answered), None)
    standings = standings_of(done.concepts, done.facet, queue) if done else []
    return {
        "item": _item(card_make(choice, queue)) if choice else None,
        "done_because": queue.done_because,
        "then": [{**_ahead(each.item), "reason": each.reason} for each in queue.then],
        "spent_min": queue.spent_min,
        "minutes_a_day": queue.settings.goal.minutes_a_day,
        "minutes_left": queue.minutes_left,
        "horizon": horizon_words(queue),
        "answered": [asdict(each) for each in standings],
    }


def _item(card: Card) -> dict[str, Any]:
    return {
        **_ahead(card.item),
        "reason": card.reason,
        "outlook": asdict(card.outlook),
        "standings": [asdict(each) for each in card.standings],
        "refreshes": card.refreshes,
    }


def _ahead(item: Item) -> dict[str, Any]:
    return {
        "id": item.id,
        "pool": item.pool,
        "kind": item.kind,
        "title": item.title,
        "url": item.url,
        "concepts": list(item.concepts),
        "minutes": item.minutes,
    }
