"""From what a learner did on a day to one rating for each concept it speaks of."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from fsrs import Rating

from practice.model.events import Event

QUESTIONS_PER_CHECK = 4
HARD_FROM = 0.7
_RANK = {Rating.Again: 0, Rating.Hard: 1, Rating.Good: 2, Rating.Easy: 3}


def lower(first: Rating, second: Rating) -> Rating:
    """Return the worse of two ratings."""
    return min(first, second, key=lambda rating: _RANK[rating])


def quiz_ratings(events: Iterable[Event]) -> dict[str, Rating]:
    """Return a rating for each concept from one day's answers to one part's skill check.

    Only the first answer to a question counts. A complete check, the first answer in each of its
    slots, gives Good for four right, Hard for three, Again for fewer; a question answered wrongly
    is Again for its own concepts. While the check is incomplete each answer stands for itself.
    """
    first: dict[str, Event] = {}
    slots: dict[str, Event] = {}
    for event in events:
        first.setdefault(event.item_id, event)
        slots.setdefault(quiz_slot(event), event)
    right = sum(bool(event.payload.get("correct")) for event in slots.values())
    overall = Rating.Good
    if len(slots) >= QUESTIONS_PER_CHECK:
        missed = len(slots) - right
        overall = (Rating.Good, Rating.Hard)[missed] if missed < 2 else Rating.Again
    ratings: dict[str, Rating] = {}
    for event in first.values():
        rating = overall if event.payload.get("correct") else Rating.Again
        for concept in _concepts(event.payload):
            ratings[concept] = lower(ratings.get(concept, rating), rating)
    return ratings


def quiz_slot(event: Event) -> str:
    """Return which of a skill check's questions was answered: its slot, where the event says so.

    An event from before there were slots answered the one variant of its own.
    """
    return str(event.payload.get("slot") or event.item_id)


def exercise_ratings(result: Event, *, hinted: bool, seen: bool) -> dict[str, Rating]:
    """Return a rating for each concept from the day's first graded submission of an exercise.

    The share of a concept is x = sum(weight of passed) / sum(weight) over the checks tagged with
    it: 1 is Good, at least 0.7 Hard, else Again. A hint caps the rating at Hard; a solution seen
    makes it Again.
    """
    totals: dict[str, float] = defaultdict(float)
    passed: dict[str, float] = defaultdict(float)
    for check in result.payload.get("checks", []):
        for concept in _concepts(check):
            weight = float(check.get("max_points", 0))
            totals[concept] += weight
            passed[concept] += weight if check.get("verdict") == "passed" else 0.0
    ratings = {}
    for concept, total in totals.items():
        share = passed[concept] / total if total else 0.0
        rating = Rating.Good if share >= 1 else Rating.Hard if share >= HARD_FROM else Rating.Again
        if hinted:
            rating = lower(rating, Rating.Hard)
        ratings[concept] = Rating.Again if seen else rating
    return ratings


def self_rated(rating: Rating, stated: int) -> Rating:
    """Return a rating after the learner's own: it may lower any rating, or lift Good to Easy."""
    own = Rating(min(4, max(1, stated)))
    if own is Rating.Easy:
        return Rating.Easy if rating is Rating.Good else rating
    return lower(rating, own)


def _concepts(source: dict[str, Any]) -> list[str]:
    return [concept for concept in source.get("concepts", []) if isinstance(concept, str)]
