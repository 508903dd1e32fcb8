"""The fold: all of a learner's events, in order, to what is known of the learner."""

from collections import Counter, defaultdict

import msgspec
from fsrs import Rating

from practice.model.days import day_index
from practice.model.events import Event, in_order
from practice.model.memory import Memory, review
from practice.model.ratings import exercise_ratings, lower, quiz_ratings, quiz_slot, self_rated

Key = tuple[str, str]


class Review(msgspec.Struct, frozen=True):
    """One rating of one concept in one facet on one day, and what it rests on."""

    day: int
    concept: str
    facet: str
    rating: int
    item_id: str
    passed: int
    total: int


class Knowledge(msgspec.Struct):
    """What the fold knows: memories and last reviews by (concept, facet), and today's doings.

    Of all days: how often each question was answered. Of today: the concepts of the last result,
    the items done, and the items put off.
    """

    memories: dict[Key, Memory] = msgspec.field(default_factory=dict)
    last_reviews: dict[Key, Review] = msgspec.field(default_factory=dict)
    times_answered: Counter[str] = msgspec.field(default_factory=Counter)
    put_off: set[str] = msgspec.field(default_factory=set)
    last_concepts: tuple[str, ...] = ()
    done_today: set[str] = msgspec.field(default_factory=set)


def fold(events: list[Event], today: int) -> Knowledge:
    """Return what is known after these events, on the learner-local day `today`.

    The events may come in any order and from any number of devices; the result is the same.
    """
    ordered = in_order(events)
    days: dict[int, list[Event]] = defaultdict(list)
    for event in ordered:
        days[day_index(event.t_eff_ms, event.tz_offset_min)].append(event)
    knowledge = Knowledge()
    knowledge.times_answered.update(event.item_id for event in ordered if event.kind == "quiz")
    for day in sorted(days):
        for found in _day_reviews(day, days[day]):
            key = (found.concept, found.facet)
            before = knowledge.memories.get(key)
            knowledge.memories[key] = review(before, Rating(found.rating), day)
            knowledge.last_reviews[key] = found
    _note_today(knowledge, days.get(today, []))
    return knowledge


def _note_today(knowledge: Knowledge, todays: list[Event]) -> None:
    knowledge.put_off = {event.item_id for event in todays if event.kind == "skip"}
    results = [event for event in todays if event.kind in {"quiz", "exercise_result"}]
    if results:
        knowledge.last_concepts = _event_concepts(results[-1])
    knowledge.done_today = {
        event.item_id
        for event in results
        if event.kind == "quiz" or event.payload.get("verdict") == "passed"
    }


def _event_concepts(event: Event) -> tuple[str, ...]:
    return tuple(str(concept) for concept in event.payload.get("concepts", []))


def _day_reviews(day: int, events: list[Event]) -> list[Review]:
    """Return the day's reviews: at most one for each concept and facet."""
    found: dict[Key, Review] = {}
    for candidate in [*_quiz_reviews(day, events), *_exercise_reviews(day, events)]:
        key = (candidate.concept, candidate.facet)
        known = found.get(key)
        if (
            known is None
            or lower(Rating(known.rating), Rating(candidate.rating)) == candidate.rating
        ):
            found[key] = candidate
    return list(found.values())


def _quiz_reviews(day: int, events: list[Event]) -> list[Review]:
    by_part: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind == "quiz":
            by_part[str(event.payload.get("part", ""))].append(event)
    reviews = []
    for part, answers in by_part.items():
        first = {quiz_slot(event): event for event in reversed(answers)}
        right = sum(bool(event.payload.get("correct")) for event in first.values())
        reviews += [
            Review(day, concept, "know", int(rating), part, right, len(first))
            for concept, rating in quiz_ratings(answers).items()
        ]
    return reviews


def _exercise_reviews(day: int, events: list[Event]) -> list[Review]:
    first: dict[str, Event] = {}
    aids: dict[str, set[str]] = defaultdict(set)
    own: dict[str, int] = {}
    for event in events:
        if event.kind == "exercise_result":
            first.setdefault(event.item_id, event)
        elif event.kind in {"hint", "solution_seen"} and event.item_id not in first:
            aids[event.item_id].add(event.kind)
        elif event.kind == "self_rating":
            own[event.item_id] = int(event.payload.get("rating", 3))
    reviews = []
    for item_id, result in first.items():
        checks = result.payload.get("checks", [])
        passed = sum(check.get("verdict") == "passed" for check in checks)
        hinted, seen = "hint" in aids[item_id], "solution_seen" in aids[item_id]
        for concept, rating in exercise_ratings(result, hinted=hinted, seen=seen).items():
            final = self_rated(rating, own[item_id]) if item_id in own else rating
            reviews.append(Review(day, concept, "do", int(final), item_id, passed, len(checks)))
    return reviews
