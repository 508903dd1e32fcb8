"""The reviews that a log comes to: what a fit of FSRS's weights learns from."""

from collections import defaultdict
from collections.abc import Iterable

from practice.model.events import Event, in_order
from practice.model.folding import step
from practice.model.graph import Graph
from practice.model.items import FACETS, Facet
from practice.model.parameters import DEFAULT, Parameters
from practice.model.state import State, state_new

Reviews = list[tuple[int, int]]


def reviews_of(
    events: Iterable[Event], graph: Graph, parameters: Parameters = DEFAULT
) -> dict[tuple[Facet, str], Reviews]:
    """Return one learner's reviews by facet and concept: learner-local days and FSRS ratings.

    There is one review a day at most, with the day's last rating; later attempts of a day and
    implicit credit are none. Days rise.
    """
    state = state_new(parameters)
    found: dict[tuple[Facet, str], Reviews] = defaultdict(list)
    for event in in_order(events):
        before = state.today.day
        step(state, event, graph, parameters)
        if state.today.day != before:
            _day_collect(state, before, found)
    _day_collect(state, state.today.day, found)
    return dict(found)


def _day_collect(state: State, day: int, found: dict[tuple[Facet, str], Reviews]) -> None:
    for facet in FACETS:
        for concept, track in state.tracks(facet).items():
            if track.day == day and track.rating:
                found[facet, concept].append((day, track.rating))
