"""What the calibrator looks at before an answer: memory and recent success of its concepts."""

from collections.abc import Sequence
from math import log, log1p

from practice.model.calibrator import Features, Trial, logit
from practice.model.memory import Memory, recall
from practice.model.ratings import AGAIN
from practice.model.state import State, Track

ABILITY_PRIOR = (3.0, 2.0)
BLANK = Track()


def trial_of(
    state: State,
    facet: str,
    concepts: Sequence[str],
    item_id: str,
    t_ms: float,
    guess: float = 0.0,
) -> Trial:
    """Return the trial of asking for concepts in one facet at an instant, in UTC milliseconds.

    An item about several concepts has the mean of their features.
    """
    ability = ability_of(state)
    tracks, others = state.tracks(facet), state.tracks("do" if facet == "know" else "know")
    rows = [
        features(
            facet,
            tracks.get(concept, BLANK),
            _recalled(others[concept].memory, t_ms) if concept in others else 0.0,
            _recalled(tracks[concept].memory, t_ms) if concept in tracks else 0.0,
            ability,
        )
        for concept in concepts
    ]
    if len(rows) == 1:
        mean = rows[0]
    elif rows:
        mean = tuple(sum(column) / len(rows) for column in zip(*rows, strict=True))
    else:
        mean = features(facet, BLANK, 0.0, 0.0, ability)
    return Trial(tuple(concepts), item_id, mean, guess)


def features(
    facet: str, track: Track, other_log_odds: float, recall_log_odds: float, ability: float
) -> Features:
    """Return one concept's features, in the order of `FEATURES`; the log-odds are of recall."""
    is_new = track.memory is None
    return (
        1.0 if facet == "know" else 0.0,
        0.0 if facet == "know" else 1.0,
        1.0 if is_new else 0.0,
        0.0 if is_new else recall_log_odds,
        1.0 if track.rating == AGAIN else 0.0,
        log1p(track.wins),
        log1p(track.losses),
        other_log_odds,
        ability,
    )


def ability_of(state: State) -> float:
    """Return the log-odds of the learner's recent success over all concepts, shrunk to nothing."""
    wins, losses = ABILITY_PRIOR
    return log((wins + state.wins) / (losses + state.losses)) - log(wins / losses)


def _recalled(memory: Memory | None, t_ms: float) -> float:
    return 0.0 if memory is None else logit(recall(memory, t_ms))
