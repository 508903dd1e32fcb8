"""Says why an item is chosen, in words made of the terms of its score."""

from collections.abc import Iterable

from practice.model.gains import Gain, Moment
from practice.model.graph import Graph
from practice.model.items import Item
from practice.model.state import Last, State

NAMES_LIMIT = 2
CAUSES = {
    "claimed": "You said that you know it: one answer settles it.",
    "stuck": "What just gave you trouble builds on it.",
    "code": "Time for some code.",
}


def reason_of(
    item: Item,
    gain: Gain,
    cause: str,
    missing: list[str],
    state: State,
    graph: Graph,
    moment: Moment,
    *,
    has_exam: bool,
    days_away: int,
) -> str:
    """Return the reason; `days_away` is 0 but after a long break."""
    lasts = [
        track.last
        for track in map(state.tracks(item.facet).get, item.concepts)
        if track is not None and track.last is not None
    ]
    last = max(lasts, key=lambda each: each.day, default=None)
    names = _names(item.concepts, graph)
    by_then = "by your exam" if has_exam else f"in {moment.horizon_days:.0f} days"
    parts = [f"{names}: new to you."]
    if last is not None:
        parts = [f"{names}: about {gain.now:.0%} likely now, {gain.later:.0%} {by_then}."]
    parts.append(f"{item.minutes:.0f} min.")
    if gain.refreshes:
        parts.append(f"Also refreshes {_names(gain.refreshes, graph)}.")
    if last is not None:
        parts.append(_last_words(last, item, moment.day))
    if days_away:
        parts.append(f"A gentle start after {days_away} days.")
    if cause:
        parts.append(CAUSES[cause])
    if missing:
        parts.append(_missing_words(missing[0], state, graph))
    return " ".join(parts)


def _names(concepts: Iterable[str], graph: Graph) -> str:
    return " and ".join([graph.title(concept) for concept in concepts][:NAMES_LIMIT])


def _missing_words(concept: str, state: State, graph: Graph) -> str:
    is_met = concept in state.know or concept in state.do
    start = "First look again at" if is_met else "It builds on"
    return f"{start} {graph.title(concept)}."


def _last_words(last: Last, item: Item, today: int) -> str:
    days = today - last.day
    when = {0: "today", 1: "yesterday"}.get(days, f"{days} days ago")
    what = "answers right" if item.facet == "know" else "checks passed"
    return f"Last: {last.passed} of {last.total} {what}, {when}."
