"""Chooses what to do next, and says why from the terms of its own score."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import msgspec
from fsrs import Rating

from practice.model.days import days_between
from practice.model.folding import Knowledge, Review
from practice.model.items import Item
from practice.model.memory import Memory, review

HORIZON_DAYS = 30
PREREQUISITE_FROM = 0.7
UNMET_PREREQUISITE_FACTOR = 0.1
NEW_CONCEPT_RECALL = 0.4
# FSRS says 1.0 right after any review, a failed one too. What was just missed is no likelier than
# what is new, until a review that passed says otherwise.
RECALL_CAP = {int(Rating.Again): NEW_CONCEPT_RECALL, int(Rating.Hard): 0.8}
# Neither trivial nor hopeless: PRACTICE.md prefers a chance of success in this range.
COMFORTABLE = (0.6, 0.95)
UNCOMFORTABLE_FACTOR = 0.7
SAME_CONCEPT_FACTOR = 0.5


class Moment(msgspec.Struct, frozen=True):
    """The instant a choice is made for: the learner-local day, UTC time, and offset."""

    day: int
    t_ms: int
    tz_offset_min: int


class Choice(msgspec.Struct, frozen=True):
    """An item, its score in expected recall gained per minute, and the reason in words."""

    item: Item
    score: float
    recall_now: float
    recall_later: float
    reason: str


def choices(
    items: Iterable[Item],
    knowledge: Knowledge,
    titles: dict[str, str],
    prerequisites: dict[str, tuple[str, ...]],
    moment: Moment,
    *,
    minutes: float | None = None,
) -> list[Choice]:
    """Return the items worth doing, best first.

    `titles` and `prerequisites` are by concept slug; `minutes` leaves out what does not fit. Items
    done or put off today are left out with their whole pool; of a pool, those seen least are in.
    An empty list means: done for today.
    """
    open_items = (
        item for item in _open_items(items, knowledge) if minutes is None or item.minutes <= minutes
    )
    rated = [_choice(item, knowledge, titles, prerequisites, moment) for item in open_items]
    return sorted(rated, key=lambda choice: (-choice.score, choice.item.id))


def _open_items(items: Iterable[Item], knowledge: Knowledge) -> Iterator[Item]:
    pools: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        pools[item.pool or item.id].append(item)
    over = knowledge.done_today | knowledge.put_off
    for pool in pools.values():
        if not any(item.id in over for item in pool):
            least = min(knowledge.times_answered[item.id] for item in pool)
            yield from (item for item in pool if knowledge.times_answered[item.id] == least)


def recall(knowledge: Knowledge, concept: str, facet: str, moment: Moment) -> float | None:
    """Return the probability that a concept is recalled now, or None when it was never met."""
    memory = knowledge.memories.get((concept, facet))
    return None if memory is None else _recalls(knowledge, concept, facet, memory, moment)[0]


def _choice(
    item: Item,
    knowledge: Knowledge,
    titles: dict[str, str],
    prerequisites: dict[str, tuple[str, ...]],
    moment: Moment,
) -> Choice:
    terms = [_gain(knowledge, concept, item.facet, moment) for concept in item.concepts]
    gain = sum(term[0] for term in terms)
    now = sum(term[1] for term in terms) / max(1, len(terms))
    later = sum(term[2] for term in terms) / max(1, len(terms))
    missing = _missing(item, knowledge, prerequisites, moment)
    factor = UNMET_PREREQUISITE_FACTOR if missing else 1.0
    if not COMFORTABLE[0] <= now <= COMFORTABLE[1]:
        factor *= UNCOMFORTABLE_FACTOR
    if set(item.concepts) & set(knowledge.last_concepts):
        factor *= SAME_CONCEPT_FACTOR
    reason = _reason(item, knowledge, titles, moment, now, later, missing)
    return Choice(item, factor * gain / max(1.0, item.minutes), now, later, reason)


def _gain(
    knowledge: Knowledge, concept: str, facet: str, moment: Moment
) -> tuple[float, float, float]:
    """Return (expected gain at the horizon, recall now, recall then without practice)."""
    memory = knowledge.memories.get((concept, facet))
    good = review(memory, Rating.Good, moment.day).recall(HORIZON_DAYS)
    again = review(memory, Rating.Again, moment.day).recall(HORIZON_DAYS)
    now, later = NEW_CONCEPT_RECALL, 0.0
    if memory is not None:
        now, later = _recalls(knowledge, concept, facet, memory, moment)
    return max(0.0, now * good + (1 - now) * min(again, NEW_CONCEPT_RECALL) - later), now, later


def _recalls(
    knowledge: Knowledge, concept: str, facet: str, memory: Memory, moment: Moment
) -> tuple[float, float]:
    """Return the recall now, and at the horizon without practice."""
    cap = RECALL_CAP.get(knowledge.last_reviews[concept, facet].rating, 1.0)
    elapsed = days_between(memory.last_day, moment.t_ms, moment.tz_offset_min)
    return min(cap, memory.recall(elapsed)), min(cap, memory.recall(elapsed + HORIZON_DAYS))


def _missing(
    item: Item,
    knowledge: Knowledge,
    prerequisites: dict[str, tuple[str, ...]],
    moment: Moment,
) -> list[str]:
    """Return prerequisites that were tried and are not known well enough yet."""
    wanted = {needed for concept in item.concepts for needed in prerequisites.get(concept, ())}
    weak = []
    for concept in sorted(wanted - set(item.concepts)):
        known = [recall(knowledge, concept, facet, moment) for facet in ("know", "do")]
        tried = [value for value in known if value is not None]
        if tried and max(tried) < PREREQUISITE_FROM:
            weak.append(concept)
    return weak


def _reason(
    item: Item,
    knowledge: Knowledge,
    titles: dict[str, str],
    moment: Moment,
    now: float,
    later: float,
    missing: list[str],
) -> str:
    names = " and ".join(titles.get(concept, concept) for concept in item.concepts[:2])
    known = [knowledge.last_reviews.get((concept, item.facet)) for concept in item.concepts]
    last = max((found for found in known if found), key=lambda found: found.day, default=None)
    parts = [
        f"{names}: about {now:.0%} likely now, {later:.0%} in {HORIZON_DAYS} days."
        if last
        else f"{names}: new to you."
    ]
    parts.append(f"{item.minutes:.0f} min.")
    if last:
        parts.append(_last_words(last, moment.day))
    if missing:
        parts.append(f"First look again at {titles.get(missing[0], missing[0])}.")
    return " ".join(parts)


def _last_words(last: Review, today: int) -> str:
    days = today - last.day
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    what = "answers right" if last.facet == "know" else "checks passed"
    return f"Last: {last.passed} of {last.total} {what}, {when}."
